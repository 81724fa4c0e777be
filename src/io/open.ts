import type { CoordinateSystem, LayerName, Problem, Progress, Project } from '../core/types.ts';
import type { FileBytes } from './files.ts';

export interface OpenOptions {
  /** The coordinate system of all loose files; without it the one that fits the rows' own areas best is proposed. */
  crs?: CoordinateSystem;
  /** What a file is, by file name; without it guessed. */
  roles?: Record<string, LayerName>;
  /** The user's category -> our type codes (`;` separated). */
  types?: Record<string, string>;
  onProgress?: (progress: Progress) => void;
}

/** How well each system puts the points of a table into the area named in their own row. */
export interface SystemEvidence {
  file: string;
  layer: LayerName;
  applied: CoordinateSystem;
  /** Points that name an area with a polygon: the basis of `inside`. */
  tested: number;
  inside: Record<CoordinateSystem, number>;
  /** `said` by the user, `evidence` by the counts, `assumed` where there is nothing to test with. */
  basis: 'said' | 'evidence' | 'assumed';
}

export interface Opened {
  project: Project;
  problems: Problem[];
  /** What each table was taken for; null = not used. */
  roles: { file: string; layer: LayerName | null; rows: number }[];
  systems: SystemEvidence[];
}

/**
 * Opens whatever people have: a project folder (files with a `project.json` among them), a zip of one, or loose
 * ledgers. Never throws on the user's data: what cannot be used comes back as problems beside the usable rest.
 */
export async function openFiles(_files: FileBytes[], _options: OpenOptions = {}): Promise<Opened> {
  await Promise.resolve();
  throw new Error('being built');
}
