import { beforeAll, describe, expect, it } from 'vitest';
import type { Position } from '../../../src/core/types.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { openFiles, type Opened } from '../../../src/io/open.ts';
import { csvFile, findProblems } from '../fixtures.ts';
import { cleanBoundaries, listSpots } from './town.ts';
import { createWorkbook } from './workbook.ts';

const N = null;
const BOOK = '调研汇总 final.xlsx';

/** The survey of a planning office: everything in one workbook, coordinates of two systems side by side. */
function survey() {
  const spots = listSpots('bd09');
  return createWorkbook(BOOK, [
    { name: '填报说明', rows: [['填报说明'], ['1. 请勿改动表头。'], ['2. 坐标为百度坐标。']], merges: ['A1:F1'] },
    {
      name: '小区',
      rows: [
        ['小区名称', '社区', '户数', '60岁以上', '日间照料中心', 'BD09经度', 'BD09纬度', 'WGS84经度', 'WGS84纬度'],
        ...spots.map(({ name, community, wgs84, shifted }, i) => [
          `小区${name}`,
          community,
          300 + i,
          100 + i,
          i % 3 === 0 ? '否' : '是',
          ...shifted,
          ...wgs84,
        ]),
        ['小计', N, 9435, 3435],
      ],
    },
    {
      name: '社区',
      rows: [
        ['社区', '户籍老年人口'],
        ['柳湾社区', 1000],
        ['荷塘社区', 900],
        ['石桥社区', 800],
        ['枫林社区', 700],
        ['全区合计', 3400],
      ],
    },
    {
      name: '日间照料中心',
      rows: [
        ['机构名称', '社区', '百度经度', '百度纬度'],
        ...spots.slice(0, 12).map(({ name, community, shifted }) => [`照料${name}`, community, ...shifted]),
      ],
    },
    {
      name: '闲置房屋',
      rows: [
        ['房屋名称', '建筑面积', '所在楼层', '权属', '经度', '纬度'],
        ['老供销社', '400余', '1', '国有', 120.955, 31.385],
        ['旧厂房', 900, '3F', '说不清', 120.965, 31.385],
      ],
    },
    { name: 'Sheet6', rows: [] },
  ]);
}

function distanceDegrees([x, y]: Position, [toX, toY]: readonly [number, number]): number {
  return Math.max(Math.abs(x - toX), Math.abs(y - toY));
}

let opened: Opened;

beforeAll(async () => {
  opened = await openFiles([survey(), cleanBoundaries()]);
});

describe('one workbook with a sheet for everything', () => {
  it('is taken apart by what each sheet is, and instructions are no figures', () => {
    expect(opened.roles.map(({ file, layer, rows }) => [file.replace(BOOK, ''), layer, rows])).toEqual([
      ['#填报说明', null, 2],
      ['#小区', 'residences', 31],
      ['#社区', 'areas', 5],
      ['#日间照料中心', 'facilities', 12],
      ['#闲置房屋', 'candidates', 2],
      ['社区边界.geojson', 'areas', 4],
    ]);
    expect(opened.project.reported).toEqual([]);
    expect(findProblems(opened.problems, 'role_unknown')).toMatchObject([
      { file: `${BOOK}#填报说明`, severity: 'note', action: 'left_out' },
    ]);
  });

  it('names the sheet in every problem', () => {
    const files = new Set(opened.problems.map(({ file }) => file));
    expect(files).not.toContain(BOOK);
    const [total] = findProblems(opened.problems, 'row_total');
    if (total === undefined) throw new Error('no total was told');
    expect(problemLine(total, 'zh')).toContain(`${BOOK}#社区，第 6 行 — 这是合计行（全区合计）`);
  });

  it('uses the WGS-84 pair of two that stand side by side, and keeps the other', () => {
    const spots = listSpots('bd09');
    opened.project.residences.forEach((home, i) => {
      expect(distanceDegrees(home.position, spots[i]?.wgs84 ?? [0, 0])).toBeLessThan(1e-9);
      expect(home.attributes['BD09经度']).toBe(spots[i]?.shifted[0]);
    });
    expect(opened.systems.find(({ layer }) => layer === 'residences')).toMatchObject({
      applied: 'wgs84',
      basis: 'header',
    });
  });

  it('converts the sheet that has Baidu coordinates only, because its header says so', () => {
    const spots = listSpots('bd09');
    expect(opened.project.facilities).toHaveLength(12);
    opened.project.facilities.forEach((facility, i) => {
      // A millionth of a degree, to which the ledger was rounded, and the inverse's own hair.
      expect(distanceDegrees(facility.position, spots[i]?.wgs84 ?? [0, 0])).toBeLessThan(5e-6);
    });
    const [applied] = findProblems(opened.problems, 'crs_applied');
    if (applied === undefined) throw new Error('no system was told');
    expect(problemLine(applied, 'zh')).toContain('坐标已由 BD-09（百度） 转换为 WGS-84');
  });

  it('takes the type of a sheet without types from its name', () => {
    expect(opened.project.facilities.every(({ types }) => types.join() === 'day_care')).toBe(true);
    expect(findProblems(opened.problems, 'type_missing')).toEqual([]);
  });

  it('fills the drawn communities with the people of the sheet', () => {
    expect(opened.project.areas.map(({ name, elders, polygon }) => [name, elders, polygon !== null])).toEqual([
      ['柳湾社区', 1000, true],
      ['荷塘社区', 900, true],
      ['石桥社区', 800, true],
      ['枫林社区', 700, true],
    ]);
  });

  it('tells of a word for tenure that it does not know, and keeps it', () => {
    expect(opened.project.candidates.map(({ attributes }) => attributes.tenure)).toEqual(['state_owned', '说不清']);
    expect(findProblems(opened.problems, 'value_unreadable')).toMatchObject([
      { file: `${BOOK}#闲置房屋`, row: 3, column: '权属', value: '说不清', severity: 'note' },
    ]);
  });
});

