import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/setup/browser.mjs';

/** A free port, the same in the runner and in the processes it starts (they inherit the environment). */
async function findPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has a port
  await new Promise((done) => server.close(done));
  return String(port);
}

process.env.CARE_CIRCLE_PORT ??= await findPort();
const port = process.env.CARE_CIRCLE_PORT;
// The folder that was built, where it is not `dist`.
const folder = process.env.CARE_CIRCLE_DIST ?? 'dist';
const chromium = process.env.CHROMIUM ?? findChromium();

// The built page, served from a sub-path: an address in it that is not relative fails every test.
const base = '/deep/sub-path/';

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // Each test has a page of its own; while one waits for the map's drawing the other computes.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // A machine that draws maps by software is slow at times.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
  webServer: {
    command: `node scripts/serve.mjs --folder ${folder} --port ${port} --base ${base}`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
  },
  use: {
    baseURL: `http://127.0.0.1:${port}${base}`,
    locale: 'zh-CN',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      // The same letters on every machine that has the same fonts.
      args: ['--font-render-hinting=none', '--disable-lcd-text'],
    },
  },
  projects: [
    // What shows the same on every screen is tagged with one of them and not shown twice.
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1280, height: 720 } } },
    {
      name: 'phone',
      grepInvert: /@desktop/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
