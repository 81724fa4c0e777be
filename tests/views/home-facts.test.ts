import { describe, expect, it } from 'vitest';
import '../../src/i18n/both.ts';
import { formatMinutes, formatRatio, formatRunLimit, formatSpeed } from '../../src/i18n/numbers.ts';
import { formatWalk } from '../../src/views/shared/distances.ts';
import { eldersOf, findHomeState, listHomeDistances, listHomeFacilities } from '../../src/views/shared/home-facts.ts';
import { makeFacility } from '../core/make.ts';
import { makeRunResult, makeSummary, makeWalkedResult } from './make-results.ts';

const facility = makeFacility('F1', [120.9, 31.4]);
/** By row: does not count, outside, inside, off the streets, without a way. */
const walked = {
  ...makeWalkedResult([], [], {
    elders: new Float64Array(),
    homes: Uint8Array.of(0, 1, 2, 4, 1),
    metres: Float64Array.of(NaN, 1234, 60, NaN, NaN),
    straightMetres: Float64Array.of(NaN, 700, 50, 300, 400),
  }),
  facilityIds: [facility.id],
};

describe('the elders of a home', () => {
  it('are those of the year, and those on record where it does not count', () => {
    const homes = { ...makeSummary().homes, elders: Float64Array.of(10, 20, NaN) };
    const run = { ...walked, homes: Uint8Array.of(0, 1, 2), elders: Float64Array.of(NaN, 25, NaN) };
    expect([0, 1, 2].map((row) => eldersOf(homes, run, row))).toEqual([10, 25, NaN]);
  });
});

describe('what a run says of a home', () => {
  it('keeps "outside", "no way", "not on the streets" and "does not count" apart', () => {
    const states = [0, 1, 2, 3, 4].map((row) => findHomeState(walked, row, 'zh'));
    expect(states.map(({ word }) => word)).toEqual([
      '本年份未计入',
      '在范围外',
      '在范围内',
      '接不上路网，未作判定',
      '沿路网走不到任何一处',
    ]);
    expect(states.map(({ gap }) => gap)).toEqual([false, true, false, false, true]);
  });

  it('does not blame the streets where there is no facility at all', () => {
    expect(findHomeState({ ...walked, facilityIds: [] }, 4, 'en').word).toBe('beyond the limit');
  });

  it('gives metres and minutes on foot, and the straight line beside them', () => {
    expect(listHomeDistances(walked, 1, 'zh')).toEqual([
      { name: '最近步行距离', value: '1,234 米（20.6 分钟）' },
      { name: '最近直线距离', value: '700 米' },
    ]);
    expect(listHomeDistances(walked, 3, 'en')).toEqual([{ name: 'Nearest in a straight line', value: '300 m' }]);
    expect(listHomeDistances(walked, 0, 'zh')).toEqual([]);
  });

  it('gives no minutes in a straight line', () => {
    const straight = { ...makeRunResult([], [facility]), homes: Uint8Array.of(2), metres: Float64Array.of(640) };
    expect(listHomeDistances(straight, 0, 'zh')).toEqual([{ name: '最近直线距离', value: '640 米' }]);
  });
});

describe('the facilities of a home', () => {
  const second = makeFacility('F2', [120.91, 31.41]);
  /** The third row has one way only, the last none at all. */
  const run = {
    ...walked,
    facilityIds: [facility.id, second.id],
    nearest: Int32Array.of(-1, 1, 0, -1, -1),
    next: { facility: Int32Array.of(-1, 0, -1, -1, -1), metres: Float64Array.of(NaN, 1500, NaN, NaN, NaN) },
  };
  const nameOf = (id: string) => ({ F1: '甲', F2: '乙' })[id] ?? id;

  it('are the nearest, and the next best with its walk', () => {
    expect(listHomeFacilities(run, 1, nameOf, 'zh')).toEqual([
      { name: '最近的日间照料中心', value: '乙' },
      { name: '最近步行距离', value: '1,234 米（20.6 分钟）' },
      { name: '最近直线距离', value: '700 米' },
      { name: '次近的日间照料中心', value: '甲，1,500 米（25 分钟）' },
    ]);
    expect(listHomeFacilities(run, 1, nameOf, 'en').at(-1)).toEqual({
      name: 'Next nearest day care',
      value: '甲, 1,500 m (25 min)',
    });
  });

  it('are one where no second can be walked to, and that is said', () => {
    const said = (locale: 'zh' | 'en') => listHomeFacilities(run, 2, nameOf, locale).at(-1)?.value;
    expect([said('zh'), said('en')]).toEqual(['没有第二处能走到', 'no second one that can be walked to']);
  });

  it('are not spoken of where there is none: the distances stand alone', () => {
    for (const row of [0, 3, 4]) {
      expect(listHomeFacilities(run, row, nameOf, 'zh')).toEqual(listHomeDistances(run, row, 'zh'));
    }
  });

  it('have no next best in a straight line', () => {
    const names = listHomeFacilities({ ...run, next: null }, 1, nameOf, 'zh').map(({ name }) => name);
    expect(names).toEqual(['最近的日间照料中心', '最近步行距离', '最近直线距离']);
  });
});

describe('minutes', () => {
  it('are at the pace of the run', () => {
    const at = (speedMetresPerSecond: number) => formatWalk(1000, { mode: 'walking', speedMetresPerSecond }, 'zh');
    expect([at(1), at(0.8), at(0.6)]).toEqual([
      '1,000 米（16.7 分钟）',
      '1,000 米（20.9 分钟）',
      '1,000 米（27.8 分钟）',
    ]);
    expect(formatWalk(null, { mode: 'walking', speedMetresPerSecond: 1 }, 'en')).toBe('not known');
  });

  it('are rounded up: a walk of a little more than 15 minutes never reads as 15', () => {
    expect(formatMinutes(15, 'zh')).toBe('15 分钟');
    expect(formatMinutes(15.001, 'en')).toBe('15.1 min');
    expect(formatMinutes(900 / (60 * 0.6), 'en')).toBe('25 min');
    expect(formatMinutes(0, 'en')).toBe('0 min');
  });

  it('of a limit stand beside its metres, metres stand alone', () => {
    expect(formatRunLimit({ metres: 720, minutes: 15 }, 'zh')).toBe('15 分钟（720 米）');
    expect(formatRunLimit({ metres: 1200, minutes: 20 }, 'en')).toBe('20 min (1.2 km)');
    expect(formatRunLimit({ metres: 1000 }, 'zh')).toBe('1 公里');
  });

  it('have a pace that says its unit', () => {
    expect([formatSpeed(1, 'zh'), formatSpeed(0.85, 'en')]).toEqual(['每秒 1.0 米', '0.85 m/s']);
    expect([formatRatio(1.4, 'zh'), formatRatio(2, 'en'), formatRatio(1.005, 'en')]).toEqual(['1.40', '2.00', '1.01']);
  });
});
