// Brings a bare clone to where the rest can run. Node's own modules only: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The lowest Node that the locked Vite runs on; package.json says the same under `engines`. */
const LOWEST_NODE = [20, 19];

/** A sentence when this Node is too old, else undefined. */
export function findNodeFault(version) {
  const [major, minor] = version.split('.').map(Number);
  const enough = major > LOWEST_NODE[0] || (major === LOWEST_NODE[0] && minor >= LOWEST_NODE[1]);
  return enough ? undefined : `Node ${LOWEST_NODE.join('.')} or newer is needed, this is Node ${version}.`;
}

/** Packages of the lock file that are not installed in the locked version. Optional ones depend on the platform. */
export function findMissingPackages(lock, installed) {
  return Object.entries(lock.packages ?? {})
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.link)
    .filter(([path, entry]) => installed.packages?.[path]?.version !== entry.version)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** Installs from the lock file unless everything in it is already there. Throws with a sentence when that fails. */
export function installPackages() {
  const fault = findNodeFault(process.versions.node);
  if (fault) throw new Error(fault);
  const lock = readJson(join(ROOT, 'package-lock.json'));
  // npm writes this list at the end of an installation, so a broken one leaves none.
  const missing = findMissingPackages(lock, readJson(join(ROOT, 'node_modules/.package-lock.json')));
  if (missing.length === 0) return;
  console.log(`Installing packages (${missing.length} are missing or in another version) ...`);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const options = ['ci', '--no-audit', '--no-fund', '--include=dev'];
  const run = spawnSync(npm[0], [...npm.slice(1), ...options], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (run.status !== 0) throw new Error('The packages could not be installed: see the message of npm ci above.');
}

/** The script behind a command of an installed package, to be run by Node itself on every platform. */
export function findCommand(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = readJson(join(folder, 'package.json'));
  const path = typeof bin === 'string' ? bin : bin?.[command];
  if (!path) throw new Error(`Package ${packageName} has no command ${command}: run npm ci.`);
  return join(folder, path);
}
