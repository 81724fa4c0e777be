import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeFacilities } from '../../../src/io/layers/write.ts';
import { degrees, features, oddities, PLACES, point, read, readBack, sheet, told } from './place.ts';

/** One facility with these cells beside its id and place. */
function facility(cells: Record<string, Cell>, types?: Record<string, string>) {
  const columns = ['id', 'lon', 'lat', ...Object.keys(cells)];
  const table = sheet('facilities.csv', columns, ['f1', 118.77, 32.06, ...Object.values(cells)]);
  const { facilities, problems } = read({ facilities: [table] }, types === undefined ? {} : { types });
  const [only] = facilities;
  if (only === undefined) throw new Error('the row was left out');
  return { ...only, problems };
}

describe('the status of a facility', () => {
  it.each([
    ['', 'open'],
    [null, 'open'],
    ['/', 'open'],
    ['运营中', 'open'],
    ['试运营', 'open'],
    ['在建', 'under_construction'],
    ['under_construction', 'under_construction'],
    ['已立项', 'approved'],
    ['储备', 'reserved'],
    ['已注销', 'closed'],
    ['暂停运营', 'closed'],
  ])('%j is %s, without a word', (status, expected) => {
    const { status: read, problems } = facility({ status });
    expect(read).toBe(expected);
    expect(oddities(problems)).toEqual(['type_missing']);
  });

  it('that nobody knows is not open; the word is told and kept', () => {
    const { status, attributes, problems } = facility({ 运营状态: '整改' });
    expect(status).toBe('closed');
    expect(attributes).toEqual({ status: '整改' });
    expect(told(problems, 'status_unknown')).toMatchObject([
      { id: 'f1', row: 2, column: '运营状态', value: '整改', action: 'changed', severity: 'warning' },
    ]);
  });
});

describe('types', () => {
  it.each<[string, string[]]>([
    ['day_care', ['day_care']],
    ['day_care;meal_point', ['day_care', 'meal_point']],
    ['日间照料中心；老年食堂', ['day_care', 'canteen']],
    ['日间照料中心、助餐点，养老院', ['day_care', 'meal_point', 'institution']],
    ['助餐点/老年食堂', ['meal_point', 'canteen']],
    ['托老所;日间照料中心', ['day_care']],
    ['public_institution;institution', ['public_institution', 'institution']],
    ['pharmacy;day_care', ['pharmacy', 'day_care']],
    ['', []],
    ['/', []],
  ])('%j are %j', (types, expected) => {
    expect(facility({ types }).types).toEqual(expected);
  });

  it('off our list are kept under their own name and told once each', () => {
    const columns = ['id', 'lon', 'lat', '类别'];
    const rows = ['银行', '药店;银行', '银行'].map((word, i) => [`f${i}`, 118.7 + i / 100, 32, word]);
    const { facilities, problems } = read({ facilities: [sheet('f.csv', columns, ...rows)] });
    expect(facilities.map(({ types }) => types)).toEqual([['银行'], ['药店', '银行'], ['银行']]);
    expect(told(problems, 'type_unknown').map(({ row, value }) => [row, value])).toEqual([
      [2, '银行'],
      [3, '药店'],
    ]);
  });

  it('are what the user says of a word, of a part of the cell or of all of it', () => {
    const types = { 爱心驿站: 'station;meal_point', '甲/乙': 'complex', 托老所: 'care_center' };
    expect(facility({ types: '爱心驿站' }, types).types).toEqual(['station', 'meal_point']);
    expect(facility({ types: ' 爱心 驿站；养老院' }, types).types).toEqual(['station', 'meal_point', 'institution']);
    expect(facility({ types: '甲/乙' }, types).types).toEqual(['complex']);
    expect(facility({ types: '托老所' }, types).types).toEqual(['care_center']);
  });

  it('are told by the name of the file only where there is no such column', () => {
    const without = sheet('日间照料中心.csv', ['机构名称', '经度', '纬度'], ['甲', 118.7, 32]);
    const withBlank = sheet('日间照料中心.csv', ['机构名称', '类别', '经度', '纬度'], ['甲', '', 118.7, 32]);
    expect(read({ facilities: [without] }).facilities[0]?.types).toEqual(['day_care']);
    const blank = read({ facilities: [withBlank] });
    expect(blank.facilities[0]?.types).toEqual([]);
    expect(told(blank.problems, 'type_missing')).toMatchObject([{ row: 2, value: 1 }]);
  });

  it('that are missing are told once for a table, with their number', () => {
    const rows = ['养老院', '', null, '/'].map((word, i) => [`f${i}`, 118.7 + i / 100, 32, word]);
    const { facilities, problems } = read({ facilities: [sheet('f.csv', ['id', 'lon', 'lat', 'types'], ...rows)] });
    expect(facilities).toHaveLength(4);
    expect(told(problems, 'type_missing')).toMatchObject([{ row: 3, value: 3, column: 'types' }]);
  });
});

