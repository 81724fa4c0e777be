/** From a missed row of a plan to sites that mend it; searches that end without an answer; facilities moved by finger and key. */
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { messages } from '../../src/i18n/index.ts';
import { planWords } from '../../src/i18n/plan/index.ts';
import { reportDialogWords } from '../../src/i18n/report/dialog.ts';
import { standardWords } from '../../src/i18n/standards/index.ts';
import { expect, test, type Guard } from './fixtures.ts';
import { isPhone, openPage, withoutMap } from './page.ts';
import { readSample } from './place.ts';

const words = planWords('zh');
const SITES = 3;
const ROW = 'EX-02';

const packUrl = new URL('../../data/standards/example-city.json', import.meta.url);

/** The example's row of walks to a meal, for everybody and so far above today's value that a few sites are needed. */
async function createPack(project: Project): Promise<StandardPack> {
  const pack = JSON.parse(await readFile(packUrl, 'utf8')) as StandardPack;
  const row = pack.requirements.find(({ id }) => id === ROW)!;
  if (row.measure.kind !== 'distance_share') throw new Error(`${ROW} is no row of distances`);
  const { where: _, ...measure } = row.measure;
  const { steps: __, readings: ___, ...rest } = row;
  const valueOf = (target: number): number => {
    const tested = { ...pack, requirements: [{ ...rest, measure, target: { comparator: '>=', value: target } }] };
    const options = { areaShares: false, residences: false, standards: [tested as StandardPack] };
    const { standards } = finish(evaluate(project, createSettings(project), options));
    return standards![0]!.requirements[0]!.value!;
  };
  const target = Math.ceil(valueOf(100)) + 8;
  const mended = { ...rest, measure, target: { comparator: '>=' as const, value: target } };
  return { ...pack, id: 'mend-city', requirements: [mended], baselines: [], forecasts: [], conflicts: [] };
}

