import { describe, expect, it } from 'vitest';
import { createProblem } from '../../src/core/problems.ts';
import type { Problem } from '../../src/core/types.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { openFiles } from '../../src/io/open.ts';
import { readProblems, writeProblems } from '../../src/io/problem-file.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { zipFiles } from '../../src/io/zip.ts';
import { codesOf, csvFile, findProblems, textFile } from './fixtures.ts';

/** One row without coordinates, one that stands twice, one with a negative number that stays as it is. */
const LEDGERS: FileBytes[] = [
  csvFile('设施台账.csv', [
    ['编号', '名称', '类型', '经度', '纬度'],
    ['f1', '一号中心', 'day_care', 118.775, 32.065],
    ['f2', '二号中心', 'day_care', '', ''],
  ]),
  csvFile('小区台账.csv', [
    ['编号', '名称', '60岁以上', '经度', '纬度'],
    ['r1', '玄武苑', 120, 118.77, 32.06],
    ['r1', '玄武二苑', 80, 118.771, 32.061],
    ['r3', '玄武三苑', -5, 118.772, 32.062],
    ['r4', '玄武四苑', 30, '', ''],
  ]),
];

async function importLedgers() {
  const made = await openFiles(LEDGERS);
  const files = await writeProjectFolder(made.project, { problems: made.problems });
  return { made, files, again: await openFiles(files) };
}

const leftOut = (problems: readonly Problem[]) => problems.filter(({ action }) => action === 'left_out');

describe('the problems beside a project folder', () => {
  it('keep what was left out and changed, with its file and row, when the folder is opened', async () => {
    const { made, again } = await importLedgers();
    expect(leftOut(made.problems).map(({ file, row }) => [file, row])).toEqual([
      ['设施台账.csv', 3],
      ['小区台账.csv', 5],
    ]);
    expect(leftOut(again.problems)).toEqual(leftOut(made.problems));
    expect(findProblems(again.problems, 'id_duplicate')).toEqual(findProblems(made.problems, 'id_duplicate'));
    expect(
      again.problems.reduce((sum, { action, elders }) => sum + (action === 'left_out' ? (elders ?? 0) : 0), 0),
    ).toBe(30);
  });

  it('tell once what the folder itself shows, and nothing of headers that are ours now', async () => {
    const { made, again } = await importLedgers();
    expect(codesOf(made.problems)).toContain('column_renamed');
    expect(codesOf(again.problems)).not.toContain('column_renamed');
    expect(findProblems(again.problems, 'number_negative')).toHaveLength(1);
    expect(findProblems(again.problems, 'number_negative')[0]?.file).toBe('residences.fgb');
  });

  it('stay the same however often the folder is written, and in a zip', async () => {
    const { again } = await importLedgers();
    const files = await writeProjectFolder(again.project, { problems: again.problems });
    expect((await openFiles(files)).problems).toEqual(again.problems);
    expect((await openFiles([{ name: 'place.zip', bytes: zipFiles(files) }])).problems).toEqual(again.problems);
  });

  it('are gone with the file', async () => {
    const { files } = await importLedgers();
    const { problems } = await openFiles(files.filter(({ name }) => name !== 'problems.json'));
    expect(leftOut(problems)).toEqual([]);
  });

  it('of loose ledgers are not read: they are of another import', async () => {
    const { problems } = await openFiles([
      ...LEDGERS,
      writeProblems([createProblem('row_total', { action: 'left_out' })]),
    ]);
    expect(codesOf(problems)).not.toContain('row_total');
    expect(codesOf(problems)).not.toContain('file_unknown_format');
  });

  it.each(['', '{', '{"code":"row_total"}', 'null', '12'])(
    'are told as unreadable where the file is %j',
    async (text) => {
      const { files } = await importLedgers();
      const others = files.filter(({ name }) => name !== 'problems.json');
      const { project, problems } = await openFiles([...others, textFile('problems.json', text)]);
      expect(project.facilities).toHaveLength(1);
      expect(findProblems(problems, 'file_unreadable')).toMatchObject([{ file: 'problems.json', severity: 'warning' }]);
    },
  );

  it('pass over entries that are none of ours, and what was kept as it was', () => {
    const good = createProblem('row_total', { action: 'left_out', file: 'a.csv', row: 3 });
    const entries = [
      good,
      { ...good, code: 'of a later version' },
      { ...good, elders: 'many' },
      { code: 'row_total' },
      null,
      7,
      createProblem('number_negative', { row: 4 }),
    ];
    const file = textFile('problems.json', JSON.stringify(entries));
    expect(readProblems(file, [])).toEqual([good]);
    expect(readProblems(file, [{ ...good, file: 'facilities.fgb', row: 1 }])).toEqual([]);
  });
});
