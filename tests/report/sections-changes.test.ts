import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/core/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import { createRandom } from '../core/make.ts';
import { findSection, makeEvaluation, makeInput, paragraphsOf, tablesOf, withEstimates } from './make-input.ts';
import { inputOfRows, makeTested, type GivenRow } from './make-rows.ts';
import { columnOf, evaluateUnits, makeUnitsInput, tableOf, type Unit } from './make-units.ts';

/** Covered by so many per cent: the band follows. */
const unit = (percent: number): Unit => ({ elders: 100, covered: percent });

function compare(then: Record<string, Unit>, now: Record<string, Unit>) {
  return findSection(createReport(makeUnitsInput(now, { earlier: evaluateUnits(then) })), 'changes');
}

describe('changes', () => {
  it('has no section without an earlier evaluation', () => {
    const { sections } = createReport(makeUnitsInput({ a: unit(50) }));
    expect(sections.some(({ id }) => id === 'changes')).toBe(false);
  });

  it('says in words that nothing changed, and shows shares all the same', () => {
    const section = compare({ a: unit(95), b: unit(10) }, { a: unit(95), b: unit(10) });
    expect(tablesOf(section)).toHaveLength(1);
    expect(tablesOf(section)[0]?.rows).toEqual([['Day care', 0.525, 0.525, '0.0 points']]);
    expect(paragraphsOf(section)).toEqual(['No community changed its state.']);
  });

  it('names a community that changed its band, and not one that moved within it', () => {
    const section = compare({ a: unit(89), b: unit(10), c: unit(60) }, { a: unit(90), b: unit(49), c: unit(30) });
    const [, areas] = tablesOf(section);
    expect(areas?.rows.map(([name]) => name)).toEqual(['a', 'c']);
  });

  it('calls a community new that the earlier evaluation does not have, and forgets one that is gone', () => {
    const [, areas] = tablesOf(compare({ old: unit(10), a: unit(95) }, { a: unit(95), fresh: unit(95) }));
    expect(areas?.rows).toEqual([['fresh', null, 'not there before', 'Covered']]);
  });

  it('takes the change of unrounded shares, with its sign', () => {
    const [shares] = tablesOf(compare({ a: unit(40) }, { a: unit(15) }));
    expect(shares?.rows[0]?.slice(1)).toEqual([0.4, 0.15, '-25.0 points']);
  });

  it('says no change where one of the shares is not known', () => {
    const [shares] = tablesOf(compare({ a: { elders: 0 } }, { a: unit(15) }));
    expect(shares?.rows[0]?.slice(1)).toEqual([null, 0.15, null]);
  });

  it('shortens a long list in the document and keeps all of it for the workbook', () => {
    const many = (percent: number) =>
      Object.fromEntries(Array.from({ length: 45 }, (_, i) => [`c${String(i).padStart(2, '0')}`, unit(percent)]));
    const [, areas] = tablesOf(compare(many(10), many(95)));
    expect(areas?.rows).toHaveLength(45);
    expect(areas?.shortenTo).toBe(30);
  });

  it('finds every community whose status differs, and no other, in made-up places', () => {
    const random = createRandom(23);
    for (let round = 0; round < 20; round++) {
      const make = () =>
        Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, unit(Math.floor(random() * 101))]));
      const [then, now] = [make(), make()];
      const band = ({ covered = 0 }: Unit) => (covered >= 90 ? 2 : covered >= 50 ? 1 : 0);
      const wanted = Object.keys(now).filter((id) => band(now[id] ?? unit(0)) !== band(then[id] ?? unit(0)));
      const [, areas] = tablesOf(compare(then, now));
      expect([...(areas?.rows ?? [])].map(([name]) => name).sort()).toEqual(wanted.sort());
    }
  });
});

