/** What people call the place where something stands. */
import { distanceMetres } from '../geo/metric.ts';
import type { Position } from '../types.ts';

/** A home so near is the place. */
export const HOME_METRES = 300;
/** The area of a home so near is that of the place. */
export const AREA_METRES = 1500;

/** Homes in arrays of equal length. */
export interface NamedHomes {
  names: readonly string[];
  /** Of the area each lies in; empty where it lies in none. */
  areaNames: readonly string[];
  /** Longitude and latitude interleaved, degrees. */
  positions: ArrayLike<number>;
}

/** The nearest home with a name within `HOME_METRES`, else the area of the nearest within `AREA_METRES`; else empty. */
export function findPlaceName({ names, areaNames, positions }: NamedHomes, [longitude, latitude]: Position): string {
  let [home, homeMetres, area, areaMetres] = ['', HOME_METRES, '', AREA_METRES];
  for (let i = 0; i < names.length; i++) {
    const metres = distanceMetres(longitude, latitude, positions[2 * i]!, positions[2 * i + 1]!);
    if (names[i] !== '' && (home === '' ? metres <= homeMetres : metres < homeMetres)) {
      [home, homeMetres] = [names[i]!, metres];
    }
    if (areaNames[i] !== '' && (area === '' ? metres <= areaMetres : metres < areaMetres)) {
      [area, areaMetres] = [areaNames[i]!, metres];
    }
  }
  return home === '' ? area : home;
}
