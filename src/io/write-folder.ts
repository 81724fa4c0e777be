/** A project as a folder of files, to be written. */
import type { LayerName, Problem, Project } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { FORMATS } from './formats/index.ts';
import {
  writeAreas,
  writeBackground,
  writeCandidatePoints,
  writeCandidates,
  writeFacilities,
  writeGates,
  writeReported,
  writeResidences,
  writeWalkways,
} from './layers/write.ts';
import { formatManifest, MANIFEST_FILE, type Manifest } from './manifest.ts';
import type { Format, Table } from './tables.ts';

export interface WriteOptions {
  candidates?: 'csv' | 'flatgeobuf';
  problems?: readonly Problem[];
}

/**
 * A project as files: FlatGeobuf for layers with a geometry, CSV for candidates, reported figures and areas without any
 * polygon, and `project.json`. Layers without rows have no file. The same project gives the same bytes; what was read
 * from a folder is all in it again. FlatGeobuf keeps its rows along a curve, so their order may change. `candidates` may
 * be FlatGeobuf where nobody edits them in a spreadsheet; `problems`, those of reading what the project was made of, get
 * a file of their own beside it.
 */
export async function writeProjectFolder(
  project: Project,
  { candidates = 'csv', problems }: WriteOptions = {},
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
  if (problems !== undefined) files.push((await import('./problem-file.ts')).writeProblems(problems));
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