/** Opens the page with the pack among the user's own, on the row's evidence. */
async function openRow(page: Page, pack: StandardPack): Promise<Locator> {
  await openPage(page);
  await page.getByText(messages('zh').review.tabs.standards, { exact: true }).click();
  const file = { name: 'mend-city.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(pack)) };
  await page.locator('.choice input[type=file]').setInputFiles(file);
  await page.locator(`[data-row="${ROW}"]`).first().click();
  const row = page.getByTestId('row-detail');
  await expect(row).toContainText(standardWords('zh').states.not_met);
  return row;
}

const statusOf = (page: Page): Locator => page.getByTestId('siting-status');
const sitesOf = (page: Page): Locator => page.getByTestId('siting-result').locator('ol > li');

async function press(page: Page, button: Locator, byKey: boolean): Promise<void> {
  if (!byKey) return button.click();
  await button.focus();
  await page.keyboard.press('Enter');
}

const railOf = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('link', { name, exact: true });

/** The report of the scenario says what was tried, and that the row is met by it. */
async function expectInReport(page: Page, guard: Guard, byKey: boolean): Promise<void> {
  const { views, review } = messages('zh');
  const report = reportDialogWords('zh');
  guard.allowErrors(/Blocked script execution in 'about:srcdoc'/);
  await press(page, railOf(page, views.review), byKey);
  await press(page, page.getByRole('button', { name: review.report, exact: true }), byKey);
  const dialog = page.getByRole('dialog', { name: report.title });
  await dialog.getByRole('combobox', { name: report.scenario }).selectOption({ label: report.scenarioName(1) });
  await press(page, dialog.getByRole('button', { name: report.preview }), byKey);
  const tried = page.frameLocator(`iframe[title="${report.frame}"]`).locator('#section-scenario');
  await expect(tried).toContainText(ROW, { timeout: 60_000 });
  await expect(tried).toContainText(standardWords('zh').states.met);
  // The preview first, then the window it was asked from.
  for (let open = 2; open > 0; open--) await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const byKey of [false, true]) {
  test(`a missed row is mended by accepted sites, ${byKey ? 'by keyboard alone' : 'by hand'}`, async ({
    page,
    request,
    guard,
  }) => {
    test.setTimeout(120_000);
    const pack = await createPack(await readSample(request));
    await withoutMap(page);
    const row = await openRow(page, pack);
    await press(page, row.getByRole('button', { name: standardWords('zh').row.mend }), byKey);
    const siting = page.getByTestId('siting');
    await expect(siting.getByRole('combobox', { name: words.site.model, exact: true })).toHaveValue('sites');
    await expect(page.getByTestId('mending')).toHaveAttribute('data-state', 'not_met', { timeout: 30_000 });
    // The panel is filled: the fewest sites that reach the target.
    await expect(siting.getByLabel(words.site.share)).toHaveValue(JSON.stringify(pack.requirements[0]!.target!.value));
    await press(page, siting.getByRole('button', { name: words.site.search }), byKey);
    await expect(statusOf(page)).toHaveAttribute('data-status', 'optimal', { timeout: 60_000 });
    await expect(statusOf(page)).toContainText(words.site.statuses.optimal);
    // What each site adds is told a moment after the proof.
    await expect(sitesOf(page)).not.toHaveCount(0);
    const count = await sitesOf(page).count();
    expect(count).toBeLessThanOrEqual(SITES * 2);
    await press(page, page.getByRole('button', { name: words.site.result.acceptAll }), byKey);
    await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(count);
    await expect(page.getByTestId('mending')).toHaveAttribute('data-state', 'met', { timeout: 30_000 });
    await expect(page.getByTestId('mending')).toContainText(words.requirements.nowMet);
    await expectInReport(page, guard, byKey);
    await press(page, railOf(page, messages('zh').views.plan), byKey);
    await press(page, page.getByRole('button', { name: messages('zh').plan.undo }), byKey);
    await expect(page.getByTestId('proposals')).toHaveCount(0);
    await expect(page.getByTestId('mending')).toHaveAttribute('data-state', 'not_met', { timeout: 30_000 });
  });
}

async function openSiting(page: Page): Promise<Locator> {
  await withoutMap(page);
  await openPage(page, { view: 'plan' });
  await page.getByText(words.tools.site, { exact: true }).click();
  return page.getByTestId('siting');
}

/** Names of the sites, without their numbers. */
async function namesOf(page: Page): Promise<string[]> {
  const headings = await sitesOf(page).getByRole('heading').allInnerTexts();
  return headings.map((heading) => heading.replace(/^\d+\s+/u, ''));
}

test('three sites are proposed, and one that is not available is replaced while an accepted one stands', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const siting = await openSiting(page);
  await siting.getByRole('button', { name: words.site.search }).click();
  await expect(statusOf(page)).toHaveAttribute('data-status', 'optimal', { timeout: 60_000 });
  await expect(sitesOf(page)).toHaveCount(SITES);
  const names = await namesOf(page);
  await sitesOf(page)
    .nth(0)
    .getByRole('button', { name: words.site.result.acceptLabel(names[0]!) })
    .click();
  await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(1);
  await sitesOf(page)
    .nth(1)
    .getByRole('button', { name: words.site.result.notAvailableLabel(names[1]!) })
    .click();
  await expect(statusOf(page)).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
  await expect(sitesOf(page)).toHaveCount(SITES);
  const after = await namesOf(page);
  expect(after.some((name) => name.startsWith(names[0]!))).toBe(true);
  expect(after).not.toContain(names[1]);
});

test(
  'an answer to a former question says so and cannot be accepted, until the search is made again',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(120_000);
    const siting = await openSiting(page);
    await siting.getByRole('button', { name: words.site.search }).click();
    await expect(statusOf(page)).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
    await expect(sitesOf(page)).toHaveCount(SITES);
    const outdated = page.getByTestId('outdated');
    const accept = sitesOf(page).getByRole('button', { name: words.site.result.accept, exact: false });
    const acceptAll = page.getByRole('button', { name: words.site.result.acceptAll });
    await accept.first().click();
    await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(1);
    await expect(outdated).toHaveCount(0);
    await expect(acceptAll).toBeEnabled();
    await page.evaluate(() => (location.hash = location.hash.replace(/(limit|minutes)=\d+/, 'limit=600')));
    await expect(outdated).toContainText(words.site.outdated);
    await expect(accept.first()).toBeDisabled();
    await expect(acceptAll).toBeDisabled();
    await outdated.getByRole('button', { name: words.site.searchAnew }).click();
    await expect(outdated).toHaveCount(0);
    await expect(statusOf(page)).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
    await expect(acceptAll).toBeEnabled();
  },
);

