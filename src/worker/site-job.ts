/** Proposes sites: makes the numbers for a search, and puts its answer into words. Loaded when somebody asks for sites. */
import { createSettings } from '../core/create-evaluation.ts';
import { prepareSiting, type SitingCase } from '../core/siting/instance.ts';
import { explainPlan } from '../core/siting/plan.ts';
import { SitingRefusal } from '../core/siting/refusal.ts';
import type { SitingRequest } from '../core/siting/request.ts';
import type { SitingGround, Standing } from '../core/siting/services.ts';
import type { StandardPack } from '../core/standards/types.ts';
import type { Kind, Settings, Work } from '../core/types.ts';
import type { Job } from './job.ts';
import type { ExplainArgs, ExplainedSite, PreparedSite, SiteArgs } from './plan-contract.ts';
import { demandOf, editedOf, nearestOf, requireOpen, type OpenProject } from './session.ts';
import { checkOf, homesOf, streetsOf, walkedOf, walksOf } from './streets.ts';
import { openPack } from './standards-job.ts';

/** Searches whose answers may still come; large, so only the last few. */
const KEPT_CASES = 4;

interface Kept {
  made: SitingCase;
  pack: StandardPack | null;
  parameters: Record<string, number>;
}

/** By project, so that they go with it. Keys count up over all of them. */
const cases = new WeakMap<OpenProject, Map<number, Kept>>();
let lastKey = 0;

/** What the data cannot answer is told by code; a kind or a walk that is not there is our mistake. */
export const prepareSite: Job<SiteArgs, PreparedSite> = async function* ({ session }, args) {
  const opened = requireOpen(session);
  yield { stage: 'demand', done: 0, total: 1 };
  const key = ++lastKey;
  const { standard } = args;
  const pack = standard ? (await openPack(standard.pack)).pack : null;
  try {
    const ground = yield* groundOf(opened, args);
    const made = yield* prepareSiting(
      editedOf(opened, args.question),
      settingsOf(opened, args),
      requestOf(args),
      ground,
    );
    keep(opened, key, { made, pack, parameters: standard?.parameters ?? {} });
    const { instance, question, rules } = made;
    // Nothing is handed over: the case is needed again for its explanation.
    return { result: { key, instance, question, rules, unusable: null } };
  } catch (error) {
    if (!(error instanceof SitingRefusal)) throw error;
    const unusable = { code: error.code, detail: error.value };
    return { result: { key, instance: null, question: null, rules: null, unusable } };
  }
};

export const explainSite: Job<ExplainArgs, ExplainedSite> = async function* ({ session }, { key, answer, seconds }) {
  const kept = cases.get(requireOpen(session))?.get(key);
  if (!kept) throw new Error(`the search ${key} is no longer known`);
  const { made, pack, parameters } = kept;
  return { result: yield* explainPlan(made, answer, { seconds, packs: pack ? [pack] : [], parameters }) };
};

function keep(opened: OpenProject, key: number, kept: Kept): void {
  const own = cases.get(opened) ?? new Map<number, Kept>();
  cases.set(opened, own);
  own.set(key, kept);
  const [oldest] = own.keys();
  if (own.size > KEPT_CASES && oldest !== undefined) own.delete(oldest);
}

/** All services share the limit of the question. */
function settingsOf({ project }: OpenProject, { question, services }: SiteArgs): Settings {
  const { mode, year, pipeline, speedMetresPerSecond, limitMetres, minutes } = question;
  const limit = { metres: limitMetres, ...(minutes !== null && { minutes }) };
  const limits = Object.fromEntries(services.map(({ kind }) => [kind, limit]));
  return { ...createSettings(project), mode, year, pipeline, speedMetresPerSecond, limits };
}

function requestOf(args: SiteArgs): SitingRequest {
  const { services, model, share, weight, scope, forced, forbidden, budget, source } = args;
  const { atMostPerSubdistrict, atLeastPerSubdistrict, capacity = null } = args;
  return {
    ...{ services, model, share, weight, scope, forced, forbidden, budget, capacity },
    ...{ atMostPerSubdistrict, atLeastPerSubdistrict, checkConditions: true },
    source: source ?? undefined,
  };
}

/** What other questions have found already, and what they will find done. */
function* groundOf(opened: OpenProject, { question, services }: SiteArgs): Work<SitingGround> {
  const { mode, year, edits } = question;
  const demand = demandOf(opened, year);
  const standing = new Map<Kind, Standing>();
  if (mode === 'straight') {
    for (const { kind } of services)
      standing.set(kind, { nearest: nearestOf(opened, { ...question, kind }), table: null });
    return { demand, standing };
  }
  const { streets } = yield* streetsOf(opened, edits);
  const homes = yield* homesOf(opened, year, edits);
  const { incomplete } = yield* checkOf(opened, year, edits);
  for (const { kind } of services) {
    const asked = { ...question, kind };
    const { table } = yield* walksOf(opened, asked);
    standing.set(kind, { nearest: yield* walkedOf(opened, asked), table });
  }
  return { demand, walks: { streets, homes, incomplete }, standing };
}
