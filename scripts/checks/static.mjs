// The static checks: each counts as one test, and shows its output only when it fails.
import { spawn } from 'node:child_process';
import { findCommand, ROOT } from '../setup/packages.mjs';

const script = (path) => ['--import', 'tsx', path];

/** Name, and what Node is started with. Found late, since the packages may just have been installed. */
export function listStaticChecks() {
  return [
    // The longest first: the others run beside it.
    ['eslint', [findCommand('eslint'), '--max-warnings', '0', '.']],
    ['types (tsc)', [findCommand('typescript', 'tsc'), '-p', 'tsconfig.json']],
    ['core without the DOM (tsc)', [findCommand('typescript', 'tsc'), '-p', 'tsconfig.core.json']],
    ['types in components (svelte-check)', [findCommand('svelte-check'), '--fail-on-warnings', '--output', 'human']],
    ['the type checks do find errors (canary)', script('scripts/check-canary.ts')],
    ['prettier', [findCommand('prettier'), '--check', '--log-level', 'warn', '.']],
    ['dead code (knip)', [findCommand('knip')]],
    ['lengths of functions and files', script('scripts/check-lengths.ts')],
  ];
}

/** Runs one check; resolves with whether it passed, its output and its seconds. */
export function runCheck([name, options]) {
  const start = performance.now();
  const env = { ...process.env, NO_COLOR: '1' };
  delete env.FORCE_COLOR;
  return new Promise((done) => {
    const child = spawn(process.execPath, options, { cwd: ROOT, env });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      done({ name, passed: code === 0, output, seconds: (performance.now() - start) / 1000 });
    });
  });
}

/** Runs checks two at a time and prints a line each. */
export async function runChecks(checks) {
  const waiting = [...checks];
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await runCheck(next);
      console.log(`${result.passed ? 'passed' : 'FAILED'}  ${result.name} (${result.seconds.toFixed(1)} s)`);
      if (!result.passed) console.log(result.output.trimEnd());
      results.push(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
