import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Download, FrameLocator, Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { dataWords } from '../../src/i18n/data/index.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { formatInteger, formatShare } from '../../src/i18n/numbers.ts';
import { reportDialogWords } from '../../src/i18n/report/dialog.ts';
import { reportWords } from '../../src/i18n/report/index.ts';
import { FORMATS } from '../../src/io/formats/index.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { PACKS } from '../../src/io/standards/packs.ts';
import type { Table } from '../../src/io/tables.ts';
import { makePlace } from '../report/make-report.ts';
import { expect, test, type Guard } from './fixtures.ts';
import { headlineOf, openDialog, openPage, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

const KUNSHAN = 'kunshan-2021-2025';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A report of five plans or of many homes takes the worker some seconds. */
const PATIENT = { timeout: 90_000 };
// Making a report, drawing its pictures and looking through it with axe is long work on a slow machine.
test.describe.configure({ timeout: 180_000 });

const titleOf = (locale: Locale): string => PACKS.find(({ id }) => id === KUNSHAN)!.title[locale];
const dialogOf = (page: Page, locale: Locale): Locator =>
  page.getByRole('dialog', { name: reportDialogWords(locale).title });

async function openReport(page: Page, locale: Locale): Promise<Locator> {
  await page.getByRole('button', { name: messages(locale).review.report, exact: true }).click();
  const dialog = dialogOf(page, locale);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** With the plan open, so that the scorecard stands beside its report. */
async function openPlan(page: Page, locale: Locale): Promise<void> {
  await openPage(page, { locale, query: `standard=${KUNSHAN}` });
  await expect(page.getByTestId('scorecard')).toBeVisible({ timeout: 30_000 });
}

/** What the preview shows. No script runs in it, not even those by which a test looks inside: the browser says so. */
async function preview(page: Page, guard: Guard, locale: Locale): Promise<FrameLocator> {
  guard.allowErrors(/Blocked script execution in 'about:srcdoc'/);
  const words = reportDialogWords(locale);
  await dialogOf(page, locale).getByRole('button', { name: words.preview }).click();
  const frame = page.frameLocator(`iframe[title="${words.frame}"]`);
  await expect(frame.locator('h1')).toBeVisible(PATIENT);
  return frame;
}

/** Presses a button and takes as many files as are promised. */
async function download(page: Page, button: Locator, count = 1): Promise<FileBytes[]> {
  const found: Download[] = [];
  page.on('download', (file) => found.push(file));
  await button.click();
  await expect.poll(() => found.length, PATIENT).toBe(count);
  return Promise.all(
    found.map(async (file) => ({
      name: file.suggestedFilename(),
      bytes: new Uint8Array(await readFile(await file.path())),
    })),
  );
}

async function readTables({ name, bytes }: FileBytes): Promise<Table[]> {
  const format = FORMATS.find(({ extensions }) => extensions.includes(name.split('.').at(-1) ?? ''));
  if (!format) throw new Error(`nothing reads ${name}`);
  return (await format.read({ name, bytes })).tables;
}

/** The cells of a row of the preview. */
const cellsOf = (row: Locator): Promise<string[]> => row.locator('td').allInnerTexts();

for (const locale of LOCALES) {
  test(
    `the preview counts as the scorecard beside it does, in ${locale}`,
    { tag: '@desktop' },
    async ({ page, request, guard }) => {
      const project = await readSample(request);
      await withoutMap(page);
      await openPlan(page, locale);
      const figures = page.getByTestId('scorecard').locator('.figures strong');
      const counts = await figures.allInnerTexts();
      expect(counts).toHaveLength(4);
      const dialog = await openReport(page, locale);
      await expect(dialog.getByRole('checkbox', { name: titleOf(locale) })).toBeChecked();
      const frame = await preview(page, guard, locale);
      const targets = frame.locator('#section-targets table').first();
      // All of them, then by verdict in the scorecard's order; repeats once in both.
      const [, all = '', ...states] = await cellsOf(targets.locator('tbody tr').last());
      expect(states).toEqual(counts);
      const sum = counts.reduce((total, count) => total + Number(count.replaceAll(',', '')), 0);
      expect(all).toBe(formatInteger(sum, locale));
      // And as the core: the share of the headline, and the communities that lack day care.
      const { service, lacking, evaluation } = expectFor(project);
      const summary = frame.locator('#section-summary .lead').first();
      await expect(summary).toContainText(formatInteger(evaluation.totals.elders, locale));
      expect(formatShare(service.eldersShare, locale)).toMatch(/^\d/);
      const gaps = frame.locator('#section-gaps table').first().locator('tbody tr');
      expect(await gaps.count()).toBe(Math.min(30, lacking.length));
      expect((await cellsOf(gaps.first()))[1]).toBe(lacking[0]?.name);
    },
  );
}

test('a plan is chosen and left out in the window itself, in another language than the page', async ({
  page,
  guard,
}) => {
  await withoutMap(page);
  await openPage(page, { locale: 'zh' });
  const dialog = await openReport(page, 'zh');
  const words = reportDialogWords('zh');
  await expect(dialog.getByText(words.noStandards)).toBeVisible();
  const plan = dialog.getByRole('checkbox', { name: titleOf('zh') });
  await plan.check();
  await expect(dialog.getByText(words.noStandards)).toBeHidden();
  await dialog.getByText(words.languages.en, { exact: true }).click();
  const frame = await preview(page, guard, 'zh');
  await expect(frame.locator('h1')).toHaveText(reportWords('en').title);
  await expect(frame.locator('#section-targets h3').first()).toContainText(titleOf('en'));
  await page.getByRole('button', { name: words.close }).click();
  await plan.uncheck();
  const bare = await preview(page, guard, 'zh');
  await expect(bare.locator('#section-targets')).toHaveCount(0);
});

test('Word, workbook and map layers open and hold the same place', { tag: '@desktop' }, async ({ page, request }) => {
  const { lacking, evaluation } = expectFor(await readSample(request));
  const words = reportDialogWords('zh');
  const report = reportWords('zh');
  await withoutMap(page);
  await openPlan(page, 'zh');
  const dialog = await openReport(page, 'zh');
  const button = (name: string): Locator => dialog.getByRole('button', { name, exact: true });

  const [docx] = await download(page, button(words.formats.docx));
  expect(docx?.name).toBe('report.docx');
  const parts = unzipSync(docx!.bytes);
  const text = strFromU8(parts['word/document.xml']!);
  for (const said of [report.title, report.targets.title, lacking[0]!.name]) expect(text).toContain(said);
  const media = Object.entries(parts).filter(([name]) => name.startsWith('word/media/'));
  const drawings = media.filter(([name]) => name.endsWith('.svg'));
  const pictures = media.filter(([name]) => name.endsWith('.png'));
  expect(drawings.length).toBeGreaterThan(2);
  expect(pictures).toHaveLength(drawings.length);
  // Drawn by the browser, not the dot that stands in where none can be.
  for (const [name, bytes] of pictures) expect(bytes.length, name).toBeGreaterThan(5000);

  const [xlsx] = await download(page, button(words.formats.xlsx));
  const tables = await readTables(xlsx!);
  const gaps = tables.find(({ columns }) => columns.includes(report.columns.uncovered));
  const names = gaps?.rows.map(({ cells }) => cells[report.columns.community]);
  expect(names?.slice().sort()).toEqual(lacking.map(({ name }) => name).sort());

  const layers = await download(page, button(words.formats.geojson), 2);
  expect(layers.map(({ name }) => name).sort()).toEqual(['report-residences.geojson', 'report.geojson']);
  const [areas] = await readTables(layers.find(({ name }) => name === 'report.geojson')!);
  expect(areas?.rows).toHaveLength(evaluation.areas.length);
  const status = new Map(areas?.rows.map(({ cells }) => [String(cells.id), cells.day_care_status]));
  for (const area of evaluation.areas) expect(status.get(area.id)).toBe(area.services['day_care']?.status);
});

test(
  'a report for the public keeps the community of three elders to itself, in every file',
  { tag: '@desktop' },
  async ({ page, guard }) => {
    const words = reportDialogWords('zh');
    const files = await writeProjectFolder(makePlace());
    await withoutMap(page);
    await openPage(page, { locale: 'zh' });
    const data = await openDialog(page, 'zh');
    await page
      .getByTestId('file-picker')
      .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })));
    await expect(data.getByText(dataWords('zh').kept)).toBeVisible();
    await page.keyboard.press('Escape');
    // 120, 40, 3 and 90 elders.
    await expect(headlineOf(page)).toContainText('253');
    const dialog = await openReport(page, 'zh');
    const rowOf = (frame: FrameLocator): Locator =>
      frame.locator('#section-gaps table').first().locator('tbody tr', { hasText: 'north' });

    const open = await preview(page, guard, 'zh');
    expect((await cellsOf(rowOf(open)))[3]).toBe('3');
    await page.getByRole('button', { name: words.close }).click();

    await dialog.getByRole('checkbox', { name: words.isPublic }).check();
    const hidden = await preview(page, guard, 'zh');
    await expect(hidden.locator('h1')).toHaveText(reportWords('zh').publicTitle);
    expect((await cellsOf(rowOf(hidden))).slice(3, 7)).toEqual(['<10', '<10', '<10', '<10']);
    await expect(hidden.locator('body')).not.toContainText('13812345678');
    await page.getByRole('button', { name: words.close }).click();

    // One layer: homes are not published.
    const [layer] = await download(page, dialog.getByRole('button', { name: words.formats.geojson, exact: true }));
    expect(layer?.name).toBe('report.geojson');
    const [areas] = await readTables(layer!);
    const north = areas?.rows.find(({ cells }) => cells.id === 'north')?.cells;
    expect(north).toMatchObject({ suppressed: 'small', elders: null, day_care_elders_covered: null });
  },
);

