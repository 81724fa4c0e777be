import { describe, expect, it } from 'vitest';
import type { Area, AreaResult } from '../../src/core/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import { findSuppressed, removePhones } from '../../src/report/suppression.ts';
import { createRandom, makeArea } from '../core/make.ts';
import { figuresOf, findSection, makeInput, paragraphsOf, tablesOf, textsOf, withEstimates } from './make-input.ts';

type Tree = Record<string, { parent: string | null; elders: number }>;

function suppress(tree: Tree): ReadonlyMap<string, string> {
  const areas = new Map<string, Area>(
    Object.entries(tree).map(([id, { parent }]) => [id, makeArea(id, { parentId: parent })]),
  );
  const results: AreaResult[] = Object.entries(tree).map(([id, { elders }]) => ({
    id,
    name: id,
    level: 'community',
    elders,
    services: {},
  }));
  return findSuppressed(results, areas);
}

/**
 * What an attacker can compute who knows all sums: hidden figures are unknowns, every parent (and the whole) an
 * equation. Gauss-Jordan; an unknown whose row holds no other one is known.
 */
function findDisclosed(tree: Tree, hidden: ReadonlyMap<string, string>): string[] {
  const ids = Object.keys(tree);
  const unknowns = ids.filter((id) => hidden.has(id));
  const parents = [null, ...new Set(ids.map((id) => tree[id]?.parent ?? null).filter((id) => id !== null))];
  const rows = parents.map((parent) =>
    unknowns.map((id): number => (id === parent ? -1 : (tree[id]?.parent ?? null) === parent ? 1 : 0)),
  );
  let pivot = 0;
  for (let column = 0; column < unknowns.length && pivot < rows.length; column++) {
    const found = rows.findIndex((row, place) => place >= pivot && Math.abs(row[column] ?? 0) > 1e-9);
    if (found < 0) continue;
    [rows[pivot], rows[found]] = [rows[found] ?? [], rows[pivot] ?? []];
    const lead = rows[pivot]?.[column] ?? 1;
    const head = (rows[pivot] ?? []).map((value) => value / lead);
    rows[pivot] = head;
    rows.forEach((row, place) => {
      const factor = row[column] ?? 0;
      if (place !== pivot && factor !== 0) rows[place] = row.map((value, at) => value - factor * (head[at] ?? 0));
    });
    pivot += 1;
  }
  return rows.flatMap((row) => {
    const there = row.flatMap((value, at) => (Math.abs(value) > 1e-9 ? [at] : []));
    return there.length === 1 ? [unknowns[there[0] ?? 0] ?? ''] : [];
  });
}

/** Three subdistricts and up to eight communities each; sums as they are. */
function randomTree(random: () => number): Tree {
  const tree: Tree = {};
  const whole = (most: number): number => Math.floor(random() * most);
  for (let town = 0; town < 4; town++) {
    const size = 1 + whole(7);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const elders = random() < 0.3 ? whole(12) : whole(400);
      tree[`${town}-${i}`] = { parent: `${town}`, elders };
      sum += elders;
    }
    tree[`${town}`] = { parent: null, elders: sum };
  }
  return tree;
}

