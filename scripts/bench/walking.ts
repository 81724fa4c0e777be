/** The walking engine on a sample, one JSON line each, beside its rivals in the same run. */
import { placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { eldersChanged, indexHomes, withoutSite, withSite } from '../../src/core/network/change.ts';
import { buildNetwork } from '../../src/core/network/build.ts';
import { pairsOnFoot } from '../../src/core/network/pairs.ts';
import { reachArea } from '../../src/core/network/reach-area.ts';
import { reachedStretches } from '../../src/core/network/reach.ts';
import { tableHomes } from '../../src/core/network/home-table.ts';
import { groupByEdge } from '../../src/core/network/on-edges.ts';
import { labelNodes } from '../../src/core/network/two-nearest.ts';
import type { Network } from '../../src/core/network/types.ts';
import { Walker, type Start } from '../../src/core/network/walker.ts';
import { finish, type Project } from '../../src/core/types.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { openFiles } from '../../src/io/open.ts';
import { createObjectGraph, readObjects, searchObjects, sweep } from './rivals.ts';

const LIMIT_METRES = 1500;
const ROUNDS = 5;

interface Times {
  /** Seconds of the first run, as a user meets it; of more of them the median and the best. */
  cold: number;
  warm: number;
  best: number;
}

function summarise([cold = NaN, ...more]: number[]): Times {
  more.sort((a, b) => a - b);
  return { cold, warm: more[Math.floor(more.length / 2)] ?? NaN, best: more[0] ?? NaN };
}

function secondsOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

function time(run: () => unknown): Times {
  return summarise(Array.from({ length: ROUNDS + 1 }, () => secondsOf(run)));
}

async function timeLater(run: () => Promise<unknown>): Promise<Times> {
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    await run();
    seconds.push((performance.now() - start) / 1000);
  }
  return summarise(seconds);
}

function say(task: string, result: object): void {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  console.log(JSON.stringify({ task, ...result }, rounded));
}

function megabytesOf(...groups: object[]): number {
  const bytes = groups
    .flatMap((group) => Object.values(group) as unknown[])
    .reduce((sum: number, value) => {
      if (ArrayBuffer.isView(value)) return sum + value.byteLength;
      const data = (value as { data?: ArrayBuffer } | null)?.data;
      return data instanceof ArrayBuffer ? sum + data.byteLength : sum;
    }, 0);
  return bytes / 1e6;
}

/** Everything of one place that the tasks below need. */
function prepare(project: Project) {
  const start = performance.now();
  const streets = finish(prepareStreets(project, 200));
  const seconds = (performance.now() - start) / 1000;
  if (!streets) throw new Error('the sample has no walkways');
  const demand = prepareDemand(project, project.year);
  const homes = finish(placeHomes(streets, demand, project.gates));
  const moment = { year: null, pipeline: true };
  const table = finish(walkByKind(streets, homes, { facilities: project.facilities, kind: 'any', moment }));
  return { project, streets, demand, homes, table, seconds };
}
type Place = ReturnType<typeof prepare>;

function startsOf({ table }: Place): Start[] {
  const { edge, along, leg } = table.sites;
  return Array.from(edge, (on, site) => ({ edge: on, along: along[site] ?? 0, leg: leg[site] ?? 0 })).filter(
    (start) => start.edge >= 0,
  );
}

function benchNearest(place: Place): void {
  const { streets, homes, table } = place;
  const { network } = streets;
  const graph = createObjectGraph(network);
  const rival = time(() => searchObjects(graph, network, startsOf(place), LIMIT_METRES));
  const least = time(() => sweep(network));
  const bounded = time(() => labelNodes(network, table.sites, LIMIT_METRES));
  const whole = time(() => tableHomes(network, labelNodes(network, table.sites), table.sites, homes.accesses));
  say('two nearest facilities of every node within 1500 m', {
    ...bounded,
    heapOnObjects: rival.warm,
    breadthFirstSweep: least.warm,
    timesFaster: rival.warm / bounded.warm,
    timesTheSweep: bounded.warm / least.warm,
  });
  say('two nearest facilities of every home, no limit', whole);
}

/** One bounded search from every facility: alone, with the number of homes it passes, with the metres of each home. */
function benchSingles(place: Place): void {
  const { streets, homes, table } = place;
  const { network } = streets;
  const walker = new Walker(network);
  const starts = startsOf(place);
  const counter = createHomeCounter(network, groupByEdge(network.edges, homes.accesses.edge));
  const graph = createObjectGraph(network);
  let passed = 0;
  const withHomes = time(() => {
    passed = 0;
    for (const start of starts) {
      walker.walk([start], LIMIT_METRES);
      passed += counter(walker);
    }
  });
  const alone = time(() => starts.forEach((start) => walker.walk([start], LIMIT_METRES)));
  const metres = time(() => finish(pairsOnFoot(walker, table.sites, homes.accesses, LIMIT_METRES)));
  const rival = time(() => starts.forEach((start) => searchObjects(graph, network, [start], LIMIT_METRES)));
  say('a search within 1500 m from each facility, with its homes', {
    ...withHomes,
    searches: starts.length,
    homesPassed: passed,
    metresOfEachHome: metres.warm,
    withoutHomes: alone.warm,
    heapOnObjectsWithoutHomes: rival.warm,
    timesFasterWithoutHomes: rival.warm / alone.warm,
  });
}

