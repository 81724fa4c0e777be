/** The rules that a choice of sites keeps, as a running account: may this site come, may that one go? */
import type { Rules } from './types.ts';

const NO_GROUP = -1;
/** Sums of costs are compared with this much room, as parts of the budget: 0.1 + 0.2 is within 0.3. */
const ROUNDING = 1e-9;

export class Limits {
  readonly candidates: number;
  readonly count: number;
  readonly forced: readonly number[];
  /** 1 = may be chosen. */
  readonly allowed: Uint8Array;
  readonly costs: Float64Array | null;
  readonly budget: number;
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly atMost: number;
  readonly atLeast: number;
  /** One class holds all where there are none. */
  readonly classOf: Int32Array;
  readonly classCounts: readonly number[];
  /** Candidates that each one excludes; null where none does. */
  readonly conflicts: readonly (readonly number[])[] | null;
  /** Whether no group has candidates of two classes. */
  readonly areGroupsInClasses: boolean;

  constructor(candidates: number, rules: Rules, count: number) {
    this.candidates = candidates;
    this.count = count;
    this.forced = [...new Set(rules.forced ?? [])].sort((a, b) => a - b);
    this.allowed = new Uint8Array(candidates).fill(1);
    for (const place of rules.forbidden ?? []) this.allowed[place] = 0;
    this.budget = rules.budget ?? Infinity;
    this.costs = this.budget < Infinity ? (rules.costs ?? new Float64Array(candidates)) : null;
    this.atMost = rules.atMostPerGroup ?? Infinity;
    this.atLeast = rules.atLeastPerGroup ?? 0;
    const isGrouped = this.atMost < Infinity || this.atLeast > 0;
    this.groupOf = numberGroups(candidates, isGrouped ? rules.groups : undefined);
    this.groups = this.groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
    this.classOf = rules.classes ?? new Int32Array(candidates);
    this.classCounts = rules.countPerClass ?? [Infinity];
    this.conflicts = listConflicts(candidates, rules.conflicts ?? []);
    this.areGroupsInClasses = areInClasses(this.groupOf, this.classOf);
  }

  /** Only a count and single sites are limited: then the best sites by value are the best choice by value. */
  get isPlain(): boolean {
    return this.costs === null && this.groups === 0 && this.classCounts[0] === Infinity && this.conflicts === null;
  }

  withCount(count: number): Limits {
    const copy = Object.create(Limits.prototype) as Limits;
    return Object.assign(copy, this, { count });
  }

  /** Why no choice at all keeps the rules, else null. */
  findConflict(): 'count' | 'budget' | 'groups' | null {
    if (this.forced.some((place) => this.allowed[place] === 0)) return 'count';
    const account = new Account(this);
    if (this.forced.length > this.count) return 'count';
    for (const place of this.forced) account.add(place);
    if (account.inClass.some((number, index) => number > this.classCounts[index]!)) return 'count';
    if (this.forced.some((place) => account.isExcluded(place))) return 'count';
    if (account.inGroup.some((number) => number > this.atMost)) return 'groups';
    if (account.countMissing() === Infinity) return 'groups';
    if (this.forced.length + account.countMissing() > this.count) return 'count';
    return account.cost + account.findCheapestCompletion() > this.ceiling() ? 'budget' : null;
  }

  ceiling(): number {
    return this.budget * (1 + ROUNDING);
  }

  costOf(place: number): number {
    return this.costs === null ? 0 : this.costs[place]!;
  }

  isForced(place: number): boolean {
    return this.forced.includes(place);
  }
}

/** Groups from 0 on, in the order they are met. */
function numberGroups(candidates: number, groups: Int32Array | undefined): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: candidates }, (_, place) => {
    const group = groups?.[place] ?? NO_GROUP;
    if (group < 0) return NO_GROUP;
    if (!numbers.has(group)) numbers.set(group, numbers.size);
    return numbers.get(group) ?? NO_GROUP;
  });
}

function listConflicts(candidates: number, pairs: readonly (readonly [number, number])[]): number[][] | null {
  if (pairs.length === 0) return null;
  const lists = Array.from({ length: candidates }, () => new Set<number>());
  for (const [one, other] of pairs) {
    lists[one]!.add(other);
    lists[other]!.add(one);
  }
  return lists.map((list) => [...list].sort((a, b) => a - b));
}

function areInClasses(groupOf: Int32Array, classOf: Int32Array): boolean {
  const classes = new Map<number, number>();
  return groupOf.every((group, place) => {
    if (group < 0) return true;
    const known = classes.get(group);
    classes.set(group, classOf[place]!);
    return known === undefined || known === classOf[place];
  });
}

