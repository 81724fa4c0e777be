import type { Page } from '@playwright/test';
import type { Edit, Scenario } from '../../src/core/scenario/types.ts';
import type { Project } from '../../src/core/types.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { planWords } from '../../src/i18n/plan/index.ts';
import { formatChange, formatInteger, formatShare } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { findOpenGround, readGround, type Pixel } from './ground.ts';
import { isPhone, openPage, pressRail, waitForMap, withoutMap, onOneScreen } from './page.ts';
import { expectFor, readSample } from './place.ts';

/** The facilities being tried, to the last digit, as the page keeps them. */
function readEdits(page: Page): Promise<Edit[]> {
  return page.evaluate(
    () =>
      new Promise<Edit[]>((resolve, reject) => {
        const opening = indexedDB.open('care-circle');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('kept').objectStore('kept').get('scenarios.sample');
          reading.onsuccess = () => {
            opening.result.close();
            const kept = reading.result as { list: Scenario[]; active: string } | undefined;
            resolve(kept?.list.find(({ id }) => id === kept.active)?.edits ?? []);
          };
        };
      }),
  );
}

/** The table of changes says what the core says of the base and of the edits that the page keeps. */
async function expectChange(page: Page, project: Project, locale: Locale = 'zh'): Promise<void> {
  const edits = await readEdits(page);
  const [before, after] = [expectFor(project), expectFor(project, { edits })];
  const words = messages(locale).plan;
  const table = page.getByTestId('difference').getByRole('table');
  const row = (name: string) => table.getByRole('row', { name });
  const integer = (value: number) => formatInteger(value, locale);
  const gained = after.service.eldersCovered - before.service.eldersCovered;
  await expect(row(words.coveredElders)).toContainText(integer(before.service.eldersCovered));
  await expect(row(words.coveredElders)).toContainText(integer(after.service.eldersCovered));
  await expect(row(words.coveredElders)).toContainText(formatChange(gained, locale));
  await expect(row(words.share)).toContainText(formatShare(after.service.eldersShare, locale));
  await expect(row(words.lacking)).toContainText(integer(after.lacking.length));
  const nearer = formatChange(after.service.meanMetres! - before.service.meanMetres!, locale);
  const { review, units } = messages(locale);
  await expect(row(words.mean(review.by.walking))).toContainText(units.metres(nearer));
  const mended = before.lacking.filter(({ id }) => !after.lacking.some((other) => other.id === id));
  if (edits.length > 0) {
    await expect(page.getByTestId('difference').locator('.figures')).toContainText(integer(mended.length));
  }
  for (const { name } of mended) await expect(page.getByTestId('difference')).toContainText(name);
}

/** A place in a community that lacks day care, so that a facility there changes the figures. */
async function findPlace(page: Page, project: Project): Promise<Pixel> {
  const lacking = new Set(expectFor(project).lacking.map(({ id }) => id));
  const facilities = project.facilities.map(({ position }) => position);
  const areas = project.areas.filter(({ id }) => lacking.has(id));
  return findOpenGround(await readGround(page), facilities, areas).pixel;
}

async function press(page: Page, { x, y }: Pixel): Promise<void> {
  if (isPhone(page)) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
}

/** From the tip of a pin up to the middle of its head. */
const PIN_HEAD_PIXELS = 26;

const pinOf = (page: Page) => page.locator('.proposal');
const listOf = (page: Page) => page.getByTestId('proposals').getByRole('listitem');

test('a click on the map tries a facility, a drag moves it, undo and redo go back and forth', async ({
  page,
  request,
}) => {
  const project = await readSample(request);
  const words = messages('zh').plan;
  await openPage(page, { view: 'plan' });
  await expect(page.getByText(words.noChange)).toBeVisible();
  await press(page, await findPlace(page, project));
  await expect(listOf(page)).toHaveCount(1);
  await expect.poll(async () => (await readEdits(page)).length).toBe(1);
  await expectChange(page, project);
  const [placed] = await readEdits(page);

  await waitForMap(page);
  await dragPin(page);
  await expect.poll(() => readEdits(page)).not.toEqual([placed]);
  await expectChange(page, project);

  await page.getByRole('button', { name: words.undo }).click();
  await expect.poll(() => readEdits(page)).toEqual([placed]);
  await expectChange(page, project);
  await page.getByRole('button', { name: words.undo }).click();
  await expect(listOf(page)).toHaveCount(0);
  await expect(pinOf(page)).toHaveCount(0);
  await page.getByRole('button', { name: words.redo }).click();
  await expect.poll(() => readEdits(page)).toEqual([placed]);
  await expectChange(page, project);
});

