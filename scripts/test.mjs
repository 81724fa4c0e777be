// `npm test`: from a bare clone, all suites, one sum. `npm test -- static unit browser` runs the named parts.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addCounts, countPlaywright, countRun, countVitest, formatCounts, NOTHING } from './checks/reports.mjs';
import { listStaticChecks, runChecks } from './checks/static.mjs';
import { installBrowser } from './setup/browser.mjs';
import { findCommand, installPackages, ROOT } from './setup/packages.mjs';

function runNode(options, env = {}) {
  const run = spawnSync(process.execPath, options, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  return run.status ?? 1;
}

function countChecks(results) {
  const passed = results.filter((result) => result.passed).length;
  return { ...NOTHING, passed, failed: results.length - passed };
}

/** Runs a test runner that writes a JSON report, and counts what the report says. */
function runReported(report, count, options, env) {
  const path = join(ROOT, report);
  rmSync(path, { force: true });
  return countRun(path, count, runNode(options, env));
}

async function runStatic() {
  return countChecks(await runChecks(listStaticChecks()));
}

function runUnit() {
  return runReported('reports/vitest.json', countVitest, [findCommand('vitest'), 'run']);
}

/** The page as it is shipped, and what its first load weighs. The browser tests run on it. */
async function runBuild() {
  const sample = runNode(['--import', 'tsx', 'scripts/build-sample.ts']);
  const status = sample || runNode([findCommand('vite'), 'build', '--logLevel', 'warn']);
  const built = { ...NOTHING, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  if (status !== 0) return built;
  const size = await runChecks([['size of the first load', ['--import', 'tsx', 'scripts/check-size.ts']]]);
  return addCounts(built, countChecks(size));
}

function runBrowser() {
  const options = [findCommand('@playwright/test', 'playwright'), 'test'];
  return runReported('reports/playwright.json', countPlaywright, options, { CHROMIUM: installBrowser() });
}

/** What `npm test -- <name>` runs, in this order. */
const SUITES = {
  static: [['static', runStatic]],
  unit: [['unit', runUnit]],
  browser: [
    ['build', runBuild],
    ['browser', runBrowser],
  ],
};

async function runPart([name, run]) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    // A suite that cannot start is a failure with its reason, never a silence.
    console.error(error.message);
    counts = { ...NOTHING, failed: 1 };
  }
  return { name, counts, seconds: (performance.now() - start) / 1000 };
}

async function main(chosen) {
  const unknown = chosen.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new Error(
      `There is no part "${unknown.join(' ')}" of the tests: choose from ${Object.keys(SUITES).join(', ')}.`,
    );
  }
  installPackages();
  const names = chosen.length > 0 ? chosen : Object.keys(SUITES);
  const results = [];
  for (const part of names.flatMap((name) => SUITES[name])) results.push(await runPart(part));
  console.log('');
  for (const { name, counts, seconds } of results) {
    console.log(`${name.padEnd(8)} ${seconds.toFixed(0).padStart(4)} s  ${formatCounts(counts)}`);
  }
  return results.map((result) => result.counts).reduce(addCounts, NOTHING);
}

try {
  const total = await main(process.argv.slice(2));
  console.log(formatCounts(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  console.log(formatCounts({ ...NOTHING, failed: 1 }));
  process.exitCode = 1;
}
