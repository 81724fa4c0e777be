import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import type { RequirementResult, StandardPack, StandardResult, State } from '../../src/core/standards/types.ts';
import { finish, type Project, type Settings } from '../../src/core/types.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { formatInteger } from '../../src/i18n/numbers.ts';
import { problemPlace, problemSentence } from '../../src/i18n/problems.ts';
import { formatRowValue } from '../../src/i18n/standards/figures.ts';
import { standardWords } from '../../src/i18n/standards/index.ts';
import { PACKS } from '../../src/io/standards/packs.ts';
import { readPack } from '../../src/io/standards/read-pack.ts';
import { expect, test } from './fixtures.ts';
import { findOpenGround, listPoints, readGround, type Pixel } from './ground.ts';
import { dropFiles, openPage, pressRail, waitForMap, withoutMap } from './page.ts';
import { readSample } from './place.ts';

const KUNSHAN = 'kunshan-2021-2025';
/** Binding, not met, tested community by community. */
const MEALS_ROW = 'KS-051';
/** Nothing but a typed figure settles it. */
const TYPED_ROW = 'KS-057';
const STATES: readonly State[] = ['met', 'not_met', 'unknown', 'no_target'];

const packPath = (id: string): string => new URL(`../../data/standards/${id}.json`, import.meta.url).pathname;
const readPackText = (id: string): Promise<string> => readFile(packPath(id), 'utf8');

async function readShipped(id: string): Promise<StandardPack> {
  return JSON.parse(await readPackText(id)) as StandardPack;
}

interface Run extends Partial<Pick<Settings, 'year' | 'pipeline'>> {
  parameters?: Record<string, number>;
  reported?: { id: string; value: string };
}

/** The same plan on the same place by the core; changed parameters are written into the pack itself. */
function testPack(
  project: Project,
  pack: StandardPack,
  { parameters = {}, reported, ...rest }: Run = {},
): StandardResult {
  const figures = reported
    ? [{ requirementId: reported.id, value: reported.value, source: 's', date: '', attributes: {} }]
    : [];
  const changed = pack.parameters.map((each) => ({ ...each, value: parameters[each.id] ?? each.value }));
  const { standards } = finish(
    evaluate(
      { ...project, reported: figures },
      { ...createSettings(project), ...rest },
      { areaShares: false, residences: false, standards: [{ ...pack, parameters: changed }] },
    ),
  );
  return standards![0]!;
}

const find = ({ requirements }: StandardResult, id: string): RequirementResult =>
  requirements.find((each) => each.id === id)!;

const scoreOf = (page: Page): Locator => page.getByTestId('scorecard');
const rowsOf = (page: Page): Locator => page.locator('[data-row]');
const detailOf = (page: Page): Locator => page.getByTestId('row-detail');
/** Sorted, since the list goes by chapter. */
async function idsOf(page: Page): Promise<string[]> {
  const ids = await rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''));
  return ids.sort();
}

interface Opened {
  standard?: string;
  row?: string;
  locale?: Locale;
}

async function openStandard(page: Page, { standard = KUNSHAN, row = '', locale = 'zh' }: Opened = {}): Promise<void> {
  await openPage(page, { locale, query: `standard=${standard}${row && `&row=${row}`}` });
  await expect(row === '' ? scoreOf(page) : detailOf(page)).toBeVisible({ timeout: 30_000 });
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(scoreOf(page)).toBeAttached({ timeout: 30_000 });
}

/** The press of a figure of the score. */
function figureOf(page: Page, state: State, locale: Locale = 'zh'): Locator {
  const name = new RegExp(`^[\\d,]+\\s*${standardWords(locale).states[state]}$`, 'u');
  return scoreOf(page).getByRole('button', { name });
}

async function expectScore(page: Page, { countsOnce, counts }: StandardResult, locale: Locale = 'zh'): Promise<void> {
  const words = standardWords(locale);
  for (const state of STATES) {
    const figure = `${formatInteger(countsOnce[state], locale)}${words.states[state]}`;
    await expect
      .poll(async () => (await figureOf(page, state, locale).innerText()).replace(/\s+/gu, ''))
      .toBe(figure.replace(/\s+/gu, ''));
  }
  await expect(scoreOf(page)).toContainText(words.summary(formatInteger(countsOnce.all, locale)));
  await expect(scoreOf(page)).toContainText(words.summaryAll(formatInteger(counts.all, locale)));
}

