/** What each chosen site adds, those before it standing: elders within the limit, and areas that are lacking no more. */
import type { Nearest } from '../coverage/nearest.ts';
import { serviceResults } from '../coverage/shares.ts';
import { areaStatus } from '../coverage/status.ts';
import type { AreaServiceResult } from '../types.ts';
import { candidateAt, isShort, type ServiceCase, type SitingCase } from './instance.ts';

export interface Gain {
  /** Candidate of the case. */
  site: number;
  /** Elders of all ages newly within the limit. */
  elders: number;
  /** The same in what was asked for: elders, or those of 80 and over. */
  weight: number;
  /** Ids of areas that were lacking before any new site and now are known not to be. */
  areasMended: string[];
}

/** Value of a site: weight that it brings within the limit or, for the shortest walks, first what it reaches at all. */
interface Value {
  first: number;
  second: number;
}

/** The chosen sites, at each step the one that adds most; of equal ones the first by id. */
export function* orderByGain(made: SitingCase, chosen: readonly number[]): Generator<Gain, void, void> {
  const metres = made.instance.existing.slice();
  const areas = new Map(made.services.map((service) => [service, new MendedAreas(made, service)]));
  const left = new Map(chosen.map((site) => [site, valueOf(made, site, metres)]));
  while (left.size > 0) {
    const site = takeBest(made, left, metres);
    const { service } = candidateAt(made, site);
    const mended = areas.get(service)!;
    const gain: Gain = { site, elders: 0, weight: 0, areasMended: [] };
    const { starts, rows } = made.instance.pairs;
    for (let pair = starts[site]!; pair < starts[site + 1]!; pair++) {
      const row = rows[pair]!;
      const is = made.instance.pairs.metres[pair]!;
      const was = metres[row]!;
      metres[row] = Math.min(is, was);
      if (was <= service.limitMetres || is > service.limitMetres) continue;
      gain.elders += made.demand.elders[row - service.firstRow]! || 0;
      gain.weight += made.instance.weights[row]!;
      mended.cover(row - service.firstRow);
    }
    gain.areasMended = mended.takeMended();
    yield gain;
  }
}

/** Values only fall as others come, so an old one is a bound: the best is known when none of the others' exceeds it. */
function takeBest(made: SitingCase, left: Map<number, Value>, metres: Float64Array): number {
  const fresh = new Set<number>();
  for (;;) {
    let best = -1;
    let most: Value | null = null;
    for (const [site, value] of left) {
      if (most === null || isMore(value, most) || (!isMore(most, value) && site < best)) [best, most] = [site, value];
    }
    if (fresh.has(best)) {
      left.delete(best);
      return best;
    }
    fresh.add(best);
    left.set(best, valueOf(made, best, metres));
  }
}

function isMore(a: Value, b: Value): boolean {
  return a.first > b.first || (a.first === b.first && a.second > b.second);
}

function valueOf(made: SitingCase, site: number, current: Float64Array): Value {
  const { pairs, weights } = made.instance;
  const { limitMetres } = candidateAt(made, site).service;
  const isCover = !isShort(made.request);
  const value: Value = { first: 0, second: 0 };
  for (let pair = pairs.starts[site]!; pair < pairs.starts[site + 1]!; pair++) {
    const row = pairs.rows[pair]!;
    const [is, was, weight] = [pairs.metres[pair]!, current[row]!, weights[row]!];
    if (isCover) {
      if (was > limitMetres && is <= limitMetres) value.first += weight;
    } else if (was === Infinity) value.first += weight;
    else if (is < was) value.second += weight * (was - is);
  }
  return value;
}

/** Elders within the limit of one service by area while sites come; rows are residences. */
class MendedAreas {
  readonly #made: SitingCase;
  readonly #nearest: Nearest;
  readonly #before: AreaServiceResult[];
  readonly #covered: number[];
  readonly #unplaced: Float64Array;
  /** Areas of row r: #areas[#starts[r]] .. #areas[#starts[r + 1] - 1]. */
  readonly #starts: Uint32Array;
  readonly #areas: Uint32Array;
  readonly #touched = new Set<number>();
  readonly #isMended: Uint8Array;

  constructor(made: SitingCase, { nearest, limitMetres }: ServiceCase) {
    const { demand, settings, walks } = made;
    const judgement = { ...settings, limitMetres, incomplete: walks?.incomplete ?? null };
    this.#made = made;
    this.#nearest = nearest;
    this.#before = serviceResults(demand, nearest, judgement).areas;
    this.#covered = this.#before.map(({ eldersCovered }) => eldersCovered);
    this.#isMended = new Uint8Array(demand.areas.length);
    this.#unplaced = new Float64Array(demand.areas.length);
    this.#starts = new Uint32Array(demand.residences.length + 1);
    this.#areas = new Uint32Array(demand.members.length);
    this.#link();
  }

  cover(row: number): void {
    const elders = this.#made.demand.elders[row]! || 0;
    for (let at = this.#starts[row]!; at < this.#starts[row + 1]!; at++) {
      const area = this.#areas[at]!;
      this.#covered[area]! += elders;
      this.#touched.add(area);
    }
  }

  /** Ids of the areas that are mended since the last time; unknown is not mended. */
  takeMended(): string[] {
    const { demand, settings, walks } = this.#made;
    const mended = [...this.#touched].filter((area) => {
      if (this.#isMended[area] === 1 || this.#before[area]!.status !== 'lacking') return false;
      const { status } = areaStatus(
        {
          elders: demand.areaElders[area]!,
          covered: this.#covered[area]!,
          unplaced: this.#unplaced[area]!,
          isIncomplete: walks?.incomplete[area] === 1,
        },
        settings,
      );
      return status === 'partial' || status === 'covered';
    });
    for (const area of mended) this.#isMended[area] = 1;
    this.#touched.clear();
    return mended.sort((a, b) => a - b).map((area) => demand.areas[area]!.id);
  }

  /** Turns members of areas into areas of rows, and adds up who could not be put on the streets. */
  #link(): void {
    const { members, memberStarts, elders, areas } = this.#made.demand;
    const { unplaced } = this.#nearest;
    for (const row of members) this.#starts[row + 1]! += 1;
    for (let row = 0; row + 1 < this.#starts.length; row++) this.#starts[row + 1]! += this.#starts[row]!;
    const next = this.#starts.slice();
    for (let area = 0; area < areas.length; area++) {
      for (let i = memberStarts[area]!; i < memberStarts[area + 1]!; i++) {
        const row = members[i]!;
        this.#areas[next[row]!++] = area;
        if (unplaced[row] === 1) this.#unplaced[area]! += elders[row]! || 0;
      }
    }
  }
}
