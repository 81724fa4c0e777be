/** What the page must show, computed here by the core from the very files that the page was given. */
import type { APIRequestContext } from '@playwright/test';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyEdits, type Edit } from '../../src/core/scenario/edits.ts';
import {
  compareIds,
  finish,
  type AreaServiceResult,
  type Evaluation,
  type Project,
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
  limitMetres?: number;
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

/** What the core says of one question. */
export function expectFor(project: Project, asked: Asked = {}): Expected {
  const { kind = 'day_care', limitMetres = 1000, edits = [], ...moment } = asked;
  const settings = { ...createSettings(project), ...moment, limits: { [kind]: { metres: limitMetres } } };
  const options = { areaShares: false, residences: false };
  const evaluation = finish(evaluate(applyEdits(project, edits), settings, options));
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
