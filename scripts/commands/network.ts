/** `care-circle network`: an OpenStreetMap extract -> walkways, and the base map if asked for. */
import { basename } from 'node:path';
import type { MultiPolygon } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { problemLine } from '../../src/i18n/problems.ts';
import { FORMATS } from '../../src/io/formats/index.ts';
import { writeBackground, writeWalkways } from '../../src/io/layers/write.ts';
import { openFiles } from '../../src/io/open.ts';
import { readOsm, type OsmExtract } from '../../src/io/osm/read.ts';
import type { Format, Table } from '../../src/io/tables.ts';
import { InputError, UsageError } from './failures.ts';
import { readInputs, writeOutput } from './files.ts';
import { findLocale, printProblems } from './sentences.ts';

export interface NetworkOptions {
  file: string;
  clip?: string;
  margin: string;
  output: string;
  background?: string;
  lang?: string;
}

/** Wider than any walk: a slip of the pen otherwise. */
const WIDEST_METRES = 100_000;

function parseMargin(text: string): number {
  const metres = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(metres <= WIDEST_METRES)) {
    throw new UsageError(`--margin must be metres from 0 to ${WIDEST_METRES}, got "${text}".`);
  }
  return metres;
}

function findFormat(path: string): Format {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const format = FORMATS.find(({ id }) => (extension === 'fgb' ? id === 'flatgeobuf' : id === extension));
  if (format?.id === 'flatgeobuf' || format?.id === 'geojson') return format;
  throw new UsageError(`${path}: lines are written as .fgb or .geojson.`);
}

async function writeTable(path: string, create: (name: string) => Table): Promise<void> {
  writeOutput(path, await findFormat(path).write(create(basename(path))));
}

/** The polygons of a file of areas; its problems are told. */
async function readClip(path: string, locale: Locale): Promise<MultiPolygon[]> {
  const files = readInputs([path]);
  const roles = Object.fromEntries(files.map(({ name }) => [name, 'areas' as const]));
  const { project, problems } = await openFiles(files, { roles });
  // Nothing but areas is wanted here: that other layers are missing is no news.
  const news = problems.filter(({ code }) => code !== 'layer_missing');
  printProblems(news, locale);
  const polygons = project.areas.flatMap(({ polygon }) => (polygon === null ? [] : [polygon]));
  if (polygons.length > 0) return polygons;
  throw new InputError(
    locale === 'zh' ? `${path} 中没有读到任何多边形，无法裁剪。` : `No polygon could be read from ${path} to clip to.`,
  );
}

function formatCounts({ counts, walkways, background }: OsmExtract, locale: Locale): string {
  const { ways, walkable, dropped, outside } = counts;
  const lines = walkways.ids.length;
  return locale === 'zh'
    ? `道路 ${ways} 条：可步行 ${walkable} 条（${lines} 段线），不供步行 ${dropped} 条，范围以外 ${outside} 条；底图要素 ${background.length} 个`
    : `${ways} ways: ${walkable} to walk on (${lines} lines), ${dropped} not for walking, ${outside} outside; ${background.length} background features`;
}

function refuseEmpty({ problems }: OsmExtract, file: string, locale: Locale): never {
  const sentence = locale === 'zh' ? `${file} 中没有可步行的道路。` : `${file} holds nothing to walk on.`;
  const cause = problems.find(({ severity }) => severity === 'error');
  throw new InputError(cause ? `${sentence} ${problemLine(cause, locale)}` : sentence);
}

export async function runNetwork(options: NetworkOptions): Promise<void> {
  const locale = findLocale(options.lang);
  const marginMetres = parseMargin(options.margin);
  // Whatever is wrong with the call is told before the data are read.
  for (const path of [options.output, options.background]) if (path !== undefined) findFormat(path);
  const [file, ...others] = readInputs([options.file]);
  if (file === undefined || others.length > 0) throw new InputError(`${options.file} is no single file.`);
  const clip = options.clip === undefined ? null : await readClip(options.clip, locale);
  const extract = await readOsm(file, { clip, marginMetres, background: options.background !== undefined });
  if (extract.walkways.ids.length === 0) refuseEmpty(extract, options.file, locale);
  printProblems(extract.problems, locale);
  await writeTable(options.output, (name) => writeWalkways(extract.walkways, name));
  if (options.background !== undefined) {
    await writeTable(options.background, (name) => writeBackground(extract.background, name));
  }
  process.stderr.write(`${formatCounts(extract, locale)}\n`);
}
