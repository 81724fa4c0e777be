import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/core/network/build.ts';
import { drawStretches, reachedStretches, type ReachedStretches } from '../../../src/core/network/reach.ts';
import { labelNodes } from '../../../src/core/network/two-nearest.ts';
import type { Network } from '../../../src/core/network/types.ts';
import { Walker, type Start } from '../../../src/core/network/walker.ts';
import { finish } from '../../../src/core/types.ts';
import { CORNERS, createRandom } from '../make.ts';
import { geodesicMetres } from '../oracle.ts';
import { createGround, makeTown, makeWalkways, type Line } from './make-streets.ts';

const at = createGround([118.77, 32.066]);
const networkOf = (lines: readonly Line[]): Network => finish(buildNetwork(makeWalkways(lines)));

function reach(network: Network, starts: readonly Start[], bands: readonly number[]): ReachedStretches {
  const walker = new Walker(network);
  walker.walk(starts, bands.at(-1)!);
  const nodes = walker.reached.subarray(0, walker.count);
  return reachedStretches(network, { nodes, metresTo: (node) => walker.metresTo(node), starts }, bands);
}

type Row = [edge: number, start: number, end: number, band: number];

const rowsOf = ({ edge, start, end, band }: ReachedStretches): Row[] =>
  Array.from(edge, (on, i): Row => [on, start[i]!, end[i]!, band[i]!]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);

const bandAt = (metres: number, bands: readonly number[]): number | null => {
  const band = bands.findIndex((border) => metres <= border);
  return band < 0 ? null : band;
};

/** Points on an edge, ascending, with their distance by a walk over all points of all edges. */
type Stops = { along: number; metres: number }[];

/** Every edge cut into steps of some 7 m and at every start; plain Dijkstra over the cuts. */
function walkByHand(network: Network, starts: readonly Start[]): Stops[] {
  const steps: [number, number][][] = Array.from({ length: network.nodes }, () => []);
  const best: number[] = steps.map(() => Infinity);
  const join = (a: number, b: number, metres: number): void => {
    steps[a]!.push([b, metres]);
    steps[b]!.push([a, metres]);
  };
  const chains = Array.from({ length: network.edges }, (_, edge) => {
    const length = network.edgeMetres[edge]!;
    const cuts = Math.ceil(length / 7);
    const inner = Array.from({ length: cuts - 1 }, (_, i) => ({ along: ((i + 1) * length) / cuts, leg: Infinity }));
    for (const { edge: on, along, leg } of starts) if (on === edge) inner.push({ along, leg });
    inner.sort((a, b) => a.along - b.along);
    const chain = [{ along: 0, point: network.edgeFrom[edge]! }];
    for (const { along, leg } of inner) {
      chain.push({ along, point: steps.push([]) - 1 });
      best.push(leg);
    }
    chain.push({ along: length, point: network.edgeTo[edge]! });
    chain.forEach(({ along, point }, i) => i > 0 && join(chain[i - 1]!.point, point, along - chain[i - 1]!.along));
    return chain;
  });
  const open = new Set(best.keys());
  while (open.size > 0) {
    let nearest = -1;
    for (const point of open) if (nearest < 0 || best[point]! < best[nearest]!) nearest = point;
    open.delete(nearest);
    for (const [to, metres] of steps[nearest]!) best[to] = Math.min(best[to]!, best[nearest]! + metres);
  }
  return chains.map((chain) => chain.map(({ along, point }) => ({ along, metres: best[point]! })));
}

/** Metres of street within each border, from the cuts: between two of them one comes from either side. */
function metresWithin(edges: readonly Stops[], border: number): number {
  let total = 0;
  for (const stops of edges) {
    stops.forEach(({ along, metres }, i) => {
      const before = stops[i - 1];
      if (!before) return;
      const fromBoth = Math.max(0, border - before.metres) + Math.max(0, border - metres);
      total += Math.min(along - before.along, fromBoth);
    });
  }
  return total;
}