test(
  'a search that cannot be answered names the homes, and a cancelled one says so',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(90_000);
    const siting = await openSiting(page);
    await siting.getByRole('combobox', { name: words.site.model, exact: true }).selectOption('sites');
    await siting.getByLabel(words.site.share).fill('100');
    await siting.getByRole('combobox', { name: words.site.source }).selectOption('list');
    await siting.getByRole('button', { name: words.site.search }).click();
    await expect(statusOf(page)).toHaveAttribute('data-phase', 'infeasible', { timeout: 60_000 });
    await expect(statusOf(page)).toContainText(words.site.statuses.infeasible);
    await expect(page.getByTestId('unreachable')).not.toBeEmpty();

    // Along the streets there are thousands of places: the search is still at work when it is cancelled.
    await siting.getByRole('combobox', { name: words.site.source }).selectOption('network');
    await siting.getByLabel(words.site.share).fill('97');
    await siting.getByRole('button', { name: words.site.again }).click();
    await statusOf(page).getByRole('button', { name: words.site.cancel, exact: true }).click();
    await expect(statusOf(page)).toHaveAttribute('data-phase', 'cancelled');
    await expect(statusOf(page)).toContainText(words.site.phases.cancelled);
    await expect(page.getByTestId('siting-result')).toHaveCount(0);
  },
);

test('the figures follow a pin in the hand, and only the drop makes an edit', async ({ page }) => {
  await openPage(page, { view: 'plan' });
  await page.getByRole('button', { name: messages('zh').plan.placeHere }).click();
  const pin = page.locator('.proposal');
  await expect(pin).toBeVisible({ timeout: 30_000 });
  const box = (await pin.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const live = page.getByTestId('live');
  const frameOf = async (): Promise<number> => Number(await live.getAttribute('data-frame'));
  const touch = isPhone(page) ? await page.context().newCDPSession(page) : null;
  const move = async (shift: number): Promise<void> => {
    if (!touch) return page.mouse.move(x + shift, y);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + shift, y }] });
  };
  if (touch) await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  else {
    await page.mouse.move(x, y);
    await page.mouse.down();
  }
  await move(10);
  await move(20);
  await expect(page.getByTestId('live-share')).toBeVisible();
  const first = await frameOf();
  await move(45);
  await expect.poll(frameOf).toBeGreaterThan(first);
  if (touch) await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  else await page.mouse.up();
  await expect(live).toHaveCount(0);
  await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(1);
});

test(
  'a facility of the data is moved by arrow keys and put back by Escape',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const facility = project.facilities.find(({ types, status }) => types.includes('day_care') && status === 'open')!;
    await withoutMap(page);
    await openPage(page, { view: 'plan', query: `select=facility:${facility.id}` });
    const tools = page.getByTestId('facility-tools');
    const move = tools.getByRole('button', { name: words.facility.move, exact: true });
    await move.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByTestId('live-share')).toBeVisible({ timeout: 15_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('live')).toHaveCount(0);
    await move.focus();
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByTestId('detail').getByRole('button').first().click();
    await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(1);
    await expect(page.getByTestId('proposals')).toContainText(facility.name);
  },
);

test(
  'proposed sites stand on the map as hollow pins, and as tried ones once accepted',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(90_000);
    await openPage(page, { view: 'plan' });
    await page.getByText(words.tools.site, { exact: true }).click();
    await page.getByTestId('siting').getByRole('button', { name: words.site.search }).click();
    await expect(statusOf(page)).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
    const proposed = page.locator('.map .proposed');
    await expect(proposed).toHaveCount(SITES);
    // Each pin says the number of its card.
    for (const [i, name] of (await sitesOf(page).locator('h4').allInnerTexts()).entries()) {
      expect(name).toMatch(new RegExp(`^${i + 1}\\s`));
      const pin = proposed.filter({ hasText: name.replace(/^\d+\s+/u, '') });
      await expect(pin.locator('text')).toHaveText(String(i + 1));
    }
    await expect(page.locator('details.legend')).toContainText(messages('zh').map.proposed);
    await sitesOf(page).first().getByRole('button', { name: words.site.result.accept, exact: false }).first().click();
    await expect(proposed).toHaveCount(SITES - 1);
    await expect(page.locator('.map .proposal:not(.proposed)')).toHaveCount(1);
    await page.getByText(words.tools.compare, { exact: true }).click();
    await expect(proposed).toHaveCount(0);
  },
);
