/**
 * Distances and an equal-area plane on the WGS-84 ellipsoid, from one table of scale factors.
 *
 * sin and cos differ in their last digit between engines, so they are used only here, once, when the table is built,
 * and every entry is rounded to 1e-6 m. All later arithmetic is + - * / and square roots, which IEEE 754 fixes to the
 * last bit: the browser and the command line get the same bytes.
 */
import type { Position } from '../types.ts';

/** WGS-84: semi-major axis in metres, first eccentricity squared (NIMA TR8350.2). */
const SEMI_MAJOR_METRES = 6378137;
const ECCENTRICITY_SQUARED = 0.0066943799901413165;

const STEPS_PER_DEGREE = 100;
const LAST = 90 * STEPS_PER_DEGREE;
/** Metres in one degree of longitude, of latitude, and from the equator, at every 0.01 degrees of latitude. */
const EAST = new Float64Array(LAST + 2);
const NORTH = new Float64Array(LAST + 2);
const MERIDIAN = new Float64Array(LAST + 2);

buildTables();

function buildTables(): void {
  const round = (metres: number): number => Math.round(metres * 1e6) / 1e6;
  for (let i = 0; i <= LAST + 1; i++) {
    // One entry past the pole repeats the last, so that interpolation at 90 degrees needs no special case.
    const latitude = (Math.min(i, LAST) / STEPS_PER_DEGREE) * (Math.PI / 180);
    const sine = Math.sin(latitude);
    const w = 1 - ECCENTRICITY_SQUARED * sine * sine;
    const primeVertical = SEMI_MAJOR_METRES / Math.sqrt(w);
    const meridional = (primeVertical * (1 - ECCENTRICITY_SQUARED)) / w;
    EAST[i] = round(primeVertical * Math.cos(latitude) * (Math.PI / 180));
    NORTH[i] = round(meridional * (Math.PI / 180));
  }
  // The integral of the linearly interpolated NORTH, so that planeY and latitudeAtY are exact inverses of each other.
  for (let i = 1; i <= LAST + 1; i++) {
    MERIDIAN[i] = MERIDIAN[i - 1]! + (NORTH[i - 1]! + NORTH[i]!) / (2 * STEPS_PER_DEGREE);
  }
}

/** Metres in one degree of longitude at a latitude in degrees. Clamped beyond the poles. */
export function metresPerDegreeEast(latitude: number): number {
  let at = (latitude < 0 ? -latitude : latitude) * STEPS_PER_DEGREE;
  if (!(at < LAST)) at = LAST;
  const i = at | 0;
  const west = EAST[i]!;
  return west + (at - i) * (EAST[i + 1]! - west);
}

/** Metres in one degree of latitude at a latitude in degrees. Clamped beyond the poles. */
export function metresPerDegreeNorth(latitude: number): number {
  let at = (latitude < 0 ? -latitude : latitude) * STEPS_PER_DEGREE;
  if (!(at < LAST)) at = LAST;
  const i = at | 0;
  const low = NORTH[i]!;
  return low + (at - i) * (NORTH[i + 1]! - low);
}

/** Metres in one degree at a latitude in degrees: [of longitude, of latitude]. */
export function metresPerDegree(latitude: number): [east: number, north: number] {
  return [metresPerDegreeEast(latitude), metresPerDegreeNorth(latitude)];
}

/** A difference of longitudes the short way round, -180 to 180 degrees. */
export function wrapDegrees(difference: number): number {
  if (difference > 180) return difference - 360;
  if (difference < -180) return difference + 360;
  return difference;
}

/** The square of distanceMetres: enough to compare with, and what the spatial index works in. */
export function squaredMetres(lonA: number, latA: number, lonB: number, latB: number): number {
  let dLon = lonB - lonA;
  if (dLon > 180) dLon -= 360;
  else if (dLon < -180) dLon += 360;
  let at = (latA + latB) * (STEPS_PER_DEGREE / 2);
  if (at < 0) at = -at;
  if (!(at < LAST)) at = LAST;
  const i = at | 0;
  const part = at - i;
  const east = EAST[i]!;
  const north = NORTH[i]!;
  const x = dLon * (east + part * (EAST[i + 1]! - east));
  const y = (latB - latA) * (north + part * (NORTH[i + 1]! - north));
  return x * x + y * y;
}

/**
 * Straight-line distance in metres between two WGS-84 positions in degrees, by the ellipsoid's scale at their middle
 * latitude. Against the true geodesic: better than 0.0001 % up to 10 km below 60 degrees of latitude (tests/core/geo).
 * For longer distances it only ranks. Symmetric; the antimeridian is crossed the short way.
 */
export function distanceMetres(lonA: number, latA: number, lonB: number, latB: number): number {
  return Math.sqrt(squaredMetres(lonA, latA, lonB, latB));
}

/** Metres along the meridian from the equator to a latitude in degrees, negative in the south. */
export function planeY(latitude: number): number {
  let at = (latitude < 0 ? -latitude : latitude) * STEPS_PER_DEGREE;
  if (!(at < LAST)) at = LAST;
  const i = at | 0;
  const part = at - i;
  const low = NORTH[i]!;
  const metres = MERIDIAN[i]! + (part * (low + (part * (NORTH[i + 1]! - low)) / 2)) / STEPS_PER_DEGREE;
  return latitude < 0 ? -metres : metres;
}

/** The latitude in degrees at which planeY is `y` metres. */
export function latitudeAtY(y: number): number {
  const metres = y < 0 ? -y : y;
  let low = 0;
  let high = LAST;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (MERIDIAN[middle]! <= metres) low = middle;
    else high = middle;
  }
  let latitude = low / STEPS_PER_DEGREE;
  // Newton: the step is at most 1.1 km and NORTH is nearly constant over it, so two steps reach rounding.
  for (let i = 0; i < 3; i++) latitude += (metres - planeY(latitude)) / metresPerDegreeNorth(latitude);
  return y < 0 ? -latitude : latitude;
}

/**
 * Sinusoidal projection on the ellipsoid about a meridian: x = degrees from it x metres in a degree there, y = metres
 * from the equator, both in metres. Equal-area everywhere; near its meridian also nearly true to scale.
 */
export function toPlane(position: Position, centralLongitude: number): [x: number, y: number] {
  const [longitude, latitude] = position;
  return [wrapDegrees(longitude - centralLongitude) * metresPerDegreeEast(latitude), planeY(latitude)];
}

/** The inverse of toPlane. Longitudes may pass 180 degrees where the plane crosses the antimeridian. */
export function fromPlane(x: number, y: number, centralLongitude: number): Position {
  const latitude = latitudeAtY(y);
  return [centralLongitude + x / metresPerDegreeEast(latitude), latitude];
}

/** Where on a-b, 0 to 1, the point nearest to the origin lies; in a plane. */
export function partOfFoot(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const part = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
  return part > 0 ? (part < 1 ? part : 1) : 0;
}
