/** A project as a folder of files: reading one by its manifest, and writing one. */
import { createProblem } from '../core/problems.ts';
import { LAYERS, type LayerName, type Problem, type Project } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { FORMATS } from './formats/index.ts';
import { writeAreas } from './layers/areas.ts';
import { writeBackground } from './layers/background.ts';
import { writeCandidatePoints, writeCandidates } from './layers/candidates.ts';
import { writeFacilities } from './layers/facilities.ts';
import { writeGates } from './layers/gates.ts';
import { writeReported } from './layers/reported.ts';
import { writeResidences } from './layers/residences.ts';
import { writeWalkways } from './layers/walkways.ts';
import { formatManifest, MANIFEST_FILE, type Manifest } from './manifest.ts';
import type { Format, Table } from './tables.ts';

/** Files that belong to the machine or are our own output: not the user's data. */
const NOISE =
  /(?:^|\/)(?:\.[^/]+|__MACOSX\/.*|thumbs\.db|desktop\.ini|~\$[^/]*|\._[^/]*|problems\.json|evaluation[^/]*\.json|plan\.json|icon\r?)$/iu;

/** Drops what is not data, and the folder that all names share (`myproject/project.json` -> `project.json`). */
export function tidyFiles(files: readonly FileBytes[]): FileBytes[] {
  const kept = files
    .map(({ name, bytes }) => ({ name: name.replace(/\\/gu, '/').replace(/^(?:\.?\/)+/u, ''), bytes }))
    .filter(({ name }) => !NOISE.test(name) && !name.startsWith('__MACOSX/') && !/(?:^|\/)\.[^/]+\//u.test(name));
  const manifest = findManifest(kept);
  const prefix = manifest === undefined ? findSharedFolder(kept) : manifest.name.slice(0, -MANIFEST_FILE.length);
  return kept.map(({ name, bytes }) => ({ name: name.startsWith(prefix) ? name.slice(prefix.length) : name, bytes }));
}

/** The manifest that lies highest. */
export function findManifest(files: readonly FileBytes[]): FileBytes | undefined {
  const depth = (name: string): number => name.split('/').length;
  return files
    .filter(({ name }) => name === MANIFEST_FILE || name.endsWith(`/${MANIFEST_FILE}`))
    .sort((a, b) => depth(a.name) - depth(b.name))[0];
}

function findSharedFolder(files: readonly FileBytes[]): string {
  let shared = files[0]?.name.replace(/[^/]*$/u, '') ?? '';
  for (const { name } of files) {
    while (shared !== '' && !name.startsWith(shared)) shared = shared.replace(/[^/]*\/$/u, '');
  }
  return shared;
}

/** A file by the name that a manifest gives it; on some machines capitals do not count. */
export function findNamed(files: readonly FileBytes[], name: string): FileBytes | undefined {
  return (
    files.find((candidate) => candidate.name === name) ??
    files.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  );
}

/** The files that a manifest names, by layer; those that are not there are told. */
export function findLayerFiles(
  manifest: Manifest,
  files: readonly FileBytes[],
): { named: { layer: LayerName; file: FileBytes }[]; problems: Problem[] } {
  const named: { layer: LayerName; file: FileBytes }[] = [];
  const problems: Problem[] = [];
  for (const layer of LAYERS) {
    const name = layer === 'reported' ? manifest.reported : manifest.layers[layer];
    if (name === undefined || name === null) continue;
    const file = findNamed(files, name);
    if (file !== undefined) named.push({ layer, file });
    else {
      const severity = layer === 'facilities' || layer === 'residences' ? 'error' : 'warning';
      const details = { severity, layer, file: MANIFEST_FILE, column: `layers.${layer}`, value: name } as const;
      problems.push(createProblem('layer_file_missing', { ...details, action: 'left_out' }));
    }
  }
  return { named, problems };
}

/**
 * A project as files: FlatGeobuf for layers with a geometry, CSV for candidates, reported figures and areas without any
 * polygon, and `project.json`. Layers without rows have no file. The same project gives the same bytes; what was read
 * from a folder is all in it again. FlatGeobuf keeps its rows along a curve, so their order may change. `candidates` may
 * be FlatGeobuf where nobody edits them in a spreadsheet.
 */
export async function writeProjectFolder(
  project: Project,
  { candidates = 'csv' }: { candidates?: 'csv' | 'flatgeobuf' } = {},
): Promise<FileBytes[]> {
  const files: FileBytes[] = [];
  const layers: Manifest['layers'] = {};
  for (const { layer, format, create } of listTables(project, candidates)) {
    const table = create();
    if (table.rows.length === 0) continue;
    files.push({ name: table.file, bytes: await findFormat(format).write(table) });
    layers[layer] = table.file;
  }
  const { name, year, standards, sources } = project;
  const scenarios = await writeScenarios(project.scenarios);
  files.push(...scenarios);
  const named = { reported: layers.reported ?? null, scenarios: scenarios[0]?.name ?? null };
  const text = formatManifest({ name, layers, year, standards, ...named, sources });
  return [{ name: MANIFEST_FILE, bytes: new TextEncoder().encode(text) }, ...files];
}

/** No file where there are none. */
async function writeScenarios(scenarios: Project['scenarios']): Promise<FileBytes[]> {
  if (scenarios.length === 0) return [];
  const { formatScenarioFile, SCENARIOS_FILE } = await import('./scenario-file.ts');
  return [{ name: SCENARIOS_FILE, bytes: new TextEncoder().encode(formatScenarioFile(scenarios)) }];
}

interface LayerTable {
  layer: LayerName;
  format: Format['id'];
  /** Made when it is written, so that the tables of a whole city do not stand in memory together. */
  create: () => Table;
}

function listTables(project: Project, candidateFormat: 'csv' | 'flatgeobuf'): LayerTable[] {
  const { facilities, areas, residences, walkways, candidates, background, gates, reported } = project;
  const drawn = areas.some((area) => area.polygon !== null);
  const map = (layer: LayerName, create: () => Table): LayerTable => ({ layer, format: 'flatgeobuf', create });
  const rows = (layer: LayerName, create: () => Table): LayerTable => ({ layer, format: 'csv', create });
  return [
    map('facilities', () => writeFacilities(facilities, 'facilities.fgb')),
    drawn ? map('areas', () => writeAreas(areas, 'areas.fgb')) : rows('areas', () => writeAreas(areas, 'areas.csv')),
    map('residences', () => writeResidences(residences, 'residences.fgb')),
    ...(walkways === null ? [] : [map('walkways', () => writeWalkways(walkways, 'walkways.fgb'))]),
    candidateFormat === 'csv'
      ? rows('candidates', () => writeCandidates(candidates, 'candidates.csv'))
      : map('candidates', () => writeCandidatePoints(candidates, 'candidates.fgb')),
    map('background', () => writeBackground(background, 'background.fgb')),
    map('gates', () => writeGates(gates, 'gates.fgb')),
    rows('reported', () => writeReported(reported, 'reported.csv')),
  ];
}

function findFormat(id: Format['id']): Format {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format;
}
