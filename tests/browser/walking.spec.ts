import type { Page } from '@playwright/test';
import { placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../../src/core/network/types.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { dataWords } from '../../src/i18n/data/index.ts';
import { comparisonWords } from '../../src/i18n/comparison/index.ts';
import { formatKind, LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import {
  formatAmount,
  formatInteger,
  formatLimit,
  formatMetres,
  formatPoints,
  formatShare,
} from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, headlineOf, openPage, pressRail, withoutMap, onOneScreen } from './page.ts';
import { expectFor, expectLost, readSample } from './place.ts';

const controlsOf = (page: Page, locale: Locale) =>
  page.getByRole('group', { name: messages(locale).review.controls, exact: true });
/** A home and the second nearest of its facilities on foot. */
function findNext(project: Project, kind: string) {
  const streets = finish(prepareStreets(project, DEFAULT_SNAP_LIMIT_METRES))!;
  const demand = prepareDemand(project, project.year);
  const placed = finish(placeHomes(streets, demand, project.gates));
  const moment = { year: project.year, pipeline: false };
  const { facilities, homes } = finish(walkByKind(streets, placed, { facilities: project.facilities, kind, moment }));
  const row = homes.secondMetres.findIndex((metres) => metres > 800 && metres < 900);
  const facility = facilities[homes.secondSite[row]!]!;
  return { home: demand.residences[row]!, facility, metres: homes.secondMetres[row]! };
}

const lostOf = (page: Page) => page.getByTestId('lost-homes').getByRole('listitem');

for (const locale of LOCALES) {
  const { review, statuses } = messages(locale);

  test(
    `the headline follows walk and straight line to the figures of the core, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const project = await readSample(request);
      const [walked, straight] = [expectFor(project), expectFor(project, { mode: 'straight' })];
      // Otherwise equal figures would prove nothing.
      expect(walked.service.eldersCovered).toBeLessThan(straight.service.eldersCovered);
      await withoutMap(page);
      await openPage(page, { locale });
      await expectHeadline(page, walked, 'day_care', locale);
      const points = formatPoints(straight.service.eldersShare! - walked.service.eldersShare!, locale).slice(1);
      const beside = review.headline.straightBeside(formatShare(straight.service.eldersShare, locale), points);
      await expect(headlineOf(page)).toContainText(beside);
      const { unreachableElders } = walked.service;
      expect(unreachableElders).toBeGreaterThan(0);
      await expect(headlineOf(page)).toContainText(
        review.headline.unreachable(formatInteger(unreachableElders, locale)),
      );

      const controls = controlsOf(page, locale);
      await controls.getByText(review.measures.straight, { exact: true }).click();
      await expectHeadline(page, straight, 'day_care', locale);
      await expect(page.getByTestId('straight-beside')).toBeHidden();
      await expect(page.getByText(statuses.lacking).first()).toBeVisible();
      await expect(page.getByText(review.measuredNotes.straight(formatLimit(1000, locale)))).toBeVisible();

      await controls.getByText(review.measures.walking, { exact: true }).click();
      await expectHeadline(page, walked, 'day_care', locale);
      await expect(page.getByText(/200 (米|m)/u)).toBeVisible();
    },
  );

  test(
    `minutes and pace set the limit, and both figures are always said, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const project = await readSample(request);
      await withoutMap(page);
      await openPage(page, { locale });
      const controls = controlsOf(page, locale);
      const said = controls.locator('output');
      await expect(said).toHaveText(locale === 'zh' ? '1,000 米 ≈ 16.7 分钟' : '1,000 m ≈ 16.7 min');

      await controls.getByText(review.unitMinutes, { exact: true }).click();
      await expect(said).toHaveText(locale === 'zh' ? '17 分钟 = 1,020 米' : '17 min = 1,020 m');
      await controls.getByText('15', { exact: true }).click();
      await expectHeadline(page, expectFor(project, { minutes: 15 }), 'day_care', locale);

      await controls.locator('summary').click();
      await controls.getByRole('combobox', { name: review.pace }).selectOption('slow');
      const slow = { minutes: 15, speedMetresPerSecond: 0.8 };
      await expect(said).toHaveText(locale === 'zh' ? '15 分钟 = 720 米' : '15 min = 720 m');
      const expected = expectFor(project, slow);
      expect(expected.service.limitMetres).toBe(720);
      await expectHeadline(page, expected, 'day_care', locale);
      await expect(page).toHaveURL(/minutes=15&speed=0\.8/);

      await page.getByRole('slider', { name: review.ownPace }).press('ArrowLeft');
      await expectHeadline(page, expectFor(project, { minutes: 15, speedMetresPerSecond: 0.75 }), 'day_care', locale);
      await page.getByRole('slider', { name: review.customMinutes }).press('ArrowRight');
      await expectHeadline(page, expectFor(project, { minutes: 16, speedMetresPerSecond: 0.75 }), 'day_care', locale);

      // A straight line knows no minutes: what was asked stays, in metres.
      await controls.getByText(review.measures.straight, { exact: true }).click();
      await expectHeadline(page, expectFor(project, { mode: 'straight', limitMetres: 720 }), 'day_care', locale);
      await expect(controls.getByText(review.unitMinutes, { exact: true })).toBeHidden();
    },
  );

  test(
    `the comparison lists the homes inside the circle but outside the walk, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const project = await readSample(request);
      const words = comparisonWords(locale);
      const lost = expectLost(project);
      await withoutMap(page);
      await openPage(page, { locale });
      await expect(page.getByTestId('comparison')).toBeHidden();
      await controlsOf(page, locale).getByText(review.measures.both, { exact: true }).click();
      await expect(lostOf(page)).toHaveCount(20);
      await expect(page).toHaveURL(/mode=both/);
      const sum = lost.reduce((elders, home) => elders + home.elders, 0);
      await expect(page.getByTestId('comparison')).toContainText(
        words.homesSum(formatInteger(lost.length, locale), formatInteger(sum, locale)),
      );
      const more = page.getByTestId('lost-homes').locator('+ button');
      while (await more.isVisible()) await more.click();
      await expect(lostOf(page)).toHaveCount(lost.length);
      const texts = await lostOf(page).allInnerTexts();
      const expectedWalk = ({ walk }: (typeof lost)[number]) =>
        walk.metres === null
          ? { unplaced: words.offStreets, unreachable: words.noWay }[walk.state as 'unplaced']
          : formatMetres(walk.metres, locale);
      for (const [row, home] of lost.entries()) {
        expect(texts[row]).toContain(home.name);
        expect(texts[row]).toContain(formatMetres(home.straightMetres, locale));
        expect(texts[row]).toContain(expectedWalk(home));
        expect(texts[row]).toContain(words.people(formatInteger(home.elders, locale)));
      }
    },
  );
}

test(
  'the comparison gives every community both shares of the core, most elders lost first',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const [walked, straight] = [expectFor(project), expectFor(project, { mode: 'straight' })];
    const coveredIn = (evaluation: typeof walked.evaluation) =>
      new Map(evaluation.areas.map(({ id, services }) => [id, services['day_care']!]));
    const [onFoot, inLine] = [coveredIn(walked.evaluation), coveredIn(straight.evaluation)];
    const expected = walked.evaluation.areas
      .filter(({ level }) => level === 'community')
      .map(({ id, name, elders }) => ({
        id,
        name,
        elders,
        lost: inLine.get(id)!.eldersCovered - onFoot.get(id)!.eldersCovered,
      }))
      .sort((a, b) => b.lost - a.lost || (a.id < b.id ? -1 : 1));
    await withoutMap(page);
    await openPage(page, { query: 'mode=both' });
    const rows = page.getByTestId('compared-areas').locator('tbody tr:not(.all)');
    await expect(rows).toHaveCount(20);
    const cells = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    for (const [row, { id, name, elders, lost }] of expected.slice(0, 20).entries()) {
      const [title = '', ...figures] = cells[row]!;
      expect(title).toContain(name);
      expect(title).toContain(formatInteger(lost, 'zh'));
      expect(figures.slice(0, 3)).toEqual([
        formatInteger(elders!, 'zh'),
        formatShare(onFoot.get(id)!.eldersShare, 'zh'),
        formatShare(inLine.get(id)!.eldersShare, 'zh'),
      ]);
    }
  },
);

test(
  'a home of the comparison opens by the keyboard, and the way back leads to its row',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const [, second] = expectLost(project);
    const words = messages('zh');
    await withoutMap(page);
    await openPage(page, { query: 'mode=both' });
    const row = lostOf(page).nth(1).getByRole('button');
    await row.focus();
    await page.keyboard.press('Enter');
    const detail = page.getByTestId('detail');
    await expect(page).toHaveURL(new RegExp(`select=residence%3A${second!.id}`));
    await expect(detail).toContainText(formatMetres(second!.straightMetres, 'zh'));
    await expect(detail).toContainText(formatMetres(second!.walk.metres, 'zh'));
    await expect(detail).toContainText(words.residence.outside);
    await detail.getByRole('button', { name: words.area.back }).press('Enter');
    await expect(row).toBeFocused();

    const area = page.getByTestId('compared-areas').getByRole('button').first();
    await area.focus();
    const name = await area.innerText();
    await page.keyboard.press('Enter');
    await expect(detail.getByRole('heading', { level: 2 })).toHaveText(name);
    await expect(detail).toContainText(words.area.share(words.review.by.walking));
    await expect(detail).toContainText(words.area.share(words.review.by.straight));
  },
);

for (const locale of LOCALES) {
  test(
    `a chosen home shows the next best facility with its walk, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const project = await readSample(request);
      const { residence, units } = messages(locale);
      const { home, facility, metres } = findNext(project, 'day_care');
      await withoutMap(page);
      await openPage(page, { locale, query: `select=residence:${home.id}` });
      const valueOf = (kind: string) =>
        page
          .getByTestId('detail')
          .locator('dl > div', { hasText: residence.next(formatKind(kind, locale)) })
          .locator('dd');
      // At 1 m a second; minutes are rounded up to a tenth.
      const minutes = units.minutes(formatAmount(Math.ceil(metres / 6 - 1e-9) / 10, locale));
      const walk = units.metresAndMinutes(formatMetres(metres, locale), minutes);
      await expect(valueOf('day_care')).toHaveText(residence.nextAt(facility.name, walk));

      // Of this kind the sample has one.
      await page.goto(`./#/review?lang=${locale}&kind=family_center&select=residence:${home.id}`);
      await expect(valueOf('family_center')).toHaveText(residence.nextNone);
    },
  );
}

