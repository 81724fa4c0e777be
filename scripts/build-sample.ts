/** The sample district that the page opens on: made when the page is built, made again when its makers change. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeProjectFolder } from '../src/io/write-folder.ts';
import { listFiles } from './checks/sources.ts';
import { createSample } from './sample/create.ts';
import { ROOT } from './setup/packages.mjs';

const FOLDER = join(ROOT, 'public/sample');
/** What the files were made from; not among them, since they are shipped. */
const STAMP = join(ROOT, 'node_modules/.cache/care-circle-sample');

/** Changes when the generator, the writers or the contract change. */
function hashMakers(): string {
  const hash = createHash('sha256');
  for (const path of listFiles(ROOT, ['scripts/sample', 'src/io', 'src/core'], ['.ts'])) {
    hash.update(path).update(readFileSync(join(ROOT, path)));
  }
  return hash.digest('hex');
}

async function main(): Promise<void> {
  const makers = hashMakers();
  const there = existsSync(join(FOLDER, 'project.json')) && existsSync(STAMP);
  if (there && readFileSync(STAMP, 'utf8') === makers) return;
  const start = performance.now();
  // All layers in one format: a first visit loads one reader.
  const files = await writeProjectFolder(createSample({ size: 'district', seed: 1 }), { candidates: 'flatgeobuf' });
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(FOLDER, name), bytes);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, makers);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const seconds = (performance.now() - start) / 1000;
  console.log(`sample district: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s`);
}

await main();
