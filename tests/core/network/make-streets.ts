/** Random towns with everything odd that a street layer holds, and the walking engine from their lines to its table. */
import geographiclib from 'geographiclib-geodesic';
import { finish } from '../../../src/core/types.ts';
import type { BackgroundFeature, Gate, Position, Walkways } from '../../../src/core/types.ts';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { nearestOnFoot, placeHomes, prepareStreets, walkByKind } from '../../../src/core/network/streets.ts';
import type { Network, Snaps } from '../../../src/core/network/types.ts';
import { createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';

export type Line = readonly Position[];

export interface Town {
  lines: Line[];
  homes: Position[];
  facilities: Position[];
}

/** Vertices lie on whole multiples of this many 1e-7 degrees, so that the middle and quarters of a stretch do as well. */
const GRAIN = 8;

export function makeWalkways(lines: readonly Line[]): Walkways {
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length);
  return {
    coordinates: Float64Array.from(lines.flatMap((line) => line.flatMap(([lon, lat]) => [lon, lat]))),
    starts: Uint32Array.from(starts),
    ids: lines.map((_, i) => `way${i}`),
    kinds: lines.map(() => 'footway'),
    attributes: lines.map(() => ({})),
  };
}

/** Positions by metres east and north of a place, on the grain of the towns. */
export function createGround([longitude, latitude]: Position): (east: number, north: number) => Position {
  const { Geodesic } = geographiclib;
  const across = Geodesic.WGS84.Inverse(latitude, longitude, latitude, longitude + 0.01).s12! / 0.01;
  const up = Geodesic.WGS84.Inverse(latitude - 0.005, longitude, latitude + 0.005, longitude).s12! / 0.01;
  const whole = (degrees: number): number => (Math.round((degrees * 1e7) / GRAIN) * GRAIN) / 1e7;
  return (east, north) => [whole(longitude + east / across), whole(latitude + north / up)];
}

