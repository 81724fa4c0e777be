/** Who is listed as lacking a service, in which order, and what is said of them. */
import { describe, expect, it } from 'vitest';
import { createReport } from '../../src/report/create-report.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { findSection, figuresOf, makeInput, paragraphsOf, tablesOf } from './make-input.ts';
import { columnOf, evaluateUnits, makeUnitsInput, tableOf, type Unit } from './make-units.ts';

const gapsOf = (units: Record<string, Unit>, given: Partial<ReportInput> = {}) =>
  tableOf(createReport(makeUnitsInput(units, given)), 'gaps');
const namesOf = (units: Record<string, Unit>, given: Partial<ReportInput> = {}): unknown[] =>
  columnOf(gapsOf(units, given), 'Community');

describe('the ranking of gaps', () => {
  it('goes by elders not covered, not by share or size', () => {
    const units = {
      big: { elders: 1000, covered: 490 },
      bare: { elders: 300, covered: 0 },
      small: { elders: 500, covered: 1 },
    };
    // 510, 300 and 499 elders are beyond the limit.
    expect(gapsOf(units).rows.map((row) => [row[0], row[1], row[4]])).toEqual([
      [1, 'big', 510],
      [2, 'small', 499],
      [3, 'bare', 300],
    ]);
  });

  it('takes ties by id, whatever the order of the data or the names', () => {
    const units = {
      c3: { elders: 40, name: 'Alder' },
      c1: { elders: 40, name: 'Yew' },
      c2: { elders: 60, covered: 20, name: 'Maple' },
    };
    const turned = Object.fromEntries(Object.entries(units).reverse());
    expect(namesOf(units)).toEqual(['Yew', 'Maple', 'Alder']);
    expect(namesOf(turned)).toEqual(['Yew', 'Maple', 'Alder']);
  });

  it.each([
    { unit: { elders: 100, covered: 50 }, isListed: false },
    { unit: { elders: 100, covered: 49 }, isListed: true },
    { unit: { elders: 0 }, isListed: false },
    { unit: { elders: null }, isListed: false },
    { unit: { elders: 100, covered: 0, status: 'unknown' as const }, isListed: false },
  ])('lists only what is lacking: $unit', ({ unit, isListed }) => {
    const names = namesOf({ always: { elders: 10 }, asked: unit });
    expect(names.includes('asked')).toBe(isListed);
  });

  it('tells none in reach from too few in reach', () => {
    const table = gapsOf({ a: { elders: 100, covered: 10 }, b: { elders: 50 } });
    expect(columnOf(table, 'State')).toEqual(['Too few in reach', 'None in reach']);
  });

  it('says the subdistrict above, else whatever is above, else nothing', () => {
    const units: Record<string, Unit> = {
      county: { elders: 900, covered: 900, level: 'county', name: 'County' },
      town: { elders: 90, covered: 90, level: 'subdistrict', parent: 'county', name: 'Town' },
      deep: { elders: 30, parent: 'town' },
      flat: { elders: 20, parent: 'county' },
      alone: { elders: 10 },
    };
    expect(columnOf(gapsOf(units), 'Subdistrict')).toEqual(['Town', 'County', null]);
  });

  it('says so in words where nothing is lacking, and keeps the heading', () => {
    const section = findSection(createReport(makeUnitsInput({ a: { elders: 5, covered: 5 } })), 'gaps');
    expect(tablesOf(section)).toEqual([]);
    expect(paragraphsOf(section)).toEqual(
      expect.arrayContaining(['By the data loaded, no community lacks it.', expect.stringMatching(/Day care$/)]),
    );
  });

  it.each([30, 31, 75])('keeps all of %d rows and shows thirty', (count) => {
    const units = Object.fromEntries(
      Array.from({ length: count }, (_, i): [string, Unit] => [`u${i}`, { elders: 10 + i }]),
    );
    const table = gapsOf(units);
    expect(table.rows).toHaveLength(count);
    expect(table.shortenTo).toBe(count > 30 ? 30 : undefined);
    expect(columnOf(table, 'No.')).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  it('calls its bands its own and names those of the run', () => {
    const units = { a: { elders: 10 } };
    const base = evaluateUnits(units);
    const bands = { covered: 0.925, lacking: 0.4 };
    const evaluation = { ...base, settings: { ...base.settings, bands } };
    const [first] = paragraphsOf(findSection(createReport(makeUnitsInput(units, { evaluation })), 'gaps'));
    expect(first).toContain("This tool's own bands, not a plan's");
    expect(first).toMatch(/92\.5%.*40%/);
  });

  it('lists the level there is where there are no communities', () => {
    const units: Record<string, Unit> = {
      north: { elders: 200, level: 'subdistrict' },
      south: { elders: 300, covered: 10, level: 'subdistrict' },
    };
    expect(namesOf(units)).toEqual(['south', 'north']);
  });
});

describe('gaps and their maps', () => {
  it.each(['zh', 'en'] as const)('say the same counts in %s as the communities have', (locale) => {
    const input = makeInput({ locale });
    const maps = figuresOf(findSection(createReport(input), 'gaps'));
    expect(maps.map(({ id }) => id)).toEqual(['map-day_care', 'map-meals']);
    for (const kind of ['day_care', 'meals']) {
      const count = (status: string): number =>
        input.evaluation.areas.filter((area) => area.level === 'community' && area.services[kind]?.status === status)
          .length;
      const numbers = [...(maps.find(({ id }) => id === `map-${kind}`)?.text ?? '').matchAll(/\d+/g)].map(Number);
      expect(numbers).toEqual([count('lacking'), count('partial'), count('covered'), count('unknown')]);
    }
  });

  it('have as many figures as services where areas have a shape, and none where none has', () => {
    const input = makeInput();
    const bare = { ...input.project, residences: [], areas: input.project.areas.map((a) => ({ ...a, polygon: null })) };
    expect(figuresOf(findSection(createReport(input), 'gaps'))).toHaveLength(2);
    expect(figuresOf(findSection(createReport({ ...input, project: bare }), 'gaps'))).toHaveLength(0);
  });

  it('keep hidden communities last, by name, so that their rank tells nothing', () => {
    const units: Record<string, Unit> = {
      town: { elders: 1000, covered: 900, level: 'subdistrict' },
      z: { elders: 9, parent: 'town', name: 'Aa' },
      y: { elders: 3, parent: 'town', name: 'Bb' },
      x: { elders: 20, covered: 20, parent: 'town', name: 'Cc' },
      big: { elders: 968, covered: 10, parent: 'town', name: 'Dd' },
    };
    const table = gapsOf(units, { isPublic: true });
    expect(table.rows.map((row) => [row[1], row[4]])).toEqual([
      ['Dd', 958],
      ['Aa', '<10'],
      ['Bb', '<10'],
    ]);
  });

  it('say of hidden communities in public neither whether anything is in reach nor what else is lacking', () => {
    const said = (isPublic: boolean) =>
      tableOf(createReport(makeInput({ isPublic })), 'gaps').rows.map((row) => [row[1], ...row.slice(7)]);
    expect(said(true).slice(-2)).toEqual([
      ['丁社区', '不公开', '不公开'],
      ['戊社区', '不公开', '不公开'],
    ]);
    expect(JSON.stringify(said(false))).not.toContain('不公开');
  });
});