describe.each(['gcj02', 'bd09'] as const)('a ledger in %s whose header does not say so', (system) => {
  const spots = listSpots(system);
  const facilities = csvFile('助餐点.csv', [
    ['机构名称', '社区', '经度', '纬度'],
    ...spots.map(({ name, community, shifted }) => [name, community, ...shifted]),
  ]);
  const homes = csvFile('小区.csv', [
    ['小区名称', '60岁以上', '经度', '纬度'],
    ...spots.slice(0, 5).map(({ name, shifted }) => [name, 10, ...shifted]),
  ]);

  it('is found out by the communities that its rows name, and the evidence is shown', async () => {
    const { project, systems } = await openFiles([facilities, cleanBoundaries()]);
    const [evidence] = systems;
    expect(evidence).toMatchObject({ applied: system, basis: 'evidence', tested: 30 });
    expect(evidence?.inside[system]).toBe(30);
    project.facilities.forEach((facility, i) => {
      expect(distanceDegrees(facility.position, spots[i]?.wgs84 ?? [0, 0])).toBeLessThan(5e-6);
    });
  });

  it('throws doubt, in true words, on a table beside it that names no community', async () => {
    const { problems } = await openFiles([facilities, homes, cleanBoundaries()]);
    const [doubt] = findProblems(problems, 'crs_unverified');
    if (doubt === undefined) throw new Error('no doubt was told');
    expect(doubt).toMatchObject({ file: '小区.csv', severity: 'warning', row: null });
    expect(problemLine(doubt, 'zh')).toMatch(/同时打开的另一张表是 (?:GCJ-02|BD-09).+这张表无从检验/u);
    expect(problemLine(doubt, 'en')).toMatch(/Another table opened with this one is in (?:GCJ-02|BD-09)/u);
  });
});

describe('coordinate columns of two kinds in one table', () => {
  it('are taken in pairs that belong together, whatever their order', async () => {
    const file = csvFile('设施.csv', [
      ['名称', '类型', 'lon', '纬度', 'lat', '经度'],
      ['甲', '助餐点', 120.95, 31.99, 31.38, 120.99],
    ]);
    const { project } = await openFiles([file]);
    expect(project.facilities[0]).toMatchObject({
      position: [120.95, 31.38],
      attributes: { 经度: 120.99, 纬度: 31.99 },
    });
  });

  it('leave the user columns of candidates alone although those are saved with lon and lat', async () => {
    const file = csvFile('备选点.csv', [
      ['名称', '权属', '经度', '纬度', 'lon'],
      ['甲', '自有', 120.95, 31.38, 7],
    ]);
    const { project } = await openFiles([file]);
    expect(project.candidates[0]).toMatchObject({ position: [120.95, 31.38], attributes: { 'lon#2': 7 } });
  });
});
