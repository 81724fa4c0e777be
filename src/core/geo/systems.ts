/** WGS-84, GCJ-02 (Amap, Tencent) and BD-09 (Baidu) into each other. Source of the formulas: gcoord. */
import gcoord from 'gcoord';
import type { CoordinateSystem, Position } from '../types.ts';

/** gcoord uses sin and cos: rounding to 1e-9 degrees (0.1 mm) at once makes all engines agree. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

type Step = (longitude: number, latitude: number) => [number, number];

const wgs84ToGcj02: Step = (longitude, latitude) =>
  gcoord.transform<[number, number]>([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
const gcj02ToBd09: Step = (longitude, latitude) =>
  gcoord.transform<[number, number]>([longitude, latitude], gcoord.GCJ02, gcoord.BD09);

/**
 * The position that a forward step leads to the given one. gcoord's own inverses are up to 0.2 m off, or run for ever
 * at the rim of the rectangle where GCJ-02 begins; this one takes at most 12 steps and is good to 1e-10 degrees inside.
 */
function invert(forward: Step): Step {
  return (longitude, latitude) => {
    let guessLongitude = longitude;
    let guessLatitude = latitude;
    for (let i = 0; i < 12; i++) {
      const [x, y] = forward(guessLongitude, guessLatitude);
      const east = x - longitude;
      const north = y - latitude;
      guessLongitude -= east;
      guessLatitude -= north;
      if (Math.abs(east) < 1e-10 && Math.abs(north) < 1e-10) break;
    }
    return [guessLongitude, guessLatitude];
  };
}

const gcj02ToWgs84 = invert(wgs84ToGcj02);
const bd09ToGcj02 = invert(gcj02ToBd09);

const ROUTES: Record<CoordinateSystem, Record<CoordinateSystem, Step[]>> = {
  wgs84: { wgs84: [], gcj02: [wgs84ToGcj02], bd09: [wgs84ToGcj02, gcj02ToBd09] },
  gcj02: { wgs84: [gcj02ToWgs84], gcj02: [], bd09: [gcj02ToBd09] },
  bd09: { wgs84: [bd09ToGcj02, gcj02ToWgs84], gcj02: [bd09ToGcj02], bd09: [] },
};

/**
 * A position in another coordinate system, degrees, rounded to 1e-9 degrees. There and back again is within 1 cm.
 * Outside the rectangle around China (72.004-137.8347 E, 0.8293-55.8271 N) GCJ-02 equals WGS-84.
 */
export function convert<From extends CoordinateSystem, To extends CoordinateSystem>(
  position: Position<From>,
  from: From,
  to: To,
): Position<To> {
  let [longitude, latitude] = position;
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
    throw new Error(`convert needs finite degrees, got ${longitude}, ${latitude}`);
  }
  const route = ROUTES[from][to];
  if (route.length === 0) return [longitude, latitude];
  for (const step of route) [longitude, latitude] = step(longitude, latitude);
  return [roundDegrees(longitude), roundDegrees(latitude)];
}
