/** An answer of siting -> the plan that people read: which places, what each of them adds, and what could not be done. */
import type { Work } from '../types.ts';
import { premisesFor } from './conditions.ts';
import { orderByGain } from './gains.ts';
import { serviceOfRow, type ServiceCase, type SitingCase } from './instance.ts';
import { countBeforeAndAfter } from './plan-figures.ts';
import { writeNotes } from './plan-notes.ts';
import { planEdits, writeSites } from './plan-sites.ts';
import type { Plan, PlanService, PlanSettings } from './plan-types.ts';
import { explainUnreachable } from './plan-unreachable.ts';
import { requirementsMetBy, type TestedPacks } from './requirements.ts';
import type { Answer } from './types.ts';
import type { Edit } from '../scenario/edits.ts';

export type { Plan } from './plan-types.ts';
export { planEdits } from './plan-sites.ts';

/** Standards whose requirements are tested site by site, and the seconds that the search took: the core has no clock. */
export interface PlanOptions extends TestedPacks {
  seconds: number;
}

/** A plan, and its sites as edits in the same order. */
export interface ExplainedPlan {
  plan: Plan;
  edits: Edit[];
}

/** Puts an answer to `made.instance` into words and places. `before` and `after` are counted anew, like any evaluation. */
export function* createPlan(made: SitingCase, answer: Answer, options: PlanOptions): Work<Plan> {
  return (yield* explainPlan(made, answer, options)).plan;
}

export function* explainPlan(made: SitingCase, answer: Answer, options: PlanOptions): Work<ExplainedPlan> {
  const { request, services } = made;
  const isAnswered = answer.status !== 'infeasible';
  const gains = isAnswered ? [...orderByGain(made, answer.chosen)] : [];
  const edits = planEdits(
    made,
    gains.map(({ site }) => site),
  );
  const met = yield* requirementsMetBy(made, options, edits);
  const sites = yield* writeSites(made, gains, met);
  const plan: Plan = {
    format: 'care-circle-plan',
    version: 1,
    model: request.model,
    status: answer.status,
    reason: answer.reason,
    ...writeProof(answer),
    seconds: Math.round(options.seconds * 1000) / 1000,
    settings: writeSettings(made),
    ...(yield* countBeforeAndAfter(made, edits)),
    sites,
    ...writeUnreachable(made, answer),
    excluded: services.flatMap(({ kind, sites: { excluded } }) =>
      excluded.map(({ id, name, reasons }) => ({ id, name, service: kind, reasons })),
    ),
    notes: writeNotes(made, sites, options.packs.length > 0),
  };
  return { plan, edits };
}

/** A home that several services cannot reach is one. */
function writeUnreachable(
  made: SitingCase,
  answer: Answer,
): Pick<Plan, 'unreachable' | 'unreachableElders' | 'unreachableHomes'> {
  const { demand, unreachable } = made;
  const rows = [...new Set(unreachable.map((row) => row - serviceOfRow(made, row).firstRow))].sort((a, b) => a - b);
  return {
    unreachable: rows.map((row) => demand.residences[row]!.id),
    unreachableElders: rows.reduce((sum, row) => sum + (demand.elders[row]! || 0), 0),
    unreachableHomes: answer.reason === 'unreachable' ? explainUnreachable(made) : [],
  };
}

/** Fine enough for `optimal` (1e-6 of the objective), and the gap is that of the numbers that are written. */
function writeProof({ status, objective, bound }: Answer): Pick<Plan, 'objective' | 'bound' | 'gap'> {
  if (status === 'infeasible' || !Number.isFinite(objective)) return { objective: null, bound: null, gap: null };
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  const [written, proven] = [round(objective), Number.isFinite(bound) ? round(bound) : null];
  if (proven === null) return { objective: written, bound: null, gap: null };
  const difference = Math.abs(proven - written);
  return { objective: written, bound: proven, gap: difference === 0 ? 0 : written === 0 ? null : difference / written };
}

function writeSettings(made: SitingCase): PlanSettings {
  const { settings, request, services } = made;
  const first = services[0]?.sites;
  return {
    services: services.map((service) => writeService(made, service)),
    mode: settings.mode,
    year: settings.year,
    pipeline: settings.pipeline,
    speedMetresPerSecond: settings.speedMetresPerSecond,
    snapLimitMetres: settings.snapLimitMetres,
    weight: request.weight,
    scope: request.scope,
    share: request.model === 'sites' ? request.share : null,
    candidates: { source: first?.source ?? 'list', streets: first?.streets ?? null },
    forced: [...request.forced],
    forbidden: [...request.forbidden],
    budget: request.budget,
    atMostPerSubdistrict: request.atMostPerSubdistrict,
    atLeastPerSubdistrict: request.atLeastPerSubdistrict,
    capacity: request.capacity,
  };
}

function writeService({ settings, request }: SitingCase, { kind, count, sites }: ServiceCase): PlanService {
  const isChecked = request.checkConditions && sites.source === 'list';
  return {
    service: kind,
    limit: { ...settings.limits[kind]! },
    count: request.model === 'sites' ? null : count,
    considered: sites.sites.length,
    excluded: sites.excluded.length,
    conditions: isChecked ? { ...premisesFor(kind), source: 'own_defaults' } : null,
  };
}