/** Counts the homes on the edges at the nodes of a walk, each edge once. */
function createHomeCounter({ arcEdges, arcStarts, arcTargets }: Network, { starts }: ReturnType<typeof groupByEdge>) {
  const homesOf = Uint32Array.from(arcEdges, (edge) => (starts[edge + 1] ?? 0) - (starts[edge] ?? 0));
  return (walker: Walker): number => {
    let homes = 0;
    for (let i = 0; i < walker.count; i++) {
      const node = walker.reached[i] ?? 0;
      const end = arcStarts[node + 1] ?? 0;
      for (let arc = arcStarts[node] ?? 0; arc < end; arc++) {
        if (homesOf[arc] === 0) continue;
        // Where the walk came to both ends of an edge, it counts at one of them.
        const target = arcTargets[arc] ?? 0;
        if (node < target || walker.metresTo(target) === Infinity) homes += homesOf[arc] ?? 0;
        // A loop has two arcs at its one node.
        else if (node === target) homes += (homesOf[arc] ?? 0) / 2;
      }
    }
    return homes;
  };
}

/** From the bytes of the walkways' file to the network: what a user waits for before the first walk. */
export async function benchReading(file: FileBytes): Promise<void> {
  let nodes = 0;
  const ours = await timeLater(async () => {
    const { project } = await openFiles([file]);
    if (!project.walkways) throw new Error(`${file.name} has no walkways`);
    ({ nodes } = finish(buildNetwork(project.walkways)));
  });
  let vertices = 0;
  const rival = await timeLater(async () => {
    vertices = (await readObjects(file.bytes)).size;
  });
  say('reading the network', {
    ...ours,
    megabytesOfFile: file.bytes.length / 1e6,
    nodes,
    objectGraph: rival.warm,
    nodesOfObjectGraph: vertices,
    timesFaster: rival.warm / ours.warm,
  });
}

/** How the time grows from one place to a larger one, searches and the sweep in turns, best of all rounds. */
export function benchGrowth(smaller: Place, larger: Place): void {
  const best = { search: [Infinity, Infinity], sweep: [Infinity, Infinity] };
  for (let round = 0; round < 2 * ROUNDS; round++) {
    for (const [i, { streets, table }] of [smaller, larger].entries()) {
      const search = secondsOf(() => labelNodes(streets.network, table.sites));
      best.search[i] = Math.min(best.search[i] ?? NaN, search);
      best.sweep[i] = Math.min(
        best.sweep[i] ?? NaN,
        secondsOf(() => sweep(streets.network)),
      );
    }
  }
  const growth = ([from = NaN, to = NaN]: number[]): number => to / from;
  say('two nearest facilities of every node, from a smaller place to a larger one', {
    ...best,
    growthOfNodes: growth([smaller, larger].map(({ streets }) => streets.network.nodes)),
    growthOfArcs: growth([smaller, larger].map(({ streets }) => streets.network.arcTargets.length)),
    growthOfSearch: growth(best.search),
    growthOfSweep: growth(best.sweep),
  });
}

function benchReach(place: Place): void {
  const { network } = place.streets;
  const walker = new Walker(network);
  const starts = startsOf(place).slice(0, 100);
  const run = (): void => {
    for (const start of starts) {
      walker.walk([start], LIMIT_METRES);
      const nodes = walker.reached.subarray(0, walker.count);
      const walk = { nodes, metresTo: (node: number) => walker.metresTo(node), starts: [start] };
      reachArea(network, reachedStretches(network, walk, [LIMIT_METRES]));
    }
  };
  say('reach polygons of 1500 m', { ...time(run), polygons: starts.length });
}

/** Milliseconds for the figures after one facility more, and after one less. */
export function benchChange(place: Place, size: string): void {
  const { streets, demand, homes, table, project } = place;
  const walker = new Walker(streets.network);
  const index = indexHomes(table, homes, streets.network.edges);
  const starts = startsOf(place).slice(0, 60);
  const more = time(() => {
    for (const start of starts) {
      const change = withSite(walker, { table, homes, index }, { ...start, leg: start.leg / 2 });
      eldersChanged(demand, table, change, LIMIT_METRES);
    }
  });
  const less = time(() => {
    for (let site = 0; site < starts.length; site++) {
      eldersChanged(demand, table, withoutSite(table, index, site), LIMIT_METRES);
    }
  });
  say('one facility more, one less: new figures', {
    size,
    homes: project.residences.length,
    facilities: table.facilities.length,
    moreMilliseconds: (1000 * more.warm) / starts.length,
    lessMilliseconds: (1000 * less.warm) / starts.length,
  });
}

/** All facilities as one kind, so that all of them are searched. */
export function prepareWalking(project: Project): Place {
  const facilities = project.facilities.map((facility) => ({
    ...facility,
    types: ['any'],
    opened: null,
    closes: null,
  }));
  return prepare({ ...project, facilities });
}

export function benchWalking(project: Project, size: string): Place {
  const place = prepareWalking(project);
  const { network } = place.streets;
  say('network from walkways', {
    cold: place.seconds,
    vertices: (project.walkways?.coordinates.length ?? 0) / 2,
    nodes: network.nodes,
    edges: network.edges,
    megabytesOfGraph: megabytesOf(network),
    megabytesOfResults: megabytesOf(place.table.labels, place.table.homes, place.table.sites, place.homes.accesses),
  });
  benchNearest(place);
  benchSingles(place);
  benchReach(place);
  benchChange(place, size);
  return place;
}
