/** What a first visit loads of our own, compressed: the page, its style and all scripts it needs before it can show. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFirstLoad } from './checks/first-load.ts';
import { ROOT } from './setup/packages.mjs';

/** 150 kB (thousand bytes) gzipped, the map library apart. */
const BUDGET_BYTES = 150_000;

function main(): number {
  const dist = join(ROOT, 'dist');
  if (!existsSync(join(dist, 'index.html'))) {
    console.error('There is no built page in dist: run npm run build first.');
    return 1;
  }
  const files = listFirstLoad((path) => readFileSync(join(dist, path)));
  for (const file of files) {
    console.log(
      `${(file.gzipBytes / 1000).toFixed(1).padStart(8)} kB  ${file.path}${file.library ? '  (map library)' : ''}`,
    );
  }
  const sum = (library: boolean) =>
    files.filter((file) => file.library === library).reduce((bytes, file) => bytes + file.gzipBytes, 0);
  const passed = sum(false) <= BUDGET_BYTES;
  console.log(
    `${(sum(false) / 1000).toFixed(1)} kB of our own, ${(sum(true) / 1000).toFixed(1)} kB of the map library`,
  );
  if (!passed) console.error(`Over the budget of ${BUDGET_BYTES / 1000} kB.`);
  return passed ? 0 : 1;
}

process.exitCode = main();
