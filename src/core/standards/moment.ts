/** What a measure may ask of a place in one year. Made once a year of judgement by `createMoments`. */
import type { Demand } from '../coverage/demand.ts';
import type { Facility, Mode } from '../types.ts';
import type { FacilitySet } from './types.ts';

/** Walks (or straight lines) from every residence of the moment's demand to the nearest of some facilities. */
export interface Distances {
  /** One a residence, unrounded metres; Infinity where none is reached. */
  metres: Float64Array;
  /** To the second nearest of them. */
  second: Float64Array;
  /** One a residence: 1 where it could not be put on the streets (what it could reach is then not known). */
  unplaced: Uint8Array;
}

export interface Moment {
  /** null: opening, closing and completion years are not looked at. */
  year: number | null;
  /** Year of the data: that of the columns without a year in their name. */
  dataYear: number | null;
  /** Residences that count in the year with their elders, and all areas. */
  demand: Demand;
  /** Facilities that count in the year, by id, whatever their type. */
  facilities: readonly Facility[];
  /** All facilities of the project, whether or not they count in the year. */
  records: readonly Facility[];
  /** How the run measures; where it cannot walk, `walking` is not to be had. */
  mode: Mode;
  speedMetresPerSecond: number;
  /** Named parameters of the pack, as set. Throws on one that is not there: a pack that was checked has them all. */
  parameter(id: string): number;
  /**
   * null: asked for walking where there are no streets. What is farther than `withinMetres` may be told as Infinity: a
   * limit makes walks cheap. Kept by the ids of the facilities, so ask freely.
   */
  distances(facilities: readonly Facility[], mode: Mode, withinMetres?: number): Distances | null;
  /**
   * Places (in `demand.areas`) a facility lies in, from below: the area it names, else the polygons around it, with all
   * above, and `unit` areas that hold it or list its community; empty where that is not known.
   */
  areasOf(facility: Facility): readonly number[];
  /** Facilities of a set and those of which the set cannot be told, by id; see `selectFacilities`. */
  select(set: FacilitySet): Selection;
}

export interface Selection {
  /** Sure to be in the set. */
  sure: readonly Facility[];
  /** Of the types, but a column that `where` asks for is blank. */
  perhaps: readonly Facility[];
  /** Those columns: `facilities.standardised`; sorted. */
  missing: readonly string[];
  /** The data have no record of these types at all (whatever its status or year). */
  noRecord: boolean;
}