/** Chooses a preset of the list. */
const pressFilter = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('group', { name: standardWords('zh').filters.label })
    .getByText(name, { exact: true })
    .first()
    .click();

for (const locale of LOCALES) {
  test(
    `each plan shows the score of the core, repeats counted once, in ${locale}`,
    { tag: '@desktop' },
    async ({ page, request }) => {
      const project = await readSample(request);
      const words = standardWords(locale);
      await withoutMap(page);
      await openPage(page, { locale });
      await page.getByText(messages(locale).review.tabs.standards, { exact: true }).click();
      await expect(page.getByText(words.none)).toBeVisible();
      for (const { id, title, status } of PACKS) {
        const result = testPack(project, await readShipped(id));
        await page.getByRole('combobox', { name: words.choose }).selectOption(id);
        await expect(scoreOf(page)).toHaveAttribute('aria-label', title[locale], { timeout: 30_000 });
        await expectScore(page, result, locale);
        await expect(page.getByText(words.packStatuses[status], { exact: true })).toBeVisible();
        expect(await idsOf(page)).toHaveLength(result.counts.all);
        // The control did something: plans that count alike would prove nothing.
        expect(result.countsOnce.all).toBeGreaterThan(result.countsOnce.met);
      }
    },
  );
}

test('a row of the list says what the core says', { tag: '@desktop' }, async ({ page, request }) => {
  const result = testPack(await readSample(request), await readShipped(KUNSHAN));
  const words = standardWords('zh');
  await withoutMap(page);
  await openStandard(page);
  for (const each of result.requirements) {
    const row = page.locator(`[data-row="${each.id}"]`);
    await expect(row.locator('.mark')).toContainText(words.states[each.state]);
    if (each.state !== 'unknown') await expect(row).toContainText(formatRowValue(each, each.unit, 'zh'));
    else if (each.missing.includes('reported')) await expect(row).toContainText(words.missingReported);
  }
  // Codes of the data model are for machines.
  expect(await page.getByRole('region', { name: words.title }).innerText()).not.toMatch(/[a-z]+_[a-z]+/u);
});

test(
  'filters, the table by force and the search leave the rows that they name',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const pack = await readShipped(KUNSHAN);
    const result = testPack(await readSample(request), pack);
    const words = standardWords('zh');
    const forces = new Map(pack.requirements.map(({ id, force }) => [id, force]));
    const listOf = (fits: (each: RequirementResult) => boolean): string[] =>
      result.requirements
        .filter(fits)
        .map(({ id }) => id)
        .sort();
    await withoutMap(page);
    await openStandard(page);

    await pressFilter(page, words.filters.missedBinding);
    const missed = listOf(({ id, state }) => state === 'not_met' && forces.get(id) === 'binding');
    await expect.poll(() => idsOf(page)).toEqual(missed);
    expect(missed.length).toBeGreaterThan(3);
    await expect(page.getByText(words.filters.count(String(missed.length)))).toBeVisible();

    await pressFilter(page, words.filters.unknown);
    await expect.poll(() => idsOf(page)).toEqual(listOf(({ state }) => state === 'unknown'));

    await pressFilter(page, words.filters.all);
    await page.getByLabel(words.force, { exact: true }).selectOption('task');
    await expect.poll(() => idsOf(page)).toEqual(listOf(({ id }) => forces.get(id) === 'task'));
    await page.getByLabel(words.force, { exact: true }).selectOption('');

    for (const state of STATES) {
      await figureOf(page, state).click();
      await expect.poll(() => idsOf(page)).toEqual(listOf((each) => each.state === state));
      await expect(rowsOf(page).first()).toBeInViewport();
      await expect(figureOf(page, state)).toHaveAttribute('aria-pressed', 'true');
    }

    await scoreOf(page).locator('summary').click();
    const table = scoreOf(page).getByRole('table');
    for (const force of new Set(forces.values())) {
      const cells = table.getByRole('row', { name: new RegExp(`^${words.forces[force]} `, 'u') }).getByRole('cell');
      const counts = STATES.map(
        (state) =>
          listOf((each) => {
            return each.state === state && forces.get(each.id) === force && !each.flags.includes('repeat');
          }).length,
      );
      expect((await cells.allInnerTexts()).map(Number)).toEqual(counts);
    }
    const cell = table
      .getByRole('row', { name: new RegExp(`^${words.forces.task} `, 'u') })
      .getByRole('button')
      .first();
    await cell.click();
    const first = STATES.find(
      (state) => listOf((each) => each.state === state && forces.get(each.id) === 'task').length,
    );
    await expect
      .poll(() => idsOf(page))
      .toEqual(listOf(({ id, state }) => state === first && forces.get(id) === 'task'));

    await pressFilter(page, words.filters.all);
    await page.getByLabel(words.filters.search).fill('日间照料');
    const withWord = pack.requirements
      .filter(({ text, section }) => [text.zh, ...section].some((part) => part.includes('日间照料')))
      .map(({ id }) => id)
      .sort();
    await expect.poll(() => idsOf(page)).toEqual(withWord);
    await page.getByLabel(words.filters.search).fill('ks-051');
    await expect.poll(() => idsOf(page)).toEqual([MEALS_ROW]);
    await page.getByLabel(words.filters.search).fill('no such row');
    await expect(page.getByText(words.filters.nothing)).toBeVisible();

    // Another plan is shown whole, and only offers what it has: it has no binding rows.
    await page.getByRole('combobox', { name: words.choose }).selectOption('gulou-2021-2025');
    await expect(rowsOf(page)).toHaveCount((await readShipped('gulou-2021-2025')).requirements.length);
    await expect(page.getByText(words.filters.missedBinding, { exact: true })).toBeHidden();
  },
);

