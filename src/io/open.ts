import { createProblem } from '../core/problems.ts';
import type { Scenario } from '../core/scenario/types.ts';
import type { CoordinateSystem, LayerName, Problem, Progress, Project } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { findLayerFiles, findManifest, findNamed, tidyFiles } from './folder.ts';
import { identifyFormat } from './formats/index.ts';
import { createContext } from './layers/layer.ts';
import type { Repair } from './layers/geometry.ts';
import { readLayers, type LayerTables } from './layers/layers.ts';
import { MANIFEST_FILE, parseManifest, PROBLEMS_FILE, type Manifest } from './manifest.ts';
import { findOsmFormat } from './osm/identify.ts';
import type { SystemEvidence } from './systems.ts';
import type { Table } from './tables.ts';

export type { SystemEvidence } from './systems.ts';

export interface OpenOptions {
  /** The coordinate system of all loose files; without it the one that fits the rows' own areas best is proposed. */
  crs?: CoordinateSystem;
  /** What a file is, by file name; without it guessed. */
  roles?: Record<string, LayerName>;
  /** The user's category -> our type codes (`;` separated). */
  types?: Record<string, string>;
  onProgress?: (progress: Progress) => void;
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
export async function openFiles(files: FileBytes[], options: OpenOptions = {}): Promise<Opened> {
  const problems: Problem[] = [];
  const tidied = tidyFiles(await unpack(files, problems));
  const manifest = readManifest(tidied, problems);
  const source =
    manifest === null
      ? await readLoose(tidied, options, problems)
      : await readFolder(manifest, tidied, options, problems);
  const { context, data } = await readMending((repair) => {
    const steps = new Steps(options, source.files, LAYER_STEPS);
    steps.skip(source.files);
    const inProject = manifest !== null;
    const context = createContext({ inProject, crs: options.crs ?? null, types: options.types ?? {}, repair });
    return { context, data: readLayers(source.tables, context, () => steps.take()) };
  });
  const project: Project = {
    name: manifest?.name ?? nameOf(tidied),
    year: manifest?.year ?? null,
    ...data,
    standards: manifest?.standards ?? [],
    scenarios: [],
    sources: manifest?.sources ?? [],
  };
  if (manifest?.scenarios) project.scenarios = await readScenarios(manifest.scenarios, tidied, project, problems);
  problems.push(...context.problems);
  if (manifest !== null) problems.push(...(await readFormerProblems(tidied, problems)));
  const opened = {
    project,
    problems,
    roles: source.roles,
    systems: context.systems,
  };
  return source.extracts.length === 0 ? opened : addOsm(opened, source.extracts, options.onProgress);
}

class MendingNeeded extends Error {}

/** What mends polygons is large and seldom needed: it is loaded when one crosses itself, and all is read once more. */
async function readMending<T>(read: (repair: Repair) => T): Promise<T> {
  try {
    return read(() => {
      throw new MendingNeeded();
    });
  } catch (error) {
    if (!(error instanceof MendingNeeded)) throw error;
  }
  const { repairPolygon } = await import('../core/geo/clip.ts');
  return read(repairPolygon);
}

/** Streets and base map of OpenStreetMap extracts, as far as they lie where the rest of the project is. */
async function addOsm(
  opened: Opened,
  extracts: readonly FileBytes[],
  onProgress: OpenOptions['onProgress'],
): Promise<Opened> {
  const { addExtracts } = await import('./osm/project.ts');
  const { walkways, background, problems, sources, roles } = await addExtracts(extracts, opened.project, onProgress);
  return {
    ...opened,
    project: { ...opened.project, walkways, background, sources: opened.project.sources.concat(sources) },
    problems: opened.problems.concat(problems),
    roles: opened.roles.concat(roles),
  };
}

/** Progress over files, then layers. */
class Steps {
  readonly #options: OpenOptions;
  readonly #total: number;
  #done = 0;

  constructor(options: OpenOptions, files: number, layers: number) {
    this.#options = options;
    this.#total = files + layers;
  }

  skip(steps: number): void {
    this.#done += steps;
  }

