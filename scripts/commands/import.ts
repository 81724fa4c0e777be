/** `care-circle import`: whatever people have -> a project folder with its problems beside it. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LAYERS, type CoordinateSystem, type LayerName } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles, type Opened } from '../../src/io/open.ts';
import { UsageError } from './failures.ts';
import { readInputs, writeOutput } from './files.ts';
import { findLocale, printProblems } from './sentences.ts';
import { formatSummary } from './summary.ts';
import { readTypeMap } from './type-map.ts';
import { checkComplete, checkUsable } from './usable.ts';

export interface ImportOptions {
  files: string[];
  output: string;
  types?: string;
  crs?: string;
  role?: string[];
  lang?: string;
}

const SYSTEMS: readonly CoordinateSystem[] = ['wgs84', 'gcj02', 'bd09'];

function parseSystem(text: string): CoordinateSystem {
  const system = SYSTEMS.find((known) => known === text.toLowerCase());
  if (!system) throw new UsageError(`--crs must be one of ${SYSTEMS.join(', ')}, got "${text}".`);
  return system;
}

/** The layer and path of `facilities=file.csv`; undefined where the whole text is a path. */
export function parseRole(text: string): { layer: LayerName; path: string } | undefined {
  const at = text.indexOf('=');
  if (at < 0 || statSync(text, { throwIfNoEntry: false })) return undefined;
  const layer = LAYERS.find((known) => known === text.slice(0, at));
  if (!layer) throw new UsageError(`"${text}": a file's role must be one of ${LAYERS.join(', ')}.`);
  return { layer, path: text.slice(at + 1) };
}

/** Paths to read, and what each file is, by name. */
function splitRoles({ files, role = [] }: ImportOptions): { paths: string[]; roles: Record<string, LayerName> } {
  const roles: Record<string, LayerName> = {};
  const paths = files.map((text) => {
    const said = parseRole(text);
    if (said) roles[basename(said.path)] = said.layer;
    return said?.path ?? text;
  });
  for (const text of role) {
    const said = parseRole(text);
    if (!said) throw new UsageError(`--role must be a role and a file, e.g. facilities=file.csv, got "${text}".`);
    roles[basename(said.path)] = said.layer;
    if (!paths.some((path) => basename(path) === basename(said.path))) paths.push(said.path);
  }
  return { paths, roles };
}

async function writeFolder(folder: string, { project, problems }: Opened): Promise<void> {
  for (const { name, bytes } of await writeProjectFolder(project, { problems })) writeOutput(join(folder, name), bytes);
}

export async function runImport(options: ImportOptions): Promise<void> {
  const locale = findLocale(options.lang);
  const { paths, roles } = splitRoles(options);
  const crs = options.crs === undefined ? {} : { crs: parseSystem(options.crs) };
  const map = options.types === undefined ? { types: {}, problems: [] } : await readTypeMap(options.types);
  const opened = await openFiles(readInputs(paths), { roles, ...crs, types: map.types });
  opened.problems.unshift(...map.problems);
  printProblems(opened.problems, locale);
  checkUsable(opened, locale);
  await writeFolder(options.output, opened);
  process.stdout.write(`${formatSummary(opened, locale).join('\n')}\n`);
  checkComplete(opened, locale);
}
