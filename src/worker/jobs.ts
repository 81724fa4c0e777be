/**
 * The jobs of the worker: a plain object of functions, whose type is the protocol between page and worker. A job is
 * an async generator: it yields progress, and is stopped at a yield.
 */
import { areaSharesOf, countingFacilities, createSettings, listKinds, serviceResults } from '../core/evaluate.ts';
import { distanceMetres } from '../core/geo/metric.ts';
import { applyEdits } from '../core/scenario/edits.ts';
import {
  compareIds,
  type CoordinateSystem,
  type Facility,
  type Kind,
  type Position,
  type Progress,
  type Settings,
} from '../core/types.ts';
import type { FileBytes } from '../io/files.ts';
import { writeProjectFolder } from '../io/folder.ts';
import { openFiles, type Opened } from '../io/open.ts';
import { createRunResult } from './run-result.ts';
import type { Buffers, GroundLayers, NearbyGroup, PlaceLayers, ProjectSummary, RunResult } from './results.ts';
import type { ExportArgs } from './write-area-sheet.ts';
import { demandOf, nearestOf, requireOpen, type Question, type Session } from './session.ts';
import {
  asGeometry,
  createAreaLayer,
  createGroundTexts,
  createHomes,
  createLayerTexts,
  createSummary,
} from './summary.ts';

export interface JobContext {
  session: Session;
  /** For work that cannot yield (a parser's own loop). Throws once the job is cancelled. */
  report: (progress: Progress) => void;
}

/** What a job answers; buffers in `transfer` are handed over, not copied. */
export interface Answer<T> {
  result: T;
  transfer?: Transferable[];
}

type Job<Args, Result> = (context: JobContext, args: Args) => AsyncGenerator<Progress, Answer<Result>, void>;

export type OpenArgs =
  { from: 'sample'; address: string } | { from: 'files'; files: FileBytes[]; crs?: CoordinateSystem };

/** `usable` is false where the files hold nothing to analyse: then the project open before stays open. */
export type OpenResult =
  { usable: true; summary: ProjectSummary } | { usable: false; problems: ProjectSummary['problems'] };

const open: Job<OpenArgs, OpenResult> = async function* ({ session, report }, args) {
  yield { stage: 'read', done: 0, total: 1 };
  const files = args.from === 'sample' ? await fetchSample(args.address) : args.files;
  const crs = args.from === 'files' ? args.crs : undefined;
  const opened = await openFiles(files, { onProgress: report, ...(crs ? { crs } : {}) });
  // Whoever cancelled while a parser was at work is heard here, before anything is replaced or refused.
  yield { stage: 'demand', done: 0, total: 1 };
  const { project, problems } = opened;
  if (project.facilities.length === 0 || project.residences.length + project.areas.length === 0) {
    return { result: { usable: false, problems } };
  }
  return { result: { usable: true, summary: replaceProject(session, args.from, opened) } };
};

/** The sample is a project folder beside the page; its manifest names the files. */
async function fetchSample(address: string): Promise<FileBytes[]> {
  const fetchBytes = async (name: string): Promise<FileBytes> => ({
    name,
    bytes: new Uint8Array(await (await fetchFile(new URL(name, address))).arrayBuffer()),
  });
  const manifest = await fetchBytes('project.json');
  const { layers } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as { layers: Record<string, string> };
  return [manifest, ...(await Promise.all(Object.values(layers).map(fetchBytes)))];
}

async function fetchFile(address: URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response;
}

function replaceProject(session: Session, from: OpenArgs['from'], opened: Opened): ProjectSummary {
  const { project } = opened;
  const homes = createHomes(project);
  const texts = createLayerTexts(project, homes);
  session.open?.addresses.forEach((address) => URL.revokeObjectURL(address));
  const layers: PlaceLayers = {
    areas: createAreaLayer(project),
    residences: createAddress(texts.residences),
    facilities: createAddress(texts.facilities),
  };
  session.open = {
    project,
    homes,
    homeRows: new Map(homes.ids.map((id, row) => [id, row])),
    demands: new Map(),
    nearest: new Map(),
    addresses: [layers.residences, layers.facilities],
  };
  return createSummary(from === 'sample' ? 'sample' : 'opened', opened, homes, layers);
}

function createAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'application/geo+json' }));
}

