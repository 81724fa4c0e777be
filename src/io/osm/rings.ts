/** Multipolygons (OSM wiki, Relation:multipolygon): member ways in any order and direction -> polygons with holes. */
import { boundsOf, areaOf, isInside, standingPoint } from '../../core/geo/polygons.ts';
import type { Bounds, MultiPolygon, Polygon, Position, Ring } from '../../core/types.ts';

/** A ring of two ways there and back covers nothing. */
const LEAST_VERTICES = 4;

/**
 * Joins lines end to end into closed rings; null where an end is left over. Rings that touch at a corner are parted
 * there. Ends meet where their coordinates agree.
 */
export function joinRings(lines: readonly Ring[]): Ring[] | null {
  const byEnd = new Map<string, Set<Ring>>();
  for (const line of lines) {
    for (const end of endsOf(line)) byEnd.set(end, (byEnd.get(end) ?? new Set()).add(line));
  }
  const left = new Set(lines);
  const rings: Ring[] = [];
  for (const line of lines) {
    if (!left.has(line)) continue;
    const closed = walkRound(line, left, byEnd);
    if (closed === null) return null;
    rings.push(...closed);
  }
  return rings.filter((ring) => ring.length >= LEAST_VERTICES);
}

const keyOf = (position: Position | undefined): string => `${position?.[0]},${position?.[1]}`;
const endsOf = (line: Ring): [string, string] => [keyOf(line[0]), keyOf(line[line.length - 1])];

/** Goes on from line to line until it is back; whenever a corner is met again, the part between is a ring. */
function walkRound(first: Ring, left: Set<Ring>, byEnd: ReadonlyMap<string, Set<Ring>>): Ring[] | null {
  const rings: Ring[] = [];
  const path: { from: string; line: Ring }[] = [];
  let at = endsOf(first)[0];
  for (let line: Ring | undefined = first; line !== undefined;) {
    left.delete(line);
    const [start, end] = endsOf(line);
    path.push({ from: at, line: start === at ? line : line.slice().reverse() });
    at = start === at ? end : start;
    const met = path.findIndex(({ from }) => from === at);
    if (met >= 0) rings.push(joinLines(path.splice(met).map((part) => part.line)));
    // Back where it began: what is left there belongs to another walk.
    line = path.length === 0 ? undefined : [...(byEnd.get(at) ?? [])].find((next) => left.has(next));
  }
  return path.length === 0 ? rings : null;
}

function joinLines(lines: readonly Ring[]): Ring {
  return lines.flatMap((line, i) => (i === 0 ? line : line.slice(1)));
}

/** Less is a line there and back, drawn to the seventh decimal. */
const LEAST_AREA_M2 = 0.01;

interface PlacedRing {
  ring: Ring;
  area: number;
  bounds: Bounds;
  /** A position inside it. */
  inner: Position;
  parent: PlacedRing | null;
}

/**
 * Rings -> polygons, by what lies in what and not by the roles that were said: a ring in an outer ring is a hole, a
 * ring in a hole an island. Rings without area go.
 */
export function nestRings(rings: readonly Ring[]): MultiPolygon {
  const placed = rings
    .map((ring) => ({ ring, area: areaOf([[ring]]), bounds: boundsOf([[ring]]), parent: null }))
    .filter(({ area }) => area > LEAST_AREA_M2)
    .map((ring): PlacedRing => ({ ...ring, inner: standingPoint([[ring.ring]]) }))
    .sort((a, b) => b.area - a.area);
  const polygons = new Map<PlacedRing, Polygon>();
  placed.forEach((ring, i) => {
    // Smaller ones come later, so the last that holds it is the one right around it.
    ring.parent = placed.slice(0, i).findLast((other) => holds(other, ring)) ?? null;
    const outer = ring.parent === null ? undefined : polygons.get(ring.parent);
    if (outer === undefined) polygons.set(ring, [ring.ring]);
    else outer.push(ring.ring);
  });
  return [...polygons.values()];
}

function holds(outer: PlacedRing, ring: PlacedRing): boolean {
  const [west, south, east, north] = outer.bounds;
  const [longitude, latitude] = ring.inner;
  if (longitude < west || longitude > east || latitude < south || latitude > north) return false;
  return isInside(ring.inner, [[outer.ring]]);
}
