/** What is tried: the base data plus an ordered list of edits, as plain data that a file can hold (design.md section 7). */
import type { Facility, FacilityStatus, Position } from '../terms.ts';

/** One change. `remove` takes a facility out altogether; `open` and `close` say from which year on it counts, or no longer. */
export type Edit =
  | { action: 'add'; facility: NewFacility }
  | { action: 'move'; id: string; position: Position }
  /** Types, services, name ...; attributes (capacity, size) are merged one by one, null blanks one. */
  | { action: 'change'; id: string; changes: Partial<Omit<Facility, 'id' | 'position'>> }
  | { action: 'open'; id: string; year: number | null }
  | { action: 'close'; id: string; year: number | null }
  | { action: 'remove'; id: string }
  /** A way that is not there yet: a footbridge, a path, an opening in a wall. */
  | { action: 'link'; link: NewLink }
  /** A gate of a residence with gates or a wall of its own: people leave by it as well. */
  | { action: 'gate'; residenceId: string; position: Position };

/** A proposed facility counts as open from `opened` on; without it, in every year. */
export interface NewFacility {
  id: string;
  name: string;
  types: string[];
  position: Position;
  services?: string[];
  opened?: number | null;
  /** `day_places`, `meals_per_day`, `floor_area_m2`, `cost` ... as in the layer of facilities. */
  attributes?: Facility['attributes'];
}

/** Its ends (and corners that lie on a street) join the streets where they were drawn, if one is near enough. */
export interface NewLink {
  id: string;
  name: string;
  kind: 'footbridge' | 'path' | 'gate' | 'crossing';
  /** Two positions or more. */
  line: Position[];
}

export type PipelineStage = Extract<FacilityStatus, 'under_construction' | 'approved' | 'reserved'>;

export interface Scenario {
  /** Of the project's scenarios; `s1`, `s2` ... */
  id: string;
  name: string;
  note: string;
  /** Year of analysis; null = that of the question. */
  year: number | null;
  /** Planned facilities of these stages count from the year of their opening on. */
  stages: PipelineStage[];
  edits: Edit[];
}

/** The file of `--scenario` (one), and `scenarios.json` of a project folder (all). */
export interface ScenarioFile {
  format: 'care-circle-scenario';
  version: 1;
  scenarios: Scenario[];
}
