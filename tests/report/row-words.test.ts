import { describe, expect, it } from 'vitest';
import type { RequirementResult } from '../../src/core/standards/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { createContext, roundToTwo, sayPeople, sayShare, type Context } from '../../src/report/context.ts';
import {
  eldersConcerned,
  sayCitation,
  sayMargin,
  sayRemarks,
  saySource,
  sayTarget,
  sayUnits,
  sayValue,
  sayValueInYear,
} from '../../src/report/row-words.ts';
import { createRandom } from '../core/make.ts';
import { makeInput, RESULTS, ROWS } from './make-input.ts';

const zh = createContext(makeInput());
const en = createContext(makeInput({ locale: 'en' }));
const context: Record<Locale, Context> = { zh, en };

/** A row of the hand-made standard, changed. */
function row(given: Partial<RequirementResult>) {
  const [requirement] = ROWS;
  const [result] = RESULTS;
  if (!requirement || !result) throw new Error('no rows');
  const changed: RequirementResult = { ...result, reported: null, ...given };
  return { requirement, result: changed };
}

function result(given: Partial<RequirementResult>): RequirementResult {
  return row(given).result;
}

const EXACT = (value: number) => ({ value, low: value, high: value });

describe('the margin of a row', () => {
  it('is in points for per cent, and adds up with the value shown to the target', () => {
    const short = result({ ...EXACT(18.18), margin: -81.82 });
    expect([sayValue(short, zh), sayMargin(short, zh)]).toEqual(['18.1%', '还差 81.9 个百分点']);
    expect(sayMargin(short, en)).toBe('81.9 points short');
    const passed = result({ state: 'met', ...EXACT(68.25), target: 60, margin: 8.25 });
    expect(sayMargin(passed, zh)).toBe('超出 8.2 个百分点');
  });

  it('is in the unit of the row otherwise', () => {
    const beds = result({ unit: 'beds', ...EXACT(501), target: 300, margin: 201, state: 'met' });
    expect([sayTarget(beds, zh), sayMargin(beds, zh)]).toEqual(['不低于 300 张', '超出 201 张']);
    const count = result({ unit: 'count', ...EXACT(2), target: 10, margin: -8 });
    expect([sayMargin(count, zh), sayMargin(count, en)]).toEqual(['还差 8 个', '8 short']);
  });

  it('is at least so much where the value is a range that misses the target', () => {
    const range = { value: null, low: 18.04, high: 71.65, margin: null };
    expect(sayMargin(result(range), zh)).toBe('至少还差 28.4 个百分点');
    expect(sayMargin(result(range), en)).toBe('at least 28.4 points short');
    // With a most in place of a least the other end counts, which nobody has asked for yet.
    expect(sayMargin(result({ ...range, comparator: '<=', target: 10 }), zh)).toBeNull();
  });

  it('is not said where there is no verdict, no target or only done and not done', () => {
    for (const given of [
      { state: 'unknown' as const, margin: null, value: null, low: 0, high: 100 },
      { state: 'no_target' as const, target: null, margin: null },
      { unit: 'done' as const, ...EXACT(0), target: 1, margin: -1 },
    ]) {
      expect(sayMargin(result(given), zh)).toBeNull();
    }
  });

  it('matches target less value shown, for any value', () => {
    const random = createRandom(17);
    for (let round = 0; round < 300; round++) {
      const value = random() * 99;
      const target = Math.ceil(value) + 1;
      const short = result({ ...EXACT(value), target, margin: value - target });
      const [shown] = /[\d.]+/.exec(sayValue(short, zh)) ?? ['?'];
      const [missing] = /[\d.]+/.exec(sayMargin(short, zh) ?? '') ?? ['?'];
      expect(Number(shown) + Number(missing)).toBeCloseTo(target, 6);
      expect(Number(shown)).toBeLessThanOrEqual(value + 1e-9);
    }
  });
});

