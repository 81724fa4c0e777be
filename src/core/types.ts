/**
 * The nouns of the product (design words: facility, area, residence, limit, gap ...), as plain data.
 *
 * Positions are WGS-84 degrees unless the type says otherwise; lengths are metres and say so in their names;
 * `null` means "not known", never zero.
 */
import type { Geometry } from 'geojson';
import type { ProblemCode } from './problem-codes.ts';
import type { Scenario } from './scenario/types.ts';
import type { StandardResult } from './standards/types.ts';
import type { AreaLevel, Attributes, Cell, Facility, LocalName, Mode, Position } from './terms.ts';

export { AREA_LEVELS, FACILITY_STATUSES, PIPELINE_STATUSES } from './terms.ts';
export type {
  AreaLevel,
  Attributes,
  Cell,
  CoordinateSystem,
  Facility,
  FacilityStatus,
  LocalName,
  Mode,
  Position,
} from './terms.ts';

/** GeoJSON ring order and nesting: outer ring, then holes; a multipolygon is a list of polygons. WGS-84. */
export type Ring = Position[];
export type Polygon = Ring[];
export type MultiPolygon = Polygon[];

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** An administrative or planning unit. May have no polygon. */
export interface Area {
  id: string;
  name: string;
  level: AreaLevel;
  parentId: string | null;
  polygon: MultiPolygon | null;
  setting: 'urban' | 'rural' | null;
  population: number | null;
  households: number | null;
  /** null = unknown, 0 = nobody. */
  elders: number | null;
  elders80: number | null;
  /** Elders by year, from columns `elders_<year>`. */
  eldersByYear: Record<number, number>;
  attributes: Attributes;
}

/** Where elders live: the demand. A polygon residence also has the point where it stands. */
export interface Residence {
  id: string;
  name: string;
  position: Position;
  polygon: MultiPolygon | null;
  areaId: string | null;
  households: number | null;
  population: number | null;
  /** null = unknown, 0 = nobody. */
  elders: number | null;
  elders80: number | null;
  eldersByYear: Record<number, number>;
  stage: 'new' | 'existing' | null;
  /** Year of completion; a residence completed after the year of analysis does not count. */
  completed: number | null;
  /** Made by us inside an area that has elders but no residences. */
  estimated: boolean;
  attributes: Attributes;
}

/** A place where a facility could go. */
export interface Candidate {
  id: string;
  name: string;
  position: Position;
  attributes: Attributes;
}

/** Lines that people may walk on, in flat arrays: line i runs over vertices starts[i] .. starts[i + 1] - 1. */
export interface Walkways {
  /** Longitude and latitude interleaved, degrees. */
  coordinates: Float64Array;
  /** Length: lines + 1, in vertices. */
  starts: Uint32Array;
  ids: string[];
  kinds: string[];
  attributes: Attributes[];
}

/** The base map of the project's own layers. */
export interface BackgroundFeature {
  /** water, green, road, rail, wall, building or boundary; or a kind of the user's own. */
  kind: string;
  name: string;
  geometry: Geometry;
  attributes: Attributes;
}

/** A gate of a residential compound. */
export interface Gate {
  residenceId: string;
  position: Position;
  attributes: Attributes;
}

/** A figure that no map can give. */
export interface ReportedFigure {
  requirementId: string;
  value: Cell;
  source: string;
  date: string;
  attributes: Attributes;
}

export interface DataSource {
  layer: string;
  title: string;
  licence: string;
  date: string;
}

export const LAYERS = [
  'facilities',
  'areas',
  'residences',
  'walkways',
  'candidates',
  'background',
  'gates',
  'reported',
] as const;
export type LayerName = (typeof LAYERS)[number];

/** Everything that was loaded, before any edit. */
export interface Project {
  name: LocalName;
  /** The year of the data; null = opening and closing years are not looked at. */
  year: number | null;
  facilities: Facility[];
  areas: Area[];
  residences: Residence[];
  walkways: Walkways | null;
  candidates: Candidate[];
  background: BackgroundFeature[];
  gates: Gate[];
  reported: ReportedFigure[];
  standards: string[];
  /** What is tried: lists of edits, none of them made. */
  scenarios: Scenario[];
  sources: DataSource[];
}

/** Something in the user's data that the user should know. `i18n` makes the sentence from the code and the values. */
export interface Problem {
  /** Stable code; every code has a sentence with a remedy in both languages. */
  code: ProblemCode;
  severity: 'error' | 'warning' | 'note';
  layer: LayerName | null;
  file: string | null;
  /** Row as the user sees it in the file (the header is row 1), or the ordinal of a feature from 1. */
  row: number | null;
  id: string | null;
  column: string | null;
  value: Cell;
  /** What was done about it: the row is used as it is, used after a change, or left out; or the file was. */
  action: 'kept' | 'changed' | 'left_out';
  /** Elders concerned; null where that cannot be known. */
  elders: number | null;
}

/** What limits, results and `--service` are keyed by: a type code, or a group of types such as `meals`. */
export type Kind = string;

