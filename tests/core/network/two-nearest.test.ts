/** The two nearest sites of every node, against one walk from each site. */
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/core/network/build.ts';
import { snapPlaces } from '../../../src/core/network/snap.ts';
import { labelNodes } from '../../../src/core/network/two-nearest.ts';
import { Walker } from '../../../src/core/network/walker.ts';
import type { Network, Snaps } from '../../../src/core/network/types.ts';
import { finish } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, createGround, makeTown, makeWalkways, walkTown, type Line } from './make-streets.ts';

/** Metres from each site to each node; the walker has its own test against walking by hand. */
function walksFrom(network: Network, { edge, along, leg }: Snaps): number[][] {
  const walker = new Walker(network);
  return Array.from(edge, (at, i) => {
    if (at < 0) return new Array<number>(network.nodes).fill(Infinity);
    walker.walk([{ edge: at, along: along[i]!, leg: leg[i]! }], Infinity);
    return Array.from({ length: network.nodes }, (_, node) => walker.metresTo(node));
  });
}

/** Of a node: sites within the limit, the nearest first, of equal ones the smaller number. */
function nearestOf(walks: readonly number[][], node: number, limitMetres: number): { metres: number; site: number }[] {
  const sites = walks.map((metres, site) => ({ metres: metres[node]!, site }));
  const within = sites.filter(({ metres }) => metres <= limitMetres && metres < Infinity);
  return within.sort((a, b) => a.metres - b.metres || a.site - b.site);
}

describe.each([21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32])('labels of town %i', (seed) => {
  const corner = CORNERS[seed % CORNERS.length]!.at;
  const { network, table } = walkTown(makeTown(seed, corner, [0, 3 + 4 * (seed % 4)]));
  const { sites, labels } = table;
  const walks = walksFrom(network, sites);

  it.each([Infinity, 600, 120])('are the two nearest sites of every node within %d m', (limitMetres) => {
    const limited = labelNodes(network, sites, limitMetres);
    for (let node = 0; node < network.nodes; node++) {
      const [first, second] = nearestOf(walks, node, limitMetres);
      const none = { metres: Infinity, site: -1 };
      const found = [
        { metres: limited.firstMetres[node]!, site: limited.firstSite[node]! },
        { metres: limited.secondMetres[node]!, site: limited.secondSite[node]! },
      ];
      for (const [i, must] of [first ?? none, second ?? none].entries()) {
        if (must.metres === Infinity) expect(found[i]).toEqual(none);
        else expect(Math.abs(found[i]!.metres - must.metres)).toBeLessThan(1e-7);
        // Sums along the two directions of a way may differ in the last digit: a site as near to 1e-7 m will do.
        if (must.site >= 0) expect(walks[found[i]!.site]![node]! - must.metres).toBeLessThan(1e-7);
      }
      if (second) expect(found[0]!.site).not.toBe(found[1]!.site);
    }
  });

  it('without a limit are those of the table', () => {
    expect(labelNodes(network, sites)).toEqual(labels);
  });

  it('of sites on the same spot go to the smaller number, the next to the second', () => {
    const dice = createDice(seed);
    const snapped = [...sites.edge.keys()].filter((i) => sites.edge[i]! >= 0);
    const site = dice.pick(snapped);
    const copies = [0, 1, 2, 3].map(() => site);
    const tripled: Snaps = {
      edge: Int32Array.from(copies, (i) => sites.edge[i]!),
      along: Float64Array.from(copies, (i) => sites.along[i]!),
      leg: Float64Array.from(copies, (i) => sites.leg[i]!),
    };
    const { firstSite, secondSite, firstMetres, secondMetres } = labelNodes(network, tripled);
    expect(secondMetres).toEqual(firstMetres);
    for (const [node, metres] of firstMetres.entries()) {
      const reached = metres < Infinity;
      expect([firstSite[node], secondSite[node]]).toEqual(reached ? [0, 1] : [-1, -1]);
    }
  });

  it('of no site, or of sites that stand nowhere, are Infinity and -1', () => {
    const nowhere = { edge: Int32Array.of(-1, -1), along: new Float64Array(2), leg: new Float64Array(2) };
    const none = { edge: new Int32Array(0), along: new Float64Array(0), leg: new Float64Array(0) };
    for (const empty of [nowhere, none]) {
      const { firstMetres, firstSite, secondMetres, secondSite } = labelNodes(network, empty);
      expect([...new Set([...firstMetres, ...secondMetres])]).toEqual([Infinity]);
      expect([...new Set([...firstSite, ...secondSite])]).toEqual([-1]);
    }
  });
});

/** Crooked streets, here and there missing, one road of 3 km across all, and places among them. */
function makeCity(seed: number, side: number) {
  const dice = createDice(seed);
  const ground = createGround(CORNERS[seed % CORNERS.length]!.at);
  const corners = Array.from({ length: side * side }, (_, i) =>
    ground(60 * (i % side) + dice.between(0, 40), 60 * Math.floor(i / side) + dice.between(0, 40)),
  );
  const lines: Line[] = [[corners[0]!, corners[side * side - 1]!]];
  for (const [i, corner] of corners.entries()) {
    if (i % side < side - 1 && dice.chance(0.85)) lines.push([corner, corners[i + 1]!]);
    if (i + side < side * side && dice.chance(0.85)) lines.push([corner, corners[i + side]!]);
  }
  const network = finish(buildNetwork(makeWalkways(lines)));
  const places = Array.from({ length: 14 }, () => dice.pick(corners));
  const [longitudes, latitudes] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  return { network, sites: finish(snapPlaces(network, { longitudes, latitudes }, 200, null)) };
}

describe.each([41, 42, 43])('labels of city %i, which is searched in several blocks', (seed) => {
  const { network, sites } = makeCity(seed, 120);
  const walks = walksFrom(network, sites);

  it.each([Infinity, 1500])('are to the last bit the two nearest sites within %d m', (limitMetres) => {
    expect(network.nodes).toBeGreaterThan(2 * 4096);
    const found = labelNodes(network, sites, limitMetres);
    const wrong: number[] = [];
    for (let node = 0; node < network.nodes; node++) {
      const [first, second] = nearestOf(walks, node, limitMetres);
      const is = [found.firstMetres[node], found.firstSite[node], found.secondMetres[node], found.secondSite[node]];
      const must = [first, second].flatMap((at) => [at?.metres ?? Infinity, at?.site ?? -1]);
      if (is.some((value, i) => value !== must[i])) wrong.push(node);
    }
    expect(wrong).toEqual([]);
  });
});
