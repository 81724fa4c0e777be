/** For each chosen site the candidate near by that would do best in its place, and what that would cost the objective. */
import { squaredMetres } from '../geo/metric.ts';
import { candidateAt, isShort, type SitingCase } from './instance.ts';

/** No alternative is farther away, in a straight line; nor farther than the limit. */
const NEAR_METRES = 500;
/** It keeps at least this part of what the site adds to the objective, the other sites standing. */
const LEAST_KEPT = 0.5;

export interface Alternative {
  /** Candidate of the case. */
  site: number;
  /**
   * Objective with it instead, less the objective as it is: people covered (also for `sites`, whose number stays), metres
   * per person, or metres of the worst-off.
   */
  difference: number;
}

/** One a chosen site; null: none near by keeps the rules and enough of the objective. Not for questions with capacities. */
export function findAlternatives(made: SitingCase, chosen: readonly number[]): (Alternative | null)[] {
  const near = new Reached(made, chosen);
  const now = valueOf(made, sumUp(made, near.metres));
  return chosen.map((site) => {
    if (made.rules.forced?.includes(site)) return null;
    const without = near.without(site);
    const sums = sumUp(made, without);
    const worth = Math.abs(now - valueOf(made, sums));
    let best: Alternative | null = null;
    for (const other of candidatesNear(made, site)) {
      if (chosen.includes(other) || !keepsRules(made, chosen, { site, other })) continue;
      const difference = valueOf(made, withSite(made, { without, sums }, other)) - now;
      const loss = isShort(made.request) ? difference : -difference;
      const isKept = Number.isFinite(difference) && worth > 0 && loss <= (1 - LEAST_KEPT) * worth;
      if (isKept && (best === null || isBetter(made, difference, best.difference))) best = { site: other, difference };
    }
    return best;
  });
}

function isBetter({ request }: SitingCase, difference: number, than: number): boolean {
  return isShort(request) ? difference < than : difference > than;
}

/** Candidates of the same service. */
function candidatesNear(made: SitingCase, site: number): number[] {
  const { service, site: own } = candidateAt(made, site);
  const metres = Math.min(NEAR_METRES, service.limitMetres);
  return service.sites.sites.flatMap(({ position: [longitude, latitude] }, place) => {
    const isNear = squaredMetres(longitude, latitude, own.position[0], own.position[1]) <= metres * metres;
    return isNear && service.firstSite + place !== site ? [service.firstSite + place] : [];
  });
}

function keepsRules(
  { rules }: SitingCase,
  chosen: readonly number[],
  { site, other }: { site: number; other: number },
): boolean {
  const { forbidden, costs, budget, groups, atMostPerGroup = Infinity, atLeastPerGroup = 0, conflicts } = rules;
  if (forbidden?.includes(other)) return false;
  const then = chosen.map((each) => (each === site ? other : each));
  const cost = then.reduce((sum, each) => sum + (costs?.[each] ?? 0), 0);
  if (cost > (budget ?? Infinity) * (1 + 1e-9)) return false;
  const standing = new Set(then);
  if (conflicts?.some(([a, b]) => standing.has(a) && standing.has(b))) return false;
  if (!groups || groups[site] === groups[other]) return true;
  const countIn = (group: number): number => then.filter((each) => groups[each] === group).length;
  const [from, to] = [groups[site]!, groups[other]!];
  return (from < 0 || countIn(from) >= atLeastPerGroup) && (to < 0 || countIn(to) <= atMostPerGroup);
}

/** Metres of each row with all chosen sites, and without one of them. */
class Reached {
  readonly metres: Float64Array;
  readonly #made: SitingCase;
  /** The site that is nearest, -1 for an existing facility, and the metres to whatever is next. */
  readonly #site: Int32Array;
  readonly #next: Float64Array;

  constructor(made: SitingCase, chosen: readonly number[]) {
    this.#made = made;
    this.metres = made.instance.existing.slice();
    this.#site = new Int32Array(this.metres.length).fill(-1);
    this.#next = new Float64Array(this.metres.length).fill(Infinity);
    for (const site of chosen) this.#add(site);
  }

  #add(site: number): void {
    const { starts, rows, metres } = this.#made.instance.pairs;
    for (let pair = starts[site]!; pair < starts[site + 1]!; pair++) {
      const row = rows[pair]!;
      if (metres[pair]! < this.metres[row]!) {
        this.#next[row] = this.metres[row]!;
        this.metres[row] = metres[pair]!;
        this.#site[row] = site;
      } else this.#next[row] = Math.min(this.#next[row]!, metres[pair]!);
    }
  }

  without(site: number): Float64Array {
    return this.metres.map((metres, row) => (this.#site[row] === site ? this.#next[row]! : metres));
  }
}

/** What objectives are made of, over rows with weight. */
interface Sums {
  weight: number;
  covered: number;
  /** Weight x metres of those who reach anything, and the weight of the others. */
  walked: number;
  lost: number;
  /** Only for `worst`. */
  farthest: number;
}

function sumUp({ instance, request }: SitingCase, metres: Float64Array): Sums {
  const { weights, limitMetres } = instance;
  const sums: Sums = { weight: 0, covered: 0, walked: 0, lost: 0, farthest: 0 };
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    sums.weight += weight;
    if (metres[row]! <= limitMetres) sums.covered += weight;
    if (metres[row] === Infinity) sums.lost += weight;
    else sums.walked += weight * metres[row]!;
    if (request.model === 'worst' && metres[row]! > sums.farthest) sums.farthest = metres[row]!;
  }
  return sums;
}

/** For `sites` the people covered. */
function valueOf({ request }: SitingCase, { weight, covered, walked, lost, farthest }: Sums): number {
  if (request.model === 'worst') return farthest;
  if (request.model !== 'mean') return covered;
  // Sums of broken weights leave a trace where nobody is left.
  return lost > 1e-9 * weight ? Infinity : walked / (weight || 1);
}

/** The sums with one site more: only its own rows change, but for the farthest of all. */
function withSite(made: SitingCase, { without, sums }: { without: Float64Array; sums: Sums }, site: number): Sums {
  const { weights, limitMetres, pairs } = made.instance;
  const then = { ...sums };
  const changed = made.request.model === 'worst' ? without.slice() : null;
  for (let pair = pairs.starts[site]!; pair < pairs.starts[site + 1]!; pair++) {
    const row = pairs.rows[pair]!;
    const [is, was, weight] = [pairs.metres[pair]!, without[row]!, weights[row]!];
    if (!(is < was) || weight === 0) continue;
    if (changed) changed[row] = is;
    if (was > limitMetres && is <= limitMetres) then.covered += weight;
    if (was === Infinity) then.lost -= weight;
    then.walked += weight * (was === Infinity ? is : is - was);
  }
  return changed ? sumUp(made, changed) : then;
}
