/** Sensitivity, subdistricts and the cover: how a result was measured, and what it would be otherwise. */
import { describe, expect, it } from 'vitest';
import type { SensitivityRow } from '../../src/core/types.ts';
import { createContext, roundToTwo, subdistrictOf } from '../../src/report/context.ts';
import { createReport } from '../../src/report/create-report.ts';
import { splitBars } from '../../src/report/figures/bars.ts';
import { sayDay } from '../../src/report/sections/cover.ts';
import { createRandom, makeArea } from '../core/make.ts';
import {
  figuresOf,
  findSection,
  makeEvaluation,
  makeInput,
  paragraphsOf,
  tablesOf,
  withEstimates,
} from './make-input.ts';
import { columnOf, evaluateUnits, makeUnitsInput, tableOf, type Unit } from './make-units.ts';

function condition(
  change: SensitivityRow['change'],
  value: number | null,
  share: number | null,
  metres = 900,
): SensitivityRow {
  return {
    change,
    value,
    limitMetres: { day_care: metres, meals: metres },
    services: {
      day_care: { eldersShare: share, lacking: 4, unknown: 1 },
      meals: { eldersShare: 0.5, lacking: 2, unknown: 0 },
    },
  };
}

describe('the table of other conditions', () => {
  const sensitivity = [
    condition('none', null, 0.6),
    condition('speed', 0.8, 0.5549, 720),
    condition('limit', 500, 0.31, 500),
    condition('straight', null, 0.71, 1000),
    condition('detour', 1.3, 0.58, 769.23),
  ];
  const report = createReport(makeInput({ locale: 'en', sensitivity }));
  const table = tableOf(report, 'sensitivity');

  it('has the run itself set off, and a row a condition that names what is different', () => {
    expect(table.strong).toEqual([0]);
    expect(table.rows.map(([text]) => text)).toEqual([
      'This run (Day care 1 km, Meals 15 min (900 m))',
      'Pace 0.8 m/s, 15 min (720 m)',
      'Limit 500 m',
      'Straight line (1 km)',
      'Straight line with a detour of 1.30 (769 m straight)',
    ]);
  });

  it('gives the shares as they were computed, and the communities that lack the service', () => {
    expect(table.rows.map((row) => row[1])).toEqual([0.6, 0.5549, 0.31, 0.71, 0.58]);
    expect(table.rows.map((row) => row[2])).toEqual([4, 4, 4, 4, 4]);
    expect(table.rows.map((row) => row[3])).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it('says the least and the most of each service', () => {
    expect(paragraphsOf(findSection(report, 'sensitivity'))).toContain(
      'Day care: between 31.0% and 71.0% of the elders are covered.',
    );
  });

  it('leaves conditions without elders out of the range, and says no range where there is none', () => {
    const items = (rows: SensitivityRow[]) =>
      paragraphsOf(findSection(createReport(makeInput({ locale: 'en', sensitivity: rows })), 'sensitivity'));
    expect(items([condition('none', null, null), condition('limit', 500, 0.2)])).toContain(
      'Day care: between 20.0% and 20.0% of the elders are covered.',
    );
    expect(items([condition('none', null, null)]).some((text) => text.startsWith('Day care'))).toBe(false);
  });

  it('says about where homes are estimated', () => {
    const estimated = createReport(withEstimates(makeInput({ locale: 'en', sensitivity })));
    expect(columnOf(tableOf(estimated, 'sensitivity'), 'Day care: covered')).toEqual([
      'about 60%',
      'about 55%',
      'about 31%',
      'about 71%',
      'about 58%',
    ]);
  });

  it('is a sentence where nothing else was tried', () => {
    const section = findSection(createReport(makeInput({ locale: 'en', sensitivity: [] })), 'sensitivity');
    expect(tablesOf(section)).toEqual([]);
    expect(paragraphsOf(section)).toEqual(['No other conditions were tried.']);
  });
});

describe('the table of subdistricts', () => {
  const town = (elders: number, covered: number): Unit => ({ level: 'subdistrict', elders, covered });
  const units: Record<string, Unit> = {
    t2: town(100, 10),
    t1: town(300, 290),
    a: { elders: 200, covered: 200, parent: 't1' },
    b: { elders: 100, covered: 90, parent: 't1' },
    c: { elders: 100, covered: 10, parent: 't2' },
    d: { elders: 0, parent: 't2' },
    e: { elders: null, parent: 't2', status: 'unknown' },
  };

  it('goes by code, counts the communities of each, and has the whole place last', () => {
    const table = tableOf(createReport(makeUnitsInput(units)), 'subdistricts');
    expect(table.rows).toEqual([
      ['t1', 2, 300, 290 / 300, 0],
      ['t2', 3, 100, 0.1, 1],
      ['All', 5, 400, 0.75, 1],
    ]);
    expect(table.strong).toEqual([2]);
  });

  it('adds up to the whole where every community lies in a subdistrict, in made-up places', () => {
    const random = createRandom(12);
    const place: Record<string, Unit> = {};
    for (let t = 0; t < 5; t++) {
      const members = Array.from({ length: 6 }, (_, i): [string, Unit] => {
        const elders = 20 + Math.floor(random() * 300);
        return [`t${t}-${i}`, { elders, covered: Math.floor(random() * (elders + 1)), parent: `t${t}` }];
      });
      const sum = (key: 'elders' | 'covered') => members.reduce((all, [, unit]) => all + (unit[key] ?? 0), 0);
      place[`t${t}`] = town(sum('elders'), sum('covered'));
      Object.assign(place, Object.fromEntries(members));
    }
    const { rows } = tableOf(createReport(makeUnitsInput(place)), 'subdistricts');
    const total = rows.at(-1) ?? [];
    for (const column of [1, 2, 4]) {
      expect(rows.slice(0, -1).reduce((sum, row) => sum + Number(row[column]), 0)).toBe(total[column]);
    }
    const covered = rows.slice(0, -1).reduce((sum, row) => sum + Number(row[2]) * Number(row[3]), 0);
    expect(covered / Number(total[2])).toBeCloseTo(Number(total[3]), 12);
  });

  it('says in words where the data hold no subdistricts', () => {
    const section = findSection(createReport(makeUnitsInput({ a: { elders: 10 } })), 'subdistricts');
    expect(paragraphsOf(section)).toEqual(['The data hold no subdistricts.']);
    expect(figuresOf(section)).toEqual([]);
  });

  it('lists subdistricts as their own units where there is nothing finer', () => {
    const table = tableOf(createReport(makeUnitsInput({ t1: town(50, 10), t2: town(80, 80) })), 'subdistricts');
    expect(table.rows.map((row) => row[1])).toEqual([1, 1, 2]);
    expect(table.rows.map((row) => row[4])).toEqual([1, 0, 1]);
  });

  it('has bars for all of them, lowest share first, unknown ones last, forty a page', () => {
    const many = Object.fromEntries(
      Array.from({ length: 85 }, (_, i): [string, Unit] => [
        `t${String(i).padStart(2, '0')}`,
        i === 7 ? { level: 'subdistrict', elders: null, status: 'unknown' } : town(100, (i * 37) % 101),
      ]),
    );
    const parts = splitBars(evaluateUnits(many).areas, ['day_care']);
    expect(parts.map((part) => part.length)).toEqual([40, 40, 5]);
    const shares = parts.flat().map(({ services }) => services['day_care']?.eldersShare ?? null);
    expect(shares.at(-1)).toBeNull();
    const known = shares.slice(0, -1).map(Number);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(figuresOf(findSection(createReport(makeUnitsInput(many)), 'subdistricts'))).toHaveLength(3);
  });
});

describe('the subdistrict of an area', () => {
  const context = (
    parents: Record<string, [level: 'city' | 'county' | 'subdistrict' | 'community', parent: string | null]>,
  ) => {
    const areas = Object.entries(parents).map(([id, [level, parentId]]) => makeArea(id, { level, parentId }));
    const input = makeInput();
    return createContext({ ...input, project: { ...input.project, areas } });
  };

  it('is the nearest above it of that level, past a level between', () => {
    const found = context({ town: ['subdistrict', 'county'], county: ['county', null], a: ['community', 'town'] });
    expect(subdistrictOf('a', found)?.id).toBe('town');
    const far = context({ a: ['community', 'b'], b: ['community', 'town'], town: ['subdistrict', null] });
    expect(subdistrictOf('a', far)?.id).toBe('town');
  });

  it('is else what is right above, and nothing for an area alone or unknown', () => {
    const found = context({ county: ['county', null], a: ['community', 'county'], b: ['community', 'gone'] });
    expect(subdistrictOf('a', found)?.id).toBe('county');
    expect(subdistrictOf('b', found)).toBeNull();
    expect(subdistrictOf('county', found)).toBeNull();
    expect(subdistrictOf('nobody', found)).toBeNull();
  });

  it('is found in data that go round in a circle', () => {
    const circle = context({ a: ['community', 'b'], b: ['community', 'a'] });
    expect(subdistrictOf('a', circle)?.id).toBe('b');
  });
});

describe('two significant digits', () => {
  /** By the digits of a whole number as text: the first two, then noughts. */
  const cut = (value: number): number => Number(String(value).slice(0, 2) + '0'.repeat(String(value).length - 2));

  it('are the first two digits downwards, for any number', () => {
    const random = createRandom(4);
    for (let round = 0; round < 2000; round++) {
      const value = Math.round(random() * 10 ** (1 + Math.floor(random() * 7)));
      if (value < 100) continue;
      expect(roundToTwo(value, 'down')).toBe(cut(value));
    }
    expect([cut(1234), cut(987_654), cut(100)]).toEqual([1200, 980_000, 100]);
  });

  it('are never more downwards nor less upwards, and at most a tenth apart', () => {
    const random = createRandom(5);
    for (let round = 0; round < 2000; round++) {
      const value = random() * 10 ** (Math.floor(random() * 9) - 3);
      const [low, high] = [roundToTwo(value, 'down'), roundToTwo(value, 'up')];
      expect(low).toBeLessThanOrEqual(value * (1 + 1e-9));
      expect(high).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      expect(high - low).toBeLessThanOrEqual(value * 0.1 + 1e-12);
      expect(Number(low.toPrecision(2))).toBeCloseTo(low, 12);
    }
  });

  it('leave what has two digits as it is, in both directions', () => {
    for (const value of [0, 1, 7, 10, 42, 99, 100, 120, 3500, 0.5, 0.12]) {
      expect([roundToTwo(value, 'down'), roundToTwo(value, 'up')]).toEqual([value, value]);
    }
    expect([roundToTwo(991, 'up'), roundToTwo(999, 'up'), roundToTwo(101, 'up')]).toEqual([1000, 1000, 110]);
  });
});

describe('days on the cover', () => {
  it('are in words of the language, and left alone where they are no day', () => {
    expect([sayDay('2025-02-28', 'zh'), sayDay('2025-02-28', 'en')]).toEqual(['2025年2月28日', 'February 28, 2025']);
    for (const text of ['', '2025', '2025-13-40', '2025年初', '2025-06', '20250630'])
      expect(sayDay(text, 'zh')).toBe(text);
  });

  it('do not move with the time zone of the machine', () => {
    for (const day of ['2025-01-01', '2025-12-31', '2024-02-29']) {
      expect(sayDay(day, 'zh').match(/\d+/g)?.map(Number)).toEqual(day.split('-').map(Number));
    }
  });
});

describe('estimates', () => {
  it('mark an area and all above it, and no sibling', () => {
    const { estimated } = createContext(withEstimates(makeInput()));
    expect([...estimated].sort()).toEqual(['e', 'west']);
  });

  it('are told by homes of the data that say so themselves', () => {
    const input = makeInput();
    const residences = input.project.residences.map((home) => ({ ...home, estimated: home.areaId === 'a' }));
    const { estimated } = createContext({ ...input, project: { ...input.project, residences } });
    expect([...estimated].sort()).toEqual(['a', 'east']);
  });
});

describe('the level that is listed', () => {
  it('is the community, else the lowest there is', () => {
    const areas = (levels: ('city' | 'county' | 'subdistrict' | 'community')[]) =>
      levels.map((level) => ({ id: level, name: level, level, elders: 1, services: {} }));
    const levelOf = (levels: Parameters<typeof areas>[0]) => {
      const { standards: _, ...evaluation } = makeEvaluation('en', { areas: areas(levels) });
      return createContext(makeInput({ evaluation, packs: [] })).level;
    };
    expect(levelOf(['city', 'community', 'subdistrict'])).toBe('community');
    expect(levelOf(['city', 'subdistrict', 'county'])).toBe('subdistrict');
    expect(levelOf(['city'])).toBe('city');
    expect(levelOf([])).toBe('community');
  });
});
