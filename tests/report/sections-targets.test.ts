import { describe, expect, it } from 'vitest';
import { FORCES, type State } from '../../src/core/standards/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import { splitBullets } from '../../src/report/figures/bullets.ts';
import { listMissed } from '../../src/report/sections/targets.ts';
import { createRandom } from '../core/make.ts';
import { figuresOf, findSection, paragraphsOf, tablesOf } from './make-input.ts';
import { exactly, inputOfRows, makeTested, type GivenRow } from './make-rows.ts';
import { columnOf, tableOf } from './make-units.ts';

const STATES: readonly State[] = ['met', 'not_met', 'unknown', 'no_target'];

/** Rows of all forces and verdicts, a tenth of them repeats. */
function scatter(seed: number, count: number): GivenRow[] {
  const random = createRandom(seed);
  const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, (_, i) => ({
    id: `T-${i}`,
    requirement: { force: pick(FORCES) ?? 'task' },
    result: {
      state: pick(STATES) ?? 'unknown',
      elders: random() < 0.5 ? Math.floor(random() * 900) : null,
      flags: random() < 0.1 ? (['repeat'] as const).slice() : [],
      sameAs: ['T-0'],
    },
  }));
}

const rowsOf = (given: readonly GivenRow[]) => {
  const { pack, result } = makeTested(given);
  return pack.requirements.flatMap((requirement, place) => {
    const found = result.requirements[place];
    return found ? [{ requirement, result: found }] : [];
  });
};

describe('the table of verdicts by force', () => {
  it.each([1, 2, 3])('adds up, row by row and column by column, repeats left out (seed %d)', (seed) => {
    const rows = scatter(seed, 80);
    const table = tableOf(createReport(inputOfRows(rows)), 'targets');
    const numbers = table.rows.map((row) => row.slice(1).map(Number));
    for (const [all, ...states] of numbers) expect(states.reduce((sum, each) => sum + each, 0)).toBe(all);
    const total = numbers.at(-1) ?? [];
    const others = numbers.slice(0, -1);
    total.forEach((sum, column) => expect(others.reduce((all, row) => all + (row[column] ?? 0), 0)).toBe(sum));
    expect(total[0]).toBe(rows.filter(({ result }) => !result?.flags?.includes('repeat')).length);
  });

  it('has no row for a force that no requirement has, and the forces in the order of their weight', () => {
    const only = (force: 'task' | 'binding', id: string): GivenRow => ({
      id,
      requirement: { force },
      result: { state: 'met' },
    });
    const table = tableOf(createReport(inputOfRows([only('task', 'a'), only('binding', 'b')])), 'targets');
    expect(table.rows).toEqual([
      ['Binding', 1, 1, 0, 0, 0],
      ['Task', 1, 1, 0, 0, 0],
      ['All', 2, 2, 0, 0, 0],
    ]);
    expect(table.strong).toEqual([2]);
  });
});

describe('the list of what is missed', () => {
  it('holds exactly the rows that are not met, repeats left out, binding ones before all others', () => {
    const rows = scatter(5, 120);
    const report = createReport(inputOfRows(rows));
    const wanted = rows.filter(({ result }) => result?.state === 'not_met' && !result.flags?.includes('repeat'));
    const missed = tableOf(report, 'targets', 1);
    expect([...missed.rows.map(([id]) => String(id))].sort()).toEqual(wanted.map(({ id }) => id).sort());
    const forces = columnOf(missed, 'Force');
    const binding = forces.filter((force) => force === 'Binding').length;
    expect(binding).toBeGreaterThan(2);
    expect(forces.slice(0, binding).every((force) => force === 'Binding')).toBe(true);
    expect(missed.strong).toEqual(Array.from({ length: binding }, (_, place) => place));
  });

  it('goes by elders concerned among like forces, and leaves its rows as they were', () => {
    const rows = rowsOf(scatter(6, 60));
    const before = JSON.stringify(rows);
    const missed = listMissed(rows);
    for (const isBinding of [true, false]) {
      const elders = missed
        .filter(({ requirement }) => (requirement.force === 'binding') === isBinding)
        .map(({ result }) => result.elders ?? 0);
      expect(elders).toEqual([...elders].sort((a, b) => b - a));
    }
    expect(JSON.stringify(rows)).toBe(before);
  });

  it('is a sentence where nothing is missed: rows that cannot be told are no misses', () => {
    const report = createReport(inputOfRows([{ id: 'a', result: { state: 'unknown' } }]));
    expect(tablesOf(findSection(report, 'targets'))).toHaveLength(1);
    expect(paragraphsOf(findSection(report, 'targets')).join(' ')).toContain('No target is missed');
  });
});

