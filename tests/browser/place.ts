/** What the page must show, computed here by the core from the very files that the page was given. */
import type { APIRequestContext } from '@playwright/test';
import { createSettings, evaluate, prepareDemand } from '../../src/core/evaluate.ts';
import { applyEdits, type Edit } from '../../src/core/scenario/edits.ts';
import {
  compareIds,
  finish,
  type AreaServiceResult,
  type Evaluation,
  type Mode,
  type Project,
  type ResidenceResult,
  type ServiceResult,
} from '../../src/core/types.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { openFiles } from '../../src/io/open.ts';

let sample: Promise<Project> | undefined;

/** The sample as it is served beside the page; read once for all tests of a worker. */
export function readSample(request: APIRequestContext): Promise<Project> {
  sample ??= fetchSample(request);
  return sample;
}

async function fetchSample(request: APIRequestContext): Promise<Project> {
  const read = async (name: string): Promise<FileBytes> => {
    const answer = await request.get(`sample/${name}`);
    return { name, bytes: new Uint8Array(await answer.body()) };
  };
  const manifest = await read('project.json');
  const { layers } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as { layers: Record<string, string> };
  const { project } = await openFiles([manifest, ...(await Promise.all(Object.values(layers).map(read)))]);
  return project;
}

export interface Asked {
  kind?: string;
  /** On foot where the project has streets, if not said. */
  mode?: Mode;
  limitMetres?: number;
  /** The limit in minutes; goes before metres. */
  minutes?: number;
  speedMetresPerSecond?: number;
  year?: number | null;
  pipeline?: boolean;
  edits?: Edit[];
}

export interface Lacking {
  id: string;
  name: string;
  uncovered: number;
  service: AreaServiceResult;
}

export interface Expected {
  evaluation: Evaluation;
  service: ServiceResult;
  /** Communities that lack the service, most elders not covered first. */
  lacking: Lacking[];
  judged: number;
}

function evaluateFor(project: Project, asked: Asked, edits: Edit[], residences = false): Evaluation {
  const { kind = 'day_care', limitMetres = 1000, minutes, edits: _, ...rest } = asked;
  const settings = { ...createSettings(project), ...rest };
  // 60 seconds a minute at so many metres a second: the paces of the tests make whole metres.
  const limit =
    minutes === undefined
      ? { metres: limitMetres }
      : { metres: Math.round(minutes * 60 * settings.speedMetresPerSecond), minutes };
  const options = { areaShares: false, residences };
  return finish(evaluate(applyEdits(project, edits), { ...settings, limits: { [kind]: limit } }, options));
}

/** A home inside the circle but outside the walk, by what the core says of it both ways. */
export interface ExpectedLost {
  id: string;
  name: string;
  elders: number;
  straightMetres: number;
  walk: ResidenceResult['services'][string];
}

/** Homes that the straight line holds and the walk does not, most elders first; the elders of the data's year. */
export function expectLost(project: Project, asked: Asked = {}): ExpectedLost[] {
  const { kind = 'day_care' } = asked;
  const walked = evaluateFor(project, { ...asked, mode: 'walking' }, [], true);
  const straight = evaluateFor(project, { ...asked, mode: 'straight' }, [], true);
  const limitMetres = walked.settings.limits[kind]!.metres;
  // With the homes that are estimated where a community has none.
  const demand = prepareDemand(project, walked.settings.year);
  return walked
    .residences!.map(({ id, services }, row) => ({
      id,
      name: demand.residences[row]!.name,
      elders: demand.elders[row]!,
      straightMetres: straight.residences![row]!.services[kind]!.metres ?? Infinity,
      walk: services[kind]!,
    }))
    .filter(({ straightMetres, walk }) => straightMetres <= limitMetres && !((walk.metres ?? Infinity) <= limitMetres))
    .sort((a, b) => b.elders - a.elders || compareIds(a.id, b.id));
}

/** What the core says of one question. */
export function expectFor(project: Project, asked: Asked = {}): Expected {
  const { kind = 'day_care', edits = [] } = asked;
  const evaluation = evaluateFor(project, asked, edits);
  const communities = evaluation.areas
    .filter(({ level }) => level === 'community')
    .map(({ id, name, elders, services }) => {
      const service = services[kind]!;
      return { id, name, uncovered: (elders ?? 0) - service.eldersCovered, service };
    });
  return {
    evaluation,
    service: evaluation.services[kind]!,
    lacking: communities
      .filter(({ service }) => service.status === 'lacking')
      .sort((a, b) => b.uncovered - a.uncovered || compareIds(a.id, b.id)),
    judged: communities.filter(({ service }) => service.status !== 'unknown' && service.status !== 'empty').length,
  };
}
