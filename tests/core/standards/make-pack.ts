/** Small packs: every field of a row has a plain default, a test names what it is about. */
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../../src/core/standards/evaluate-standard.ts';
import type {
  FacilitySet,
  Measure,
  Requirement,
  RequirementResult,
  StandardPack,
  StandardResult,
} from '../../../src/core/standards/types.ts';
import { finish } from '../../../src/core/types.ts';
import type { Project } from '../../../src/core/types.ts';

const text = { zh: '文字', en: 'text' };

export const DAY_CARE: FacilitySet = { types: ['day_care'] };
export const CANTEEN: FacilitySet = { types: ['canteen'] };

/** Per cent of communities with a day-care centre. */
export const PRESENCE: Measure = {
  kind: 'presence_share',
  units: { level: 'community' },
  sets: [DAY_CARE],
  combine: 'any',
  meaning: 'built',
};

export function makeRow(id: string, measure: Measure, given: Partial<Requirement> = {}): Requirement {
  return {
    id,
    section: [],
    anchors: [],
    text,
    force: 'task',
    year: null,
    printed: { comparator: '>=', threshold: 100, unit: '%' },
    unit: 'percent',
    target: { comparator: '>=', value: 100 },
    measure,
    ...given,
  };
}

export function makePack(requirements: Requirement[], given: Partial<StandardPack> = {}): StandardPack {
  return {
    format: 'care-circle-standard',
    version: 1,
    id: 'test',
    place: text,
    title: text,
    period: [2021, 2025],
    status: 'issued',
    statusNote: text,
    elders: { basis: null, text },
    unitWords: text,
    parameters: [],
    requirements,
    baselines: [],
    forecasts: [],
    conflicts: [],
    ...given,
  };
}

interface Run {
  year?: number | null;
  parameters?: Record<string, number>;
  mode?: 'straight' | 'walking';
}

export function runPack(
  pack: StandardPack,
  project: Project,
  { year = null, parameters = {}, mode = 'straight' }: Run = {},
): StandardResult {
  const settings = { mode, year, speedMetresPerSecond: 1, snapLimitMetres: 200, pipeline: false } as const;
  const moments = createMoments(project, settings);
  return finish(evaluateStandard(pack, { moments, reported: project.reported, settings, parameters }));
}

/** The result of one row by itself. */
export function runRow(row: Requirement, project: Project, run: Run = {}): RequirementResult {
  const [result] = runPack(makePack([row]), project, run).requirements;
  if (!result) throw new Error('a pack of one row has one result');
  return result;
}