describe('reached stretches', () => {
  const cases = CORNERS.flatMap(({ name, at: corner }, i) => [
    { name: `${name}, one start`, corner, seed: 3 * i, count: 1 },
    { name: `${name}, several starts`, corner, seed: 3 * i + 1, count: 5 },
  ]);
  it.each(cases)('agree with a walk over points 7 m apart: $name', ({ corner, seed, count }) => {
    const network = networkOf(makeTown(seed, corner).lines);
    const random = createRandom(seed + 100);
    const starts = Array.from({ length: count }, (): Start => {
      const edge = Math.floor(random() * network.edges);
      return { edge, along: random() * network.edgeMetres[edge]!, leg: random() < 0.5 ? 0 : 80 * random() };
    });
    starts.push({ ...starts[0]!, along: network.edgeMetres[starts[0]!.edge]! / 2, leg: 10 });
    const bands = [60, 170, 171, 400];
    const rows = rowsOf(reach(network, starts, bands));
    const edges = walkByHand(network, starts);

    let looked = 0;
    edges.forEach((stops, edge) => {
      const own = rows.filter((row) => row[0] === edge);
      for (const { along, metres } of stops) {
        // On a border, or at the end of a stretch, either side is right.
        if (bands.some((border) => Math.abs(border - metres) < 0.01)) continue;
        const [found] = own.filter(([, start, end]) => start - 1e-9 <= along && along <= end + 1e-9);
        expect(found?.[3] ?? null).toBe(bandAt(metres, bands));
        looked += 1;
      }
    });
    expect(looked).toBeGreaterThan(500);
    bands.forEach((border, band) => {
      const total = rows.reduce((sum, row) => sum + (row[3] <= band ? row[2] - row[1] : 0), 0);
      // Slivers of a millimetre at a cut are given to its neighbour.
      expect(Math.abs(total - metresWithin(edges, border))).toBeLessThan(0.01);
    });
    rows.forEach(([edge, start, end], i) => {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(network.edgeMetres[edge]!);
      const before = rows[i - 1];
      if (before?.[0] === edge) expect(start).toBeGreaterThanOrEqual(before[2]);
    });
  });

  it('are the same from the first labels of all nodes as from a walk', () => {
    const network = networkOf(makeTown(77, [121.47, 31.23]).lines);
    const sites = {
      edge: Int32Array.of(3, 40, 40, -1),
      along: Float64Array.of(1, 2, 0, 0),
      leg: Float64Array.of(5, 0, 30, 0),
    };
    const starts = Array.from(sites.edge, (edge, i) => ({ edge, along: sites.along[i]!, leg: sites.leg[i]! }));
    const labels = labelNodes(network, sites);
    const nodes = Array.from({ length: network.nodes }, (_, node) => node);
    const whole = { nodes, metresTo: (node: number) => labels.firstMetres[node]!, starts };
    const bands = [100, 250];
    const walked = rowsOf(reach(network, starts.slice(0, 3), bands));
    expect(walked.length).toBeGreaterThan(20);
    expect(rowsOf(reachedStretches(network, whole, bands))).toEqual(walked);
  });

  it('lie both ways from a facility in the middle of a street of 2 km, whose ends nobody reaches', () => {
    const network = networkOf([[at(0, 0), at(2000, 0)]]);
    const length = network.edgeMetres[0]!;
    const along = length / 2;
    expect(rowsOf(reach(network, [{ edge: 0, along, leg: 20 }], [300, 500]))).toEqual([
      [0, along - 480, along - 280, 1],
      [0, along - 280, along + 280, 0],
      [0, along + 280, along + 480, 1],
    ]);
  });

  it('leave out the middle of a street that is reached from its two ends only', () => {
    const [west, east] = [at(0, 0), at(1000, 0)];
    const lines = [
      [west, east],
      [west, at(0, 50)],
      [west, at(0, -50)],
      [east, at(1000, 50)],
      [east, at(1000, -50)],
    ];
    const network = networkOf(lines);
    const long = network.edgeMetres.indexOf(Math.max(...network.edgeMetres));
    const length = network.edgeMetres[long]!;
    const ends = [network.edgeFrom[long]!, network.edgeTo[long]!];
    const starts = ends.map((end) => {
      const edge = network.edgeFrom.findIndex((from, i) => i !== long && (from === end || network.edgeTo[i] === end));
      return { edge, along: network.edgeFrom[edge] === end ? 0 : network.edgeMetres[edge]!, leg: 0 };
    });
    const rows = rowsOf(reach(network, starts, [200])).filter(([edge]) => edge === long);
    expect(rows).toEqual([
      [long, 0, 200, 0],
      [long, length - 200, length, 0],
    ]);
  });

  it('of two facilities on one street join where they overlap, and leave a gap where they do not', () => {
    const network = networkOf([[at(0, 0), at(2000, 0)]]);
    const starts = [
      { edge: 0, along: 600, leg: 0 },
      { edge: 0, along: 1000, leg: 50 },
    ];
    expect(rowsOf(reach(network, starts, [100, 300]))).toEqual([
      [0, 300, 500, 1],
      [0, 500, 700, 0],
      [0, 700, 950, 1],
      [0, 950, 1050, 0],
      [0, 1050, 1250, 1],
    ]);
    const apart = rowsOf(reach(network, starts, [100]));
    expect(apart.map(([, start, end]) => [start, end])).toEqual([
      [500, 700],
      [950, 1050],
    ]);
  });

  it('run both ways round a ring, and take a loop on a junction once', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
    const alone = networkOf([ring]);
    const around = alone.edgeMetres[0]!;
    // The start of the ring lies 50 m along it: the far side is half a ring away.
    const rows = rowsOf(reach(alone, [{ edge: 0, along: 50, leg: 0 }], [120]));
    expect(rows.map(([, start, end]) => [start, end])).toEqual([
      [0, 170],
      [around - 70, around],
    ]);
    const hung = networkOf([ring, [at(-200, 0), at(0, 0)]]);
    const stub = hung.edgeFrom[0] === hung.edgeTo[0] ? 1 : 0;
    const junction = hung.edgeFrom[1 - stub]!;
    const along = hung.edgeFrom[stub] === junction ? 50 : hung.edgeMetres[stub]! - 50;
    const all = rowsOf(reach(hung, [{ edge: stub, along, leg: 0 }], [1000]));
    expect(all.map(([edge, start, end]) => [edge, end - start])).toEqual(
      [0, 1].map((edge) => [edge, hung.edgeMetres[edge]]),
    );
  });

  it('end at the limit and not a sliver beyond, where an edge ends there too', () => {
    const network = networkOf([
      [at(0, 0), at(300, 0), at(600, 0)],
      [at(300, 0), at(300, 100)],
    ]);
    const start = { edge: 0, along: 0, leg: 0 };
    const limit = network.edgeMetres[0]!;
    for (const off of [0, 1e-7, -1e-7]) {
      const rows = rowsOf(reach(network, [start], [limit + off]));
      expect(rows).toEqual([[0, 0, limit, 0]]);
    }
  });

  it('are none where nothing starts, where the leg is longer than the limit, and beyond a gap in the streets', () => {
    const network = networkOf([
      [at(0, 0), at(300, 0)],
      [at(0, 500), at(300, 500)],
    ]);
    expect(rowsOf(reach(network, [], [500]))).toEqual([]);
    expect(rowsOf(reach(network, [{ edge: 0, along: 100, leg: 60 }], [50]))).toEqual([]);
    const rows = rowsOf(reach(network, [{ edge: 0, along: 100, leg: 0 }], [5000]));
    expect(rows).toEqual([[0, 0, network.edgeMetres[0], 0]]);
  });

  it.each([[[]], [[0, 100]], [[-5]], [[300, 300]], [[300, 200]], [[NaN]], [[100, Infinity]]])(
    'refuse bands that do not ascend from above 0: %j',
    (bands) => {
      const network = networkOf([[at(0, 0), at(300, 0)]]);
      expect(() => reachedStretches(network, { nodes: [], metresTo: () => Infinity, starts: [] }, bands)).toThrow(
        /bands must be/,
      );
    },
  );
});

