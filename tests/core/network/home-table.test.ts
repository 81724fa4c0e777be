/** The table of homes against walking by hand. */
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { CORNERS } from '../make.ts';
import { footOf, homeFootOf, makeTown, walkTown, type Town } from './make-streets.ts';
import { checkFeet, HandGraph, HandStreets } from './walk-by-hand.ts';

const TOWNS = CORNERS.flatMap(({ name, at }, i) => [1, 2, 3, 4, 5, 6].map((n) => ({ name, at, seed: 10 * i + n })));

/** How far off a walk may be from one of geodesic lengths: a foot at either end, and a plane of one scale. */
const slack = (metres: number): number => 0.012 + 2e-5 * metres;

function walkByHand(town: Town, walked: ReturnType<typeof walkTown>, limitMetres: number) {
  const { network, table } = walked;
  const hand = new HandStreets(town.lines);
  const found = {
    homes: town.homes.map((_, row) => homeFootOf(walked, row)),
    sites: town.facilities.map((_, i) => footOf(network, table.sites, i)),
  };
  const homeFeet = checkFeet(hand, town.homes, found.homes, limitMetres);
  const siteFeet = checkFeet(hand, town.facilities, found.sites, limitMetres);
  const graph = new HandGraph(hand, [...siteFeet, ...homeFeet]);
  const fromSite = siteFeet.map((foot, i) => (foot ? graph.metresFrom(i) : null));
  const walks = homeFeet.map((home, row) =>
    siteFeet.map((site, i) =>
      home && site ? home.metres + site.metres + (fromSite[i]!.get(siteFeet.length + row) ?? Infinity) : Infinity,
    ),
  );
  return { walks, homeFeet, siteFeet };
}

describe.each(TOWNS)('a town in $name, seed $seed', ({ at, seed }) => {
  const limitMetres = seed % 2 === 0 ? 200 : 60;
  const town = makeTown(seed, at);
  const walked = walkTown(town, { limitMetres });
  const { homes } = walked.table;

  it('has for every home the two nearest facilities that brute force finds', () => {
    const { walks, homeFeet } = walkByHand(town, walked, limitMetres);
    const kinds = { reached: 0, unplaced: 0, unreachable: 0 };
    walks.forEach((metres, row) => {
      const sorted = [...metres].sort((a, b) => a - b);
      const found = [
        [homes.firstMetres[row]!, homes.firstSite[row]!, sorted[0]!],
        [homes.secondMetres[row]!, homes.secondSite[row]!, sorted[1]!],
      ] as const;
      for (const [is, site, must] of found) {
        if (must === Infinity) {
          expect({ row, is, site }).toEqual({ row, is: Infinity, site: -1 });
        } else {
          expect(Math.abs(is - must), `home ${row}: ${is}, by hand ${must}`).toBeLessThan(slack(must));
          expect(Math.abs(metres[site]! - must)).toBeLessThan(0.001 + slack(must));
        }
      }
      if (sorted[1]! < Infinity) expect(homes.firstSite[row]).not.toBe(homes.secondSite[row]);
      expect(walked.placed.unplaced[row]).toBe(homeFeet[row] ? 0 : 1);
      kinds[homeFeet[row] ? (sorted[0]! < Infinity ? 'reached' : 'unreachable') : 'unplaced'] += 1;
    });
    expect(kinds.reached).toBeGreaterThan(10);
    expect(kinds.unplaced).toBeGreaterThan(0);
  });

  it('has no walk shorter than the straight line', () => {
    walked.demand.residences.forEach(({ position: [lon, lat] }, row) => {
      for (const [metres, site] of [
        [homes.firstMetres[row]!, homes.firstSite[row]!],
        [homes.secondMetres[row]!, homes.secondSite[row]!],
      ] as const) {
        const facility = walked.table.facilities[site];
        if (!facility) continue;
        const straight = distanceMetres(lon, lat, facility.position[0], facility.position[1]);
        expect(metres - straight, `home ${row}`).toBeGreaterThanOrEqual(-1e-6 * straight - 1e-9);
      }
    });
  });
});
