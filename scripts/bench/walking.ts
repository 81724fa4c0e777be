/** The walking engine on a sample, one JSON line each, beside its rivals in the same run. */
import { placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { eldersChanged, indexHomes, withoutSite, withSite } from '../../src/core/network/change.ts';
import { reachArea } from '../../src/core/network/reach-area.ts';
import { reachedStretches } from '../../src/core/network/reach.ts';
import { tableHomes } from '../../src/core/network/home-table.ts';
import { groupByEdge } from '../../src/core/network/on-edges.ts';
import { labelNodes } from '../../src/core/network/two-nearest.ts';
import type { Network } from '../../src/core/network/types.ts';
import { Walker, type Start } from '../../src/core/network/walker.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { createObjectGraph, searchObjects, sweep } from './rivals.ts';

const LIMIT_METRES = 1500;
const ROUNDS = 5;

/** Seconds of a step: the first run, as a user meets it, and the median of more of them. */
function time(run: () => unknown): { cold: number; warm: number } {
  const once = (): number => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  };
  const cold = once();
  const more = Array.from({ length: ROUNDS }, once).sort((a, b) => a - b);
  return { cold, warm: more[Math.floor(ROUNDS / 2)] ?? NaN };
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
  const rival = time(() => searchObjects(graph, network, table.sites, LIMIT_METRES));
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

/** One bounded search from every facility, and the homes it finds. */
function benchSingles(place: Place): void {
  const { streets, homes } = place;
  const { network } = streets;
  const walker = new Walker(network);
  const starts = startsOf(place);
  const onEdges = groupByEdge(network.edges, homes.accesses.edge);
  let pairs = 0;
  const run = (): void => {
    pairs = 0;
    for (const start of starts) {
      walker.walk([start], LIMIT_METRES);
      pairs += countHomes(network, walker, onEdges);
    }
  };
  say('a search within 1500 m from each facility, with its homes', { ...time(run), searches: starts.length, pairs });
}

function countHomes(network: Network, walker: Walker, { starts }: ReturnType<typeof groupByEdge>): number {
  let count = 0;
  for (let i = 0; i < walker.count; i++) {
    const node = walker.reached[i] ?? 0;
    for (let arc = network.arcStarts[node] ?? 0; arc < (network.arcStarts[node + 1] ?? 0); arc++) {
      const edge = network.arcEdges[arc] ?? 0;
      // Each edge once: by the end with the smaller number, or the only one that was reached.
      const other = network.arcTargets[arc] ?? 0;
      if (other < node && walker.metresTo(other) < Infinity) continue;
      count += (starts[edge + 1] ?? 0) - (starts[edge] ?? 0);
    }
  }
  return count;
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

export function benchWalking(project: Project, size: string): void {
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
}
