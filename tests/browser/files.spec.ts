import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { createSample } from '../../scripts/sample/create.ts';
import { createSettings, findStreetProblems } from '../../src/core/evaluate.ts';
import { finish, type Problem, type Project } from '../../src/core/types.ts';
import { dataWords } from '../../src/i18n/data/index.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { formatInteger } from '../../src/i18n/numbers.ts';
import { problemPlace, problemSentence } from '../../src/i18n/problems.ts';
import { writeWorkbook } from '../../src/io/formats/xlsx.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import { unzipFiles, zipFiles } from '../../src/io/zip.ts';
import { encodeGb18030 } from '../io/fixtures.ts';
import { expect, test } from './fixtures.ts';
import { dropFiles, expectHeadline, headlineOf, openDialog, openPage, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

/** Ledgers as offices keep them: one from an old spreadsheet program, one from a new one, both with mistakes. */
async function createLedgers(): Promise<FileBytes[]> {
  const facilities = [
    '编号,设施名称,设施类型,经度,纬度',
    'F1,安康日间照料中心,日间照料中心,118.770,32.060',
    'F1,福寿助餐点,助餐点,118.780,32.060',
    'F3,夕阳红日间照料中心,日间照料中心,32.070,118.790',
    'F4,晚晴日间照料中心,日间照料中心,东边,32.060',
  ].join('\r\n');
  const columns = ['编号', '小区名称', '所属社区编码', '老年人数', '经度', '纬度'];
  const homes = await writeWorkbook([
    {
      name: '小区',
      columns: columns.map((header) => ({ header, width: 12 })),
      rows: [
        ['R1', '甲苑', '3.2E+11', 300, 118.771, 32.061],
        ['R2', '乙苑', '', 120, 118.781, 32.0605],
        ['R3', '丙村', '', 80, 118.82, 32.09],
      ],
    },
  ]);
  return [
    { name: '养老设施.csv', bytes: encodeGb18030(facilities) },
    { name: '居住小区.xlsx', bytes: homes },
  ];
}

const asUpload = ({ name, bytes }: FileBytes) => ({ name, mimeType: '', buffer: Buffer.from(bytes) });

async function pickFiles(page: Page, files: FileBytes[]): Promise<void> {
  await page.getByTestId('file-picker').setInputFiles(files.map(asUpload));
}

async function expectFigures(page: Page, project: Project, locale: Locale): Promise<void> {
  const { evaluation, service } = expectFor(project);
  const words = messages(locale);
  const figure = page.locator('.view dl > div', { hasText: words.review.coveredElders });
  await expect(headlineOf(page)).toContainText(
    words.review.headline.elders(formatInteger(evaluation.totals.elders, locale)),
  );
  await expect(figure).toContainText(words.units.people(formatInteger(service.eldersCovered, locale)));
}

for (const locale of LOCALES) {
  const words = messages(locale);

  test(
    `a messy ledger is opened, and each fault is told with file and row, in ${locale}`,
    { tag: locale === 'en' ? '@desktop' : [] },
    async ({ page }) => {
      const files = await createLedgers();
      const { project, problems } = await openFiles(files);
      const codes = problems.map(({ code }) => code);
      expect(codes).toEqual(
        expect.arrayContaining(['id_duplicate', 'coordinates_swapped', 'coordinate_not_number', 'code_damaged']),
      );
      await withoutMap(page);
      await openPage(page, { locale });
      const dialog = await openDialog(page, locale);
      await pickFiles(page, files);
      await expect(dialog.getByText(dataWords(locale).kept)).toBeVisible();
      const list = dialog.getByTestId('problems');
      for (const problem of firstOfEachCode(problems)) {
        const entry = list.getByRole('listitem').filter({ hasText: problemSentence(problem, locale) });
        await expect(entry.first()).toContainText(problemPlace(problem, locale));
      }
      const swapped = problems.find(({ code }) => code === 'coordinates_swapped')!;
      expect(problemPlace(swapped, locale)).toContain('养老设施.csv');
      expect(swapped.row).toBe(4);
      await page.keyboard.press('Escape');
      await expectFigures(page, project, locale);
    },
  );

  test(
    `a file that holds nothing usable is refused with its reason, the data stay, in ${locale}`,
    { tag: '@desktop' },
    async ({ page, request }) => {
      const picture: FileBytes = { name: 'photo.png', bytes: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]) };
      const { problems } = await openFiles([picture]);
      await withoutMap(page);
      await openPage(page, { locale });
      const dialog = await openDialog(page, locale);
      await pickFiles(page, [picture]);
      const alert = dialog.getByRole('alert');
      await expect(alert).toContainText(words.work.noUsable);
      await expect(alert).toContainText(problemSentence(problems[0]!, locale));
      await expect(alert).toContainText('photo.png');
      await page.keyboard.press('Escape');
      await expectHeadline(page, expectFor(await readSample(request)), 'day_care', locale);
    },
  );
}

