// The Chromium and the Chinese font that the browser tests need: what is there is used, else installed when root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function runs(path) {
  // The chromium-browser of some systems is only a hint to install something else; its --version fails.
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** Path of a Chromium that starts, else undefined. The environment's `CHROMIUM` goes first. */
export function findChromium(env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [env.CHROMIUM, ...onPath, MAC].find((path) => path && runs(path));
}

/** Whether some font draws Chinese. Where fontconfig is not in use (macOS, Windows) the system brings one. */
function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.error ? process.platform !== 'linux' : list.stdout.trim() !== '';
}

/** What is missing, as Debian packages; the same names in the sentence for everybody else. */
export function findMissingForBrowser(chromium, chineseFont) {
  return [...(chromium ? [] : ['chromium']), ...(chineseFont ? [] : ['fonts-noto-cjk'])];
}

function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...options) => spawnSync('apt-get', options, { stdio: 'inherit', env }).status === 0;
  return run('update', '-q') && run('install', '-y', '-q', '--no-install-recommends', ...packages);
}

/** Path of a Chromium, beside a Chinese font. Throws one sentence where they are missing and cannot be installed. */
export function installBrowser() {
  const missing = findMissingForBrowser(findChromium(), hasChineseFont());
  if (missing.length > 0) {
    console.log(`The browser tests need ${missing.join(' and ')}.`);
    const root = process.getuid?.() === 0;
    const apt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
    if (root && apt) installWithApt(missing);
  }
  const chromium = findChromium();
  const still = findMissingForBrowser(chromium, hasChineseFont());
  if (still.length === 0) return chromium;
  throw new Error(
    `Please install ${still.join(' and ')} with your system's package manager ` +
      '(for another Chromium or Chrome set CHROMIUM to its path), then run npm test again.',
  );
}
