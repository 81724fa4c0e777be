/** The words that nouns are made of, and the noun that scenarios are about; `types.ts` gives them to everybody. */

/** What a cell of a ledger can hold once it is read. */
export type Cell = string | number | boolean | null;

export interface LocalName {
  zh: string;
  en: string;
}

export const AREA_LEVELS = ['city', 'county', 'subdistrict', 'community', 'unit'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** How distance is measured: in a straight line, or along streets. */
export type Mode = 'straight' | 'walking';

/** Coordinate systems met in ledgers. The system is part of the type, so two of them cannot be mixed unnoticed. */
export type CoordinateSystem = 'wgs84' | 'gcj02' | 'bd09';

/** Longitude, latitude in degrees of one coordinate system. The tag exists for the compiler only. */
export type Position<S extends CoordinateSystem = 'wgs84'> = readonly [longitude: number, latitude: number] & {
  readonly system?: S;
};

/** Columns that the core does not compute with; they survive a round trip under their own names. */
export type Attributes = Record<string, Cell>;

export const FACILITY_STATUSES = ['open', 'under_construction', 'approved', 'reserved', 'closed'] as const;
export type FacilityStatus = (typeof FACILITY_STATUSES)[number];
/** Statuses of a facility that is planned but not there yet. */
export const PIPELINE_STATUSES: readonly FacilityStatus[] = ['under_construction', 'approved', 'reserved'];

/** A place that offers elder care. One facility may have several types and services. */
export interface Facility {
  id: string;
  name: string;
  position: Position;
  /** Type codes (`day_care`, `meal_point`, ...); a code outside our list is kept and can be analysed. */
  types: string[];
  services: string[];
  status: FacilityStatus;
  /** Year of opening; null = not known. */
  opened: number | null;
  /** Year of closing: the facility no longer counts in that year. */
  closes: number | null;
  /** The area it says it belongs to, else null. */
  areaId: string | null;
  attributes: Attributes;
}