describe('drawn stretches', () => {
  it('are one feature for each band that is reached, as long on the ground as the walk', () => {
    const network = networkOf(makeTown(5, [-58.38, -34.6]).lines);
    const bands = [80, 200, 300];
    const stretches = reach(network, [{ edge: 10, along: 3, leg: 0 }], bands);
    const { features } = drawStretches(network, stretches, bands);
    expect(features.map(({ properties }) => properties)).toEqual(bands.map((metres, band) => ({ band, metres })));
    features.forEach(({ geometry }, band) => {
      let drawn = 0;
      for (const line of geometry.coordinates) {
        expect(line.length).toBeGreaterThan(1);
        line.forEach(([lon, lat], i) => {
          expect([lon! * 1e7, lat! * 1e7].map((value) => Math.abs(value - Math.round(value)))).toEqual([
            expect.closeTo(0, 5),
            expect.closeTo(0, 5),
          ]);
          if (i > 0) drawn += geodesicMetres(line[i - 1] as [number, number], [lon!, lat!]);
        });
      }
      const walked = rowsOf(stretches).reduce((sum, row) => sum + (row[3] === band ? row[2] - row[1] : 0), 0);
      expect(walked).toBeGreaterThan(50);
      // Both ends of every line are rounded to a centimetre.
      expect(Math.abs(drawn - walked)).toBeLessThan(0.02 * geometry.coordinates.length);
    });
  });

  it('bend with the street, from cut to cut', () => {
    const network = networkOf([[at(0, 0), at(100, 0), at(100, 100)]]);
    const bands = [30];
    const stretches = reach(network, [{ edge: 0, along: 100, leg: 10 }], bands);
    const [feature] = drawStretches(network, stretches, bands).features;
    const [line] = feature!.geometry.coordinates;
    const wanted = network.edgeFrom[0] === 0 && network.vertices[1] === at(0, 0)[1] ? [at(80, 0), at(100, 20)] : [];
    expect(line).toHaveLength(3);
    expect(geodesicMetres(line![1] as [number, number], at(100, 0))).toBeLessThan(0.02);
    wanted.forEach((end, i) => expect(geodesicMetres(line![2 * i] as [number, number], end)).toBeLessThan(0.5));
    expect(geodesicMetres(line![0] as [number, number], line![2] as [number, number])).toBeCloseTo(Math.SQRT2 * 20, 0);
  });

  it('leave out bands that nobody is in', () => {
    const network = networkOf([[at(0, 0), at(50, 0)]]);
    const stretches = reach(network, [{ edge: 0, along: 0, leg: 0 }], [100, 200]);
    expect(drawStretches(network, stretches, [100, 200]).features.map(({ properties }) => properties.band)).toEqual([
      0,
    ]);
    const none = reach(network, [], [100]);
    expect(drawStretches(network, none, [100])).toEqual({ type: 'FeatureCollection', features: [] });
  });
});