  take(): void {
    this.#done++;
    this.#options.onProgress?.({ stage: 'read', done: this.#done, total: this.#total });
  }
}

interface Source {
  /** How many files were read. */
  files: number;
  tables: LayerTables;
  roles: Opened['roles'];
  /** OpenStreetMap extracts: read when it is known where the project lies. */
  extracts: FileBytes[];
}

const LAYER_STEPS = 8;

async function unpack(files: readonly FileBytes[], problems: Problem[]): Promise<FileBytes[]> {
  const unpacked: FileBytes[] = [];
  for (const file of files) {
    if (!/\.zip$/iu.test(file.name)) {
      unpacked.push(file);
      continue;
    }
    const { unzipFiles } = await import('./zip.ts');
    const inside = unzipFiles(file);
    problems.push(...inside.problems);
    unpacked.push(...inside.files);
  }
  return unpacked;
}

function readManifest(files: readonly FileBytes[], problems: Problem[]): Manifest | null {
  const file = findManifest(files);
  if (file === undefined) return null;
  const { manifest, problems: found } = parseManifest(new TextDecoder().decode(file.bytes), file.name);
  problems.push(...found);
  return manifest;
}

/** A project folder: each layer from the file that the manifest names. Other files are left alone, and told. */
async function readFolder(
  manifest: Manifest,
  files: readonly FileBytes[],
  options: OpenOptions,
  problems: Problem[],
): Promise<Source> {
  const { named, problems: missing } = findLayerFiles(manifest, files);
  problems.push(...missing);
  const source: Source = { files: named.length, tables: {}, roles: [], extracts: [] };
  const steps = new Steps(options, named.length, LAYER_STEPS);
  for (const { layer, file } of named) {
    for (const table of await readTables(file, problems)) addTable(source, table, layer);
    steps.take();
  }
  const used = new Set(named.map(({ file }) => file));
  for (const file of files) {
    const isOther = !used.has(file) && !file.name.includes('/') && /\.(?:csv|xlsx|geojson|fgb)$/iu.test(file.name);
    if (!isOther) continue;
    problems.push(createProblem('file_not_in_project', { severity: 'note', file: file.name, action: 'left_out' }));
    source.roles.push({ file: file.name, layer: null, rows: 0 });
  }
  return source;
}

/** Loose ledgers: each table for what it seems to be. */
async function readLoose(files: readonly FileBytes[], options: OpenOptions, problems: Problem[]): Promise<Source> {
  const loose = files.filter(({ name }) => !/(?:^|\/)(?:project|problems)\.json$/u.test(name));
  const extracts = loose.filter(isExtract);
  const ledgers = loose.filter((file) => !isExtract(file));
  const source: Source = { files: ledgers.length, tables: {}, roles: [], extracts };
  const steps = new Steps(options, ledgers.length, LAYER_STEPS);
  const { findSaidRole, guessRole } = await import('./roles.ts');
  for (const file of ledgers) {
    for (const table of await readTables(file, problems)) {
      const layer = findSaidRole(table, options.roles ?? {}) ?? guessRole(table);
      if (layer === null) {
        // A sheet of one column holds instructions for filling in the others.
        const severity = table.columns.length > 1 ? 'error' : 'note';
        const details = { severity, file: table.file, value: table.rows.length, action: 'left_out' } as const;
        problems.push(createProblem('role_unknown', details));
      }
      addTable(source, table, layer);
    }
    steps.take();
  }
  return source;
}

/** What is tried, from the file that the manifest names. */
async function readScenarios(
  name: string,
  files: readonly FileBytes[],
  project: Project,
  problems: Problem[],
): Promise<Scenario[]> {
  const file = findNamed(files, name);
  if (file === undefined) {
    const details = { file: MANIFEST_FILE, column: 'scenarios', value: name, action: 'left_out' } as const;
    problems.push(createProblem('layer_file_missing', details));
    return [];
  }
  const { checkScenarios, readScenarioFile } = await import('./scenario-file.ts');
  const read = readScenarioFile(new TextDecoder().decode(file.bytes), file.name);
  problems.push(...read.problems, ...checkScenarios(read.scenarios, project, file.name));
  return read.scenarios;
}

/** What was told when the folder was made, as far as its files do not show it. */
async function readFormerProblems(files: readonly FileBytes[], found: readonly Problem[]): Promise<Problem[]> {
  const file = findNamed(files, PROBLEMS_FILE);
  return file === undefined ? [] : (await import('./problem-file.ts')).readProblems(file, found);
}

function isExtract({ bytes }: FileBytes): boolean {
  return findOsmFormat(bytes) !== null;
}

function addTable(source: Source, table: Table, layer: LayerName | null): void {
  source.roles.push({ file: table.file, layer, rows: table.rows.length });
  if (layer !== null) (source.tables[layer] ??= []).push(table);
}

/** The one place where a parser's failure on the user's bytes becomes a problem. */
async function readTables(file: FileBytes, problems: Problem[]): Promise<Table[]> {
  try {
    const { format, problem } = identifyFormat(file);
    if (problem !== null) problems.push(problem);
    if (format === null) return [];
    const read = await format.read(file);
    for (const found of read.problems) problems.push(found);
    return read.tables;
  } catch (error) {
    const value = error instanceof Error ? error.message : String(error);
    problems.push(createProblem('file_unreadable', { severity: 'error', file: file.name, value, action: 'left_out' }));
    return [];
  }
}

/** Loose files have no name of their own: the first file's. */
function nameOf(files: readonly FileBytes[]): Project['name'] {
  const name = (files[0]?.name.split('/').pop() ?? '').replace(/\.[a-z0-9]+$/iu, '');
  return { zh: name, en: name };
}