test(
  'the way of measuring, its limit and its pace are chosen by arrow keys',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const { measures, measure, unit, unitMinutes } = messages('zh').review;
    await withoutMap(page);
    await openPage(page);
    const group = (name: string) => page.getByRole('group', { name, exact: true });
    await group(measure).getByRole('radio', { name: measures.walking }).focus();
    await page.keyboard.press('ArrowRight');
    await expectHeadline(page, expectFor(project, { mode: 'straight' }), 'day_care', 'zh');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('comparison')).toBeVisible();
    await group(unit).getByRole('radio', { checked: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(group(unit).getByRole('radio', { name: unitMinutes })).toBeChecked();
    await expectHeadline(page, expectFor(project, { minutes: 17 }), 'day_care', 'zh');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expectHeadline(page, expectFor(project, { minutes: 18 }), 'day_care', 'zh');
  },
);

test('data without streets are measured in a straight line and say why', { tag: '@desktop' }, async ({ page }) => {
  const words = messages('zh');
  const csv = (name: string, lines: string[]) => ({ name, mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await withoutMap(page);
  await openPage(page, { query: 'mode=both&minutes=15' });
  await pressRail(page, words.rail.data);
  await page
    .getByTestId('file-picker')
    .setInputFiles([
      csv('facilities.csv', ['id,name,types,lon,lat', 'F1,甲,day_care,118.77,32.06']),
      csv('residences.csv', ['id,name,elders,lon,lat', 'R1,甲苑,300,118.771,32.061']),
    ]);
  await expect(page.getByRole('dialog').getByText(dataWords('zh').kept)).toBeVisible();
  await page.keyboard.press('Escape');
  const controls = controlsOf(page, 'zh');
  await expect(controls).toContainText(words.review.noStreets);
  await expect(controls.getByText(words.review.measures.both, { exact: true })).toBeHidden();
  await expect(controls.getByText(words.review.unitMinutes, { exact: true })).toBeHidden();
  await expect(headlineOf(page)).toContainText(
    words.review.headline.within.straight(formatKind('day_care', 'zh'), formatLimit(1000, 'zh')),
  );
});
