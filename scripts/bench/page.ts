/**
 * `npm run bench:page`: the built page beside an empty MapLibre page, in one run and in turn: milliseconds from opening
 * to figures, to coverage on the map (communities in the colours of their shares), until that frame is shown, until the
 * reach is drawn too, and until all is there; and how long our own scripts hold the page's thread in one task at most, the
 * time inside the map library left out.
 * Needs `npm run build` first.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { startServer } from '../serve.mjs';
import { findChromium } from '../setup/browser.mjs';
import { ROOT } from '../setup/packages.mjs';
import { findLongestTask, TRACE_CATEGORIES } from './tasks.ts';

const ROUNDS = 5;
const VIEWPORT = { width: 1280, height: 720 };
/**
 * Milliseconds between a new window and its page. Chromium loads pages of its own for a new window (the list under its
 * address line): 0.9 s of processor time on both cores, during which an address would be opened beside them. Whoever opens
 * an address has a window already.
 */
const SETTLE = 2000;
/** A question asked by hand, each after the former is answered. */
const QUESTIONS = ['limit=500', 'kind=meals', 'kind=meals&limit=1500', 'kind=medical', 'kind=day_care&year=2030'];

const EMPTY_PAGE = `<!doctype html><meta charset="utf-8"><style>html,body,#map{height:100%;margin:0}</style>
<div id="map"></div><script type="module">
import { Map, setWorkerUrl } from './maplibre-gl.mjs';
setWorkerUrl(new URL('./maplibre-gl-worker.mjs', location.href).href);
const style = { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background' }] };
new Map({ container: 'map', style, center: [120, 31], zoom: 12 }).on('idle', () => (document.body.dataset.idle ??= performance.now()));
</script>`;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Milliseconds since the page was opened, by its own clock. */
interface StateTimes {
  stateTimes: Record<'figures' | 'coverage' | 'shown' | 'reach' | 'idle', number>;
}

const OWN_REQUESTS = new WeakMap<Page, string[]>();

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'zh-CN', reducedMotion: 'reduce' });
  const requests: string[] = [];
  OWN_REQUESTS.set(page, requests);
  // A worker's own requests are told to its context, not to its page.
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(js|css)$/.test(pathname) && !pathname.includes('maplibre')) requests.push(pathname);
  });
  await page.addInitScript(() => {
    // Told by the page itself: whoever asks from outside waits for a free moment of the thread that is measured.
    const times: Record<string, number> = {};
    Object.assign(globalThis, { stateTimes: times });
    new MutationObserver(() => {
      const ready = document.querySelector('[data-ready]')?.getAttribute('data-ready');
      if (ready === 'computed' || ready === 'drawn') times['figures'] ??= performance.now();
      if (!document.querySelector('.map[data-coverage]')) return;
      if (document.querySelector('.map[data-reach]')) times['reach'] ??= performance.now();
      if (document.querySelector('.map[data-reach][data-idle="1"]')) times['idle'] ??= performance.now();
      if (times['coverage'] !== undefined) return;
      times['coverage'] = performance.now();
      // The next frame begins when this one is on the screen.
      requestAnimationFrame(() => (times['shown'] = performance.now()));
    }).observe(document, { subtree: true, attributes: true, childList: true });
  });
  await page.waitForTimeout(SETTLE);
  return page;
}

/** Looks seldom: every look costs the thread that is measured. */
async function waitFor(page: Page, selector: string): Promise<void> {
  const isThere = (wanted: string): boolean => document.querySelector(wanted) !== null;
  await page.waitForFunction(isThere, selector, { timeout: 60_000, polling: 250 });
}

async function measureEmpty(browser: Browser, address: string): Promise<number> {
  const page = await openPage(browser);
  await page.goto(address);
  await waitFor(page, '[data-idle]');
  const idle = await page.evaluate(() => Number(document.body.dataset['idle']));
  await page.close();
  return idle;
}

