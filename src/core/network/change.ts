/**
 * What one facility more or less changes, without walking the city again. A facility that goes leaves its homes to their
 * second nearest, which the table holds. One that comes is walked from only as far as it is nearer than what is there.
 * The cost is that of the homes and streets concerned, whatever the size of the city.
 */
import type { Demand } from '../coverage/demand.ts';
import { homesOfAccesses } from './accesses.ts';
import { groupByEdge, type OnEdges } from './on-edges.ts';
import type { PlacedHomes, WalkTable } from './streets.ts';
import type { Start, Walker } from './walker.ts';

/** Homes whose nearest facility changes, and how far it is then; Infinity where none is left. */
export interface WalkChange {
  rows: Uint32Array;
  metres: Float64Array;
}

/** Homes by the edge they step on, and by their nearest site: made once for a table. */
export interface HomeIndex {
  onEdges: OnEdges;
  /** The home of each access. */
  homeOf: Uint32Array;
  bySite: OnEdges;
}

export function indexHomes(table: WalkTable, { accesses }: PlacedHomes, edges: number): HomeIndex {
  return {
    onEdges: groupByEdge(edges, accesses.edge),
    homeOf: homesOfAccesses(accesses),
    bySite: groupByEdge(table.facilities.length, table.homes.firstSite),
  };
}

/** Without one site of the table: its homes go to their second nearest. */
export function withoutSite({ homes }: WalkTable, { bySite }: HomeIndex, site: number): WalkChange {
  const rows = bySite.places.slice(bySite.starts[site], bySite.starts[site + 1]);
  return { rows, metres: Float64Array.from(rows, (row) => homes.secondMetres[row]!) };
}

/**
 * With one site more, standing at `place` (null = not on the streets: nothing changes). Whoever walks on past a node that
 * another site is nearer to finds no home that gains, because every way behind it is shorter from there.
 */
export function withSite(
  walker: Walker,
  { table, homes, index }: { table: WalkTable; homes: PlacedHomes; index: HomeIndex },
  place: Start | null,
): WalkChange {
  const best = new Map<number, number>();
  if (place !== null) {
    const { labels } = table;
    walker.walk([place], Infinity, (node, metres) => metres < labels.firstMetres[node]!);
    for (const edge of edgesAround(walker, place.edge)) offerHomes(walker, edge, { place, homes, index, best });
  }
  const rows = [...best.keys()].filter((row) => best.get(row)! < table.homes.firstMetres[row]!).sort((a, b) => a - b);
  return { rows: Uint32Array.from(rows), metres: Float64Array.from(rows, (row) => best.get(row)!) };
}

/** Edges at the nodes that the last walk reached, each once, and `own`. */
function edgesAround({ network, reached, count }: Walker, own: number): Set<number> {
  const edges = new Set([own]);
  for (let i = 0; i < count; i++) {
    const node = reached[i]!;
    for (let arc = network.arcStarts[node]!; arc < network.arcStarts[node + 1]!; arc++)
      edges.add(network.arcEdges[arc]!);
  }
  return edges;
}

function offerHomes(
  walker: Walker,
  edge: number,
  { place, homes, index, best }: { place: Start; homes: PlacedHomes; index: HomeIndex; best: Map<number, number> },
): void {
  const { along, leg } = homes.accesses;
  for (let i = index.onEdges.starts[edge]!; i < index.onEdges.starts[edge + 1]!; i++) {
    const access = index.onEdges.places[i]!;
    const metres = walker.metresToPlace({ edge, along: along[access]!, leg: leg[access]! }, [place]);
    const home = index.homeOf[access]!;
    if (metres < (best.get(home) ?? Infinity)) best.set(home, metres);
  }
}

/** Elders who come within the limit by a change, and who go out of it. Homes with unknown elders count nobody. */
export function eldersChanged(
  { elders }: Demand,
  { homes }: WalkTable,
  { rows, metres }: WalkChange,
  limitMetres: number,
): { gained: number; lost: number } {
  const changed = { gained: 0, lost: 0 };
  rows.forEach((row, i) => {
    const was = homes.firstMetres[row]! <= limitMetres;
    const is = metres[i]! <= limitMetres;
    if (is && !was) changed.gained += elders[row]! || 0;
    if (was && !is) changed.lost += elders[row]! || 0;
  });
  return changed;
}
