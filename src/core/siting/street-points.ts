/** Places along the streets where a facility could stand, where the project has no list of premises. */
import { distanceMetres, metresPerDegreeEast, planeY, wrapDegrees } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import type { Position, Walkways } from '../types.ts';

/** How places along the streets are chosen; all in metres. */
export interface StreetPointRules {
  /** Every so far along a line a place is looked at. */
  everyMetres: number;
  /** No two that are kept lie nearer to each other in a straight line. */
  apartMetres: number;
  /** None lies farther in a straight line from every home with elders. */
  nearMetres: number;
  /** While there are more, `apartMetres` grows by half. */
  most: number;
}

export const STREET_POINT_RULES: StreetPointRules = { everyMetres: 50, apartMetres: 150, nearMetres: 300, most: 4000 };

/** Places by position from south to north, and the distance apart that was kept. */
export interface StreetPoints {
  positions: Position[];
  apartMetres: number;
}

/** Degrees are written with seven decimals; a place is looked for again on the streets where that puts it. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/**
 * Places on walkways, near homes (degrees) and apart from each other; the same whatever the order of the lines. Bridges
 * carry none. About linear in the length of the streets.
 */
export function pointsAlongStreets(
  walkways: Walkways,
  homes: { longitudes: readonly number[]; latitudes: readonly number[] },
  rules: StreetPointRules,
): StreetPoints {
  const near = keepNear(pointsOnLines(walkways, rules.everyMetres), homes, rules.nearMetres);
  near.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  let { apartMetres } = rules;
  let positions = thin(near, apartMetres);
  while (positions.length > rules.most) {
    apartMetres = Math.ceil(apartMetres * 1.5);
    positions = thin(near, apartMetres);
  }
  return { positions, apartMetres };
}

function pointsOnLines(walkways: Walkways, everyMetres: number): Position[] {
  const points: Position[] = [];
  walkways.ids.forEach((_, line) => {
    const { bridge } = walkways.attributes[line] ?? {};
    if (bridge === undefined || bridge === null || bridge === 'no' || bridge === false) {
      addPoints(points, verticesOf(walkways, line), everyMetres);
    }
  });
  return points;
}

function verticesOf({ coordinates, starts }: Walkways, line: number): Position[] {
  const vertices: Position[] = [];
  for (let at = starts[line]!; at < starts[line + 1]!; at++)
    vertices.push([coordinates[2 * at]!, coordinates[2 * at + 1]!]);
  return vertices;
}

/** Points in the middle of equal pieces, each about `everyMetres` long; a short line has one, one without length none. */
function addPoints(points: Position[], vertices: readonly Position[], everyMetres: number): void {
  const lengths = vertices.slice(1).map((end, i) => distanceMetres(vertices[i]![0], vertices[i]![1], end[0], end[1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  if (!(whole > 0)) return;
  const pieces = Math.max(1, Math.round(whole / everyMetres));
  let [stretch, passed] = [0, 0];
  for (let piece = 0; piece < pieces; piece++) {
    const along = ((piece + 0.5) * whole) / pieces;
    while (stretch < lengths.length - 1 && passed + lengths[stretch]! < along) passed += lengths[stretch++]!;
    const [[west, south], [east, north]] = [vertices[stretch]!, vertices[stretch + 1]!];
    const part = lengths[stretch]! > 0 ? Math.min(1, (along - passed) / lengths[stretch]!) : 0;
    points.push([round(west + part * (east - west)), round(south + part * (north - south))]);
  }
}

function keepNear(
  points: Position[],
  { longitudes, latitudes }: { longitudes: readonly number[]; latitudes: readonly number[] },
  nearMetres: number,
): Position[] {
  const { metres } = new SiteIndex(longitudes, latitudes).nearest(
    points.map(([longitude]) => longitude),
    points.map(([, latitude]) => latitude),
  );
  return points.filter((_, i) => metres[i]! <= nearMetres);
}

/** Keeps the first of those that lie too near to each other: a sweep packs them closely. */
function thin(points: readonly Position[], apartMetres: number): Position[] {
  const meridian = Math.round(points[0]?.[0] ?? 0);
  // Cells are a little wider than the distance, for the plane is not quite true to scale.
  const cell = apartMetres * 1.1;
  const kept = new Map<number, Position[]>();
  const cellOf = ([longitude, latitude]: Position): [number, number] => [
    Math.floor((wrapDegrees(longitude - meridian) * metresPerDegreeEast(latitude)) / cell),
    Math.floor(planeY(latitude) / cell),
  ];
  return points.filter((point) => {
    const [column, row] = cellOf(point);
    for (let x = column - 1; x <= column + 1; x++) {
      for (let y = row - 1; y <= row + 1; y++) {
        const isNear = kept.get(keyOf(x, y))?.some((other) => isWithin(point, other, apartMetres));
        if (isNear) return false;
      }
    }
    const key = keyOf(column, row);
    const inCell = kept.get(key);
    if (inCell) inCell.push(point);
    else kept.set(key, [point]);
    return true;
  });
}

/** One number a cell: rows are fewer than two million either way, whatever the size of a cell. */
function keyOf(column: number, row: number): number {
  return column * 2 ** 22 + row;
}

function isWithin(a: Position, b: Position, metres: number): boolean {
  return distanceMetres(a[0], a[1], b[0], b[1]) < metres;
}
