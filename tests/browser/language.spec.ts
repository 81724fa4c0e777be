import { messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, openPage, pressRail, rowsOf, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

test('the language changes without a reload and keeps question and selection', async ({ page, request }) => {
  const project = await readSample(request);
  const [first] = expectFor(project, { limitMetres: 500 }).lacking;
  const [zh, en] = [messages('zh'), messages('en')];
  await withoutMap(page);
  await openPage(page, { query: `limit=500&select=area:${first!.id}` });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle(zh.pageTitle(zh.views.review, project.name.zh));
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));

  await pressRail(page, zh.otherLanguage);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(en.pageTitle(en.views.review, project.name.en));
  const detail = page.getByTestId('detail');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(first!.name);
  await expect(detail).toContainText(en.area.uncoveredElders);
  await detail.getByRole('button', { name: en.area.back }).click();
  await expectHeadline(page, expectFor(project, { limitMetres: 500 }), 'day_care', 'en');

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await pressRail(page, en.otherLanguage);
  await expectHeadline(page, expectFor(project, { limitMetres: 500 }), 'day_care', 'zh');
});

test('the English page has no Chinese but the names in the data', { tag: '@desktop' }, async ({ page }) => {
  const { rail, views } = messages('en');
  await openPage(page, { locale: 'en' });
  await expect(rowsOf(page).first()).toBeVisible();
  const readRest = () =>
    page.evaluate(() => {
      const texts: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Element) {
          for (const name of ['aria-label', 'title', 'placeholder']) texts.push(node.getAttribute(name) ?? '');
        } else if (!node.parentElement?.closest('script, style, [lang^=zh], [data-testid=sources]'))
          texts.push(node.textContent ?? '');
      }
      return texts.filter((text) => /[\u3400-\u9fff，。：（）]/.test(text)).map((text) => text.trim());
    });
  // Names in the data are Chinese; what is forbidden are our own words, and anything with the signs of a sentence.
  const ours = new Set(listWords(messages('zh')));
  const isSentence = (text: string) => /[，。：；？]/.test(text) || ours.has(text);
  for (const step of [views.plan, views.nearby, rail.data]) {
    await pressRail(page, step);
    expect((await readRest()).filter(isSentence), step).toEqual([]);
  }
});

/** All words and sentences that need no figures. */
function listWords(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listWords) : [];
}
