/**
 * A written standard as data (a pack), and what testing a place against it yields. `data/standards/README.md` tells the
 * author of a pack what each field means; `data/schemas/standard.schema.json` checks it.
 *
 * Shares are per cent (0-100) in packs and in results of requirements, as the documents print them.
 */
import type { AreaLevel, Cell, LocalName, Mode } from '../terms.ts';

export const FORCES = ['binding', 'expected', 'advocated', 'goal', 'task', 'encouraged'] as const;
export type Force = (typeof FORCES)[number];

export const COMPARATORS = ['>', '>=', '=', '<=', '<', '~'] as const;
/** `~` is about: at least the value less the parameter `about_percent`. A printed range keeps its lower end, `>=`. */
export type Comparator = (typeof COMPARATORS)[number];

/** A number of the text, or the id of a named parameter that stands for a word without a number. */
export type Amount = number | { parameter: string };

/** What the measure's value is compared with, in the unit of the row. */
export interface Target {
  comparator: Comparator;
  value: Amount;
  /** Upper end of a printed range: shown, more is no failure. */
  upTo?: number;
}

/**
 * A test on the columns of a row (facility, area or residence). A column that is blank makes it unknown, not false.
 * Columns are those of the data contract; `types` and `services` are lists; areas also have `level`, residences and
 * facilities `setting` and `main_urban` of the area they lie in.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { field: string; is: Cell | Cell[] }
  | { field: string; atLeast: Amount | PartOf }
  | { field: string; moreThan: Amount | PartOf }
  | { field: string; atMost: Amount | PartOf }
  | { field: string; lessThan: Amount | PartOf }
  /** For list columns: holds at least one of these. */
  | { field: string; includes: string[] }
  /** The column says something (whatever it says); for `grade`: any grade. */
  | { field: string; given: true }
  /** Stars, A classes and national levels 1-5 are three scales: a grade of another scale is unknown. */
  | { field: string; grade: GradeScale; atLeast: number };

export type GradeScale = 'star' | 'a_class' | 'level';
/** Per cent of another column of the same row: 2 % of `beds`. */
export interface PartOf {
  percent: number;
  of: string;
}

/** Facilities that count in the year, are of one of the types (or offer it as a service), and pass `where`. */
export interface FacilitySet {
  types: string[];
  where?: Condition;
  /**
   * What no record at all of these types means: `none` (default: by the loaded data there are none), or `unknown`, for
   * things that registers of facilities do not hold as a rule.
   */
  absent?: 'none' | 'unknown';
}

/** Areas of a level (`unit` is drawn or listed by the user: 大社区, planning cells). */
export interface UnitSet {
  level: AreaLevel;
  where?: Condition;
}

/** Sum of a number column over a set; `count` counts rows. */
export interface Capacity {
  set: FacilitySet;
  field: string;
}

/** Something that must be there: a facility type, or a service; one of them is enough. */
export interface Item {
  name: LocalName;
  types?: string[];
  services?: string[];
}

/** A rule on one number of each unit, and the share of units that must keep it is the target of the row. */
export interface Each {
  comparator: Comparator;
  value: Amount;
  upTo?: number;
}

export type Combine = 'any' | 'all' | 'each';
/**
 * The four meanings of "coverage": a place is built in the unit; the unit is served by one (built, named in its service
 * area, or its elders have one in reach); the service is run there (built, named, or delivered); it is up to standard.
 */
export type Meaning = 'built' | 'served' | 'run' | 'standard';

