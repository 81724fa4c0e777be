import { createProblem } from '../../core/problems.ts';
import type { BackgroundFeature, MultiPolygon, Problem, Progress, Walkways } from '../../core/types.ts';
import { MAX_FILE_BYTES } from '../formats/bounds.ts';
import { buildBackground, buildWalkways, leaveLoneSquares, placeWays, type PlacedWay } from './build.ts';
import { Clip } from './clip.ts';
import { PASSES, type Meter, type OsmSource } from './elements.ts';
import { gatherWays } from './gather.ts';
import { findOsmFormat } from './identify.ts';
import { separateLevels } from './levels.ts';
import { NodeTable } from './nodes.ts';

/** The format is told by the content, not by the name. */
export interface OsmBytes {
  name: string;
  bytes: Uint8Array;
}

/** What an extract holds for us: lines to walk on, and the ground of the map. */
export interface OsmExtract {
  walkways: Walkways;
  background: BackgroundFeature[];
  problems: Problem[];
  /** Ways with a highway tag: those in `walkways`, those not for walking, those outside the area asked for. */
  counts: { ways: number; walkable: number; dropped: number; outside: number };
  /** Day of the data (2024-05-01) as the file says it, else ''. */
  date: string;
}

export interface OsmOptions {
  /** Only ways with a vertex in these areas or near them, kept whole. A way that only crosses in one stride is not. */
  clip?: readonly MultiPolygon[] | null;
  /** How near; default 1500. Whoever lives at the border walks to what is beyond it. */
  marginMetres?: number;
  /** Default true; without it `background` is empty. */
  background?: boolean;
  onProgress?: (progress: Progress) => void;
}

const MARGIN_METRES = 1500;

/**
 * Reads an OpenStreetMap extract: PBF, XML or Overpass JSON. Never throws on the user's bytes; what cannot be used is
 * told in `problems`.
 *
 * Walkways are what `isWalkable` lets through. They meet where ways share a node; different nodes at one place but on
 * different levels are moved apart by a centimetre (`separateLevels`). Ways whose nodes are not all in the extract are
 * cut there.
 *
 * Memory beside the file and the result: 8 bytes for each vertex of a kept way, doubled while the list grows and once
 * more while it is sorted, then 4 for each vertex and 16 to 32 for each different node, whatever else the file holds.
 * Of a large region take `clip`: the result is by far the largest part.
 */
export async function readOsm(file: OsmBytes, options: OsmOptions = {}): Promise<OsmExtract> {
  const opened = await openSource(file, createMeter(file.bytes.length, options.onProgress));
  if ('problem' in opened) return createEmpty(opened.problem);
  const { source } = opened;
  const gathered = await gatherWays(source, options.background ?? true);
  const nodes = new NodeTable(gathered.nodes.view());
  await source.nodes((id, longitude7, latitude7) => nodes.set(id, longitude7, latitude7));

  const ways = placeWays(gathered, nodes);
  const walked = leaveLoneSquares(
    ways.filter(({ isWalked }) => isWalked),
    nodes,
  );
  separateLevels(walked, nodes);
  const isInside = createFilter(options, nodes);
  const near = walked.filter(isInside);
  const { walkways, used } = buildWalkways(near, nodes);
  const { background, broken, coastlines } = buildBackground(gathered, ways, nodes, isInside);

  const { highways } = gathered;
  const outside = walked.length - near.length;
  const problems = [
    ...source.problems(),
    ...reportNodes(file.name, ways.filter(isInside), nodes),
    ...reportCount('osm_outlines_broken', file.name, broken),
    ...reportCount('osm_coastline', file.name, coastlines),
  ];
  const isEmpty = used === 0 && background.length === 0 && problems.length === 0;
  return {
    walkways,
    background,
    problems: isEmpty ? [reportNothing(file.name, highways)] : problems,
    counts: { ways: highways, walkable: used, dropped: highways - outside - used, outside },
    date: source.date(),
  };
}

function createMeter(size: number, onProgress: OsmOptions['onProgress']): Meter {
  return (pass, bytes) => {
    onProgress?.({ stage: 'read', done: PASSES.indexOf(pass) * size + bytes, total: PASSES.length * size });
  };
}

/** The parsers are loaded when they are needed. */
async function openSource(file: OsmBytes, meter: Meter): Promise<{ source: OsmSource } | { problem: Problem }> {
  const format = findOsmFormat(file.bytes);
  const refuse = (code: Problem['code'], value: string) => ({
    problem: createProblem(code, { severity: 'error', file: file.name, value, action: 'left_out' }),
  });
  if (file.bytes.length > MAX_FILE_BYTES) return refuse('file_too_large', String(MAX_FILE_BYTES));
  if (format === 'pbf') return { source: (await import('./pbf.ts')).openPbf(file, meter) };
  if (format === 'xml') return { source: (await import('./xml.ts')).openXml(file, meter) };
  if (format === null) return refuse('file_unknown_format', /\.([^.]+)$/u.exec(file.name)?.[1] ?? '');
  const { openOverpass } = await import('./overpass.ts');
  try {
    return { source: openOverpass(file) };
  } catch (error) {
    return refuse('file_unreadable', (error instanceof Error ? error.message : String(error)).slice(0, 200));
  }
}

function createEmpty(problem: Problem): OsmExtract {
  const walkways = { coordinates: new Float64Array(), starts: new Uint32Array(1), ids: [], kinds: [], attributes: [] };
  const counts = { ways: 0, walkable: 0, dropped: 0, outside: 0 };
  return { walkways, background: [], problems: [problem], counts, date: '' };
}

/** Whether a way has a vertex in the areas grown by the margin; each node is looked up once. */
function createFilter({ clip, marginMetres }: OsmOptions, nodes: NodeTable): (way: PlacedWay) => boolean {
  const areas = clip?.filter((area) => area.flat(2).length > 0) ?? [];
  if (areas.length === 0) return () => true;
  const area = new Clip(areas, marginMetres ?? MARGIN_METRES);
  const [UNKNOWN, INSIDE, OUTSIDE] = [0, 1, 2];
  const states = new Uint8Array(nodes.length);
  const look = (place: number): boolean => {
    if (place < 0 || !nodes.has(place)) return false;
    if (states[place] === UNKNOWN) states[place] = area.has(...nodes.position(place)) ? INSIDE : OUTSIDE;
    return states[place] === INSIDE;
  };
  return ({ places }) => places.some(look);
}

/** Mostly the extract of another place. */
function reportNothing(file: string, highways: number): Problem {
  return createProblem('osm_nothing_here', { severity: 'error', file, value: highways, action: 'left_out' });
}

/** Nodes of ways that the extract does not hold: the ways were cut there. */
function reportNodes(file: string, ways: readonly PlacedWay[], nodes: NodeTable): Problem[] {
  const missing = new Set<number>();
  for (const { places } of ways) for (const place of places) if (place < 0 || !nodes.has(place)) missing.add(place);
  if (missing.size === 0) return [];
  return [createProblem('osm_incomplete', { file, value: `${missing.size} nodes`, action: 'changed' })];
}

function reportCount(code: 'osm_outlines_broken' | 'osm_coastline', file: string, count: number): Problem[] {
  if (count === 0) return [];
  return [createProblem(code, { severity: 'note', layer: 'background', file, value: count, action: 'left_out' })];
}
