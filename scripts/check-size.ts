/** What a first visit loads of our own, compressed, until the sample is drawn on the map: page, styles, scripts, worker. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFirstLoad, type LoadedFile } from './checks/first-load.ts';
import { ROOT } from './setup/packages.mjs';

/** Of the page and its worker, gzipped, until the sample is answered on foot and drawn; the map library apart. */
const BUDGET_BYTES = 145_000;

/** The chunk that is imported when needed, and is needed at once: `npm run bench:page` shows what is really requested. */
const FIRST_SCREEN = ['room'];

function formatKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}

function main(): number {
  const dist = join(ROOT, 'dist');
  if (!existsSync(join(dist, 'index.html'))) {
    console.error('There is no built page in dist: run npm run build first.');
    return 1;
  }
  const files = listFirstLoad((path) => readFileSync(join(dist, path)), FIRST_SCREEN);
  for (const file of files) console.log(`${formatKilobytes(file.gzipBytes)}  ${file.part.padEnd(7)}  ${file.path}`);
  const sum = (part: LoadedFile['part']) =>
    files.filter((file) => file.part === part).reduce((bytes, file) => bytes + file.gzipBytes, 0);
  for (const part of ['page', 'worker', 'library'] as const)
    console.log(`${formatKilobytes(sum(part))}  ${part} in all`);
  const passed = sum('page') + sum('worker') <= BUDGET_BYTES;
  if (!passed) console.error(`Page and worker are over their budget of ${BUDGET_BYTES / 1000} kB.`);
  return passed ? 0 : 1;
}

process.exitCode = main();