describe('what a public report keeps back', () => {
  it('hides areas of 1 to 9 elders, and the smallest sibling that would give them away', () => {
    const tree = {
      town: { parent: null, elders: 606 },
      other: { parent: null, elders: 10 },
      a: { parent: 'town', elders: 400 },
      b: { parent: 'town', elders: 200 },
      c: { parent: 'town', elders: 6 },
      d: { parent: 'town', elders: 0 },
    };
    expect([...suppress(tree)]).toEqual([
      ['c', 'small'],
      ['b', 'withheld'],
    ]);
  });

  it('keeps back a subdistrict of one small community, another one, and a community of that one', () => {
    const tree = {
      east: { parent: null, elders: 6 },
      west: { parent: null, elders: 500 },
      north: { parent: null, elders: 900 },
      a: { parent: 'east', elders: 6 },
      b: { parent: 'west', elders: 300 },
      c: { parent: 'west', elders: 200 },
      d: { parent: 'north', elders: 900 },
    };
    expect([...suppress(tree).keys()].sort()).toEqual(['a', 'c', 'east', 'west']);
  });

  it('lets nobody compute a small figure from the sums that are shown, in 500 made-up places', () => {
    const random = createRandom(7);
    let hiddenOnes = 0;
    for (let round = 0; round < 500; round++) {
      const tree = randomTree(random);
      const towns = Object.values(tree).filter(({ parent, elders }) => parent === null && elders >= 10);
      // With no other subdistrict to hide behind, the total of the place gives it away: the stated limit.
      if (towns.length < 2) continue;
      const hidden = suppress(tree);
      for (const [id, { elders }] of Object.entries(tree)) {
        if (elders > 0 && elders < 10) expect(hidden.get(id), id).toBe('small');
      }
      const small = findDisclosed(tree, hidden).filter((id) => hidden.get(id) === 'small');
      expect(small, JSON.stringify(tree)).toEqual([]);
      hiddenOnes += hidden.size;
    }
    expect(hiddenOnes).toBeGreaterThan(500);
  });

  it('does not depend on the order of areas, and hides nothing where nothing is small', () => {
    const tree = randomTree(createRandom(3));
    const turned = Object.fromEntries(Object.entries(tree).reverse());
    expect([...suppress(turned).keys()].sort()).toEqual([...suppress(tree).keys()].sort());
    expect(suppress({ a: { parent: null, elders: 10 }, b: { parent: null, elders: 0 } }).size).toBe(0);
  });

  it('takes telephone numbers out of texts, and leaves area codes, years and counts', () => {
    expect(removePhones('张某 13912345678，0512-57321234；+86 139 1234 5678')).toBe('张某 …，…；…');
    expect(removePhones('320583001001 2025-06-30 1,500 名，20250630')).toBe(
      '320583001001 2025-06-30 1,500 名，20250630',
    );
  });
});

describe('the public report', () => {
  const publicReport = createReport(makeInput({ isPublic: true }));

  it('shows <10 for the small community and withholds the smallest beside it, in tables and on the map', () => {
    const [dayCare] = tablesOf(findSection(publicReport, 'gaps'));
    expect(dayCare?.rows.map((row) => row.slice(1, 7))).toEqual([
      ['丙社区', '西街道', 200, 160, 0.2, 1234],
      ['丁社区', '西街道', '<10', '<10', '<10', '<10'],
      ['戊社区', '西街道', '不公开', '不公开', '不公开', '不公开'],
    ]);
    const [map] = figuresOf(findSection(publicReport, 'gaps'));
    expect(map?.svg).toContain('>&lt;10 人<');
    expect(map?.svg).not.toContain('>6 人<');
    expect(map?.svg).not.toContain('>94 人<');
    expect(map?.svg).toContain('>戊社区<');
    expect(paragraphsOf(findSection(publicReport, 'summary'))).toContain('日间照料：丙社区（160 人）');
  });

  it('leaves elders of hidden communities out of the sums of a row', () => {
    const [, missed] = tablesOf(findSection(publicReport, 'targets'));
    expect(missed?.rows[0]?.at(-1)).toBe('至少 200');
  });

  it('says that it is public, and holds no telephone number', () => {
    expect(publicReport.title).toContain('公开版');
    expect(textsOf(publicReport).join('\n')).not.toContain('13912345678');
    expect(textsOf(createReport(makeInput())).join('\n')).toContain('13912345678');
  });

  it('tells no cell of the user in its list of problems', () => {
    const input = withEstimates(makeInput({ isPublic: true }));
    const problems = input.evaluation.problems.map((problem) => ({
      ...problem,
      code: 'row_note' as const,
      value: '制表人：张三',
      elders: 7,
    }));
    const quality = findSection(createReport({ ...input, evaluation: { ...input.evaluation, problems } }), 'quality');
    const text = JSON.stringify(quality);
    expect(text).not.toContain('张三');
    expect(tablesOf(quality)[1]?.rows[0]?.at(-1)).toBe('<10');
  });
});
