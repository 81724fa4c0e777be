/** Doors and gates: by which way residents come to the street. */
import { describe, expect, it } from 'vitest';
import { findAccesses } from '../../../src/core/network/accesses.ts';
import { createBarriers } from '../../../src/core/network/barriers.ts';
import { buildNetwork } from '../../../src/core/network/build.ts';
import { finish } from '../../../src/core/types.ts';
import type { BackgroundFeature, Gate, Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { geodesicMetres } from '../oracle.ts';
import { createDice, createGround, footOf, makeTown, makeWalkways, walkTown, type Line } from './make-streets.ts';
import { HandStreets } from './walk-by-hand.ts';

const at = createGround(CORNERS[0]!.at);

const gateOf = (residenceId: string, position: Position): Gate => ({ residenceId, position, attributes: {} });

function barrier(kind: string, line: Line): BackgroundFeature {
  const coordinates = line.map(([lon, lat]) => [lon, lat]);
  return { kind, name: '', geometry: { type: 'LineString', coordinates }, attributes: {} };
}

/** Two streets, north and south of a walled compound of 100 x 60 m around the origin; a canal north of it if asked. */
const STREETS = [
  [at(-300, 50), at(300, 50)],
  [at(-300, -90), at(300, -90)],
];
const WALL = barrier('wall', [at(-50, -30), at(50, -30), at(50, 30), at(-50, 30), at(-50, -30)]);
const CANAL = barrier('water', [at(-300, 40), at(300, 40)]);

function accessesOf(home: Position, gates: Gate[], background: BackgroundFeature[], limitMetres = 200) {
  const network = finish(buildNetwork(makeWalkways(STREETS)));
  const legs = {
    limitMetres,
    door: createBarriers(background, ['water', 'rail', 'wall']),
    gate: createBarriers(background, ['water', 'rail']),
  };
  const accesses = finish(findAccesses(network, [{ id: 'home', position: home }], gates, legs));
  expect(accesses.starts).toEqual(Uint32Array.of(0, accesses.edge.length));
  return [...accesses.leg.keys()].map((i) => ({
    leg: accesses.leg[i]!,
    foot: footOf(network, accesses, i)!.position,
  }));
}

function expectAccesses(
  found: ReturnType<typeof accessesOf>,
  expected: readonly [leg: number, foot: Position][],
): void {
  const byLeg = [...found].sort((a, b) => a.leg - b.leg);
  const legs = byLeg.map(({ leg }) => leg);
  expect(legs.map(Math.round)).toEqual(expected.map(([leg]) => Math.round(leg)));
  expected.forEach(([leg, foot], i) => {
    expect(Math.abs(legs[i]! - leg)).toBeLessThan(0.15);
    expect(geodesicMetres(byLeg[i]!.foot, foot)).toBeLessThan(0.15);
  });
}

describe('a home in a walled compound', () => {
  const home = at(0, 10);
  const south = gateOf('home', at(40, -30));
  const north = gateOf('home', at(-30, 30));

  it('leaves by its own door where no wall is known', () => {
    expectAccesses(accessesOf(home, [], []), [[40, at(0, 50)]]);
  });

  it('is unplaced behind a wall without a gate', () => {
    expect(accessesOf(home, [], [WALL])).toEqual([]);
  });

  it('leaves by its gate: straight to the gate, and on to the street', () => {
    const leg = Math.hypot(40, 40) + 60;
    expectAccesses(accessesOf(home, [south], [WALL]), [[leg, at(40, -90)]]);
  });

  it('leaves by its gate though its door is nearer to another street', () => {
    const leg = Math.hypot(40, 40) + 60;
    expectAccesses(accessesOf(home, [south], []), [[leg, at(40, -90)]]);
  });

  it('leaves by all its gates, whatever their order', () => {
    const expected: [number, Position][] = [
      [Math.hypot(30, 20) + 20, at(-30, 50)],
      [Math.hypot(40, 40) + 60, at(40, -90)],
    ];
    expectAccesses(accessesOf(home, [south, north], [WALL]), expected);
    expectAccesses(accessesOf(home, [north, south], [WALL]), expected);
  });

  it('does not use a gate of another home, nor a gate of nobody', () => {
    expect(accessesOf(home, [gateOf('other', at(40, -30)), gateOf('', at(-30, 30))], [WALL])).toEqual([]);
  });

  it('leaves no gate across water', () => {
    const leg = Math.hypot(40, 40) + 60;
    expectAccesses(
      accessesOf(home, [north, south], [WALL, CANAL]),
      [
        [Math.hypot(30, 20) + 120, at(-30, -90)],
        [leg, at(40, -90)],
      ].sort((a, b) => (a[0] as number) - (b[0] as number)) as [number, Position][],
    );
  });

  it('leaves from its own point where no gate reaches a street within the limit', () => {
    expectAccesses(accessesOf(home, [south], [], 45), [[40, at(0, 50)]]);
    expect(accessesOf(home, [south], [WALL], 45)).toEqual([]);
  });

  it('leaves from its own point as well where one of its gates stands there: that is its door', () => {
    const gate: [number, Position] = [Math.hypot(40, 40) + 60, at(40, -90)];
    const door = gateOf('home', home);
    for (const gates of [
      [door, south],
      [south, door],
    ]) {
      expectAccesses(accessesOf(home, gates, []), [[40, at(0, 50)], gate]);
      // No gate in the wall: nobody passes it from the door.
      expectAccesses(accessesOf(home, gates, [WALL]), [gate]);
    }
    expectAccesses(accessesOf(home, [door], []), [[40, at(0, 50)]]);
    expect(accessesOf(home, [door], [WALL])).toEqual([]);
  });

  it('leaves only by those gates that reach a street within the limit, counted from the gate', () => {
    expectAccesses(accessesOf(home, [south, north], [WALL], 21), [[Math.hypot(30, 20) + 20, at(-30, 50)]]);
    expect(accessesOf(home, [south], [WALL], 59)).toEqual([]);
    expect(accessesOf(home, [south], [WALL], 61)).toHaveLength(1);
  });
});

it('rows of homes keep their own accesses', () => {
  const network = finish(buildNetwork(makeWalkways(STREETS)));
  const homes = [
    { id: 'b', position: at(10, 0) },
    { id: 'far', position: at(0, 2000) },
    { id: 'a', position: at(-10, 0) },
    { id: 'c', position: at(0, 45) },
  ];
  const gates = [gateOf('a', at(-10, -50)), gateOf('b', at(10, 40)), gateOf('a', at(-10, 20))];
  const { starts, leg } = finish(findAccesses(network, homes, gates, { limitMetres: 200, door: null, gate: null }));
  const rows = homes.map((_, row) => [...leg.subarray(starts[row], starts[row + 1])].map(Math.round).sort());
  expect(rows).toEqual([[50], [], [50, 90], [5]]);
});

it('the walk of a home with gates is the shortest over its gates', () => {
  for (const seed of [61, 62, 63, 64, 65, 66]) {
    const corner = CORNERS[seed % CORNERS.length]!.at;
    const town = makeTown(seed, corner, [12, 5]);
    const dice = createDice(seed);
    const ground = createGround(corner);
    const gates = numberedGates(town.homes.length).map((id) =>
      gateOf(id, ground(dice.between(0, 550), dice.between(0, 550))),
    );
    const { table, placed, demand } = walkTown(town, { gates });
    // The same walks, one gate at a time, as homes that stand where the gate is.
    const alone = walkTown({ ...town, homes: gates.map(({ position }) => position) });
    const hand = new HandStreets(town.lines);
    demand.residences.forEach(({ id, position }, row) => {
      const own = gates.flatMap((gate, i) => (gate.residenceId === id ? [{ gate, i }] : []));
      const reaching = own.filter(({ gate }) => hand.feet(gate.position, 200).length > 0);
      if (reaching.length === 0) return;
      expect(placed.accesses.starts[row + 1]! - placed.accesses.starts[row]!).toBe(reaching.length);
      const walks = reaching.map(
        ({ gate, i }) => geodesicMetres(position, gate.position) + alone.table.homes.firstMetres[i]!,
      );
      const least = Math.min(...walks);
      if (least === Infinity) expect(table.homes.firstMetres[row]).toBe(Infinity);
      else expect(Math.abs(table.homes.firstMetres[row]! - least)).toBeLessThan(0.001 + 1e-5 * least);
    });
  }
});

/** Two gates for the first homes, three for every third. */
function numberedGates(homes: number): string[] {
  const ids = Array.from({ length: homes }, (_, i) => `h${String(i).padStart(4, '0')}`);
  return ids.flatMap((id, i) => (i % 3 === 0 ? [id, id, id] : [id, id]));
}
