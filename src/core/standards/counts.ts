/** How many rows are met: as printed, and with repeats of one target taken once. */
import { FORCES, type Requirement, type RequirementResult, type StateCounts } from './types.ts';
import { worstState } from './verdict.ts';

/**
 * Groups of rows that state the same target, told by the ids in `sameAs`: first of the strongest force (plans name a
 * goal in their text that binds in their annex), then as in the document.
 */
export function groupRepeats<T extends Pick<Requirement, 'id' | 'sameAs' | 'force'>>(rows: readonly T[]): T[][] {
  const groups = new Map<string, T[]>(rows.map((row) => [row.id, [row]]));
  for (const { id, sameAs = [] } of rows) {
    for (const other of sameAs) {
      const [own, others] = [groups.get(id), groups.get(other)];
      if (!own || !others || own === others) continue;
      own.push(...others);
      for (const { id: moved } of others) groups.set(moved, own);
    }
  }
  const places = new Map(rows.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: T): number => places.get(id) ?? -1;
  const rankOf = ({ force }: T): number => FORCES.indexOf(force);
  return [...new Set(groups.values())]
    .map((group) => group.sort((a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b)))
    .sort(([a], [b]) => (a ? placeOf(a) : 0) - (b ? placeOf(b) : 0));
}

type Counted = Pick<RequirementResult, 'state' | 'source'>;

export function countStates(results: readonly Counted[]): StateCounts {
  const count = (passes: (result: Counted) => boolean): number => results.filter(passes).length;
  return {
    all: results.length,
    met: count(({ state }) => state === 'met'),
    not_met: count(({ state }) => state === 'not_met'),
    unknown: count(({ state }) => state === 'unknown'),
    no_target: count(({ state }) => state === 'no_target'),
    computed: count(({ source }) => source === 'computed'),
    reported: count(({ source }) => source === 'reported'),
  };
}

/** The row that stands for its group in sums: the first of the worst; undefined without any. */
export function standsFor<T extends Counted>(group: readonly T[]): T | undefined {
  const worst = worstState(group.map(({ state }) => state));
  return group.find(({ state }) => state === worst);
}

export function countOnce(groups: readonly (readonly Counted[])[]): StateCounts {
  return countStates(groups.flatMap((group) => standsFor(group) ?? []));
}
