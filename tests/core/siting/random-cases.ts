/** Seeded small questions of every model with every kind of rule. */
import type { Instance, Question, Rules } from '../../../src/core/siting/types.ts';
import { type Case, makeInstance } from './enumerate.ts';

/** A linear congruential generator: fine for cases, and not the core's own. */
export function createDice(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Up to 14 rows and 9 candidates on a grid of 10 by 10, some beyond reach of each other; whole and broken weights. */
export function makeCase(seed: number): Case {
  const dice = createDice(seed);
  for (let warm = 0; warm < 5; warm++) dice(10);
  const candidates = 2 + dice(8);
  const rows = 1 + dice(14);
  const point = () => [dice(10), dice(10)] as const;
  const homes = Array.from({ length: rows }, point);
  const sites = Array.from({ length: candidates }, point);
  const old = Array.from({ length: dice(3) }, point);
  const isWhole = dice(2) === 0;
  const reach = dice(3) === 0 ? 6 : 20;
  const far = (a: readonly number[], b: readonly number[]) => {
    const metres = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);
    return isWhole ? Math.round(metres) : metres;
  };
  const within = (metres: number) => (metres <= reach ? metres : Infinity);
  const instance: Instance = makeInstance(
    homes.map((home) => sites.map((site) => within(far(home, site)))),
    {
      weights: homes.map(() => (isWhole ? dice(9) : dice(900) / 100)),
      existing: homes.map((home) => Math.min(Infinity, ...old.map((place) => within(far(home, place))))),
      limitMetres: 2 + dice(3),
    },
  );
  return { instance, rules: makeRules(dice, candidates) };
}

function makeRules(dice: (below: number) => number, candidates: number): Rules {
  const rules: Rules = {};
  if (dice(3) === 0) rules.forced = [dice(candidates)];
  if (dice(3) === 0) rules.forbidden = [dice(candidates), dice(candidates)];
  if (dice(3) === 0) {
    rules.costs = Float64Array.from({ length: candidates }, () => 1 + dice(40) / 10);
    rules.budget = 2 + dice(100) / 10;
  }
  if (dice(3) === 0) {
    rules.groups = Int32Array.from({ length: candidates }, () => 5 + dice(3));
    if (dice(2) === 0) rules.atMostPerGroup = 1 + dice(2);
    else rules.atLeastPerGroup = 1;
  }
  if (candidates > 2 && dice(4) === 0) {
    const pair = () => [dice(candidates - 1), candidates - 1] as const;
    rules.conflicts = dice(2) === 0 ? [pair()] : [pair(), pair(), [0, 1]];
  }
  return rules;
}

/**
 * Two services in one question: half of the candidates and rows are of each, some premises have room for one only. Groups
 * lie inside the services, or across them.
 */
export function makeServices(seed: number): Case & { count: number } {
  const { instance, rules } = makeCase(seed);
  const dice = createDice(seed + 99_991);
  for (let warm = 0; warm < 5; warm++) dice(10);
  const { candidates, pairs } = instance;
  const classes = Int32Array.from({ length: candidates }, (_, place) => place % 2);
  const own: Rules = {};
  if (rules.forced) own.forced = rules.forced;
  if (rules.forbidden) own.forbidden = rules.forbidden;
  if (rules.costs && rules.budget !== undefined) Object.assign(own, { costs: rules.costs, budget: rules.budget });
  const metres = Float64Array.from(pairs.metres);
  for (let place = 0; place < candidates; place++) {
    for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
      if (pairs.rows[pair]! % 2 !== place % 2) metres[pair] = Infinity;
    }
  }
  const countPerClass = [dice(4), 1 + dice(4)];
  const conflicts: [number, number][] = [];
  for (let place = 0; place + 1 < candidates; place += 2) if (dice(2) === 0) conflicts.push([place, place + 1]);
  return {
    instance: { ...instance, pairs: { ...pairs, metres } },
    rules: { ...own, ...makeTowns(dice, candidates), classes, countPerClass, conflicts },
    count: countPerClass[0]! + countPerClass[1]!,
  };
}

/** Two subdistricts of each service on its own, or of both together. */
function makeTowns(dice: (below: number) => number, candidates: number): Rules {
  if (dice(2) === 0) return {};
  const isApart = dice(3) > 0;
  const groups = Int32Array.from({ length: candidates }, (_, place) => (isApart ? 2 * dice(2) + (place % 2) : dice(2)));
  return dice(3) > 0 ? { groups, atMostPerGroup: 1 } : { groups, atLeastPerGroup: 1 };
}

export function makeQuestion(seed: number): Question {
  const dice = createDice(seed + 7777);
  dice(2);
  const count = 1 + dice(5);
  const share = [1, 1, 0.9, 0.5, 0.75][dice(5)]!;
  return [
    { model: 'coverage', count },
    { model: 'sites', share },
    { model: 'mean', count },
    { model: 'worst', count },
  ][seed % 4] as Question;
}