describe('changes that rest on estimated homes', () => {
  /** Day care 12.345 points higher than before, of which some homes are made up. */
  function estimatedChange(share: number): string {
    const earlier = makeEvaluation('en');
    const dayCare = earlier.services['day_care'];
    if (!dayCare) throw new Error('no day care');
    dayCare.eldersShare = share;
    const input = withEstimates(makeInput({ locale: 'en', earlier }));
    return String(tableOf(createReport(input), 'changes').rows[0]?.[3]);
  }

  it('say about, with two significant digits towards failing: less gained, more lost', () => {
    // 59 per cent now.
    expect(estimatedChange(0.59 - 0.12345)).toBe('about +12 points');
    expect(estimatedChange(0.59 + 0.12345)).toBe('about -13 points');
    expect(estimatedChange(0.59 - 0.0123)).toBe('about +1.2 points');
  });
});

describe('verdicts that changed', () => {
  const state = (id: string, value: 'met' | 'not_met' | 'unknown', flags: 'repeat'[] = []): GivenRow => ({
    id,
    requirement: { text: { zh: id, en: `row ${id}` } },
    result: { state: value, flags, sameAs: flags.length > 0 ? ['A'] : [] },
  });
  const before = (rows: GivenRow[]): Evaluation => makeEvaluation('en', { standards: [makeTested(rows).result] });

  it('are listed with both verdicts, repeats once, and rows that are new', () => {
    const now = [state('A', 'met'), state('B', 'not_met'), state('C', 'met', ['repeat']), state('D', 'unknown')];
    const earlier = before([state('A', 'not_met'), state('B', 'not_met'), state('C', 'not_met', ['repeat'])]);
    const table = tablesOf(findSection(createReport(inputOfRows(now, { earlier })), 'changes')).at(-1);
    expect(table?.rows.map(([id]) => id)).toEqual(['A', 'D']);
    if (!table) throw new Error('no table of verdicts');
    expect(columnOf(table, 'Before')).toEqual(['Not met yet by the data loaded', 'not there before']);
  });

  it('are compared with the same document only', () => {
    const earlier = before([state('A', 'not_met')]);
    const other = earlier.standards?.[0];
    if (!other) throw new Error('no standard');
    other.id = 'another plan';
    const section = findSection(createReport(inputOfRows([state('A', 'met')], { earlier })), 'changes');
    expect(paragraphsOf(section)).toContain(
      'Test plan: the earlier evaluation did not test it, so verdicts cannot be compared.',
    );
  });

  it('are said to be the same where they are', () => {
    const rows = [state('A', 'not_met'), state('B', 'met')];
    const section = findSection(createReport(inputOfRows(rows, { earlier: before(rows) })), 'changes');
    expect(paragraphsOf(section)).toContain('Test plan: no verdict changed.');
  });
});

describe('conditions that differ', () => {
  const conditions = (settings: Partial<Evaluation['settings']>): string[] => {
    const earlier = makeEvaluation('en');
    earlier.settings = { ...earlier.settings, ...settings };
    const section = findSection(createReport(makeInput({ locale: 'en', earlier })), 'changes');
    return section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  };

  it('are named one by one, with the value of then and of now', () => {
    expect(conditions({ mode: 'walking' })).toHaveLength(1);
    expect(conditions({ year: 2024 })).toEqual(['year: before 2024, now 2025']);
    expect(conditions({ year: null })[0]).toMatch(/^year: before .+, now 2025$/);
    expect(conditions({ speedMetresPerSecond: 0.8 })).toEqual(['pace: before 0.8 m/s, now 1.0 m/s']);
    expect(conditions({ limits: { day_care: { metres: 500 }, meals: { metres: 900, minutes: 15 } } })).toEqual([
      'limit of Day care: before 500 m, now 1 km',
    ]);
  });

  it('are told also where a service was not asked for then', () => {
    expect(conditions({ limits: { meals: { metres: 900, minutes: 15 } } })[0]).toMatch(/^limit of Day care: before /);
  });

  it('are not spoken of where they are the same', () => {
    expect(conditions({})).toEqual([]);
  });
});