describe('estimated figures', () => {
  it('say about and carry two significant digits, rounded towards failing', () => {
    const flags = ['estimated_elders' as const];
    const missed = result({ flags, ...EXACT(56.73), margin: -43.27, elders: 54_588 });
    expect(sayValue(missed, zh)).toBe('约 56%');
    expect(sayMargin(missed, zh)).toBe('还差 约 44 个百分点');
    expect(eldersConcerned(missed, zh)).toBe('约 55,000');
    expect(eldersConcerned(missed, en)).toBe('about 55,000');
    // Nothing at all is nothing, estimated or not.
    expect(sayValue(result({ flags, ...EXACT(0) }), zh)).toBe('0%');
    expect(sayValue(result({ flags, value: null, low: null, high: null }), zh)).toBe('资料不足');
  });

  it('are never nearer to the target than the figure itself', () => {
    const random = createRandom(23);
    for (let round = 0; round < 500; round++) {
      const value = 10 ** (random() * 6 - 1);
      const [down, up] = [roundToTwo(value, 'down'), roundToTwo(value, 'up')];
      expect(down).toBeLessThanOrEqual(value * (1 + 1e-9));
      expect(up).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      for (const rounded of [down, up]) {
        expect(Math.abs(rounded - value) / value).toBeLessThan(0.1);
        expect(Number(rounded.toPrecision(2))).toBe(rounded);
      }
    }
    expect([roundToTwo(0, 'up'), roundToTwo(97_688, 'down'), roundToTwo(2_070, 'up'), roundToTwo(7, 'up')]).toEqual([
      0, 97_000, 2_100, 7,
    ]);
  });

  it('leave exact figures alone', () => {
    expect(sayPeople(97_688, false, 'down', zh)).toBe('97,688');
    expect(sayPeople(97_688, true, 'down', zh)).toBe('约 97,000');
    expect(sayShare(0.5512, false, zh)).toBe('55.1%');
    expect(sayShare(0.5512, true, zh)).toBe('约 55%');
    expect(sayShare(0.0894, true, en)).toBe('about 8.9%');
    expect(sayShare(1, true, zh)).toBe('约 100%');
    expect(sayShare(0, true, zh)).toBe('0.0%');
    expect(sayShare(null, true, zh)).toBe('资料不足');
  });
});

describe('elders behind a row', () => {
  it('are not told where a row is met or tests no people', () => {
    expect(eldersConcerned(result({ state: 'met', elders: 5 }), zh)).toBeNull();
    expect(eldersConcerned(result({ elders: null }), zh)).toBeNull();
    expect(eldersConcerned(result({ elders: 206 }), zh)).toBe(206);
  });

  it('are kept back in public where they are fewer than ten', () => {
    const open = createContext(makeInput({ isPublic: true }));
    expect(eldersConcerned(result({ failing: ['c'], elders: 9 }), open)).toBe('<10');
    expect(eldersConcerned(result({ failing: ['c'], elders: 200 }), open)).toBe(200);
    // c has 200, d has 6 and e, withheld beside it, 94.
    expect(eldersConcerned(result({ failing: ['c', 'd', 'e'], elders: 300 }), open)).toBe('至少 200');
  });
});

