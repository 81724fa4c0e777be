import { describe, expect, it } from 'vitest';
import {
  findChoice,
  isDamagedCode,
  parseBoolean,
  parseDate,
  parseDegrees,
  parseLooseCell,
  parseNumber,
  parseText,
  parseYear,
  splitList,
} from '../../src/io/values.ts';
import { STATUS_WORDS } from '../../src/io/columns/words.ts';

describe('a number in a ledger', () => {
  it.each([
    ['200', 200],
    ['1,234', 1234],
    ['1，234，567', 1234567],
    ['２００', 200],
    ['200张', 200],
    ['1200 ㎡', 1200],
    ['1.2万', 12000],
    ['3.14', 3.14],
    ['0', 0],
    [0, 0],
    [12.5, 12.5],
  ])('%s is read as it is meant', (cell, value) => {
    expect(parseNumber(cell)).toEqual({ value, quality: 'exact' });
  });

  it.each([
    ['约200', 200],
    ['100+', 100],
    ['100＋', 100],
    ['200余', 200],
    ['近300人', 300],
    ['50左右', 50],
    ['≥80', 80],
  ])('%s is read, and said to be approximate', (cell, value) => {
    expect(parseNumber(cell)).toEqual({ value, quality: 'approximate' });
  });

  it.each(['', ' ', '/', '无', '-', '—', '暂无', 'N/A', 'NaN', null])('%s is unknown, never 0', (cell) => {
    expect(parseNumber(cell)).toEqual({ value: null, quality: 'exact' });
  });

  it.each(['很多', '20-30', '12a', '1.2.3', true, '#REF!', '#N/A', '#VALUE!', '#DIV/0!'])(
    '%s cannot be read',
    (cell) => {
      expect(parseNumber(cell)).toEqual({ value: null, quality: 'unreadable' });
    },
  );
});

describe('a code', () => {
  it('keeps all digits of a numeric cell', () => {
    expect(parseText(320508019044)).toBe('320508019044');
  });

  it('is damaged when a spreadsheet made a power of ten of it', () => {
    expect(['3.20508E+11', '3.20508e+11', '3E+11', 1e15].map(isDamagedCode)).toEqual([true, true, true, true]);
    expect(['320508019044', 320508019044, 'E11', '12', null].map(isDamagedCode)).not.toContain(true);
  });
});

describe('a year', () => {
  it.each([
    ['2021年', 2021],
    ['2021-06', 2021],
    ['2021/6/1', 2021],
    ['2021年6月1日', 2021],
    ['2021.06', 2021],
    ['2021-06-01T00:00:00.000Z', 2021],
    ['20210601', 2021],
    [2021, 2021],
    [44348, 2021],
    ['45444', 2024],
    [25_569, 1970],
    ['2025.0', 2025],
    ['2025.00', 2025],
    ['20210601.0', 2021],
    ['2025.10', 2025],
    [20_250, undefined],
    ['20250', undefined],
    ['20205', undefined],
    ['99999', undefined],
    ['3000', undefined],
    ['', null],
    ['/', null],
    ['八十年代', undefined],
    ['21', undefined],
  ])('%s is %s', (cell, year) => {
    expect(parseYear(cell)).toBe(year);
  });

  it('in a spreadsheet day number agrees with the calendar of the platform, from 1930 to 2070', () => {
    for (let serial = 11_000; serial < 62_000; serial += 97) {
      const expected = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
      if (serial >= 20_000) expect(parseDate(serial)).toBe(expected);
    }
  });
});

describe('dates, truth and lists', () => {
  it('are read in the ways people write them', () => {
    expect(['2021年6月', '2021/6/1', '2021', '上个月'].map(parseDate)).toEqual([
      '2021-06',
      '2021-06-01',
      '2021',
      '上个月',
    ]);
    expect(['是', '有', '√', 1, 'Y'].map(parseBoolean)).toEqual([true, true, true, true, true]);
    expect(['否', '无', '×', 0, 'no'].map(parseBoolean)).toEqual([false, false, false, false, false]);
    expect([null, '', '/', '2间'].map(parseBoolean)).toEqual([null, null, null, undefined]);
    expect(splitList('助餐；助浴、助医,康复|日托/;')).toEqual(['助餐', '助浴', '助医', '康复', '日托']);
  });

  it('know the words for a status', () => {
    const words = [
      '运营',
      '在营',
      '营业',
      '在建',
      '立项',
      '已批',
      '储备',
      '规划',
      '停业',
      '关停',
      '注销',
      'Open',
      '神秘',
    ];
    const codes =
      'open open open under_construction approved approved reserved reserved closed closed closed open'.split(' ');
    expect(words.map((word) => findChoice(word, STATUS_WORDS))).toEqual([...codes, undefined]);
  });
});

describe('degrees', () => {
  it.each([
    ['118.77', 118.77],
    ['118°46\'12"E', 118.77],
    ['118°46′12″', 118.77],
    ['东经118度46分12秒', 118.77],
    ['34°54\'36"S', -34.91],
    ['8.61 W', -8.61],
    ['-8.61', -8.61],
    ['１１８．７７', 118.77],
    ['118.77°', 118.77],
  ])('%s', (cell, degrees) => {
    expect(parseDegrees(cell)).toBeCloseTo(degrees, 9);
  });

  it('that are no number are told from blank', () => {
    expect(['', null, '/', '无'].map((cell) => parseDegrees(cell))).toEqual([null, null, null, null]);
    expect(['玄武湖边', "118°77'", '118,77x'].map((cell) => parseDegrees(cell))).toEqual([NaN, NaN, NaN]);
  });
});

describe('a cell of an unknown column', () => {
  it('becomes a number or truth value only where nothing of its text is lost', () => {
    expect(
      ['35', '0035', '3.50', '-2.5', '91320508MA1', '12345678901234567890', 'true', ' a ', ''].map(parseLooseCell),
    ).toEqual([35, '0035', '3.50', -2.5, '91320508MA1', '12345678901234567890', true, 'a', null]);
  });
});