function settingsOf(session: Session, question: Question): Settings {
  const defaults = createSettings(requireOpen(session).project);
  // One limit for all services of a run, so that an area's services can be compared.
  const kinds = new Set([...Object.keys(defaults.limits), question.kind]);
  return {
    ...defaults,
    year: question.year,
    pipeline: question.pipeline,
    limits: Object.fromEntries([...kinds].map((kind) => [kind, { metres: question.limitMetres }])),
  };
}

const evaluateQuestion: Job<Question, RunResult> = async function* ({ session }, question) {
  const opened = requireOpen(session);
  const settings = settingsOf(session, question);
  const kinds = Object.keys(settings.limits);
  yield { stage: 'demand', done: 0, total: 1 };
  const demand = demandOf(opened, question.year);
  const results = new Map<Kind, ReturnType<typeof serviceResults>>();
  for (const [done, kind] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    const nearest = nearestOf(opened, { ...question, kind });
    results.set(kind, serviceResults(demand, nearest, { limitMetres: question.limitMetres, bands: settings.bands }));
  }
  yield { stage: 'areas', done: 0, total: 1 };
  const result = createRunResult({ opened, question, settings, demand, results });
  return {
    result,
    transfer: [
      result.metres.buffer as ArrayBuffer,
      result.homes.buffer as ArrayBuffer,
      result.nearest.buffer as ArrayBuffer,
    ],
  };
};

const drawBuffers: Job<Question, Buffers> = async function* ({ session }, question) {
  const opened = requireOpen(session);
  const edited = applyEdits(opened.project, question.edits);
  const { union, shares, total } = yield* areaSharesOf(edited, question.kind, settingsOf(session, question));
  return {
    result: {
      union: {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: {}, geometry: asGeometry(union) }],
      },
      shares: Object.fromEntries(shares),
      total,
    },
  };
};

/** What the places stand on. Its large texts are made on demand: no figure waits for them. */
const drawGround: Job<null, GroundLayers> = async function* ({ session }) {
  const opened = requireOpen(session);
  yield { stage: 'write', done: 0, total: 1 };
  const texts = createGroundTexts(opened.project);
  const result = { background: createAddress(texts.background), detail: createAddress(texts.detail) };
  opened.addresses.push(result.background, result.detail);
  return { result };
};

export interface NearbyArgs {
  position: Position;
  year: number | null;
  /** Facilities of each kind to list at most. */
  most: number;
}

/** The nearest facilities of every kind in the data, open ones only. */
const findNearby: Job<NearbyArgs, NearbyGroup[]> = async function* ({ session }, { position, year, most }) {
  const { project } = requireOpen(session);
  const moment = { year, pipeline: false };
  const kinds = listKinds(project.facilities, moment);
  const groups: NearbyGroup[] = [];
  for (const [done, { kind }] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    const facilities = countingFacilities(project.facilities, kind, moment);
    groups.push({ kind, facilities: rankByDistance(facilities, position).slice(0, most) });
  }
  return { result: groups };
};

function rankByDistance(facilities: Facility[], [longitude, latitude]: Position): NearbyGroup['facilities'] {
  return facilities
    .map((facility) => ({
      facility,
      metres: distanceMetres(longitude, latitude, facility.position[0], facility.position[1]),
    }))
    .sort((a, b) => a.metres - b.metres || compareIds(a.facility.id, b.facility.id));
}

const save: Job<{ as: 'folder' | 'zip' }, FileBytes[]> = async function* ({ session }, { as }) {
  yield { stage: 'write', done: 0, total: 1 };
  const files = await writeProjectFolder(requireOpen(session).project);
  const { zipFiles } = await import('../io/zip.ts');
  const result = as === 'folder' ? files : [{ name: 'care-circle.zip', bytes: zipFiles(files) }];
  return { result, transfer: result.map(({ bytes }) => bytes.buffer as ArrayBuffer) };
};

const exportAreas: Job<ExportArgs, Uint8Array> = async function* ({ session }, args) {
  yield { stage: 'write', done: 0, total: 1 };
  const { writeAreaSheet } = await import('./write-area-sheet.ts');
  const result = await writeAreaSheet(requireOpen(session).project, args);
  return { result, transfer: [result.buffer as ArrayBuffer] };
};

export const jobs = { open, evaluate: evaluateQuestion, drawBuffers, drawGround, findNearby, save, exportAreas };

export type JobName = keyof typeof jobs;
export type JobArgs<N extends JobName> = Parameters<(typeof jobs)[N]>[1];
export type JobResult<N extends JobName> =
  ReturnType<(typeof jobs)[N]> extends AsyncGenerator<Progress, Answer<infer Result>, void> ? Result : never;