describe('values of a facility', () => {
  it.each<[string, Cell, Cell | undefined]>([
    ['beds', 0, 0],
    ['beds', '0', 0],
    ['beds', '', undefined],
    ['beds', '/', undefined],
    ['beds', '无', undefined],
    ['beds', '１２０张', 120],
    ['beds', '1,200', 1200],
    ['nursing_beds', '60张', 60],
    ['meals_per_day', '150份/日', 150],
    ['floor_area_m2', '1,234.5㎡', 1234.5],
    ['floor_area_m2', '1.2万平方米', 12_000],
    ['delivers', '是', true],
    ['delivers', '否', false],
    ['delivers', '√', true],
    ['delivers', 0, false],
    ['delivers', '', undefined],
    ['accepts', '自理、半失能', 'self_caring;semi'],
    ['accepts', '失能；特困', 'dependent;特困'],
    ['operator', '公建民营', 'private'],
    ['operator', '', undefined],
    ['medical', '无', 'none'],
    ['medical', '签约医院', 'contract'],
    ['verified', '2024年3月5日', '2024-03-05'],
    ['verified', '2024/3', '2024-03'],
    ['verified', 45356, '2024-03-05'],
    ['phone', '025-83712345', '025-83712345'],
    ['phone', 4008123456, '4008123456'],
    ['hours', 'Mo-Fr 08:00-17:00', 'Mo-Fr 08:00-17:00'],
    ['grade', 'AAA', 'AAA'],
    ['price', '3000-5000元/月', '3000-5000元/月'],
    ['standardised', '达标', '达标'],
  ])('%s: %j is %j', (column, cell, expected) => {
    const { attributes } = facility({ [column]: cell });
    expect(attributes).toEqual(expected === undefined ? {} : { [column]: expected });
  });

  it.each([
    ['opened', '2015年6月', 2015],
    ['opened', '2021-06-01', 2021],
    ['opened', 42_370, 2016],
    ['opened', 20190901, 2019],
    ['closes', '2030', 2030],
    ['closes', '', null],
    ['closes', '/', null],
  ] as const)('%s %j is the year %j', (column, cell, year) => {
    const found = facility({ [column]: cell });
    expect(found[column]).toBe(year);
    expect(found.attributes).toEqual({});
  });

  it.each([
    ['opened', '八十年代', 'year_unreadable'],
    ['opened', 15, 'year_unreadable'],
    ['beds', '很多', 'number_unreadable'],
    ['beds', '20-30', 'number_unreadable'],
    ['beds', -5, 'number_negative'],
    ['delivers', '周末', 'value_unreadable'],
    ['verified', '去年', 'value_unreadable'],
    ['operator', '合营', 'value_unreadable'],
  ] as const)('%s %j is no value: it is told and the original kept', (column, cell, code) => {
    const { attributes, problems } = facility({ types: '养老院', [column]: cell });
    expect(attributes[column]).toBe(cell);
    expect(oddities(problems)).toEqual([code]);
    expect(told(problems, code)).toMatchObject([{ id: 'f1', row: 2, column, value: cell }]);
  });

  it('services become codes, once each, and other words stay', () => {
    expect(facility({ 服务内容: '助餐、送餐；助浴/法律咨询' }).services).toEqual(['meals', 'bathing', '法律咨询']);
    expect(facility({ services: '' }).services).toEqual([]);
  });

  it('a telephone number that lost its 0 is told once for a table and not changed', () => {
    const table = sheet(
      'f.csv',
      ['id', 'lon', 'lat', '电话'],
      ['a', 118.7, 32, 2583712345],
      ['b', 118.8, 32, 2583712346],
      ['c', 118.9, 32, 13912345678],
    );
    const { facilities, problems } = read({ facilities: [table] });
    expect(facilities.map(({ attributes }) => attributes.phone)).toEqual(['2583712345', '2583712346', '13912345678']);
    expect(told(problems, 'phone_zero_lost')).toMatchObject([{ row: 2, column: '电话', value: '2583712345' }]);
  });

  it.each<[Cell, Cell | undefined]>([
    ['安居', '安居'],
    ['007', '007'],
    ['7', 7],
    [7.5, 7.5],
    ['1e3', '1e3'],
    ['true', true],
    [false, false],
    [' x ', 'x'],
    ['', undefined],
    [null, undefined],
    ['=1+1', '=1+1'],
    ['<b>x</b>', '<b>x</b>'],
    ['320508019044', 320508019044],
  ])('a column of the user with %j holds %j', (cell, expected) => {
    expect(facility({ 自有列: cell }).attributes).toEqual(expected === undefined ? {} : { 自有列: expected });
  });
});