function firstOfEachCode(problems: readonly Problem[]): Problem[] {
  const first = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.code}`;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

test(
  'what was opened is kept until it is forgotten, and a saved file opens again with the same figures',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const words = dataWords('zh');
    const files = await createLedgers();
    const { project } = await openFiles(files);
    await withoutMap(page);
    await openPage(page);
    let dialog = await openDialog(page, 'zh');
    await pickFiles(page, files);
    await expect(dialog.getByText(words.kept)).toBeVisible();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: words.saveZip }).click(),
    ]);
    const zip = { name: saved.suggestedFilename(), bytes: new Uint8Array(await readFile(await saved.path())) };
    expect(unzipFiles(zip).files.map(({ name }) => name)).toContain('project.json');

    await page.reload();
    await expectFigures(page, project, 'zh');
    dialog = await openDialog(page, 'zh');
    await dialog.getByRole('button', { name: words.forget }).click();
    await expect(dialog.getByText(words.sampleNote)).toBeVisible();
    await page.reload();
    await expectHeadline(page, expectFor(await readSample(request)), 'day_care', 'zh');

    dialog = await openDialog(page, 'zh');
    await pickFiles(page, [zip]);
    await expect(dialog.getByText(words.kept)).toBeVisible();
    await page.keyboard.press('Escape');
    await expectFigures(page, project, 'zh');
  },
);

test('what is odd about the streets is told where the data are shown', { tag: '@desktop' }, async ({ page }) => {
  const sample = createSample({ size: 'district', seed: 5 });
  const [first, ...others] = sample.residences;
  const [longitude, latitude] = first!.position;
  const far = { ...first!, position: [longitude + 0.2, latitude] as const, polygon: null };
  const place = { ...sample, residences: [far, ...others], gates: [] };
  const problems = finish(findStreetProblems(place, createSettings(place)));
  expect(problems.map(({ code }) => code)).toContain('homes_unplaced');
  await withoutMap(page);
  await openPage(page);
  const dialog = await openDialog(page, 'zh');
  await pickFiles(page, [{ name: 'place.zip', bytes: zipFiles(await writeProjectFolder(place)) }]);
  await expect(dialog.getByText(dataWords('zh').kept)).toBeVisible({ timeout: 30_000 });
  for (const problem of problems) {
    await expect(dialog.getByTestId('problems')).toContainText(problemSentence(problem, 'zh'));
  }
});

test('files dropped on the page are opened', { tag: '@desktop' }, async ({ page }, info) => {
  const files = await createLedgers();
  const { project } = await openFiles(files);
  const folder = info.outputPath('ledgers');
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) await writeFile(`${folder}/${name}`, bytes);
  await withoutMap(page);
  await openPage(page);
  await dropFiles(
    page,
    files.map(({ name }) => `${folder}/${name}`),
  );
  await expect(page.getByRole('dialog').getByText(dataWords('zh').kept)).toBeVisible();
  await page.keyboard.press('Escape');
  await expectFigures(page, project, 'zh');
});

test('the key speaks of communities where there are outlines of them', { tag: '@desktop' }, async ({ page }) => {
  const { map } = messages('zh');
  const key = page.locator('details.legend');
  await openPage(page);
  await expect(key).toContainText(map.coveredClasses);
  await expect(key).toContainText(map.homeOutside);
  await openDialog(page, 'zh', 'data');
  await pickFiles(page, await createLedgers());
  await expect(headlineOf(page)).toContainText('500');
  await expect(key).not.toContainText(map.coveredClasses);
  await expect(key).toContainText(map.homeOutside);
});