/** By mouse on a desktop, by finger on a phone; 60 pixels to the right. */
async function dragPin(page: Page): Promise<void> {
  const box = await pinOf(page).boundingBox();
  const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
  const steps = [0, 15, 30, 45, 60].map((shift) => ({ x: x + shift, y }));
  if (!isPhone(page)) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const step of steps) await page.mouse.move(step.x, step.y);
    await page.mouse.up();
    return;
  }
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (const step of steps) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [step] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** As long as the map waits before it takes a held facility for taken. */
const HOLD_MILLISECONDS = 700;

test(
  'what is held comes into the hand: a facility by itself, a pin without what lies under it',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    await openPage(page, { view: 'plan' });
    const ground = await readGround(page);
    const facility = project.facilities.find(({ id, position }) => {
      const { x, y } = ground.project(position);
      const others = project.facilities.filter((each) => each.id !== id).map((each) => ground.project(each.position));
      const isAlone = others.every((other) => Math.hypot(other.x - x, other.y - y) > 50);
      return isAlone && [0, 30, 60].every((shift) => ground.isFree({ x: x + shift, y: y + shift }));
    })!;
    const { x, y } = ground.project(facility.position);
    const drag = async (): Promise<void> => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.waitForTimeout(HOLD_MILLISECONDS);
      await page.mouse.move(x + 20, y);
      await page.mouse.move(x + 60, y);
      await page.mouse.up();
    };
    // The head of a pin is above its tip.
    await press(page, { x, y: y + PIN_HEAD_PIXELS });
    await expect(listOf(page)).toHaveCount(1);
    await waitForMap(page);
    const [placed] = await readEdits(page);
    await drag();
    await expect.poll(() => readEdits(page)).not.toEqual([placed]);
    expect((await readEdits(page)).map(({ action }) => action)).toEqual(['add']);

    await waitForMap(page);
    await drag();
    await expect(listOf(page)).toHaveCount(2);
    const [, moved] = await readEdits(page);
    expect(moved).toMatchObject({ action: 'move', id: facility.id });
    await expectChange(page, project);
  },
);

for (const locale of LOCALES) {
  test(
    `premises are tried from the list, moved by arrow keys, removed and kept, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const project = await readSample(request);
      const words = messages(locale);
      const premises = project.candidates[0]!;
      await withoutMap(page);
      await openPage(page, { view: 'plan', locale });
      await page.getByRole('combobox', { name: words.plan.fromList }).selectOption(premises.id);
      await expect(listOf(page)).toHaveCount(1);
      await expect(listOf(page).first()).toContainText(premises.name);
      await expectChange(page, project, locale);
      const [placed] = await readEdits(page);

      await listOf(page)
        .first()
        .getByRole('button', { name: words.plan.moveLabel(premises.name), exact: true })
        .press('Shift+ArrowRight');
      await expect.poll(() => readEdits(page)).not.toEqual([placed]);
      await expectChange(page, project, locale);
      const [moved] = await readEdits(page);

      await page.reload();
      await expect(listOf(page)).toHaveCount(1);
      expect(await readEdits(page)).toEqual([moved]);
      await expectChange(page, project, locale);

      await page.getByRole('combobox', { name: words.plan.fromList }).selectOption(project.candidates[1]!.id);
      await expect(listOf(page)).toHaveCount(2);
      await page.getByRole('button', { name: `${words.plan.remove} ${premises.name}` }).click();
      await expect(listOf(page)).toHaveCount(1);
      await expectChange(page, project, locale);
      await page.getByRole('button', { name: words.plan.clear }).click();
      await expect(page.getByText(words.plan.none)).toBeVisible();
      await page.getByRole('button', { name: words.plan.undo }).click();
      await expect(listOf(page)).toHaveCount(1);
      // What is being tried stays in `plan`: the review shows the data as they are.
      await pressRail(page, words.views.review);
      await expect(page.getByTestId('headline')).toContainText(
        formatShare(expectFor(project).service.eldersShare, locale),
      );
    },
  );
}

test('the keys of undo and redo work in planning, and not in a field', { tag: '@desktop' }, async ({ page }) => {
  await withoutMap(page);
  await openPage(page, { view: 'plan' });
  await page.getByRole('button', { name: messages('zh').plan.placeHere }).click();
  const listed = page.getByTestId('proposals').getByRole('listitem');
  await expect(listed).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(listed).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(listed).toHaveCount(1);
  await page.keyboard.press('Meta+z');
  await expect(listed).toHaveCount(0);
  await page.keyboard.press('Control+y');
  await expect(listed).toHaveCount(1);
  await page
    .locator('details', { hasText: planWords('zh').place.details })
    .locator('summary')
    .click();
  await page.getByLabel(planWords('zh').place.name, { exact: true }).fill('新名');
  await page.keyboard.press('Control+z');
  await expect(listed).toHaveCount(1);
});
