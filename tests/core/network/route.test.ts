/** A walk drawn: as long as the table says, along the lines, from door to door. */
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { findRoute } from '../../../src/core/network/route.ts';
import { Walker, type Start } from '../../../src/core/network/walker.ts';
import type { Snaps } from '../../../src/core/network/types.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createGround, footOf, makeTown, walkTown, type Line, type Town } from './make-streets.ts';
import { HandStreets } from './walk-by-hand.ts';

const startAt = ({ edge, along, leg }: Snaps, i: number): Start | null =>
  edge[i]! < 0 ? null : { edge: edge[i]!, along: along[i]!, leg: leg[i]! };

const metresBetween = (a: Position, b: Position): number => distanceMetres(a[0], a[1], b[0], b[1]);

function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, position, i) => sum + metresBetween(line[i]!, position), 0);
}

/** Metres from a point to a stretch, in a plane at the point: enough to say that it lies on it. */
function metresOff([lon, lat]: Position, a: Position, b: Position): number {
  const flat = ([x, y]: Position): [number, number] => [
    Math.sign(x - lon) * metresBetween([lon, lat], [x, lat]),
    Math.sign(y - lat) * metresBetween([lon, lat], [lon, y]),
  ];
  const [[ax, ay], [bx, by]] = [flat(a), flat(b)];
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
  return Math.hypot(ax + t * dx, ay + t * dy);
}

/** Every step of a line runs along one stretch of one street. */
function expectOnStreets(line: readonly Position[], hand: HandStreets): void {
  const stretches = [...hand.stretches.values()];
  for (let i = 1; i < line.length; i++) {
    const isAlong = stretches.some(
      ({ a, b }) => metresOff(line[i - 1]!, a, b) < 0.001 && metresOff(line[i]!, a, b) < 0.001,
    );
    expect(isAlong, `step ${i} from ${String(line[i - 1])} to ${String(line[i])}`).toBe(true);
  }
}

/** Checks the routes from every home to every facility; returns how many there are. */
function expectRoutes(town: Town, walked: ReturnType<typeof walkTown>): number {
  const { network, placed, table } = walked;
  const { starts } = placed.accesses;
  const hand = new HandStreets(town.lines);
  const walker = new Walker(network);
  let drawn = 0;
  for (const row of town.homes.keys()) {
    const at = starts[row]!;
    const start = at === starts[row + 1] ? null : startAt(placed.accesses, at);
    if (!start) continue;
    for (const i of town.facilities.keys()) {
      const end = startAt(table.sites, i);
      if (!end) continue;
      const route = findRoute(walker, [start], end);
      const listed = [table.homes.firstSite[row], table.homes.secondSite[row]].indexOf(i);
      if (route === null) {
        expect(listed).toBe(-1);
        continue;
      }
      drawn += 1;
      const { metres, line } = route;
      expect(Math.abs(lengthOf(line) + start.leg + end.leg - metres)).toBeLessThan(2e-5 * metres + 1e-6);
      expect(metresBetween(line[0]!, footOf(network, placed.accesses, at)!.position)).toBeLessThan(1e-5);
      expect(metresBetween(line.at(-1)!, footOf(network, table.sites, i)!.position)).toBeLessThan(1e-5);
      expect(line.length).toBeGreaterThanOrEqual(2);
      expectOnStreets(line, hand);
      const tabled = [table.homes.firstMetres[row]!, table.homes.secondMetres[row]!];
      if (listed >= 0) expect(Math.abs(metres - tabled[listed]!)).toBeLessThan(1e-6);
      else expect(metres).toBeGreaterThan(tabled[1]! - 0.001 - 1e-6);
      const back = findRoute(walker, [end], start)!;
      expect(Math.abs(back.metres - metres)).toBeLessThan(1e-6);
      expect(Math.abs(lengthOf(back.line) - lengthOf(line))).toBeLessThan(1e-6);
      expect(findRoute(walker, [start], end, metres)).toEqual(route);
      expect(findRoute(walker, [start], end, metres * (1 - 1e-9) - 1e-9)).toBeNull();
    }
  }
  return drawn;
}

describe.each([41, 42, 43, 44, 45, 46])('routes in town %i', (seed) => {
  it('are as long as the table says, run along the streets, and are the same way back', () => {
    const town = makeTown(seed, CORNERS[seed % CORNERS.length]!.at, [14, 8]);
    expect(expectRoutes(town, walkTown(town))).toBeGreaterThan(20);
  });
});

const at = createGround(CORNERS[0]!.at);

/** A home and a facility on given streets. */
function routeOn(lines: readonly Line[], home: Position, facility: Position) {
  const town = { lines: [...lines], homes: [home], facilities: [facility] };
  const walked = walkTown(town);
  const start = startAt(walked.placed.accesses, 0)!;
  const end = startAt(walked.table.sites, 0)!;
  expectRoutes(town, walked);
  return findRoute(new Walker(walked.network), [start], end);
}

describe('routes on one edge', () => {
  const street = [at(0, 0), at(200, 0), at(400, 100)];

  it('go straight along it, whichever way it runs', () => {
    for (const line of [street, [...street].reverse()]) {
      const route = routeOn([line], at(50, 10), at(250, 10))!;
      expect(route.line).toHaveLength(3);
      const onSlope = (50 * 200 + 10 * 100) / Math.hypot(200, 100);
      expect(Math.abs(lengthOf(route.line) - (150 + onSlope))).toBeLessThan(0.1);
    }
  });

  it('are a point twice where home and facility stand on the same spot of the street', () => {
    const { line, metres } = routeOn([street], at(100, 10), at(100, -15))!;
    expect(Math.abs(metres - 25)).toBeLessThan(0.05);
    expect(lengthOf(line)).toBeLessThan(0.02);
  });

  it('go the short way round a ring', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100)];
    for (let turn = 0; turn < 4; turn++) {
      const turned = [...ring.slice(turn), ...ring.slice(0, turn)];
      const { line } = routeOn([[...turned, turned[0]!]], at(20, 0), at(0, 30))!;
      expect(Math.abs(lengthOf(line) - 50)).toBeLessThan(0.1);
    }
  });

  it('leave it where the way round by another street is shorter', () => {
    const bow = [at(0, 0), at(0, 300), at(100, 300), at(100, 0)];
    const { line } = routeOn([bow, [at(0, 0), at(100, 0)]], at(-5, 40), at(105, 60))!;
    expect(Math.abs(lengthOf(line) - 200)).toBeLessThan(0.2);
  });
});

it('a route starts at the start that is nearest by way of its leg', () => {
  const walked = walkTown({
    lines: [[at(0, 0), at(500, 0)]],
    homes: [at(0, 0), at(400, 150)],
    facilities: [at(490, 0)],
  });
  const starts = [0, 1].map((i) => startAt(walked.placed.accesses, i)!);
  const end = startAt(walked.table.sites, 0)!;
  const walker = new Walker(walked.network);
  const route = findRoute(walker, starts, end)!;
  expect(Math.abs(route.metres - 240)).toBeLessThan(0.1);
  expect(metresBetween(route.line[0]!, at(400, 0))).toBeLessThan(0.1);
  const far = findRoute(walker, [starts[0]!, { ...starts[1]!, leg: 900 }], end)!;
  expect(Math.abs(far.metres - 490)).toBeLessThan(0.1);
  expect(findRoute(walker, [], end)).toBeNull();
});
