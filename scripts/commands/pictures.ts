/** Figures as PNG, drawn by the system's Chromium where there is one: a document is also read where SVG is not shown. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../../src/report/model.ts';
import { findChromium } from '../setup/browser.mjs';

/** Dots for a pixel of the figure: sharp in print at the width of a page. */
const SCALE = 2;
const PATIENCE_MILLISECONDS = 60_000;

/** PNG bytes by the id of a figure; what could not be drawn is missing, all of them where there is no Chromium. */
export function drawPictures(figures: readonly Figure[], chromium = findChromium()): Record<string, Uint8Array> {
  const pictures: Record<string, Uint8Array> = {};
  if (chromium === undefined || figures.length === 0) return pictures;
  const folder = mkdtempSync(join(tmpdir(), 'care-circle-pictures-'));
  try {
    for (const [index, figure] of figures.entries()) {
      const png = draw(chromium, figure, join(folder, String(index)));
      if (png) pictures[figure.id] = png;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return pictures;
}

function draw(chromium: string, { svg, width, height }: Figure, path: string): Uint8Array | null {
  writeFileSync(
    `${path}.html`,
    `<!doctype html><meta charset="utf-8"><style>body{margin:0}svg{display:block}</style>${svg}`,
  );
  const [across, down] = [Math.ceil(width), Math.ceil(height)];
  const options = [
    '--headless',
    // Chromium refuses its sandbox to root; the page is our own drawing and has no script.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${path}.profile`,
    '--hide-scrollbars',
    '--disable-gpu',
    `--force-device-scale-factor=${SCALE}`,
    `--window-size=${across},${down}`,
    `--screenshot=${path}.png`,
    pathToFileURL(`${path}.html`).href,
  ];
  const run = spawnSync(chromium, options, { stdio: 'ignore', timeout: PATIENCE_MILLISECONDS });
  if (run.status !== 0) return null;
  try {
    return new Uint8Array(readFileSync(`${path}.png`));
  } catch {
    // It ended well and drew nothing: the sentence in place of the picture will say so.
    return null;
  }
}
