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
  Mode,
  Position,
  Problem,
  ReportedFigure,
} from '../core/types.ts';
import type { Scenario } from '../core/scenario/types.ts';
import type { SupplySummary } from '../core/coverage/supply-summary.ts';
import type { SystemEvidence } from '../io/open.ts';

export interface AreaSummary {
  id: string;
  name: string;
  level: AreaLevel;
  parentName: string | null;
  setting: 'urban' | 'rural' | null;
  /** Where its label stands; null without a polygon. */
  position: Position | null;
  bounds: Bounds | null;
}

/** A unit that says by ids of communities (or coarser areas) what it holds; its polygon is theirs. */
export interface ListedUnit {
  id: string;
  name: string;
  members: string[];
}

/** All residences in the order of the core (by id), estimated ones included; arrays of equal length. */
export interface Homes {
  ids: string[];
  names: string[];
  /** Name of the community each lies in; empty where it lies in none. */
  areaNames: string[];
  /** Id of that area; empty where it lies in none. */
  areaIds: string[];
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
  /** Those of level `unit` that are listed. */
  units: ListedUnit[];
  facilities: Facility[];
  homes: Homes;
  candidates: { id: string; name: string; position: Position; floorAreaM2: number | null }[];
  layers: PlaceLayers;
  sources: DataSource[];
  /** Figures that no map gives, as they stand in the project's file. */
  reported: ReportedFigure[];
  /** What is tried, as it stands in the project's file. */
  scenarios: Scenario[];
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
  mode: Mode;
  evaluation: Evaluation;
  /** By index of `Homes`: metres to the nearest facility of the kind; NaN where none is reached. */
  metres: Float64Array;
  /** By index of `Homes`: elders in the year of the question; NaN = not known, or it does not count. */
  elders: Float64Array;
  /** On foot: the same question in a straight line, to stand beside it. */
  straight: { evaluation: Evaluation; metres: Float64Array } | null;
  /** By index of `Homes`: 0 does not count this year, 1 outside the limit, 2 inside, 4 not to be put on the streets. */
  homes: Uint8Array;
  /** By index of `Homes`: the nearest facility, as an index into `facilityIds`; -1 = none. */
  nearest: Int32Array;
  /** On foot, by index of `Homes`: the next best facility, as `nearest` and `metres`; null in a straight line. */
  next: { metres: Float64Array; facility: Int32Array } | null;
  /** Ids of the facilities of the kind that count. */
  facilityIds: string[];
  /** Elders within the limit for whom a facility is the nearest, by its id. */
  eldersNearest: Record<string, number>;
  curve: DistanceCurve;
}

/** What lies within the limit, for drawing: in a straight line discs, on foot the ground along the streets. */
export interface Buffers {
  union: FeatureCollection;
  /** On foot: address of a GeoJSON text of the streets within reach, `metres` of each the end of its step; else null. */
  streets: string | null;
  /** Ends of the steps that streets are coloured by, metres; empty in a straight line. */
  bands: number[];
  /** What share of each area lies inside the discs; none on foot. */
  shares: Record<string, number>;
  total: number | null;
}

/** The reach of one place, drawn. */
export interface Reach {
  streets: FeatureCollection;
  area: FeatureCollection;
  /** The same limit in a straight line. */
  circle: FeatureCollection;
  bands: number[];
}

/** One walk: along the streets, with the straight legs between doors and streets apart. */
export interface Walk {
  metres: number;
  line: Position[];
  legs: [Position, Position][];
}

/** Facilities of one kind nearest to a place, the nearest first: on foot where there is a way. */
export interface NearbyGroup {
  kind: Kind;
  facilities: NearbyFacility[];
}

export interface NearbyFacility {
  facility: Facility;
  /** In a straight line. */
  metres: number;
  /** On foot; null where there is no way or nothing is known of streets. */
  walkMetres: number | null;
}

/** `no_streets`: the project has none; `unplaced`: none near the place. Both list by the straight line. */
export interface Nearby {
  state: 'walked' | 'unplaced' | 'no_streets';
  groups: NearbyGroup[];
}

/** How far the supply goes round, for one question. */
export interface Supply extends Omit<SupplySummary, 'perHead'> {
  /** Pairs of a home and a facility within the limit. */
  pairs: number;
  facilitiesUnplaced: number;
  /** Elders of 80 and over are those on record, of another year than the one asked for. */
  oldestOfOtherYear: boolean;
  /** By index of `Homes`: supply per head by 2SFCA and E2SFCA; NaN where a home does not count this year. */
  perHead: { alike: Float64Array; zoned: Float64Array };
}