describe('facilities written and read again', () => {
  const columns = [
    'id',
    'name',
    'lon',
    'lat',
    'types',
    '服务',
    '状态',
    '开业时间',
    '床位',
    '电话',
    '送餐',
    '星级',
    '列',
  ];
  const rows: Cell[][] = PLACES.flatMap(([name, x, y], i) => [
    [`f${i}a`, name, x, y, '养老院;pharmacy', '助餐;理发', '在建', 2026, 0, '025-83712345', '是', '007', 'x,"y"\nz'],
    [`f${i}b`, '', degrees(x + 0.01), degrees(y - 0.01), '', '', '怪', '早年', '约50', '', '否', '', 0.1],
  ]);
  const { facilities } = read({ facilities: [sheet('f.csv', columns, ...rows)] });

  it.each([geojson, flatgeobuf])('are the same in $id', async (format) => {
    const back = await readBack('facilities', writeFacilities(facilities, 'facilities'), format);
    expect(back.facilities.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(facilities);
  });

  it('tell again of what could not be read', async () => {
    const { problems } = await readBack('facilities', writeFacilities(facilities, 'facilities'), geojson);
    expect(told(problems, 'status_unknown').map(({ id }) => id)).toEqual(['f0b', 'f1b']);
    expect(told(problems, 'year_unreadable').map(({ id }) => id)).toEqual(['f0b', 'f1b']);
  });
});

describe('a facility that cannot be placed', () => {
  it('is left out with a problem, the others stay', () => {
    const table = features(
      'f.geojson',
      [{ id: 'a', types: 'day_care' }, point(118.7, 32)],
      [{ id: 'b', types: 'day_care' }, null],
      [
        { id: 'c', types: 'day_care' },
        { type: 'LineString', coordinates: [] },
      ],
      [{ id: 'd', types: 'day_care' }, point(118.7, Number.NaN)],
      [{ id: 'e', types: 'day_care' }, point(-43.9, -19.9)],
    );
    const { facilities, problems } = read({ facilities: [table] });
    expect(facilities.map(({ id }) => id)).toEqual(['a', 'e']);
    const left = problems.filter(({ action }) => action === 'left_out');
    expect(left.map(({ id, row, code }) => [id, row, code])).toEqual([
      ['b', 2, 'geometry_missing'],
      ['c', 3, 'geometry_missing'],
      ['d', 4, 'coordinate_not_number'],
    ]);
  });
});
