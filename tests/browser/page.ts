/** How the tests open the page and find their way on it. */
import type { Locator, Page } from '@playwright/test';
import { formatKind, messages, type Locale } from '../../src/i18n/index.ts';
import { formatInteger, formatRunLimit, formatShare } from '../../src/i18n/numbers.ts';
import { expect } from './fixtures.ts';
import type { Expected } from './place.ts';

export interface Opening {
  view?: 'review' | 'plan' | 'nearby';
  locale?: Locale;
  /** More of the address, such as `limit=500`. */
  query?: string;
}

/** Opens the page and waits until its figures are there; the map may still be drawing. */
export async function openPage(
  page: Page,
  { view = 'review', locale = 'zh', query = '' }: Opening = {},
): Promise<void> {
  await page.goto(`./#/${view}?lang=${locale}${query && `&${query}`}`);
  await expect(page.locator('.view')).toHaveAttribute('data-ready', /computed|drawn/, { timeout: 30_000 });
}

/** A test in both languages runs once in each: in Chinese on this kind of screen, in English on the other. */
export function onOneScreen(locale: Locale, chinese: '@desktop' | '@phone'): string {
  const [here, there] = chinese === '@desktop' ? ['@desktop', '@phone'] : ['@phone', '@desktop'];
  return locale === 'zh' ? here : there;
}

/** For tests of the panel alone: the page finds no WebGL, says so, and spends no time on drawing. Before opening. */
export async function withoutMap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
}

/** Waits until figures, discs and map all rest. */
export async function waitForMap(page: Page): Promise<void> {
  await expect(page.locator('.view')).toHaveAttribute('data-ready', 'drawn', { timeout: 30_000 });
  await expect(page.locator('[data-idle="1"]')).toBeAttached({ timeout: 30_000 });
}

export const headlineOf = (page: Page): Locator => page.getByTestId('headline');
export const rowsOf = (page: Page): Locator => page.getByTestId('area-list').getByRole('listitem');

/** The headline says what the core says. Waits for it, since figures follow the controls by a moment. */
export async function expectHeadline(page: Page, expected: Expected, kind: string, locale: Locale): Promise<void> {
  const words = messages(locale).review.headline;
  const { evaluation, service, lacking, judged } = expected;
  const headline = headlineOf(page);
  const { mode, limits } = evaluation.settings;
  await expect(headline).toContainText(
    words.within[mode](formatKind(kind, locale), formatRunLimit(limits[kind]!, locale)),
  );
  await expect(headline).toContainText(words.elders(formatInteger(evaluation.totals.elders, locale)));
  await expect(headline).toContainText(formatShare(service.eldersShare, locale));
  await expect(headline).toContainText(
    words.lacking(formatInteger(lacking.length, locale), formatInteger(judged, locale)),
  );
}

export const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) <= 760;

/** Presses the button of the rail that says this. */
export async function pressRail(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click();
}

/**
 * Lets files go over the page, as a hand does that stays until the page says that it takes them: a real drag is told
 * to the page again and again, and the browser drops nothing while the page's yes is on its way.
 */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    browser.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
  const taken = await page.evaluateHandle(() => {
    const seen = { drop: false };
    addEventListener('drop', () => (seen.drop = true), { once: true });
    return seen;
  });
  await expect(async () => {
    await drag('dragEnter');
    await drag('dragOver');
    await expect(page.getByText(messages('zh').data.dropNow)).toBeVisible({ timeout: 1000 });
    await drag('dragOver');
    await drag('drop');
    await expect.poll(() => taken.evaluate(({ drop }) => drop), { timeout: 2000 }).toBe(true);
  }).toPass({ timeout: 20_000 });
}

export async function openDialog(page: Page, locale: Locale, which: 'data' | 'help' = 'data'): Promise<Locator> {
  await pressRail(page, messages(locale).rail[which]);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}
