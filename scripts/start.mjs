// `npm start`: from a bare clone to the page, with no step before it. Node's own modules only.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVE_OPTIONS, serveFromCommandLine } from './serve.mjs';
import { findCommand, installPackages, ROOT } from './setup/packages.mjs';

function runNode(...options) {
  const run = spawnSync(process.execPath, options, { cwd: ROOT, stdio: 'inherit' });
  if (run.status !== 0) throw new Error('The page could not be built: see the message above.');
}

try {
  const { values } = parseArgs({ options: SERVE_OPTIONS });
  installPackages();
  runNode('--import', 'tsx', 'scripts/build-sample.ts');
  runNode(findCommand('vite'), 'build', '--logLevel', 'warn');
  const address = await serveFromCommandLine(join(ROOT, 'dist'), values);
  console.log('Open this address in a browser (stop with Ctrl-C):');
  console.log(address);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