export type Measure =
  | {
      kind: 'distance_share';
      sets: FacilitySet[];
      combine: Combine;
      /** Facilities that must be in reach, 1 or 2. */
      atLeast?: number;
      limit: { metres: Amount } | { minutes: Amount };
      /** `run` (default): as the run measures; else as the text says. */
      along?: 'run' | Mode;
      weight: 'elders' | 'elders_80' | 'households' | 'residences';
      where?: Condition;
    }
  | { kind: 'presence_share'; units: UnitSet; sets: FacilitySet[]; combine: Combine; meaning: Meaning }
  /** The same of residential areas: a facility inside the compound, or nearer to it than the parameter. */
  | { kind: 'residence_presence'; set: FacilitySet; within: Amount; where?: Condition }
  | { kind: 'count_total'; set: FacilitySet }
  | { kind: 'count_per_unit'; units: UnitSet; set: FacilitySet; each: Each }
  | { kind: 'conditional_presence'; units: UnitSet; cases: { where: Condition; set: FacilitySet; each: Each }[] }
  | { kind: 'capacity_ratio'; capacity: Capacity[]; per: Denominator; base: number; units?: UnitSet; each?: Each }
  | { kind: 'capacity_total'; capacity: Capacity[] }
  /** Share of residential areas (or of their households) whose care rooms pass. */
  | {
      kind: 'area_per_100hh' | 'area_per_100hh_share';
      where?: Condition;
      each: Each;
      weight: 'residences' | 'households';
    }
  | { kind: 'adjacency_share'; set: FacilitySet; near: FacilitySet; within: Amount }
  | { kind: 'attribute_share'; set: FacilitySet; passes: Condition; weight?: string }
  | { kind: 'attribute_share'; numerator: Capacity[]; denominator: Capacity[] }
  | { kind: 'utilisation'; set: FacilitySet }
  | { kind: 'per_facility_condition'; set: FacilitySet; passes: Condition }
  | {
      kind: 'service_composition';
      scope: { facilities: FacilitySet } | { units: UnitSet };
      required: Item[];
      optional?: Item[];
    }
  | { kind: 'hierarchy'; tiers: (FacilitySet & { name: LocalName })[]; units?: UnitSet }
  /** Named projects that stand by the due year: found among the facilities by a part of their name. */
  | { kind: 'milestone'; names: string[] }
  | { kind: 'per_unit_value'; units: UnitSet; field: string; each: Each }
  | { kind: 'reported_value' }
  | { kind: 'population'; of: 'elders' | 'elders_80' | 'population'; basis?: Basis }
  /** Kinds of other bodies' rules. Bands from dense to thin: the first whose `above` (elders per km2) is passed holds. */
  | { kind: 'density_distance'; set: FacilitySet; bands: { above: number; metres: number }[] }
  | { kind: 'area_per_1000_people'; capacity: Capacity[]; units?: UnitSet; each?: Each }
  | { kind: 'area_per_bed'; set: FacilitySet; area: string; each: Each };

export type MeasureKind = Measure['kind'];
export type MeasureOf<K extends MeasureKind> = Extract<Measure, { kind: K }>;

export type Basis = 'registered' | 'permanent';
/** People of the place (on a basis, where the text names one), or another capacity such as beds. */
export type Denominator =
  | { of: 'elders' | 'elders_80' | 'population' | 'households'; basis?: Basis }
  | { of: 'capacity'; capacity: Capacity[] };

/** Unit of a row's value and target. */
export type RowUnit =
  | 'percent'
  | 'count'
  | 'beds'
  | 'square_metres'
  | 'per_100'
  | 'per_1000'
  | 'per_10000'
  | 'square_metres_per_1000'
  | 'square_metres_per_bed'
  | 'done'
  | 'persons'
  /** One who comes twice counts twice. */
  | 'attendances'
  | 'times_a_year'
  | 'households';

/** A word without a number, made a number that everybody can see and change. */
export interface Parameter {
  id: string;
  name: LocalName;
  value: number;
  unit: LocalName;
  why: LocalName;
}

/** Another way to read the row, because rows of the document contradict each other or the text is open. */
export interface Reading {
  because: LocalName;
  target?: Target;
  measure?: Measure;
  year?: number;
}

export interface Step {
  year: number;
  target: Target;
  /** In place of the measure's own, where the step changes the rule of each unit. */
  each?: Each;
}

export interface Requirement {
  id: string;
  /** Headings down to the passage, as printed (for citation). */
  section: string[];
  /** A few words of the passage, to find it in the printed plan. */
  anchors: string[];
  /** Row in the document's table of indicators. */
  row?: number;
  /** Our wording. */
  text: LocalName;
  force: Force;
  /** 力争: strive for. */
  strive?: boolean;
  legalBasis?: string;
  /** Due year; null: the text names none. */
  year: number | null;
  /** As printed: `measure` and `target` are our reading of it. */
  printed: { comparator: string; threshold: Cell | string[]; unit: string };
  unit: RowUnit;
  /** null: the text sets no number, or a distance or minutes but no share. The figure is shown without a verdict. */
  target: Target | null;
  /** Targets of earlier years, oldest first; the row's own is the last. */
  steps?: Step[];
  measure: Measure;
  /** The same target, stated again in the same document. */
  sameAs?: string[];
  /** Id of the baseline row that the target goes with. */
  baseline?: string;
  /** 100 % is read from 全覆盖, 全面. */
  inferred?: boolean;
  readings?: Reading[];
  notes?: LocalName[];
}

/** What the document says of the years before it (baseline) or after (forecast). */
export interface Statement {
  id: string;
  section: string[];
  anchors: string[];
  text: LocalName;
  year: number | null;
  value: Cell;
  unit: string;
  notes?: LocalName[];
}