async function measureOurs(browser: Browser, address: string) {
  const page = await openPage(browser);
  await page.goto(address);
  await waitFor(page, '.map[data-coverage]');
  const scripts = listOwnScripts(page);
  await page.waitForFunction(() => 'idle' in (globalThis as unknown as StateTimes).stateTimes, null, { polling: 250 });
  const times = await page.evaluate(() => (globalThis as unknown as StateTimes).stateTimes);
  await page.close();
  return { ...times, scripts };
}

/** Milliseconds of the longest tasks of our own scripts while the page opens and while questions are asked: traced, so slower. */
async function measureTasks(browser: Browser, address: string): Promise<{ opening: number; asking: number }> {
  const page = await openPage(browser);
  const trace = async (act: () => Promise<void>): Promise<number> => {
    await browser.startTracing(page, { categories: TRACE_CATEGORIES });
    await act();
    return findLongestTask(await browser.stopTracing(), new URL(address).origin);
  };
  const opening = await trace(async () => {
    await page.goto(address);
    // The map may rest before there is an answer.
    await waitFor(page, '.map[data-coverage]');
    await waitFor(page, '.map[data-idle="1"]');
  });
  const asking = await trace(async () => {
    for (const question of QUESTIONS) {
      await page.evaluate((query) => (location.hash = `#/review?${query}`), question);
      await page.waitForFunction(() => document.querySelector('[data-ready]')?.getAttribute('data-ready') !== 'drawn');
      await waitFor(page, '[data-ready=drawn]');
    }
  });
  await page.close();
  return { opening, asking };
}

/** Scripts and styles of our own that were loaded so far, by the page and by its worker. */
function listOwnScripts(page: Page): string[] {
  return [...(OWN_REQUESTS.get(page) ?? [])];
}

async function main(): Promise<void> {
  const dist = join(ROOT, 'dist');
  if (!existsSync(join(dist, 'index.html')))
    throw new Error('There is no built page in dist: run npm run build first.');
  const folder = mkdtempSync(join(tmpdir(), 'empty-map-'));
  cpSync(join(ROOT, 'node_modules/maplibre-gl/dist'), folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), EMPTY_PAGE);
  const empty = await startServer({ folder });
  const ours = await startServer({ folder: dist });
  const executablePath = findChromium();
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  const bare: number[] = [];
  const runs: Awaited<ReturnType<typeof measureOurs>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await measureEmpty(browser, empty.address));
    runs.push(await measureOurs(browser, ours.address));
  }
  const tasks: Awaited<ReturnType<typeof measureTasks>>[] = [];
  for (let round = 0; round < ROUNDS; round++) tasks.push(await measureTasks(browser, ours.address));
  await browser.close();
  empty.server.close();
  ours.server.close();
  rmSync(folder, { recursive: true });

  const say = (what: string, milliseconds: number) => console.log(`${milliseconds.toFixed(0).padStart(7)} ms  ${what}`);
  console.log(`medians of ${ROUNDS} rounds at ${VIEWPORT.width} x ${VIEWPORT.height}, nothing cached`);
  say('empty MapLibre page, until idle', median(bare));
  say('our page, until the figures', median(runs.map(({ figures }) => figures)));
  say('our page, until coverage is on the map', median(runs.map(({ coverage }) => coverage)));
  say('difference', median(runs.map(({ coverage }) => coverage)) - median(bare));
  say('our page, until that frame is shown', median(runs.map(({ shown }) => shown)));
  say('difference', median(runs.map(({ shown }) => shown)) - median(bare));
  say('our page, until the reach is drawn too', median(runs.map(({ reach }) => reach)));
  say('our page, until names and ground are there too and the map rests', median(runs.map(({ idle }) => idle)));
  const own = (what: 'opening' | 'asking') => median(tasks.map((task) => task[what]));
  say('longest that our own scripts hold the thread in one task while opening (traced)', own('opening'));
  say('the same while asking (traced)', own('asking'));
  const loaded = new Set(runs.flatMap(({ scripts }) => scripts));
  const gzipped = [...loaded].reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
  console.log(
    `${(gzipped / 1000).toFixed(1).padStart(7)} kB  gzipped, all ${loaded.size} scripts and styles of our own loaded until then`,
  );
}

await main();
