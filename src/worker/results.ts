/** What the worker's jobs give to the page: plain data, sized for showing. */
import type { FeatureCollection } from 'geojson';
import type {
  AreaLevel,
  Bounds,
  DataSource,
  Evaluation,
  Facility,
  Kind,
  LayerName,
  LocalName,
  Position,
  Problem,
} from '../core/types.ts';
import type { SystemEvidence } from '../io/open.ts';

export interface AreaSummary {
  id: string;
  name: string;
  level: AreaLevel;
  parentName: string | null;
  /** Where its label stands; null without a polygon. */
  position: Position | null;
  bounds: Bounds | null;
}

/** All residences in the order of the core (by id), estimated ones included; arrays of equal length. */
export interface Homes {
  ids: string[];
  names: string[];
  /** Name of the community each lies in; empty where it lies in none. */
  areaNames: string[];
  /** Longitude and latitude interleaved. */
  positions: Float64Array;
  /** NaN = not known. */
  elders: Float64Array;
  households: Float64Array;
  estimated: Uint8Array;
}

/** What the map draws. Large layers are addresses of GeoJSON texts that the worker made: they do not pass the page. */
export interface PlaceLayers {
  areas: FeatureCollection;
  residences: string;
  facilities: string;
}

/** Addresses of what the places stand on; `detail` is what is only seen from near by. */
export interface GroundLayers {
  background: string;
  detail: string;
}

/** What the page knows of the open project. */
export interface ProjectSummary {
  origin: 'sample' | 'opened';
  name: LocalName;
  year: number | null;
  /** Years that make a difference: of the data, of openings and closings, of forecasts of elders. */
  years: number[];
  /** The level whose areas are listed and coloured; null without areas. */
  level: AreaLevel | null;
  counts: Record<LayerName, number>;
  /** Most facilities first after day care and meals. */
  kinds: { kind: Kind; facilities: number }[];
  bounds: Bounds;
  areas: AreaSummary[];
  facilities: Facility[];
  homes: Homes;
  candidates: { id: string; name: string; position: Position; floorAreaM2: number | null }[];
  layers: PlaceLayers;
  sources: DataSource[];
  problems: Problem[];
  roles: { file: string; layer: LayerName | null; rows: number }[];
  systems: SystemEvidence[];
}

/** Share of elders (of all elders of residences) whose nearest facility is within each distance. */
export interface DistanceCurve {
  metres: number[];
  share: number[];
}

/** One run for one question. */
export interface RunResult {
  kind: Kind;
  evaluation: Evaluation;
  /** By index of `Homes`: metres to the nearest facility of the kind; NaN where there is none. */
  metres: Float64Array;
  /** By index of `Homes`: 0 does not count this year, 1 outside the limit, 2 inside. */
  homes: Uint8Array;
  /** By index of `Homes`: the nearest facility, as an index into `facilityIds`; -1 = none. */
  nearest: Int32Array;
  /** Ids of the facilities of the kind that count. */
  facilityIds: string[];
  /** Elders within the limit for whom a facility is the nearest, by its id. */
  eldersNearest: Record<string, number>;
  curve: DistanceCurve;
}

/** The discs of a question: their union for drawing, and what share of each area lies inside. */
export interface Buffers {
  union: FeatureCollection;
  shares: Record<string, number>;
  total: number | null;
}

/** Facilities of one kind nearest to a place, the nearest first. */
export interface NearbyGroup {
  kind: Kind;
  facilities: { facility: Facility; metres: number }[];
}
