/** `project.json` (design.md section 3): the list of a project folder's layers. Checked by hand, key by key. */
import { createProblem } from '../core/problems.ts';
import { LAYERS, type Cell, type DataSource, type LayerName, type LocalName, type Problem } from '../core/types.ts';

export const MANIFEST_FILE = 'project.json';
/** Beside it: what was told when the folder was made. */
export const PROBLEMS_FILE = 'problems.json';
const FORMAT = 'care-circle-project';
const VERSION = 1;

export interface Manifest {
  name: LocalName;
  /** Layer -> file name, beside the manifest. */
  layers: Partial<Record<LayerName, string>>;
  year: number | null;
  standards: string[];
  reported: string | null;
  /** File name of the scenarios, beside the manifest. */
  scenarios: string | null;
  sources: DataSource[];
}

interface Check {
  file: string;
  problems: Problem[];
}

/** Tells of a key that cannot be used; the rest of the manifest is read on. */
function complain(
  { file, problems }: Check,
  column: string,
  value: unknown,
  severity: Problem['severity'] = 'warning',
): void {
  problems.push(
    createProblem('manifest_invalid', { severity, file, column, value: showValue(value), action: 'left_out' }),
  );
}

function showValue(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value).slice(0, 200);
}

/** Null, with a problem, where the text is no manifest at all. */
export function parseManifest(text: string, file: string): { manifest: Manifest | null; problems: Problem[] } {
  const check: Check = { file, problems: [] };
  const root = parseJson(text, check);
  if (root === null) return { manifest: null, problems: check.problems };
  if (root.format !== FORMAT) {
    complain(check, 'format', root.format, 'error');
    return { manifest: null, problems: check.problems };
  }
  checkVersion(root.version, check);
  const layers = readLayers(root.layers, check);
  for (const key of Object.keys(root)) if (!KEYS.has(key)) complain(check, key, root[key], 'note');
  const manifest: Manifest = {
    name: readName(root.name, check),
    layers,
    year: readYear(root.year, check),
    standards: readStandards(root.standards, check),
    reported: readFileName(root.reported, 'reported', check) ?? layers.reported ?? null,
    scenarios: readFileName(root.scenarios, 'scenarios', check),
    sources: readSources(root.sources, check),
  };
  return { manifest, problems: check.problems };
}

const KEYS = new Set('format version name layers year standards reported scenarios sources'.split(' '));

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, check: Check): Json | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    if (isObject(value)) return value;
    complain(check, '', value, 'error');
  } catch (error) {
    complain(check, '', error instanceof Error ? error.message : String(error), 'error');
  }
  return null;
}

function checkVersion(version: unknown, check: Check): void {
  if (typeof version !== 'number') complain(check, 'version', version);
  else if (version > VERSION) {
    check.problems.push(createProblem('manifest_newer', { file: check.file, column: 'version', value: version }));
  }
}

function readName(name: unknown, check: Check): LocalName {
  if (typeof name === 'string') return { zh: name, en: name };
  if (!isObject(name)) {
    if (name !== undefined) complain(check, 'name', name);
    return { zh: '', en: '' };
  }
  const zh = typeof name.zh === 'string' ? name.zh : '';
  const en = typeof name.en === 'string' ? name.en : '';
  return { zh: zh === '' ? en : zh, en: en === '' ? zh : en };
}

function readLayers(layers: unknown, check: Check): Manifest['layers'] {
  const read: Manifest['layers'] = {};
  if (!isObject(layers)) {
    complain(check, 'layers', layers, 'error');
    return read;
  }
  for (const [key, value] of Object.entries(layers)) {
    const layer = LAYERS.find((name) => name === key);
    if (layer === undefined) complain(check, `layers.${key}`, value);
    else {
      const name = readFileName(value, `layers.${key}`, check);
      if (name !== null) read[layer] = name;
    }
  }
  return read;
}

function readFileName(value: unknown, key: string, check: Check): string | null {
  if (typeof value === 'string' && value !== '') return value.replace(/\\/gu, '/').replace(/^\.\//u, '');
  if (value !== undefined && value !== null) complain(check, key, value);
  return null;
}

function readYear(year: unknown, check: Check): number | null {
  if (year === undefined || year === null) return null;
  if (typeof year === 'number' && Number.isInteger(year) && year >= 1800 && year <= 2200) return year;
  complain(check, 'year', year);
  return null;
}

function readStandards(standards: unknown, check: Check): string[] {
  if (standards === undefined || standards === null) return [];
  if (!Array.isArray(standards)) {
    complain(check, 'standards', standards);
    return [];
  }
  return standards.filter((id: unknown): id is string => {
    if (typeof id !== 'string') complain(check, 'standards', id);
    return typeof id === 'string';
  });
}

function readSources(sources: unknown, check: Check): DataSource[] {
  if (sources === undefined || sources === null) return [];
  if (!Array.isArray(sources)) {
    complain(check, 'sources', sources);
    return [];
  }
  return sources.flatMap((source: unknown): DataSource[] => {
    if (!isObject(source)) {
      complain(check, 'sources', source);
      return [];
    }
    const { layer, title, licence, date } = source;
    return [{ layer: text(layer), title: text(title), licence: text(licence), date: text(date) }];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The manifest as text; keys in a fixed order, so that the same project gives the same bytes. */
export function formatManifest({ name, layers, year, standards, reported, scenarios, sources }: Manifest): string {
  const ordered: Partial<Record<LayerName, string>> = {};
  for (const layer of LAYERS) {
    const file = layers[layer];
    if (file !== undefined && layer !== 'reported') ordered[layer] = file;
  }
  const manifest = {
    format: FORMAT,
    version: VERSION,
    name: { zh: name.zh, en: name.en },
    layers: ordered,
    ...(year === null ? {} : { year }),
    standards,
    ...(reported === null ? {} : { reported }),
    ...(scenarios === null ? {} : { scenarios }),
    sources: sources.map(({ layer, title, licence, date }) => ({ layer, title, licence, date })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