/** What a choice of sites has used up so far. */
export class Account {
  readonly limits: Limits;
  readonly isChosen: Uint8Array;
  readonly inGroup: Int32Array;
  readonly inClass: Int32Array;
  /** How many chosen sites exclude each candidate; empty where none excludes any. */
  readonly #excluded: Uint16Array;
  size = 0;
  cost = 0;
  /** Places that groups below their least number still need. */
  #missing = 0;
  readonly #isFixed: Uint8Array;

  constructor(limits: Limits) {
    this.limits = limits;
    this.isChosen = new Uint8Array(limits.candidates);
    this.inGroup = new Int32Array(limits.groups);
    this.inClass = new Int32Array(limits.classCounts.length);
    this.#excluded = new Uint16Array(limits.conflicts === null ? 0 : limits.candidates);
    this.#missing = limits.atLeast * limits.groups;
    this.#isFixed = new Uint8Array(limits.candidates);
    for (const place of limits.forced) this.#isFixed[place] = 1;
  }

  add(place: number): void {
    this.isChosen[place] = 1;
    this.size++;
    this.cost += this.limits.costOf(place);
    this.inClass[this.limits.classOf[place]!]!++;
    for (const other of this.limits.conflicts?.[place] ?? []) this.#excluded[other]!++;
    const group = this.limits.groupOf[place]!;
    if (group < 0) return;
    if (this.inGroup[group]! < this.limits.atLeast) this.#missing--;
    this.inGroup[group]!++;
  }

  remove(place: number): void {
    this.isChosen[place] = 0;
    this.size--;
    this.cost -= this.limits.costOf(place);
    this.inClass[this.limits.classOf[place]!]!--;
    for (const other of this.limits.conflicts?.[place] ?? []) this.#excluded[other]!--;
    const group = this.limits.groupOf[place]!;
    if (group < 0) return;
    this.inGroup[group]!--;
    if (this.inGroup[group]! < this.limits.atLeast) this.#missing++;
  }

  /** Whether a chosen site excludes the place. */
  isExcluded(place: number): boolean {
    return this.limits.conflicts !== null && this.#excluded[place]! > 0;
  }

  /** Whether the place may come now, so that a choice that keeps all rules can still be reached. */
  canAdd(place: number): boolean {
    const { limits } = this;
    if (limits.allowed[place] === 0 || this.isChosen[place] === 1 || this.size >= limits.count) return false;
    const classAt = limits.classOf[place]!;
    if (this.inClass[classAt]! >= limits.classCounts[classAt]! || this.isExcluded(place)) return false;
    const group = limits.groupOf[place]!;
    const helps = group >= 0 && this.inGroup[group]! < limits.atLeast;
    if (group >= 0 && this.inGroup[group]! >= limits.atMost) return false;
    if (this.#missing > 0 && !helps && this.size + 1 + this.#missing > limits.count) return false;
    if (limits.costs === null) return true;
    if (this.cost + limits.costs[place]! > limits.ceiling()) return false;
    return this.#missing === 0 || this.#leavesEnough(place);
  }

  #leavesEnough(place: number): boolean {
    this.add(place);
    const enough = this.cost + this.findCheapestCompletion() <= this.limits.ceiling();
    this.remove(place);
    return enough;
  }

  /** Whether a chosen place may go: it is not forced; its group may fall short, then it must be filled up again. */
  canRemove(place: number): boolean {
    return this.#isFixed[place] === 0;
  }

  /** Whether all groups have what they need. */
  isComplete(): boolean {
    return this.#missing === 0;
  }

  /** How many places the groups still need; Infinity where a group has too few that may be chosen. */
  countMissing(): number {
    if (this.#missing === 0) return 0;
    const { limits } = this;
    const free = new Int32Array(limits.groups);
    limits.groupOf.forEach((group, place) => {
      if (group >= 0 && limits.allowed[place] === 1) free[group]!++;
    });
    return limits.atLeast > limits.atMost || free.some((number) => number < limits.atLeast) ? Infinity : this.#missing;
  }

  /** Cost of the cheapest places that fill up every group. */
  findCheapestCompletion(): number {
    const { limits } = this;
    if (limits.costs === null || this.#missing === 0) return 0;
    const costs: number[][] = Array.from({ length: limits.groups }, () => []);
    limits.groupOf.forEach((group, place) => {
      if (group >= 0 && limits.allowed[place] === 1 && this.isChosen[place] === 0) {
        costs[group]!.push(limits.costOf(place));
      }
    });
    return costs.reduce((sum, free, group) => {
      const need = Math.max(0, limits.atLeast - this.inGroup[group]!);
      return (
        sum +
        free
          .sort((a, b) => a - b)
          .slice(0, need)
          .reduce((all, cost) => all + cost, 0)
      );
    }, 0);
  }
}
