/** A disc around a place, drawn: a polygon whose area equals the true disc's (to 1e-9). */
import { metresPerDegreeEast, metresPerDegreeNorth } from './metric.ts';
import type { MultiPolygon, Position } from '../types.ts';

/** Vertices of a disc: at 1 km the edge strays at most 0.4 m from the true circle. */
export const VERTICES = 96;

/**
 * Nobody lives nearer to a pole, where a degree of longitude shrinks to nothing: a disc there (a row geocoded wrongly)
 * is drawn at this latitude, and no vertex goes beyond the second one.
 */
const LAST_CENTRE = 89;
const LAST_VERTEX = 89.9;

/** x, y of the vertices on the circle that gives the polygon the unit disc's area; rounded, so all engines agree. */
const UNIT_CIRCLE = createUnitCircle();

function createUnitCircle(): Float64Array {
  const step = (2 * Math.PI) / VERTICES;
  const radius = Math.sqrt(step / Math.sin(step));
  const table = new Float64Array(2 * VERTICES);
  for (let i = 0; i < VERTICES; i++) {
    table[2 * i] = Math.round(radius * Math.cos(i * step) * 1e12) / 1e12;
    table[2 * i + 1] = Math.round(radius * Math.sin(i * step) * 1e12) / 1e12;
  }
  return table;
}

/** A disc of `metres` around a position as a closed ring in degrees, with the area of the true disc. */
export function discPolygon(centre: Position, metres: number): MultiPolygon {
  const ring: Position[] = [];
  for (let i = 0; i < VERTICES; i++) ring.push(discVertex(centre, metres, i));
  ring.push(ring[0]!);
  return [[ring]];
}

/** One of its `VERTICES` corners, from the east on and counterclockwise. */
export function discVertex([longitude, given]: Position, metres: number, i: number): Position {
  const east = UNIT_CIRCLE[2 * i]! * metres;
  const north = UNIT_CIRCLE[2 * i + 1]! * metres;
  const latitude = clamp(given, LAST_CENTRE);
  // Scales hold at the middle latitude; it moves by 1e-6 of the step, so one correction is enough.
  const guess = latitude + north / metresPerDegreeNorth(latitude);
  const middle = (latitude + latitude + north / metresPerDegreeNorth((latitude + guess) / 2)) / 2;
  return [
    longitude + east / metresPerDegreeEast(clamp(middle, LAST_VERTEX)),
    clamp(2 * middle - latitude, LAST_VERTEX),
  ];
}

function clamp(latitude: number, last: number): number {
  return latitude > last ? last : latitude < -last ? -last : latitude;
}