/** List of a row's units under this heading. */
function unitsUnder(page: Page, title: string): Locator {
  return detailOf(page)
    .locator('section', { has: page.getByRole('heading', { name: title, exact: true, level: 3 }) })
    .last()
    .getByTestId('units')
    .getByRole('button');
}

async function readFailing(
  project: Project,
): Promise<{ failing: string[]; title: string; nameOf: (id: string) => string }> {
  const { failing, elders } = find(testPack(project, await readShipped(KUNSHAN)), MEALS_ROW);
  const words = standardWords('zh');
  const areas = new Map(project.areas.map((area) => [area.id, area]));
  const people = failing.reduce((sum, id) => sum + (areas.get(id)?.elders ?? 0), 0);
  expect(people).toBe(elders);
  return {
    failing,
    title: words.row.failing(formatInteger(failing.length, 'zh'), words.unitKinds.community),
    nameOf: (id) => areas.get(id)?.name ?? id,
  };
}

test('two presses lead from a missed target to a community behind it, on the map and in its card', async ({
  page,
  request,
}) => {
  const { failing, title, nameOf } = await readFailing(await readSample(request));
  const words = standardWords('zh');
  const canvas = page.locator('.maplibregl-canvas');
  await openStandard(page);
  await pressFilter(page, words.filters.missedBinding);
  await expect(page.locator(`[data-row="${MEALS_ROW}"]`)).toBeVisible();

  await page.locator(`[data-row="${MEALS_ROW}"]`).click();
  const units = unitsUnder(page, title);
  await expect(units.first()).toBeVisible();
  await waitForMap(page);
  const before = await canvas.screenshot();

  await units.first().click();
  const card = page.getByTestId('detail');
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(nameOf(failing[0]!));
  await expect(page).toHaveURL(new RegExp(`row=${MEALS_ROW}.*select=area%3A${failing[0]}`, 'u'));
  // The map shows which one it is.
  await expect.poll(async () => before.equals(await canvas.screenshot())).toBe(false);

  // Back to the row, then to the list as it was left.
  await card.getByRole('button', { name: messages('zh').area.back }).click();
  await expect(detailOf(page)).toBeVisible();
  await detailOf(page).getByRole('button', { name: words.row.back }).click();
  await expect(page.locator(`[data-row="${MEALS_ROW}"]`)).toBeFocused();
  await expect(detailOf(page)).toBeHidden();
});

/** Share of a small square of the screen that is strongly red, as the hatch is. The browser's own decoder reads it. */
async function readRedShare(page: Page, { x, y }: Pixel): Promise<number> {
  const SIDE = 24;
  const clip = { x: x - SIDE / 2, y: y - SIDE / 2, width: SIDE, height: SIDE };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    let red = 0;
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i]! - pixels[i + 1]! > 60) red++;
    return red / (pixels.length / 4);
  }, png);
}

