/**
 * The jobs of the worker: a plain object of functions, whose type is the protocol between page and worker. A job is
 * an async generator: it yields progress, and is stopped at a yield.
 */
import type { FeatureCollection } from 'geojson';
import type { Scenario } from '../core/scenario/types.ts';
import type { CoordinateSystem, Progress } from '../core/types.ts';
import type { FileBytes } from '../io/files.ts';
import { openFiles, type Opened } from '../io/open.ts';
import { drawWalked } from './draw-reach.ts';
import { createAddress, type Answer, type Job } from './job.ts';
import { measureOnFoot } from './measure-on-foot.ts';
import { measureInLine, settingsOf } from './measure.ts';
import type { Buffers, GroundLayers, PlaceLayers, ProjectSummary, RunResult } from './results.ts';
import { createRunResult } from './run-result.ts';
import { demandOf, editedOf, requireOpen, type Question, type Session } from './session.ts';
import {
  asGeometry,
  createAreaLayer,
  createGroundTexts,
  createHomes,
  createLayerTexts,
  createSummary,
} from './summary.ts';
import type { ExportArgs } from './write-area-sheet.ts';

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
  return { result: { usable: true, summary: await replaceProject(session, args.from, opened) } };
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

async function replaceProject(session: Session, from: OpenArgs['from'], opened: Opened): Promise<ProjectSummary> {
  const { project } = opened;
  const homes = createHomes(project);
  const texts = createLayerTexts(project, homes);
  for (const address of session.formerAddresses) URL.revokeObjectURL(address);
  session.formerAddresses = session.open?.addresses ?? [];
  const layers: PlaceLayers = {
    areas: await createAreaLayer(project),
    residences: createAddress(texts.residences),
    facilities: createAddress(texts.facilities),
  };
  session.open = {
    project,
    problems: opened.problems,
    homes,
    homeRows: new Map(homes.ids.map((id, row) => [id, row])),
    demands: new Map(),
    nearest: new Map(),
    walks: null,
    scenarioWalks: new Map(),
    addresses: [layers.residences, layers.facilities],
  };
  return createSummary(from === 'sample' ? 'sample' : 'opened', opened, homes, layers);
}

const evaluateQuestion: Job<Question, RunResult> = async function* ({ session }, question) {
  const opened = requireOpen(session);
  yield { stage: 'demand', done: 0, total: 1 };
  const demand = demandOf(opened, question.year);
  const inLine = yield* measureInLine(opened, question);
  const onFoot = question.mode === 'walking' ? yield* measureOnFoot(opened, question) : null;
  yield { stage: 'areas', done: 0, total: 1 };
  const result = createRunResult({
    opened,
    question,
    demand,
    measured: onFoot ?? inLine,
    straight: onFoot && inLine,
    walks: onFoot?.walks ?? null,
  });
  const { metres, homes, nearest } = result;
  return { result, transfer: [metres, homes, nearest].map(({ buffer }) => buffer as ArrayBuffer) };
};

const drawBuffers: Job<Question, Buffers> = async function* ({ session }, question) {
  const opened = requireOpen(session);
  if (question.mode === 'walking') return { result: yield* drawWalked(opened, question) };
  const { areaSharesOf } = await import('../core/coverage/area-shares.ts');
  const edited = editedOf(opened, question);
  const { union, shares, total } = yield* areaSharesOf(edited, question.kind, settingsOf(opened, question));
  const features: FeatureCollection['features'] = [{ type: 'Feature', properties: {}, geometry: asGeometry(union) }];
  return {
    result: {
      union: { type: 'FeatureCollection', features },
      streets: null,
      bands: [],
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

const exportAreas: Job<ExportArgs, Uint8Array> = async function* ({ session }, args) {
  yield { stage: 'write', done: 0, total: 1 };
  const { writeAreaSheet } = await import('./write-area-sheet.ts');
  const result = await writeAreaSheet(requireOpen(session).project, args);
  return { result, transfer: [result.buffer as ArrayBuffer] };
};

/** Takes scenarios in place of those before into the open project. */
const setScenarios: Job<Scenario[], null> = async function* ({ session }, scenarios) {
  const opened = requireOpen(session);
  yield { stage: 'write', done: 0, total: 1 };
  opened.project.scenarios = scenarios;
  return { result: null };
};

/** A job whose code is loaded when somebody first asks for it. */
function later<Args, Result>(load: () => Promise<Job<Args, Result>>): Job<Args, Result> {
  return async function* (context, args) {
    const job = await load();
    return yield* job(context, args);
  };
}

export const jobs = {
  analyseSupply: later(async () => (await import('./supply-job.ts')).analyseSupply),
  checkLinkEnds: later(async () => (await import('./link-job.ts')).checkLinkEnds),
  open,
  evaluate: evaluateQuestion,
  drawBuffers,
  drawGround,
  drawReach: later(async () => (await import('./walk-jobs.ts')).drawReach),
  findNearby: later(async () => (await import('./nearby-job.ts')).findNearby),
  findWalk: later(async () => (await import('./walk-jobs.ts')).findWalk),
  save: later(async () => (await import('./save-job.ts')).save),
  exportAreas,
  listStreetProblems: later(async () => (await import('./street-problems-job.ts')).listStreetProblems),
  testStandard: later(async () => (await import('./standards-job.ts')).testStandard),
  makeReport: later(async () => (await import('./report-job.ts')).makeReport),
  setReported: later(async () => (await import('./standards-job.ts')).setReported),
  setScenarios,
  readReported: later(async () => (await import('./reported-job.ts')).readReported),
  setUnits: later(async () => (await import('./units-job.ts')).setUnits),
  traceChain: later(async () => (await import('./standards-job.ts')).traceChain),
  prepareSite: later(async () => (await import('./site-job.ts')).prepareSite),
  explainSite: later(async () => (await import('./site-job.ts')).explainSite),
  startDrag: later(async () => (await import('./drag-job.ts')).startDrag),
  drag: later(async () => (await import('./drag-job.ts')).drag),
  dragRequirements: later(async () => (await import('./drag-job.ts')).dragRequirements),
  endDrag: later(async () => (await import('./drag-job.ts')).endDrag),
  compareScenarios: later(async () => (await import('./compare-job.ts')).compareScenarios),
};

export type JobName = keyof typeof jobs;
export type JobArgs<N extends JobName> = Parameters<(typeof jobs)[N]>[1];
export type JobResult<N extends JobName> =
  ReturnType<(typeof jobs)[N]> extends AsyncGenerator<Progress, Answer<infer Result>, void> ? Result : never;