/** Uniform draws for a town. */
export function createDice(seed: number) {
  const random = createRandom(seed);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const whole = (below: number): number => Math.floor(random() * below);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[whole(list.length)]!;
  const shuffle = <T>(list: readonly T[]): T[] => {
    const keyed = list.map((value) => ({ value, key: random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
  };
  return { between, whole, chance, pick, shuffle };
}
type Dice = ReturnType<typeof createDice>;
type Ground = (east: number, north: number) => Position;

const BLOCK = 110;
const SIDE = 6;

/** A crooked grid of 5 x 5 blocks with gaps: some streets in one piece, some cut at every junction. */
function layGrid(dice: Dice, at: Ground): Line[] {
  const corners = Array.from({ length: SIDE * SIDE }, (_, i) =>
    at((i % SIDE) * BLOCK + dice.between(-30, 30), Math.floor(i / SIDE) * BLOCK + dice.between(-30, 30)),
  );
  const lines: Line[] = [];
  for (let street = 0; street < 2 * SIDE; street++) {
    const isRow = street < SIDE;
    const inPieces = dice.chance(0.5);
    let line: Position[] = [];
    for (let i = 0; i < SIDE; i++) {
      const corner = corners[isRow ? street * SIDE + i : i * SIDE + street - SIDE]!;
      if (i > 0 && dice.chance(0.2)) {
        lines.push(line);
        line = [];
      } else if (line.length > 0 && dice.chance(0.6)) {
        const [along, aside] = bend(dice, i, street % SIDE);
        line.push(isRow ? at(along, aside) : at(aside, along));
      }
      line.push(corner);
      if (inPieces && line.length > 1) {
        lines.push(line);
        line = [corner];
      }
    }
    lines.push(line);
  }
  return lines.filter((line) => line.length > 1);
}

/** A vertex between two corners, off their line: `step` blocks along a street and `row` blocks aside. */
function bend(dice: Dice, step: number, row: number): [along: number, aside: number] {
  return [(step - 0.5) * BLOCK + dice.between(-15, 15), row * BLOCK + dice.between(-35, 35)];
}

/** What surveyors and mappers leave: dead ends, rings, copies, slips, crossings on two levels, islands. */
function layOddities(dice: Dice, at: Ground, grid: readonly Line[]): Line[] {
  const vertex = (): Position => dice.pick(dice.pick(grid));
  const anywhere = (): Position => at(dice.between(-60, 610), dice.between(-60, 610));
  const near = ([lon, lat]: Position): Position => [lon + dice.whole(900) * 8e-7, lat + dice.whole(900) * 8e-7];
  const lines: Line[] = [];
  for (let i = 0; i < 4; i++) lines.push([vertex(), anywhere()], [anywhere(), anywhere(), vertex()]);
  // Loops on a junction or on a mid vertex, one of them visiting it twice; rings of their own; two rings in one line.
  const [a, b, c, d] = [vertex(), vertex(), anywhere(), anywhere()];
  lines.push([a, near(a), near(a), a], [b, near(b), near(b), b, near(b), near(b), b]);
  lines.push([c, near(c), near(c), c], [d, near(d), near(d), d, near(d), near(d), d]);
  // Parallel ways between the same two places; the same line again, backwards, in part, and with rounding noise.
  const copied = dice.pick(grid);
  lines.push([copied[0]!, near(copied[0]!), copied.at(-1)!], [copied[0]!, near(copied[0]!), copied.at(-1)!]);
  lines.push(dice.pick(grid), [...dice.pick(grid)].reverse(), dice.pick(grid).slice(-2));
  lines.push(dice.pick(grid).map(([lon, lat]): Position => [lon + 3e-8, lat - 3e-8]));
  // There and back, no length at all, a vertex twice, a single vertex, nothing.
  const [e, f] = [vertex(), anywhere()];
  lines.push(
    [e, f, e],
    [f, f],
    [vertex(), vertex()].flatMap((p) => [p, p]),
    [anywhere()],
    [],
  );
  // Islands: a stroke, a cross of two lines that share their middle, and two that only cross.
  for (let i = 0; i < 2; i++) {
    const [east, north] = [dice.between(-60, 560), dice.between(720, 900)];
    const shared = i === 0 ? [at(east + 15, north + 15)] : [];
    lines.push([at(east, north), ...shared, at(east + 30, north + 30)]);
    lines.push([at(east, north + 30), ...shared, at(east + 40, north)]);
  }
  return lines;
}

/** Places all over town; some on vertices, on the middle of a stretch, on top of each other, beyond all streets. */
function standPlaces(dice: Dice, at: Ground, lines: readonly Line[], count: number): Position[] {
  const streets = lines.filter((line) => line.length > 1);
  const places: Position[] = [];
  while (places.length < count) {
    const line = dice.pick(streets);
    const i = 1 + dice.whole(line.length - 1);
    const [[lonA, latA], [lonB, latB]] = [line[i - 1]!, line[i]!];
    const draw = dice.whole(12);
    const free = (): Position => at(dice.between(-90, 640), dice.between(-90, 950));
    if (draw === 0) places.push(line[i]!);
    else if (draw === 1) places.push([(lonA + lonB) / 2, (latA + latB) / 2]);
    else if (draw === 2 && places.length > 0) places.push(dice.pick(places));
    else if (draw === 3) places.push(at(dice.between(900, 1200), dice.between(0, 900)));
    else places.push(free().map((degrees) => degrees + dice.between(-4e-7, 4e-7)) as unknown as Position);
  }
  return places;
}

/** `size`: homes and facilities. Same seed, same town. */
export function makeTown(seed: number, corner: Position, size: readonly [number, number] = [36, 9]): Town {
  const dice = createDice(seed);
  const at = createGround(corner);
  const grid = layGrid(dice, at);
  const lines = [...grid, ...layOddities(dice, at, grid)];
  const [homes, facilities] = size;
  return {
    lines: dice.shuffle(lines),
    homes: standPlaces(dice, at, lines, homes),
    facilities: standPlaces(dice, at, lines, facilities),
  };
}

export interface WalkOptions {
  limitMetres?: number;
  background?: BackgroundFeature[];
  gates?: Gate[];
  /** Ids of homes and facilities; h000 and f000 on where not given. */
  homeIds?: readonly string[];
  facilityIds?: readonly string[];
}

export const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${String(i).padStart(4, '0')}`);

/** The walking engine, from lines to the table of homes. Rows follow the ids. */
export function walkTown({ lines, homes, facilities }: Town, options: WalkOptions = {}) {
  const { limitMetres = 200, background = [], gates = [] } = options;
  const homeIds = options.homeIds ?? numbered('h', homes.length);
  const facilityIds = options.facilityIds ?? numbered('f', facilities.length);
  const project = makeProject({
    walkways: makeWalkways(lines),
    background,
    gates,
    residences: homes.map((position, i) => makeResidence(homeIds[i]!, position)),
    facilities: facilities.map((position, i) => makeFacility(facilityIds[i]!, position)),
  });
  const streets = finish(prepareStreets(project, limitMetres))!;
  const demand = prepareDemand(project, null);
  const placed = finish(placeHomes(streets, demand, gates));
  const moment = { year: null, pipeline: false };
  const table = finish(walkByKind(streets, placed, { facilities: project.facilities, kind: 'day_care', moment }));
  return { project, streets, network: streets.network, demand, placed, table, nearest: nearestOnFoot(table, placed) };
}

/** What the table says of every home, by id: metres and facility of the first and the second, and whether it is placed. */
export function rowsOf({ demand, placed, table }: ReturnType<typeof walkTown>) {
  const { firstMetres, firstSite, secondMetres, secondSite } = table.homes;
  const idOf = (site: number): string | null => table.facilities[site]?.id ?? null;
  const rows = demand.residences.map(({ id }, row) => ({
    id,
    unplaced: placed.unplaced[row]!,
    metres: [firstMetres[row]!, secondMetres[row]!],
    facilities: [idOf(firstSite[row]!), idOf(secondSite[row]!)],
  }));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where the engine put a place: the leg, the point, and the two vertices that it lies between. */
export interface FoundFoot {
  metres: number;
  position: Position;
  between: readonly [Position, Position];
}

/** The foot of a row of snaps; null where there is none. */
export function footOf({ vertexStarts, vertices, vertexMetres }: Network, snaps: Snaps, row: number): FoundFoot | null {
  const edge = snaps.edge[row]!;
  if (edge < 0) return null;
  const along = snaps.along[row]!;
  let i = vertexStarts[edge]!;
  while (i < vertexStarts[edge + 1]! - 2 && vertexMetres[i + 1]! < along) i++;
  const part = (along - vertexMetres[i]!) / (vertexMetres[i + 1]! - vertexMetres[i]!);
  const [a, b] = [vertexAt(vertices, i), vertexAt(vertices, i + 1)];
  return {
    metres: snaps.leg[row]!,
    position: [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])],
    between: [a, b],
  };
}

export const vertexAt = (vertices: Float64Array, i: number): Position => [vertices[2 * i]!, vertices[2 * i + 1]!];

/** The foot of a home with one access; null where it is unplaced. */
export function homeFootOf({ network, placed }: ReturnType<typeof walkTown>, row: number): FoundFoot | null {
  const at = placed.accesses.starts[row]!;
  return at === placed.accesses.starts[row + 1] ? null : footOf(network, placed.accesses, at);
}
