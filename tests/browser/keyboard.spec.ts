import type { Page } from '@playwright/test';
import { messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { openPage, rowsOf, waitForMap, withoutMap } from './page.ts';

const words = messages('zh');

interface Focused {
  name: string;
  /** Something is drawn around it, or around the label that stands for it. */
  marked: boolean;
}

function readFocused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const shown = element.matches('input.hidden-visually') ? element.closest('label, fieldset') : element;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown ?? element);
    const list = element.closest('[data-testid=area-list]') ? 'row' : '';
    const place = element.closest('nav') ? 'rail' : element.closest('.controls') ? 'controls' : list;
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return {
      name: `${place || element.tagName.toLowerCase()}: ${name.trim().slice(0, 30)}`,
      marked: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    };
  });
}

test(
  'the keyboard reaches rail, controls, list and map, and one always sees where it is',
  { tag: '@desktop' },
  async ({ page }) => {
    // A wide limit, since the list is then short.
    await openPage(page, { query: 'limit=1500' });
    await waitForMap(page);
    const reached: Focused[] = [];
    for (let i = 0; i < 160 && !reached.some(({ name }) => name.startsWith('canvas')); i++) {
      await page.keyboard.press('Tab');
      reached.push(await readFocused(page));
    }
    for (const place of ['rail', 'controls', 'row', 'canvas']) {
      expect(
        reached.some(({ name }) => name.startsWith(place)),
        place,
      ).toBe(true);
    }
    expect(reached.filter(({ name, marked }) => !marked && !name.startsWith('body')).map(({ name }) => name)).toEqual(
      [],
    );
    const before = await page.locator('[data-camera]').getAttribute('data-camera');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('[data-camera]').getAttribute('data-camera')).not.toBe(before);
  },
);

test('the first Tab skips the rail, and Enter in the list opens a community', { tag: '@desktop' }, async ({ page }) => {
  await withoutMap(page);
  await openPage(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: words.skipToPanel })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#panel')).toBeFocused();
  for (let i = 0; i < 40 && !(await readFocused(page)).name.startsWith('row'); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('detail')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rowsOf(page).first()).toBeVisible();
});

for (const which of ['data', 'help'] as const) {
  test(`the window "${which}" keeps the focus and gives it back`, { tag: '@desktop' }, async ({ page }) => {
    await withoutMap(page);
    await openPage(page);
    const opener = page.getByRole('navigation').getByRole('button', { name: words.rail[which] });
    for (const leave of ['Escape', 'button']) {
      await opener.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      for (let i = 0; i < 20; i++) {
        await page.keyboard.press('Tab');
        // Past the last control the browser's own buttons have their turn, which a page sees as its body.
        expect(await page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName)).toMatch(
          /DIALOG|BODY/,
        );
        expect(await page.evaluate(() => document.activeElement?.closest('nav, main'))).toBeNull();
      }
      if (leave === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: words.data.close }).press('Enter');
      await expect(dialog).toBeHidden();
      await expect(opener).toBeFocused();
    }
    // Whoever is quick opens it again before the browser has told that it is closed.
    await opener.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    const close = page.getByRole('dialog').getByRole('button', { name: words.data.close });
    const closing = await close.elementHandle();
    await opener.evaluate(async (button: HTMLButtonElement, closing) => {
      (closing as HTMLButtonElement).click();
      await Promise.resolve();
      button.click();
    }, closing);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    await expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible();
  });
}
