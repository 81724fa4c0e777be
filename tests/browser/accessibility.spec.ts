import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { nearbyWords } from '../../src/i18n/nearby/index.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { planWords } from '../../src/i18n/plan/index.ts';
import { standardWords } from '../../src/i18n/standards/index.ts';
import { expect, test } from './fixtures.ts';
import { isPhone, openDialog, openPage, pressRail, rowsOf, withoutMap } from './page.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, where).toEqual([]);
}

/** Goes through all that can be opened. */
async function visitAll(page: Page, locale: Locale, visit: (where: string) => Promise<void>): Promise<void> {
  const { views } = messages(locale);
  const nearby = nearbyWords(locale);
  await expect(rowsOf(page).first()).toBeVisible();
  await visit('review');
  await rowsOf(page).first().getByRole('button').click();
  await expect(page.getByTestId('detail')).toBeVisible();
  await visit('a community');
  await pressRail(page, views.plan);
  await expect(page.getByTestId('difference')).toBeVisible();
  await visit('plan');
  await pressRail(page, views.nearby);
  await page.getByRole('searchbox').fill('苑');
  await expect(page.getByTestId('home-results').getByRole('button').first()).toBeVisible();
  await visit('nearby, search');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByText(nearby.straight).first()).toBeVisible();
  await visit('nearby, list');
  for (const which of ['data', 'help'] as const) {
    await openDialog(page, locale, which);
    await visit(which);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
}

for (const locale of LOCALES) {
  test(`no view or window has a fault that axe finds, or a text cut or covered, in ${locale}`, async ({ page }) => {
    // The map's own parts say the same on every screen: each language has it on one.
    if (isPhone(page) === (locale === 'zh')) await withoutMap(page);
    await openPage(page, { locale });
    await visitAll(page, locale, (where) => expectGood(page, where));
  });

  test(`nor has the walk beside the straight line, with limit and pace open, in ${locale}`, async ({ page }) => {
    const { review } = messages(locale);
    await withoutMap(page);
    await openPage(page, { locale, query: 'mode=both&limit=1050' });
    const controls = page.getByRole('group', { name: review.controls, exact: true });
    await controls.locator('summary').click();
    await expect(page.getByTestId('lost-homes')).toBeVisible();
    await expectGood(page, 'metres');
    await controls.getByText(review.unitMinutes, { exact: true }).click();
    await expectGood(page, 'minutes');
    await page.getByTestId('lost-homes').getByRole('button').first().click();
    await expect(page.getByTestId('detail')).toBeVisible();
    await expectGood(page, 'a home');
  });
}

for (const locale of LOCALES) {
  test(`nor have the tools of planning, with sites found and scenarios compared, in ${locale}`, async ({ page }) => {
    test.setTimeout(120_000);
    const words = planWords(locale);
    const choose = (tool: 'place' | 'link' | 'site' | 'compare') =>
      page.getByText(words.tools[tool], { exact: true }).click();
    await withoutMap(page);
    await openPage(page, { view: 'plan', locale });
    await page.getByRole('button', { name: messages(locale).plan.placeHere }).click();
    await expect(page.getByTestId('proposals').getByRole('listitem')).toHaveCount(1);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>('.panel details')) details.open = true;
    });
    await expectGood(page, 'a facility tried');
    await choose('link');
    await expectGood(page, 'links');
    await choose('site');
    await page.getByText(words.site.more, { exact: true }).click();
    await page.getByLabel(words.site.peoplePerPlace).fill('30');
    await page.getByLabel(words.site.peoplePerPlace).press('Tab');
    await page.getByLabel(words.site.placesPerSite).fill('20');
    await page.getByRole('button', { name: words.site.search, exact: true }).click();
    await expect(page.getByTestId('siting-status')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
    await expect(page.getByTestId('siting-result').locator('ol > li')).not.toHaveCount(0);
    await page.getByText(words.site.result.notes, { exact: true }).click();
    await page.getByRole('button', { name: words.site.curve.draw, exact: true }).click();
    await expectGood(page, 'sites found');
    await choose('compare');
    await expect(page.getByTestId('compare').getByRole('table').first()).toBeVisible({ timeout: 30_000 });
    await expectGood(page, 'scenarios compared');
  });
}