describe('documents that are not in force', () => {
  it.each([
    ['draft', /draft/i],
    ['expired', /expired|in retrospect|looks? back/i],
  ] as const)('that are %s say so beside their score', (status, words) => {
    const report = createReport(inputOfRows([{ id: 'a', result: { state: 'met' } }], {}, { status }));
    expect(paragraphsOf(findSection(report, 'targets')).some((text) => words.test(text))).toBe(true);
    expect(paragraphsOf(findSection(report, 'summary')).some((text) => words.test(text))).toBe(true);
  });

  it('is not said of one that was issued', () => {
    const report = createReport(inputOfRows([{ id: 'a', result: { state: 'met' } }]));
    expect(paragraphsOf(findSection(report, 'targets')).filter((text) => /draft|expired/i.test(text))).toEqual([]);
  });
});

describe('the chart of rows in per cent', () => {
  const bar = (id: string, given: GivenRow['result']): GivenRow => ({ id, result: { target: 90, ...given } });

  it('holds rows that have a bar and a target, and no others', () => {
    const rows = rowsOf([
      bar('range', { state: 'unknown', low: 10, high: 95 }),
      bar('nothing', { state: 'unknown' }),
      bar('beds', { ...exactly(40), state: 'not_met', unit: 'beds' }),
      bar('free', { ...exactly(40), state: 'no_target', target: null }),
      bar('met', { ...exactly(95), state: 'met' }),
      bar('far', { ...exactly(10), state: 'not_met' }),
      bar('near', { ...exactly(89), state: 'not_met' }),
    ]);
    expect(
      splitBullets(rows)
        .flat()
        .map(({ result }) => result.id),
    ).toEqual(['far', 'near', 'range', 'met']);
    expect(splitBullets([])).toEqual([]);
  });

  it.each([22, 23, 44, 45, 100])('parts %d rows into pages that differ by one row at most', (count) => {
    const rows = rowsOf(
      Array.from({ length: count }, (_, i) => bar(`r${i}`, { ...exactly(i % 90), state: 'not_met' })),
    );
    const sizes = splitBullets(rows).map((part) => part.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(22);
    expect(sizes).toHaveLength(Math.ceil(count / 22));
    // All but the last are alike; the last has no fewer than the pages before could not take.
    expect(new Set(sizes.slice(0, -1)).size).toBeLessThanOrEqual(1);
  });

  it('says in words how many of its own rows are met, missed and open', () => {
    const report = createReport(
      inputOfRows([
        bar('a', { ...exactly(95), state: 'met' }),
        bar('b', { ...exactly(20), state: 'not_met' }),
        bar('c', { ...exactly(30), state: 'not_met' }),
        bar('d', { low: 0, high: 100, state: 'unknown' }),
        bar('e', { ...exactly(3), state: 'not_met', unit: 'count' }),
      ]),
    );
    const [chart] = figuresOf(findSection(report, 'targets'));
    expect(chart?.text.match(/\d+/g)).toEqual(['4', '1', '2', '1']);
    expect(chart?.svg).toContain('>b<');
    expect(chart?.svg).not.toContain('>e<');
  });
});