export interface StandardPack {
  format: 'care-circle-standard';
  version: 1;
  id: string;
  /** The body that issued it, the document's title and number. */
  place: LocalName;
  title: LocalName;
  number?: string;
  /** Six-digit code of the territory it was made for. */
  adcode?: string;
  period: [from: number, to: number];
  status: 'issued' | 'draft' | 'expired';
  statusNote: LocalName;
  /** Who counts as an elder in the document. */
  elders: { basis: Basis | null; text: LocalName };
  /** What the document calls its units (区镇 ...). */
  unitWords: LocalName;
  parameters: Parameter[];
  requirements: Requirement[];
  baselines: Statement[];
  forecasts: Statement[];
  conflicts: { requirements: string[]; text: LocalName }[];
}

export type State = 'met' | 'not_met' | 'unknown' | 'no_target';
export type Source = 'computed' | 'reported';

/** A value that may not be known exactly: it lies between `low` and `high` whatever the missing data say. */
export interface Range {
  low: number;
  high: number;
}

/** What is tested one by one. */
export type UnitKind = AreaLevel | 'facility' | 'residence' | 'item';

/** What a measure found, before any target. */
export interface Measured {
  /** In the unit of the row; null: there was nothing to measure. */
  value: Range | null;
  /** Heads behind a share: how many of all; what they are. */
  heads: { of: UnitKind | 'elders' | 'elders_80' | 'households' | 'beds' | 'people'; some: Range; all: Range } | null;
  unitKind: UnitKind | null;
  /** Ids of units that fail whatever the missing data say, and of those that cannot be told; by id. */
  failing: string[];
  uncertain: string[];
  /** Elders who live in failing units, or are outside the limit; null where that means nothing. */
  elders: number | null;
  /**
   * Columns or layers that would settle it: `facilities.standardised`, `areas.unit`, `reported`; sorted. `concerns_none`
   * where the row is about nothing in the data.
   */
  missing: string[];
  /** No record at all of the types asked for. */
  noRecord: boolean;
  parts: { name: LocalName; measured: Measured }[];
}

export interface PartResult {
  name: LocalName;
  state: State;
  value: number | null;
  low: number | null;
  high: number | null;
  failing: string[];
  uncertain: string[];
  elders: number | null;
  missing: string[];
}

export type Flag =
  | 'below_baseline'
  | 'inferred'
  | 'strive'
  | 'no_record'
  | 'other_basis'
  | 'basis_not_stated'
  | 'not_due_yet'
  | 'met_later'
  | 'contradicted'
  | 'repeat'
  | 'estimated_elders';

export interface ReadingResult {
  because: LocalName;
  state: State;
  value: number | null;
  target: number | null;
  comparator: Comparator | null;
}

/** One of the four figures beside a coverage requirement: per cent of the units, and which units lack it. */
export interface CoverageFigure {
  value: number | null;
  low: number | null;
  high: number | null;
  lacking: string[];
}

/** Elders within a walk, of a part of them: the figure is per cent, lacking are units where it is less than half. */
export const COVERAGE_CUTS = ['elders_80', 'urban', 'rural'] as const;
export type CoverageCut = (typeof COVERAGE_CUTS)[number];

export interface FourFigures {
  built: CoverageFigure;
  run: CoverageFigure;
  walk: CoverageFigure;
  eldersWalk: CoverageFigure;
  /** Values are null where nothing tells of the part. */
  cuts: { cut: CoverageCut; figure: CoverageFigure }[];
}

export interface RequirementResult {
  id: string;
  state: State;
  source: Source;
  /** In the unit of the row; null where it is not known exactly (see low, high) or not at all. */
  value: number | null;
  low: number | null;
  high: number | null;
  unit: RowUnit;
  target: number | null;
  comparator: Comparator | null;
  /** Value less target, positive where it is passed; null where either is. */
  margin: number | null;
  /** Due year of the target that was tested, and the year of the data it was judged by. */
  year: number | null;
  judgedIn: number | null;
  /** Judged again at the year of the run, where that is later and the due year was missed. */
  later: { year: number; state: State; value: number | null } | null;
  steps: { year: number; state: State; value: number | null; target: number | null }[];
  unitKind: UnitKind | null;
  failing: string[];
  uncertain: string[];
  elders: number | null;
  heads: Measured['heads'];
  missing: string[];
  parts: PartResult[];
  flags: Flag[];
  readings: ReadingResult[];
  /** The figure typed in, and what the data say beside it. */
  reported: { value: Cell; source: string; date: string } | null;
  baseline: { id: string; value: Cell; unit: string; year: number | null } | null;
  sameAs: string[];
  /** For coverage requirements only. */
  four: FourFigures | null;
}

export interface StateCounts {
  all: number;
  met: number;
  not_met: number;
  unknown: number;
  no_target: number;
  computed: number;
  reported: number;
}

export interface StandardResult {
  id: string;
  title: LocalName;
  status: StandardPack['status'];
  /** Named parameters as used. */
  parameters: Record<string, number>;
  requirements: RequirementResult[];
  counts: StateCounts;
  /** The same with repeats of one target taken once. */
  countsOnce: StateCounts;
}