test('an earlier evaluation saved by the page is compared with', { tag: '@desktop' }, async ({ page, guard }) => {
  const words = reportDialogWords('zh');
  await withoutMap(page);
  await openPlan(page, 'zh');
  const dialog = await openReport(page, 'zh');
  const [saved] = await download(page, dialog.getByRole('button', { name: words.evaluation }));
  await dialog
    .getByLabel(words.earlier)
    .setInputFiles({ name: saved!.name, mimeType: 'application/json', buffer: Buffer.from(saved!.bytes) });
  const frame = await preview(page, guard, 'zh');
  const changes = frame.locator('#section-changes');
  const { changes: said, titled } = reportWords('zh');
  // The same data, so nothing changed, of the verdicts of the open plan neither.
  await expect(changes).toContainText(said.areasNone);
  await expect(changes).toContainText(said.statesNone(titled(titleOf('zh'))));
});

async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} was not reached in ${most} presses`);
}

test('the keyboard alone makes a report and comes back', { tag: '@desktop' }, async ({ page, guard }) => {
  guard.allowErrors(/Blocked script execution in 'about:srcdoc'/);
  const words = reportDialogWords('zh');
  await withoutMap(page);
  await openPage(page, { locale: 'zh' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const opener = page.getByRole('button', { name: messages('zh').review.report, exact: true });
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  const dialog = dialogOf(page, 'zh');
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole('checkbox', { name: titleOf('zh') }));
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('checkbox', { name: titleOf('zh') })).toBeChecked();
  await tabTo(page, dialog.getByRole('checkbox', { name: words.isPublic }));
  await page.keyboard.press('Space');
  const button = dialog.getByRole('button', { name: words.preview });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const shown = page.getByRole('dialog', { name: words.frame });
  await expect(shown).toBeVisible(PATIENT);
  const frame = page.frameLocator(`iframe[title="${words.frame}"]`);
  await expect(frame.locator('h1')).toHaveText(reportWords('zh').publicTitle);
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
  await expect(dialog).toBeVisible();
  await expect(button).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

for (const locale of LOCALES) {
  test(
    `axe finds no fault in the window and in the report, in ${locale}`,
    { tag: locale === 'en' ? '@desktop' : [] },
    async ({ page, guard, context }) => {
      const words = reportDialogWords(locale);
      const expectAccessible = async (where: string, shown: Page): Promise<void> => {
        // Axe cannot look into a frame that runs no scripts: the report is looked at by itself.
        const { violations } = await new AxeBuilder({ page: shown }).withTags(RULES).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
        expect(found, where).toEqual([]);
      };
      await withoutMap(page);
      await openPlan(page, locale);
      const dialog = await openReport(page, locale);
      await expectAccessible('window', page);
      const [file] = await download(page, dialog.getByRole('button', { name: words.formats.html, exact: true }));
      await preview(page, guard, locale);
      await page.locator('iframe').evaluate((frame) => frame.remove());
      await expectAccessible('preview', page);
      const report = await context.newPage();
      await report.setContent(new TextDecoder().decode(file!.bytes));
      await expect(report.locator('h1')).toHaveText(reportWords(locale).title);
      await expectAccessible('report', report);
    },
  );
}
