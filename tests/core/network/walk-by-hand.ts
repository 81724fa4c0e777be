/**
 * Walking by hand: a plain graph over every vertex of every line, split where somebody steps onto it, with lengths of
 * the geodesic library. Slow and plain on purpose.
 */
import geographiclib from 'geographiclib-geodesic';
import type { Position } from '../../../src/core/types.ts';
import { geodesicMetres } from '../oracle.ts';
import type { FoundFoot, Line } from './make-streets.ts';

export interface HandFoot {
  /** Of the straight leg. */
  metres: number;
  position: Position;
  stretch: Stretch;
  /** 0 at `a` to 1 at `b` of the stretch. */
  part: number;
}

interface Stretch {
  a: Position;
  b: Position;
  ends: readonly [string, string];
  metres: number;
}

export const keyOf = ([lon, lat]: Position): string => `${Math.round(lon * 1e7)} ${Math.round(lat * 1e7)}`;
const rounded = ([lon, lat]: Position): Position => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
const between = ([lonA, latA]: Position, [lonB, latB]: Position, part: number): Position => [
  lonA + part * (lonB - lonA),
  latA + part * (latB - latA),
];

/** East and north of a place in metres, by bearing and distance. */
function bearing([lon, lat]: Position, to: Position): [number, number] {
  const { s12, azi1 } = geographiclib.Geodesic.WGS84.Inverse(lat, lon, to[1], to[0]);
  const angle = (azi1! * Math.PI) / 180;
  return [s12! * Math.sin(angle), s12! * Math.cos(angle)];
}

/** The point of a stretch (straight in degrees) nearest to a place, looked at three times ever more closely. */
function footOnStretch(place: Position, stretch: Stretch): HandFoot {
  let [low, high] = [0, 1];
  let part = 0;
  for (const window of [0.02, 0.0005, 0]) {
    const [ax, ay] = bearing(place, between(stretch.a, stretch.b, low));
    const [bx, by] = bearing(place, between(stretch.a, stretch.b, high));
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    part = low + t * (high - low);
    [low, high] = [Math.max(0, part - window), Math.min(1, part + window)];
  }
  const position = between(stretch.a, stretch.b, part);
  return { metres: geodesicMetres(place, position), position, stretch, part };
}

export class HandStreets {
  /** Every stretch between neighbouring vertices once, by its ends. */
  readonly stretches = new Map<string, Stretch>();

  constructor(lines: readonly Line[]) {
    for (const line of lines) {
      for (let i = 1; i < line.length; i++) {
        const [a, b] = [rounded(line[i - 1]!), rounded(line[i]!)];
        const ends = [keyOf(a), keyOf(b)].sort() as [string, string];
        if (ends[0] === ends[1]) continue;
        const [first, second] = ends[0] === keyOf(a) ? [a, b] : [b, a];
        this.stretches.set(ends.join('|'), { a: first, b: second, ends, metres: geodesicMetres(first, second) });
      }
    }
  }

  /** The nearest feet that `isFree` allows, all of them where several are as near; none beyond the limit. */
  feet(place: Position, limitMetres: number, isFree: (foot: HandFoot) => boolean = () => true): HandFoot[] {
    const within = [...this.stretches.values()].filter(
      ({ a, metres }) => geodesicMetres(place, a) - metres <= limitMetres,
    );
    const feet = within.map((stretch) => footOnStretch(place, stretch)).filter(isFree);
    const least = Math.min(...feet.map(({ metres }) => metres));
    return feet.filter(({ metres }) => metres <= least + 1e-5 + 2e-5 * least && metres <= limitMetres);
  }

  /** Whether the nearest point is a single one: amid one stretch, or where stretches share a vertex; or there is none. */
  hasOneFoot(place: Position, limitMetres: number): boolean {
    const feet = this.feet(place, limitMetres);
    const atVertex = feet.map(({ part, stretch: { ends } }) =>
      part < 1e-6 ? ends[0] : part > 1 - 1e-6 ? ends[1] : '',
    );
    return feet.length < 2 || (atVertex[0] !== '' && new Set(atVertex).size === 1);
  }
}

/** Vertices by their key, feet by their number, and what is one step away. */
export class HandGraph {
  readonly #steps = new Map<string | number, [string | number, number][]>();

  constructor({ stretches }: HandStreets, feet: readonly (HandFoot | null)[]) {
    const numbered = feet.flatMap((foot, i) => (foot ? [{ ...foot, i }] : []));
    for (const stretch of stretches.values()) {
      const stops = numbered.filter((foot) => foot.stretch === stretch).sort((p, q) => p.part - q.part);
      let [at, from]: [string | number, Position] = [stretch.ends[0], stretch.a];
      for (const { i, position } of stops) {
        this.#join(at, i, geodesicMetres(from, position));
        [at, from] = [i, position];
      }
      this.#join(at, stretch.ends[1], geodesicMetres(from, stretch.b));
    }
  }

  #join(a: string | number, b: string | number, metres: number): void {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const steps = this.#steps.get(from);
      if (steps) steps.push([to, metres]);
      else this.#steps.set(from, [[to, metres]]);
    }
  }

  /** Metres to all that is reached; nobody walks on from a place in `closed`. */
  metresFrom(start: string | number, closed: ReadonlySet<string | number> = new Set()): Map<string | number, number> {
    const done = new Map<string | number, number>();
    const open = new Map<string | number, number>([[start, 0]]);
    while (open.size > 0) {
      let [next, least]: [string | number, number] = [start, Infinity];
      for (const [place, metres] of open) if (metres < least) [next, least] = [place, metres];
      open.delete(next);
      done.set(next, least);
      if (closed.has(next)) continue;
      for (const [to, metres] of this.#steps.get(next) ?? []) {
        if (!done.has(to)) open.set(to, Math.min(open.get(to) ?? Infinity, least + metres));
      }
    }
    return done;
  }
}

/**
 * Feet of the engine, each checked against the nearest by hand: as far away, and at one of the points that are nearest.
 * A foot is taken as found by hand; where several are as near, the one that the engine took.
 */
export function checkFeet(
  hand: HandStreets,
  places: readonly Position[],
  found: readonly (FoundFoot | null)[],
  limitMetres: number,
): (HandFoot | null)[] {
  return places.map((place, i) => {
    const feet = hand.feet(place, limitMetres);
    const foot = found[i] ?? null;
    if (foot === null) {
      if (feet.length > 0) throw new Error(`place ${i} has a street ${feet[0]!.metres} m away, and was not put on it`);
      return null;
    }
    const ends = foot.between.map(keyOf).sort().join('|');
    const match = feet.find(
      ({ position, stretch }) =>
        stretch.ends.join('|') === ends && geodesicMetres(position, foot.position) < FOOT_METRES,
    );
    if (!match) throw new Error(`place ${i} was put ${foot.metres} m away; the nearest is ${feet[0]?.metres}`);
    const off = Math.abs(foot.metres - match.metres);
    if (off > 1e-6 + 2e-5 * match.metres) throw new Error(`the leg of place ${i} is ${off} m off`);
    return match;
  });
}

/** A plane with one scale strays this far in 200 m. */
const FOOT_METRES = 0.006;