/** Radius of service. Given in minutes, `metres` are those walked meanwhile at the speed of the run. */
export interface Limit {
  metres: number;
  minutes?: number;
}

export interface Settings {
  mode: Mode;
  /** Pace of walking: turns minutes into metres and back. */
  speedMetresPerSecond: number;
  /** Farthest straight leg between a door and a street; a home beyond it is unplaced. */
  snapLimitMetres: number;
  /** An area with more than this share of its elders unplaced gets no verdict: its streets look incomplete. */
  incompleteShare: number;
  /** Nor does one with fewer metres of walkway per built hectare; 0 switches this off. */
  leastStreetMetresPerHectare: number;
  /** Year of analysis; null = opening, closing and completion years are not looked at. */
  year: number | null;
  /** One limit per kind; a kind without limit is not analysed. */
  limits: Record<Kind, Limit>;
  /** Count planned facilities from their opening year on. */
  pipeline: boolean;
  /** This tool's own bands, not a plan's: covered from `covered` on, lacking below `lacking` (shares of elders, 0-1). */
  bands: { covered: number; lacking: number };
}

/** State of one residence towards one kind. `unreachable` and `unplaced` arise in walking mode only. */
export type WalkState = 'reached' | 'unreachable' | 'unplaced' | 'no_facility';

export type AreaStatus = 'covered' | 'partial' | 'lacking' | 'unknown' | 'empty';
/** Why an area is lacking or unknown. */
export type AreaReason = 'none_in_reach' | 'too_few' | 'unplaced' | 'streets_incomplete' | 'no_data';

/** One kind, over all residences that count. */
export interface ServiceResult {
  /** Facilities of the kind that count in this run. */
  facilities: number;
  limitMetres: number;
  eldersCovered: number;
  /** Elders covered / all elders of residences; null where there are no elders. */
  eldersShare: number | null;
  /** Area inside the discs / area of all community polygons; null when not computed. */
  areaShare: number | null;
  /** Residence rows inside the limit, whether or not elders live there. */
  homesCovered: number;
  facilitiesUnplaced: number;
  /** Elder-weighted, over reached residences with elders; null where there are none. */
  meanMetres: number | null;
  medianMetres: number | null;
  worstMetres: number | null;
  unreachableElders: number;
}

export interface AreaServiceResult {
  eldersCovered: number;
  eldersShare: number | null;
  areaShare: number | null;
  meanMetres: number | null;
  worstMetres: number | null;
  status: AreaStatus;
  reason: AreaReason | null;
}

export interface AreaResult {
  id: string;
  name: string;
  level: AreaLevel;
  /** Elders of its residences in the year of analysis; null = not known. */
  elders: number | null;
  services: Record<Kind, AreaServiceResult>;
}

export interface ResidenceResult {
  id: string;
  services: Record<Kind, { metres: number | null; facility: string | null; state: WalkState }>;
}

/** The run counted once more with one thing changed: what the headline owes to what was chosen. */
export interface SensitivityRow {
  /**
   * What differs from the run: nothing; the pace, for a limit in minutes; the limit; distance in a straight line; a
   * straight line stretched by the usual detour.
   */
  change: 'none' | 'speed' | 'limit' | 'straight' | 'detour';
  /** Metres a second, metres of the limit, or the detour; null where the word says it all. */
  value: number | null;
  /** Metres that a facility may be away in this row, by kind. */
  limitMetres: Record<Kind, number>;
  /** Of all elders; `lacking` and `unknown` count areas of the level `community`. */
  services: Record<Kind, { eldersShare: number | null; lacking: number; unknown: number }>;
}

/** Everything computed for one scenario; the JSON that `analyse` writes. */
export interface Evaluation {
  format: 'care-circle-evaluation';
  version: 1;
  settings: Settings;
  totals: {
    residences: number;
    elders: number;
    unplacedElders: number;
    estimatedElders: number;
    /** Residences whose number of elders is not known: they are in no sum of elders. */
    residencesWithoutElders: number;
  };
  services: Record<Kind, ServiceResult>;
  /** By id. */
  areas: AreaResult[];
  /** Only where asked for; by id. */
  residences?: ResidenceResult[];
  /** Only where asked for: the written standards that the place was tested against, in that order. */
  standards?: StandardResult[];
  /** Only where asked for: other paces, limits and ways of measuring; the run itself first. */
  sensitivity?: SensitivityRow[];
  problems: Problem[];
}

/** What a long run tells while it works; `done` and `total` count the steps of this stage. */
export interface Progress {
  stage: 'read' | 'demand' | 'network' | 'snap' | 'walk' | 'nearest' | 'areas' | 'discs' | 'standards' | 'write';
  done: number;
  total: number;
}

/** Long work: yields progress, returns the result. The caller decides when to take the next step, or to stop. */
export type Work<T> = Generator<Progress, T, void>;

/** Takes all steps of a long run at once. */
export function finish<T>(work: Work<T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Order of ids everywhere: by code unit, so that it does not depend on the machine's language. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
