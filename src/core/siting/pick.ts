/** The best choice of sites where each has a value of its own: what is left of every question once rows are priced. */
import type { Limits } from './limits.ts';

export interface Picked {
  places: number[];
  /** Value of all places; no choice that keeps the rules has more. */
  value: number;
  /**
   * By class: value that a place must beat to be chosen instead of the last one, 0 where there is room for more. Infinity
   * where nothing is known, as with groups.
   */
  thresholds: Float64Array;
}

/**
 * The choice of the greatest value, forced places in it; sites without value are left out unless a group needs them. Exact
 * for counts, classes and groups inside classes, which allow choosing the best one after another. Budgets and candidates
 * that exclude each other are not looked at, nor are groups across classes: then no choice has a greater value.
 */
export function pickBest(values: Float64Array, limits: Limits, state: Int8Array | null = null): Picked {
  const isPlain = limits.groups === 0 || !limits.areGroupsInClasses;
  return isPlain ? pickPlain(values, limits, state) : pickByGroups(values, limits, state);
}

/** `state`: 1 = taken in, -1 = left out by a search, 0 = free. */
function isFree(place: number, limits: Limits, state: Int8Array | null): boolean {
  return limits.allowed[place] === 1 && (state === null || state[place] === 0);
}

function listFixed(limits: Limits, state: Int8Array | null): number[] {
  if (state === null) return [...limits.forced];
  const fixed: number[] = [];
  state.forEach((value, place) => {
    if (value === 1) fixed.push(place);
  });
  return fixed;
}

/** The best of each class, and of these the best of all. */
function pickPlain(values: Float64Array, limits: Limits, state: Int8Array | null): Picked {
  const { classOf, classCounts } = limits;
  const places = listFixed(limits, state);
  const isFixed = new Set(places);
  const rooms = [...classCounts];
  for (const place of places) rooms[classOf[place]!]!--;
  const good: number[][] = rooms.map(() => []);
  for (let place = 0; place < values.length; place++) {
    if (values[place]! > 0 && isFree(place, limits, state) && !isFixed.has(place)) good[classOf[place]!]!.push(place);
  }
  const ofClasses = good.map((list, index) => takeBest(list, values, rooms[index]!));
  const all = takeBest(
    ofClasses.flatMap(({ taken }) => taken),
    values,
    limits.count - places.length,
  );
  places.push(...all.taken);
  return {
    places,
    value: sumValues(places, values),
    thresholds: Float64Array.from(ofClasses, ({ threshold }) => Math.max(threshold, all.threshold)),
  };
}

/** The best `room` of a list; of equal ones the first. */
function takeBest(list: number[], values: Float64Array, room: number): { taken: number[]; threshold: number } {
  if (list.length <= room) return { taken: list, threshold: 0 };
  if (room <= 0) return { taken: [], threshold: Infinity };
  const sorted = Float64Array.from(list, (place) => values[place]!).sort();
  const threshold = sorted[list.length - room]!;
  const taken = list.filter((place) => values[place]! > threshold);
  for (const place of list) if (taken.length < room && values[place] === threshold) taken.push(place);
  return { taken, threshold };
}

const sumValues = (places: readonly number[], values: Float64Array) =>
  places.reduce((sum, place) => sum + values[place]!, 0);

function pickByGroups(values: Float64Array, limits: Limits, state: Int8Array | null): Picked {
  const { groupOf, classOf, classCounts } = limits;
  const places = listFixed(limits, state);
  const isIn = new Uint8Array(values.length);
  const inGroup = new Int32Array(limits.groups);
  const inClass = new Int32Array(classCounts.length);
  const take = (place: number) => {
    isIn[place] = 1;
    inClass[classOf[place]!]!++;
    const group = groupOf[place]!;
    if (group >= 0) inGroup[group]!++;
  };
  places.forEach(take);
  const order: number[] = [];
  for (let place = 0; place < values.length; place++) {
    if (isFree(place, limits, state) && isIn[place] === 0) order.push(place);
  }
  order.sort((a, b) => values[b]! - values[a]! || a - b);
  const takeWhere = (test: (place: number, group: number) => boolean) => {
    for (const place of order) {
      if (isIn[place] === 1 || !test(place, groupOf[place]!)) continue;
      places.push(place);
      take(place);
    }
  };
  takeWhere((_, group) => group >= 0 && inGroup[group]! < limits.atLeast);
  takeWhere((place, group) => {
    if (values[place]! <= 0 || places.length >= limits.count) return false;
    if (inClass[classOf[place]!]! >= classCounts[classOf[place]!]!) return false;
    return group < 0 || inGroup[group]! < limits.atMost;
  });
  const thresholds = new Float64Array(classCounts.length).fill(Infinity);
  return { places, value: sumValues(places, values), thresholds };
}
