import { beforeAll, describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../../src/core/evaluate.ts';
import { finish, type Residence } from '../../../src/core/types.ts';
import { openFiles, type Opened } from '../../../src/io/open.ts';
import { textFile } from '../fixtures.ts';
import { cleanBoundaries, COMPOUNDS, compounds, register } from './town.ts';
import { leftOutRows } from './tables.ts';

const FILE = '导出(1).csv';
let opened: Opened;

beforeAll(async () => {
  opened = await openFiles([compounds(), cleanBoundaries(), register()]);
});

function findHome(name: string): Residence {
  const found = opened.project.residences.find((home) => home.name === name);
  if (found === undefined) throw new Error(`no residence ${name}`);
  return found;
}

describe('bytes of GB18030 written by hand', () => {
  // 户数 = BB A7 CA FD, 60岁以上 = 36 30 CB EA D2 D4 C9 CF, 竣工年代 = BF A2 B9 A4 C4 EA B4 FA, 小区 = D0 A1 C7 F8,
  // 柳湾 = C1 F8 CD E5, 𠂇 (U+20087) = 95 32 90 31: four bytes, of which GBK knows nothing.
  const comma = [0x2c];
  const line = [0x0d, 0x0a];
  const bytes = new Uint8Array(
    [
      [0xd0, 0xa1, 0xc7, 0xf8],
      comma,
      [0xbb, 0xa7, 0xca, 0xfd],
      comma,
      [0x36, 0x30, 0xcb, 0xea, 0xd2, 0xd4, 0xc9, 0xcf],
      comma,
      [0xbf, 0xa2, 0xb9, 0xa4, 0xc4, 0xea, 0xb4, 0xfa],
      [...',lon,lat'].map((sign) => sign.charCodeAt(0)),
      line,
      [0xc1, 0xf8, 0xcd, 0xe5, 0x95, 0x32, 0x90, 0x31],
      [...',120,45,1998,120.95,31.38'].map((sign) => sign.charCodeAt(0)),
      line,
    ].flat(),
  );

  it('are read as a ledger of compounds, with the characters that only four bytes can say', async () => {
    const { project, problems } = await openFiles([{ name: '数据.csv', bytes }]);
    expect(project.residences).toMatchObject([
      { name: '柳湾\u{20087}', households: 120, elders: 45, completed: 1998, position: [120.95, 31.38] },
    ]);
    expect(problems.filter(({ severity }) => severity !== 'note').map(({ code }) => code)).toEqual(['layer_missing']);
  });

  it('that lost one byte are told to be damaged, and the ledger is still read', async () => {
    const broken = bytes.slice();
    broken[bytes.length - 30] = 0xff;
    const { project, problems } = await openFiles([{ name: '小区.csv', bytes: broken }]);
    expect(project.residences).toHaveLength(1);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'text_damaged', file: '小区.csv', row: null }));
  });
});

describe('what the streets know of their compounds', () => {
  it('is known for residences, whatever the file is called', () => {
    expect(opened.roles[0]).toEqual({ file: FILE, layer: 'residences', rows: COMPOUNDS.length - 2 });
  });

  it('has every row used or told as left out', () => {
    const left = leftOutRows(opened.problems, 'residences');
    expect(left.map(({ row, code, elders }) => [row, code, elders])).toEqual([
      [8, 'coordinates_missing', 180],
      [11, 'row_total', null],
      [12, 'row_note', null],
    ]);
    expect(opened.project.residences.length + left.length).toBe(COMPOUNDS.length - 2);
  });

  it('never takes what is blank, unknown or impossible for nobody', () => {
    const elders = opened.project.residences.map((home) => [home.name, home.elders]);
    expect(elders).toEqual([
      ['柳湾新村', 640],
      ['柳湾花园', 300],
      ['荷塘里', 520],
      ['荷塘新苑', null],
      ['石桥弄', null],
      ['枫林苑', 260],
      ['枫林小筑', null],
    ]);
    expect(findHome('荷塘里').elders80).toBeNull();
    expect(findHome('枫林小筑').elders80).toBe(0);
    expect(findHome('枫林小筑').attributes.elders).toBe(-5);
  });

  it('counts elders used and elders left out as the ledger does', () => {
    const used = opened.project.residences.reduce((sum, { elders }) => sum + (elders ?? 0), 0);
    const left = leftOutRows(opened.problems, 'residences').reduce((sum, { elders }) => sum + (elders ?? 0), 0);
    // 640 + 约300 + 520 + 180 + 260 of the eight rows; three rows give no number.
    expect([used, left, used + left]).toEqual([1720, 180, 1900]);
  });

  it('reads full-width digits, separators and years in their forms', () => {
    expect(findHome('柳湾新村')).toMatchObject({ households: 1200, completed: 1986 });
    expect(findHome('荷塘里')).toMatchObject({
      households: 1050,
      completed: null,
      attributes: { completed: '八十年代' },
    });
    expect(findHome('柳湾花园').completed).toBe(2001);
  });

  it('finds the community of each compound by its name, and puts exchanged axes right', () => {
    expect(findHome('柳湾新村').areaId).toBe('320999001001');
    expect(findHome('石桥弄')).toMatchObject({ areaId: '320999002001', position: [120.955, 31.394] });
  });

  it('gives figures that add up when they are analysed', () => {
    const { project } = opened;
    const options = { areaShares: false, residences: false };
    const { totals, areas } = finish(evaluate(project, createSettings(project), options));
    expect(totals).toMatchObject({ residences: 7, elders: 1720, residencesWithoutElders: 3 });
    expect(areas.map(({ id, elders }) => [id, elders])).toEqual([
      ['320999001001', 940],
      // A compound whose elders are not known makes the community's sum unknown.
      ['320999001002', null],
      ['320999002001', null],
      ['320999002002', null],
    ]);
  });
});

describe('a ledger without coordinates', () => {
  const file = textFile('小区.csv', '小区名称,户数,60岁以上\n甲,100,40\n乙,200,60\n丙,50,\n');

  it('is told once as a whole and then row by row, and no elder is counted twice as left out', async () => {
    const { problems } = await openFiles([file], { roles: { '小区.csv': 'residences' } });
    const [whole] = problems.filter(({ code }) => code === 'column_missing');
    expect(whole).toMatchObject({ column: 'lon, lat', value: 3, elders: 100, row: null });
    const left = problems.filter(({ action }) => action === 'left_out');
    expect(left.map(({ row, code, elders }) => [row, code, elders])).toEqual([
      [2, 'coordinates_missing', 40],
      [3, 'coordinates_missing', 60],
      [4, 'coordinates_missing', null],
    ]);
  });
});

describe('elders of another age', () => {
  it('from 65 on are used where there are no others, with a word to check; from 60 on they win', async () => {
    const rows = (header: string) => textFile('小区.csv', `小区名称,${header},经度,纬度\n甲,10,20,120.95,31.38\n`);
    const only = await openFiles([textFile('小区.csv', '小区名称,65岁以上,经度,纬度\n甲,10,120.95,31.38\n')]);
    expect(only.project.residences[0]?.elders).toBe(10);
    expect(only.problems).toContainEqual(
      expect.objectContaining({ code: 'column_renamed', severity: 'warning', column: '65岁以上', value: 'elders' }),
    );
    const both = await openFiles([rows('65岁以上,户籍老年人口')]);
    expect(both.project.residences[0]).toMatchObject({ elders: 20, attributes: { '65岁以上': 10 } });
    expect(both.problems.filter(({ code, severity }) => code === 'column_renamed' && severity === 'warning')).toEqual(
      [],
    );
  });
});
