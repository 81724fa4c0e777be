/**
 * Borders of regions on the grid. A region is a set of gaps (unit squares of the grid); its border runs along grid
 * edges and names every node on the way, so that two neighbours have exactly the same points.
 */
import type { MultiPolygon, Position, Ring } from '../../src/core/types.ts';

/** Region of each gap, row after row; -1 = none. */
export interface RegionMap {
  columns: number;
  rows: number;
  regionOf: Int32Array;
}

/** East, north, west, south. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

interface Edges {
  /** By start node: bit k set = an edge leaves in direction k. */
  leaving: Map<number, number>;
}

function collectEdges(map: RegionMap, count: number): Edges[] {
  const edges: Edges[] = Array.from({ length: count }, () => ({ leaving: new Map() }));
  const lines = map.columns + 1;
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= map.columns || j >= map.rows ? -1 : (map.regionOf[j * map.columns + i] ?? -1);
  for (let j = 0; j < map.rows; j++) {
    for (let i = 0; i < map.columns; i++) {
      const own = at(i, j);
      const leaving = edges[own]?.leaving;
      if (!leaving) continue;
      const add = (node: number, direction: number) => leaving.set(node, (leaving.get(node) ?? 0) | (1 << direction));
      // The region lies on the left of each edge.
      if (at(i, j - 1) !== own) add(j * lines + i, 0);
      if (at(i + 1, j) !== own) add(j * lines + i + 1, 1);
      if (at(i, j + 1) !== own) add((j + 1) * lines + i + 1, 2);
      if (at(i - 1, j) !== own) add((j + 1) * lines + i, 3);
    }
  }
  return edges;
}

/** A ring that meets itself in a node is two rings that touch there. */
function splitAtTouches(ring: readonly number[]): number[][] {
  const rings: number[][] = [];
  const path: number[] = [];
  const places = new Map<number, number>();
  for (const node of ring) {
    const before = places.get(node);
    if (before !== undefined) {
      const loop = path.splice(before);
      for (const passed of loop) places.delete(passed);
      rings.push([...loop, node]);
    }
    places.set(node, path.length);
    path.push(node);
  }
  return rings;
}

/** Chains edges into rings of nodes. Where two corners touch, the left turn keeps to the same square. */
function chainRings({ leaving }: Edges, lines: number): number[][] {
  const rings: number[][] = [];
  for (const start of leaving.keys()) {
    for (let directions = leaving.get(start) ?? 0; directions !== 0; directions = leaving.get(start) ?? 0) {
      const ring: number[] = [];
      let node = start;
      let heading = 31 - Math.clz32(directions & -directions);
      do {
        ring.push(node);
        leaving.set(node, (leaving.get(node) ?? 0) & ~(1 << heading));
        const [di, dj] = STEPS[heading] ?? [0, 0];
        node += di + dj * lines;
        const open = leaving.get(node) ?? 0;
        const next = [heading + 1, heading, heading + 3].map((d) => d % 4).find((d) => open & (1 << d));
        if (next === undefined) break;
        heading = next;
      } while (node !== start || ring.length === 0);
      ring.push(node);
      rings.push(...splitAtTouches(ring));
    }
  }
  return rings;
}

function findSignedArea(ring: readonly Position[]): number {
  let area = 0;
  for (let k = 0; k + 1 < ring.length; k++) {
    const [ax, ay] = ring[k] ?? [0, 0];
    const [bx, by] = ring[k + 1] ?? [0, 0];
    area += ax * by - bx * ay;
  }
  return area / 2;
}

export function isInsideRing(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let k = 0; k + 1 < ring.length; k++) {
    const [ax, ay] = ring[k] ?? [0, 0];
    const [bx, by] = ring[k + 1] ?? [0, 0];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

function nestRings(rings: Ring[]): MultiPolygon {
  const outers = rings.filter((ring) => findSignedArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => findSignedArea(ring) <= 0)) {
    // A hole may touch its outer ring at a node, so a point between two nodes decides.
    const [a, b] = [hole[0] ?? [0, 0], hole[1] ?? [0, 0]];
    const middle: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const owner = outers.find(([outer]) => outer && isInsideRing(outer, middle)) ?? outers[0];
    owner?.push(hole);
  }
  return outers;
}

/** The polygon of each region 0 .. count - 1. */
export function traceRegions(map: RegionMap, count: number, positionOf: (node: number) => Position): MultiPolygon[] {
  return collectEdges(map, count).map((edges) =>
    nestRings(chainRings(edges, map.columns + 1).map((ring) => ring.map(positionOf))),
  );
}

/** Border lines between regions, as runs of nodes between the places where three borders meet. */
export function traceBorders(
  map: RegionMap,
  levelOf: (a: number, b: number) => number,
): { level: number; nodes: number[] }[] {
  const lines = map.columns + 1;
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= map.columns || j >= map.rows ? -1 : (map.regionOf[j * map.columns + i] ?? -1);
  const links = new Map<number, { to: number; level: number }[]>();
  const link = (a: number, b: number, level: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = links.get(from);
      if (list) list.push({ to, level });
      else links.set(from, [{ to, level }]);
    }
  };
  for (let j = 0; j <= map.rows; j++) {
    for (let i = 0; i <= map.columns; i++) {
      const [own, west, south] = [at(i, j), at(i - 1, j), at(i, j - 1)];
      if (own !== west && j < map.rows) link(j * lines + i, (j + 1) * lines + i, levelOf(own, west));
      if (own !== south && i < map.columns) link(j * lines + i, j * lines + i + 1, levelOf(own, south));
    }
  }
  return chainBorders(links);
}

function chainBorders(links: Map<number, { to: number; level: number }[]>): { level: number; nodes: number[] }[] {
  const done = new Set<string>();
  const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const passes = (node: number, level: number) => {
    const list = links.get(node) ?? [];
    return list.length === 2 && list.every((l) => l.level === level);
  };
  const borders: { level: number; nodes: number[] }[] = [];
  const walk = (start: number, first: { to: number; level: number }) => {
    const nodes = [start];
    let from = start;
    let next: { to: number; level: number } | undefined = first;
    while (next && !done.has(key(from, next.to))) {
      done.add(key(from, next.to));
      nodes.push(next.to);
      if (!passes(next.to, first.level)) break;
      const back = from;
      from = next.to;
      next = links.get(from)?.find((l) => l.to !== back);
    }
    if (nodes.length > 1) borders.push({ level: first.level, nodes });
  };
  for (const [node, list] of links) {
    for (const next of list) if (!passes(node, next.level)) walk(node, next);
  }
  // What is left are closed borders without a meeting point.
  for (const [node, list] of links) for (const next of list) walk(node, next);
  return borders;
}