describe('remarks', () => {
  it('name repeats, what was made up later, parts, other readings and what is missing', () => {
    const name = { zh: '助餐', en: 'meals' };
    const part = {
      name,
      state: 'met' as const,
      value: 1,
      low: 1,
      high: 1,
      failing: [],
      uncertain: [],
      elders: null,
      missing: [],
    };
    const full = row({
      state: 'unknown',
      flags: ['repeat', 'contradicted', 'inferred'],
      sameAs: ['R9'],
      later: { year: 2026, state: 'met', value: 100 },
      parts: [part],
      readings: [
        {
          because: { zh: '附表另有数字', en: 'the annex differs' },
          state: 'met',
          value: 1,
          target: 1,
          comparator: '>=',
        },
      ],
      reported: { value: '95', source: '公报', date: '2025-01-01' },
      missing: ['facilities.grade'],
    });
    expect(sayRemarks(full, zh)).toBe(
      '与 R9 重复，合计时只算一次；期后：到 2026 年已达到；逐项：助餐 1% 已达到；填报 95（公报 2025-01-01）；' +
        `${zh.standard.flags.inferred}；另一种读法（附表另有数字）：已达到；缺：${zh.standard.missingColumn(zh.standard.layers['facilities'] ?? '', '等级')}`,
    );
    expect(sayRemarks(row({ flags: [], missing: ['facilities.grade'] }), zh)).toBe('');
    expect(sayRemarks(row({ flags: ['contradicted'] }), en)).toBe(en.standard.flags.contradicted);
  });

  it('call parts that have no name but their codes by the words for these types', () => {
    const codes = 'meal_point;canteen;staff';
    const part = {
      name: { zh: codes, en: codes },
      state: 'not_met' as const,
      value: 0,
      low: 0,
      high: 0,
      failing: [],
      uncertain: [],
      elders: null,
      missing: [],
    };
    expect(sayRemarks(row({ parts: [part] }), zh)).toBe('逐项：助餐点/老年食堂/人员配备 0% 尚未达到');
  });

  it('give the figure of a later year in which the row is still missed', () => {
    const missed = row({ later: { year: 2026, state: 'not_met', value: 1 } });
    expect(sayRemarks(missed, zh)).toBe('按 2026 年的数据为 1%，尚未达到');
    expect(sayRemarks(missed, en)).toBe('by the data of 2026 1%: Not met');
  });

  it('call a source reported only where a figure was given', () => {
    const given = { source: 'reported' as const };
    expect(saySource(result(given), zh)).toBe('待填报');
    expect(saySource(result({ ...given, reported: { value: 1, source: '', date: '' } }), zh)).toBe('填报值（未核实）');
    expect(saySource(result({}), en)).toBe('Computed');
  });
});

describe('a value', () => {
  it('has its year where that is not the year of the report, unless somebody reported it', () => {
    const runYear = zh.evaluation.settings.year!;
    const early = { ...EXACT(62.9), judgedIn: runYear - 3 };
    expect(sayValueInYear(result(early), zh)).toBe(`62.9%（${runYear - 3} 年）`);
    expect(sayValueInYear(result({ ...early, judgedIn: runYear }), zh)).toBe('62.9%');
    expect(sayValueInYear(result({ ...early, source: 'reported' }), en)).toBe('62.9%');
    expect(sayValueInYear(result({ ...early, value: null, low: null, high: null }), zh)).toBe('资料不足');
  });
});

describe('a target', () => {
  it('that the text calls about says what is at least asked, and in what unit', () => {
    const about = result({ unit: 'count', target: 4.5, comparator: '~' });
    expect(sayTarget(about, zh)).toBe('不低于 4.5 个（原文为“左右”）');
    expect(sayTarget(about, en)).toBe('at least 4.5 (“about” in the text)');
    const trained = { unit: 'attendances', target: 150, comparator: '>=' } as const;
    expect(sayTarget(result(trained), zh)).toBe('不低于 150 人次');
    expect(sayTarget(result({ ...trained, unit: 'times_a_year', target: 0.5 }), zh)).toBe('不低于 每年 0.5 次');
  });
});

describe('where a row stands', () => {
  it('is told by headings, row of the annex and words to search for, as printed', () => {
    const { requirement, result: plain } = row({});
    const printed = { ...requirement, section: ['二、目标', '（一）指标'], anchors: ['覆盖率', '100%'], row: 3 };
    expect(sayCitation({ requirement: printed, result: plain }, zh)).toBe(
      '二、目标 > （一）指标 指标表第 3 行 “覆盖率” “100%”',
    );
    expect(sayCitation({ requirement, result: plain }, zh)).toBe('');
  });

  it('counts failing units in words, but not items', () => {
    expect(sayUnits(result({ failing: ['a', 'b'], unitKind: 'facility' }), zh)).toBe('2 个设施');
    expect(sayUnits(result({ failing: ['a', 'b'], unitKind: 'subdistrict' }), en)).toBe('2 subdistricts (towns)');
    expect(sayUnits(result({ failing: ['a'], unitKind: 'item' }), zh)).toBeNull();
    expect(sayUnits(result({ failing: [], unitKind: 'facility' }), zh)).toBeNull();
  });

  it('is the same in both languages where nothing is said in words', () => {
    for (const locale of ['zh', 'en'] as const) {
      expect(sayValue(result({ ...EXACT(60) }), context[locale])).toBe('60%');
    }
  });
});