test(
  'the map hatches the communities that fail the row, and no others',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const { failing } = await readFailing(project);
    // Large, so that there is ground without homes and names.
    await page.setViewportSize({ width: 1920, height: 1400 });
    await openStandard(page, { row: MEALS_ROW });
    const ground = await readGround(page);
    const failed = new Set(failing);
    const communities = project.areas.filter(({ level }) => level === 'community');
    const seen = { failing: 0, passing: 0 };
    for (const isFailing of [true, false]) {
      let left = communities.filter(({ id }) => failed.has(id) === isFailing);
      // Those with the most open ground.
      for (let i = 0; i < 3; i++) {
        const place = findOpenGround(ground, listPoints(project), left);
        left = left.filter(({ id }) => id !== place.id);
        const red = await readRedShare(page, place.pixel);
        if (isFailing) expect(red, `${place.id} fails`).toBeGreaterThan(0.1);
        else expect(red, `${place.id} passes`).toBe(0);
        seen[isFailing ? 'failing' : 'passing']++;
      }
    }
    expect(seen).toEqual({ failing: 3, passing: 3 });
  },
);

/** Tabs until what has the focus fits. Fails after so many presses. */
async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} was not reached in ${most} presses`);
}

test('the same with the keyboard alone', { tag: '@desktop' }, async ({ page, request }) => {
  const { failing, title, nameOf } = await readFailing(await readSample(request));
  const words = standardWords('zh');
  await withoutMap(page);
  await openStandard(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: messages('zh').skipToPanel })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, figureOf(page, 'not_met'));
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-row="${TYPED_ROW}"]`)).toBeHidden();
  await tabTo(page, page.getByRole('radio', { name: words.filters.all, exact: true }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: words.filters.missedBinding })).toBeChecked();
  await tabTo(page, page.locator(`[data-row="${MEALS_ROW}"]`));
  await page.keyboard.press('Enter');
  await expect(detailOf(page).getByRole('heading', { level: 2 })).toBeFocused();
  const unit = unitsUnder(page, title).first();
  await tabTo(page, unit);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('detail').getByRole('heading', { level: 2 })).toHaveText(nameOf(failing[0]!));
  await page.keyboard.press('Escape');
  await expect(detailOf(page)).toBeVisible();
  await tabTo(page, detailOf(page).getByRole('button', { name: words.row.back }));
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-row="${MEALS_ROW}"]`)).toBeFocused();
});

test(
  'a row that comes back with its view leaves the focus to whoever has gone on',
  { tag: '@desktop' },
  async ({ page }) => {
    const { views, review } = messages('zh');
    await withoutMap(page);
    await openPage(page, { query: `standard=${KUNSHAN}&row=${MEALS_ROW}` });
    await expect(page.getByTestId('row-detail')).toBeVisible();
    await pressRail(page, views.plan);
    await expect(page.getByTestId('row-detail')).toHaveCount(0);
    const toReport = page.getByRole('button', { name: review.report, exact: true });
    // As soon as it is there, before the row is.
    await page.evaluate((name) => {
      new MutationObserver((_, observer) => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
        if (!button) return;
        observer.disconnect();
        button.focus();
      }).observe(document, { subtree: true, childList: true });
    }, review.report);
    await pressRail(page, views.review);
    await expect(page.getByTestId('row-detail')).toBeVisible();
    await expect(toReport).toBeFocused();
  },
);

test(
  'a typed figure needs its source, settles the row, survives a reload, and goes again',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const pack = await readShipped(KUNSHAN);
    const words = standardWords('zh');
    const short = testPack(project, pack, { reported: { id: TYPED_ROW, value: '98.5%' } });
    const full = testPack(project, pack, { reported: { id: TYPED_ROW, value: '100' } });
    expect([find(short, TYPED_ROW).state, find(full, TYPED_ROW).state]).toEqual(['not_met', 'met']);
    await withoutMap(page);
    await openStandard(page, { row: TYPED_ROW });
    const detail = detailOf(page);
    await expect(detail).toContainText(words.verdicts.unknown);
    const save = detail.getByRole('button', { name: words.reported.save });
    const value = detail.getByLabel(words.reported.value, { exact: true });
    const source = detail.getByLabel(words.reported.source, { exact: true });

    await save.click();
    await expect(detail.getByRole('alert')).toHaveText(words.reported.needValue);
    await value.fill('98.5%');
    await save.click();
    await expect(detail.getByRole('alert')).toHaveText(words.reported.needSource);
    await expect(detail).toContainText(words.verdicts.unknown);

    await source.fill('2025 年统计公报');
    await save.click();
    await expect(detail).toContainText(words.verdicts.not_met);
    await expect(detail).toContainText(words.sources.reported);

    await reload(page);
    await expect(detail).toContainText(words.verdicts.not_met);
    await expect(detail).toContainText(words.reported.compare('98.5%'));
    await detail.getByRole('button', { name: words.row.back }).click();
    await expectScore(page, short);
    await expect(page.locator(`[data-row="${TYPED_ROW}"]`)).toContainText(words.sources.reported);

    await page.locator(`[data-row="${TYPED_ROW}"]`).click();
    if (await value.isHidden()) await detail.getByText(words.reported.compare('98.5%')).click();
    await expect(source).toHaveValue('2025 年统计公报');
    await value.fill('100');
    await save.click();
    await expect(detail.locator('.mark').first()).toContainText(words.states.met);

    if (await value.isHidden()) await detail.getByText(words.reported.compare('100')).click();
    await detail.getByRole('button', { name: words.reported.remove }).click();
    await expect(detail).toContainText(words.verdicts.unknown);
    await reload(page);
    await expect(detail).toContainText(words.verdicts.unknown);
  },
);

test(
  'a word of the text read by another number changes the figures, and back',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const pack = await readShipped(KUNSHAN);
    const [usual, changed] = [testPack(project, pack), testPack(project, pack, { parameters: { served_metres: 300 } })];
    const differs = ({ id, value }: RequirementResult): boolean => value !== find(changed, id).value;
    const row = usual.requirements.find((each) => each.value !== null && differs(each))!;
    const valueOf = (result: StandardResult): string => formatRowValue(find(result, row.id), row.unit, 'zh');
    expect(valueOf(usual)).not.toBe(valueOf(changed));
    const words = standardWords('zh').parameters;
    const { name } = pack.parameters.find(({ id }) => id === 'served_metres')!;
    await withoutMap(page);
    await openStandard(page);
    const shown = page.locator(`[data-row="${row.id}"]`);
    await expect(shown).toContainText(valueOf(usual));

    await page.getByText(words.title, { exact: true }).click();
    const input = page.getByLabel(name.zh);
    await input.fill('300');
    await input.press('Enter');
    await expect(shown).toContainText(valueOf(changed));
    await expectScore(page, changed);
    await page.getByRole('button', { name: words.reset }).click();
    await expect(shown).toContainText(valueOf(usual));
    await expect(input).toHaveValue(String(pack.parameters.find(({ id }) => id === 'served_metres')!.value));
    await expectScore(page, usual);
  },
);

const chooserOf = (page: Page): Locator => page.locator('.choice input[type=file]');
const upload = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test(
  'a standard of one’s own is tested, kept over a reload, and removed',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const text = await readPackText('example-city');
    const { pack, problems } = readPack(text, 'example-city.json');
    expect(problems).toEqual([]);
    const expected = testPack(project, pack!);
    const words = standardWords('zh');
    await withoutMap(page);
    await openStandard(page);
    await chooserOf(page).setInputFiles(upload('example-city.json', text));
    await expect(scoreOf(page)).toHaveAttribute('aria-label', pack!.title.zh);
    await expectScore(page, expected);
    expect(await idsOf(page)).toEqual(expected.requirements.map(({ id }) => id).sort());

    await reload(page);
    await expectScore(page, expected);
    await page.getByRole('button', { name: words.removePack }).click();
    await expect(page.getByText(words.none)).toBeVisible();
    await expect(page.locator('option', { hasText: pack!.title.zh })).toHaveCount(0);
  },
);

test(
  'a standard dropped on the page opens in the scorecard, and the data stay',
  { tag: '@desktop' },
  async ({ page, request }, info) => {
    const text = await readPackText('example-city');
    const { pack } = readPack(text, 'example-city.json');
    const expected = testPack(await readSample(request), pack!);
    const path = info.outputPath('example-city.json');
    await mkdir(info.outputPath(), { recursive: true });
    await writeFile(path, text);
    await withoutMap(page);
    await openPage(page, { view: 'plan' });
    await dropFiles(page, [path]);
    await expect(scoreOf(page)).toHaveAttribute('aria-label', pack!.title.zh);
    await expectScore(page, expected);
    await expect(page).toHaveURL(/#\/review\?.*standard=example-city/u);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByText(messages('zh').data.sampleBadge, { exact: true })).toBeVisible();
  },
);

for (const locale of LOCALES) {
  test(
    `a broken standard is told with row and field, and its good rows are tested, in ${locale}`,
    { tag: '@desktop' },
    async ({ page, request }) => {
      const broken = JSON.parse(await readPackText('example-city')) as { requirements: Record<string, unknown>[] };
      broken.requirements[1]!['unit'] = 'bananas';
      delete broken.requirements[2]!['force'];
      const text = JSON.stringify(broken);
      const { pack, problems } = readPack(text, 'my-city.json');
      expect(problems.map(({ column }) => column)).toEqual(['requirements[EX-02].unit', 'requirements[EX-03].force']);
      await withoutMap(page);
      await openStandard(page, { locale });
      await chooserOf(page).setInputFiles(upload('my-city.json', text));
      await expectScore(page, testPack(await readSample(request), pack!), locale);
      const panel = page.locator('.panel');
      for (const problem of problems) {
        await expect(panel).toContainText(problemSentence(problem, locale));
        await expect(panel).toContainText(problemPlace(problem, locale));
      }
      const id = String(broken.requirements[1]!['id']);
      const place = problemPlace(problems[0]!, locale);
      expect(place).toContain('my-city.json');
      await expect(panel).toContainText(id);
      expect(await idsOf(page)).not.toContain(id);

      await chooserOf(page).setInputFiles(upload('notes.json', '{"rows": ['));
      const [notJson] = readPack('{"rows": [', 'notes.json').problems;
      await expect(panel).toContainText(problemPlace(notJson!, locale));
      await expect(scoreOf(page)).toBeHidden();
    },
  );
}

test(
  'an address opens plan and row; another language keeps them; the browser goes back to them',
  { tag: '@desktop' },
  async ({ page }) => {
    const pack = await readShipped(KUNSHAN);
    const { text } = pack.requirements.find(({ id }) => id === MEALS_ROW)!;
    await withoutMap(page);
    await openStandard(page, { row: MEALS_ROW });
    const heading = detailOf(page).getByRole('heading', { level: 2 });
    await expect(heading).toHaveText(text.zh);
    await expect(detailOf(page)).toContainText(pack.title.zh);

    await pressRail(page, messages('zh').otherLanguage);
    await expect(heading).toHaveText(text.en);
    await expect(page).toHaveURL(new RegExp(`standard=${KUNSHAN}&row=${MEALS_ROW}.*lang=en`, 'u'));
    await pressRail(page, messages('en').views.plan);
    await expect(page.getByText(messages('en').plan.question)).toBeVisible();
    await page.goBack();
    await expect(heading).toHaveText(text.en);

    await detailOf(page)
      .getByRole('button', { name: standardWords('en').row.back })
      .click();
    await expect(scoreOf(page)).toBeVisible();
    await expect(page).not.toHaveURL(/row=/u);
    await page.getByText(messages('en').review.tabs.coverage, { exact: true }).click();
    await expect(page.getByTestId('headline')).toBeVisible();
    await expect(page).not.toHaveURL(/standard=/u);
  },
);

test(
  'an address with a row or a plan that is not there shows the list, or the choice',
  { tag: '@desktop' },
  async ({ page }) => {
    await withoutMap(page);
    await openPage(page, { query: `standard=${KUNSHAN}&row=KS-999` });
    await expect(scoreOf(page)).toBeVisible();
    await expect(detailOf(page)).toBeHidden();
  },
);

test(
  'a later year with planned facilities changes the figures as it does in the core',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const pack = await readShipped(KUNSHAN);
    await withoutMap(page);
    await openStandard(page);
    const slider = page.getByRole('slider', { name: messages('zh').review.year });
    await slider.press('End');
    await expect(slider).not.toHaveAttribute('aria-valuetext', messages('zh').units.year(String(project.year)));
    const year = Number(/\d{4}/u.exec((await slider.getAttribute('aria-valuetext'))!)![0]);
    expect(year).toBeGreaterThan(project.year!);
    await page.getByLabel(messages('zh').review.pipeline).check();

    const [now, then] = [testPack(project, pack), testPack(project, pack, { year, pipeline: true })];
    const row = now.requirements.find(({ id, value }) => value !== null && value !== find(then, id).value)!;
    const valueOf = (result: StandardResult): string => formatRowValue(find(result, row.id), row.unit, 'zh');
    expect(valueOf(now)).not.toBe(valueOf(then));
    await expect(page.locator(`[data-row="${row.id}"]`)).toContainText(valueOf(then));
    await expectScore(page, then);
    for (const each of then.requirements.filter(({ state }) => state !== 'unknown')) {
      await expect(page.locator(`[data-row="${each.id}"]`)).toContainText(formatRowValue(each, each.unit, 'zh'));
    }
  },
);