/** Rows of each kind: units that fail, four figures, homes, facilities, parts, and one that only a typed figure settles. */
const ROWS: [standard: string, row: string][] = [
  ['kunshan-2021-2025', 'KS-051'],
  ['kunshan-2021-2025', 'KS-034'],
  ['kunshan-2021-2025', 'KS-057'],
  ['hangzhou-2021-2025-draft', 'HZ-026'],
  ['hangzhou-2021-2025-draft', 'HZ-048'],
  ['liangxi-2021-2025', 'LX-037'],
];

for (const locale of LOCALES) {
  test(`nor have the scorecard of a plan and its rows, in ${locale}`, async ({ page }) => {
    await withoutMap(page);
    await openPage(page, { locale, query: 'standard=kunshan-2021-2025' });
    const score = page.getByTestId('scorecard');
    await score.locator('summary').click();
    await page.getByText(standardWords(locale).parameters.title, { exact: true }).click();
    await expectGood(page, 'scorecard');
    for (const [standard, row] of ROWS) {
      await page.goto(`./#/review?lang=${locale}&standard=${standard}&row=${row}`);
      const detail = page.getByTestId('row-detail');
      await expect(detail).toContainText(row, { timeout: 30_000 });
      for (const summary of await detail.locator('details:not([open]) > summary').all()) await summary.click();
      await expectGood(page, row);
    }
  });
}

/** In text as it is, and in the large text that one can choose. */
async function expectGood(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  for (const size of ['large', 'normal']) {
    await page.evaluate((text) => (document.documentElement.dataset['text'] = text), size);
    await expectInPlace(page, `${where}, ${size} text`);
  }
}

async function expectInPlace(page: Page, where: string): Promise<void> {
  const given = page.viewportSize()!;
  // The smallest phone that is still about, beside the size of the project.
  for (const each of isPhone(page) ? [given, { width: 320, height: 568 }] : [given]) {
    await page.setViewportSize(each);
    expect(await page.evaluate(findMisplaced), `${where} at ${each.width} x ${each.height}`).toEqual([]);
  }
  await page.setViewportSize(given);
}

/** Runs in the page: what sticks out of the panel, what is cut off, and texts that lie on one another. */
function findMisplaced(): string[] {
  const found: string[] = [];
  const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`;
  const text = (element: Element) => `${name(element)} "${element.textContent.trim().slice(0, 40)}"`;
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  const room = document.querySelector('dialog[open]') ?? document.querySelector('.panel');
  if (!room) return ['no panel'];
  const { left, right } = room.getBoundingClientRect();
  /** A table in the panel that scrolls by itself, by the keyboard too. */
  const findScroller = (element: Element): Element | null => {
    const scroller = element.parentElement?.closest('[role=region][tabindex="0"]') ?? null;
    return scroller && room.contains(scroller) && /auto|scroll/.test(getComputedStyle(scroller).overflow)
      ? scroller
      : null;
  };
  const isHidden = (element: Element) =>
    !element.checkVisibility() || element.closest('.hidden-visually, .skip, select, option') !== null;
  for (const element of [...room.querySelectorAll('*'), ...document.querySelectorAll('nav, nav *')]) {
    if (isHidden(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    const edges = room.contains(element) ? [left, right] : [0, innerWidth];
    if (findScroller(element)) continue;
    if (box.right > edges[1]! + 1 || box.left < edges[0]! - 1) found.push(`sticks out: ${text(element)}`);
    const { overflowX } = getComputedStyle(element);
    // What scrolls sideways by the keyboard too is not cut.
    const isReachable = overflowX === 'auto' && element.matches('[role=region][tabindex="0"]');
    if (overflowX !== 'visible' && !isReachable && element.scrollWidth > element.clientWidth + 1)
      found.push(`cut: ${text(element)}`);
  }
  const lines: { parent: Element; box: DOMRect }[] = [];
  const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || isHidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = findScroller(parent)?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      const isScrolledAway = frame && (box.bottom > frame.bottom || box.top < frame.top || box.right > frame.right);
      if (box.width > 0 && !isScrolledAway) lines.push({ parent, box });
    }
  }
  lines.forEach((a, i) => {
    for (const b of lines.slice(i + 1)) {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // Boxes of lines are taller than their letters: a third of a line may be shared.
      if (a.parent !== b.parent && across > 2 && down > Math.min(a.box.height, b.box.height) / 3) {
        found.push(`on one another: ${text(a.parent)} and ${text(b.parent)}`);
      }
    }
  });
  return found.slice(0, 12);
}
