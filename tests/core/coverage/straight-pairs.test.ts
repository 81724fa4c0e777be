/** Pairs in a straight line, against looking at every home and every facility. */
import { describe, expect, it } from 'vitest';
import { nearestByKind, prepareDemand } from '../../../src/core/evaluate.ts';
import { pairsInLine } from '../../../src/core/coverage/straight-pairs.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { finish, type Position } from '../../../src/core/types.ts';
import { CORNERS, createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';

describe.each(CORNERS)('pairs in a straight line ($name)', ({ at: [west, south] }) => {
  const random = createRandom(11);
  const somewhere = (): Position => {
    const longitude = west + random() * 0.03;
    return [longitude > 180 ? longitude - 360 : longitude, south + random() * 0.02];
  };
  const spots = Array.from({ length: 12 }, somewhere);
  const id = (letter: string, i: number): string => `${letter}${String(i).padStart(2, '0')}`;
  const project = makeProject({
    residences: Array.from({ length: 60 }, (_, i) => makeResidence(id('h', i), i === 7 ? spots[3]! : somewhere())),
    // Two at the same place.
    facilities: [...spots, spots[3]!].map((spot, i) => makeFacility(id('f', i), spot)),
  });
  const demand = prepareDemand(project, null);
  const { facilities, metres } = nearestByKind(demand, project.facilities, 'day_care', { year: null, pipeline: false });
  const ask = (limitMetres: number) => finish(pairsInLine(demand, facilities, limitMetres));

  it.each([250, 900, 10_000])('within %d m are all of them', (limitMetres) => {
    const expected = demand.residences.map(({ position: [lonA, latA] }) =>
      facilities.flatMap(({ position: [lonB, latB] }, place) => {
        const cost = distanceMetres(lonA, latA, lonB, latB);
        return cost <= limitMetres ? [[place, cost]] : [];
      }),
    );
    const { starts, facility, cost } = ask(limitMetres);
    const found = demand.residences.map((_, home) =>
      Array.from(facility.subarray(starts[home], starts[home + 1]), (place, i) => [place, cost[starts[home]! + i]]),
    );
    expect(found.map((row) => row.map(([place]) => place))).toEqual(expected.map((row) => row.map(([place]) => place)));
    found.flat().forEach(([, each], i) => expect(each).toBeCloseTo(expected.flat()[i]![1]!, 6));
    expect(found.flat().length).toBeGreaterThan(limitMetres === 250 ? 2 : 50);
  });

  it('hold what lies exactly at the limit, as coverage does', () => {
    for (const limitMetres of metres.slice(0, 20)) {
      if (limitMetres === 0) continue;
      const { starts, cost } = ask(limitMetres);
      const home = metres.indexOf(limitMetres);
      expect([...cost.subarray(starts[home], starts[home + 1])]).toContain(limitMetres);
    }
  });
});

describe('pairs in a straight line', () => {
  it('are none without facilities, and need a limit', () => {
    const demand = prepareDemand(makeProject({ residences: [makeResidence('a', [118, 32])] }), null);
    expect([...finish(pairsInLine(demand, [], 1000)).starts]).toEqual([0, 0]);
    expect(() => finish(pairsInLine(demand, [], -1))).toThrow('limitMetres must be positive, got -1');
  });
});
