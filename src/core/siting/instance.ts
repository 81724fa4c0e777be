/**
 * A project and a question of siting -> numbers for the solver, with everything that is needed to turn its answer back
 * into places (plan.ts): prepareDemand -> for each service existing facilities -> candidates -> pairs; then all as one.
 */
import { prepareDemand, type Demand } from '../coverage/demand.ts';
import type { Kind, Project, Settings, Work } from '../types.ts';
import type { Site } from './candidates.ts';
import { SitingRefusal } from './refusal.ts';
import type { ServiceRequest, SitingRequest } from './request.ts';
import { roomsOf, type Rooms } from './rooms.ts';
import { checkSites, createRules, idsFor, type ServiceSites } from './rules.ts';
import { prepareWalks, reachOf, standingOf } from './services.ts';
import type { Ground, SitingGround, SitingWalks, Standing } from './services.ts';
import { findSmallIslands } from './small-islands.ts';
import type { Instance, Pairs, Question, Rules } from './types.ts';
import { findScope, weighRows, type RowWeights } from './who-counts.ts';

/** One service of a case. Its rows are `firstRow` + residence, its candidates `firstSite` + place in `sites.sites`. */
export interface ServiceCase extends ServiceSites, Standing {
  limitMetres: number;
  firstRow: number;
  /** Null without capacities. */
  rooms: Rooms | null;
}

/** A question made ready. Rows are residences of the demand, once for each service; candidates likewise. */
export interface SitingCase {
  project: Project;
  settings: Settings;
  request: SitingRequest;
  question: Question;
  demand: Demand;
  /** Null in a straight line. */
  walks: SitingWalks | null;
  services: ServiceCase[];
  instance: Instance;
  rules: Rules;
  /**
   * Rows with weight that no existing facility and no candidate can serve: within the limit, or for `mean` and `worst` at
   * all; there they weigh nothing, as they are in no mean.
   */
  unreachable: number[];
  /** For `mean` and `worst`: rows on small islands of streets without a facility; they weigh nothing either. */
  onIslands: number[];
  /** Residences whose weight is not known; they count nobody. */
  withoutWeight: number;
}

/** Throws a `SitingRefusal` where the data cannot answer, and an Error on a request that makes no sense. */
export function* prepareSiting(
  project: Project,
  settings: Settings,
  request: SitingRequest,
  known: SitingGround = {},
): Work<SitingCase> {
  checkRequest(request, settings);
  yield { stage: 'demand', done: 0, total: 1 };
  const ground = yield* prepareGround(project, settings, known);
  const scope = findScope(ground.demand, request.scope);
  const parts: Part[] = [];
  for (const service of request.services) {
    const standing = known.standing?.get(service.kind) ?? (yield* standingOf(ground, service.kind));
    parts.push(yield* preparePart(ground, { request, scope, service, standing }));
  }
  if (parts.every(({ row }) => !row.weights.some((weight) => weight > 0))) {
    throw new SitingRefusal('nobody', request.weight);
  }
  const services = numberThrough(parts);
  checkSites(request, services);
  return joinParts({ ...ground, request, question: questionOf(request), services }, parts);
}

/** Demand and streets, as far as they are not known yet. */
export function* prepareGround(project: Project, settings: Settings, known: SitingGround): Work<Ground> {
  const demand = known.demand ?? prepareDemand(project, settings.year);
  if (settings.mode !== 'walking') return { project, settings, demand, walks: null };
  return { project, settings, demand, walks: known.walks ?? (yield* prepareWalks(project, settings, demand)) };
}

function checkRequest({ services, model, capacity }: SitingRequest, settings: Settings): void {
  if (services.length === 0) throw new Error('siting needs a service');
  if (services.length > 1 && model !== 'coverage') throw new SitingRefusal('one_service_only', model);
  if (capacity && model === 'worst') throw new SitingRefusal('no_capacities_for_worst', model);
  for (const { kind } of services) if (!settings.limits[kind]) throw new Error(`${kind} has no limit`);
}

/** The one question of all services together. */
function questionOf({ model, services, share }: SitingRequest): Question {
  if (model === 'sites') return { model, share };
  return { model, count: services.reduce((sum, { count }) => sum + count, 0) };
}

export function isShort({ model }: Pick<SitingRequest, 'model'>): boolean {
  return model === 'mean' || model === 'worst';
}

/** One service on its own: rows are residences, candidates places in `sites.sites`. */
interface Part {
  kind: Kind;
  count: number;
  limitMetres: number;
  standing: Standing;
  row: RowWeights;
  sites: ServiceCase['sites'];
  pairs: Pairs;
  rooms: Rooms | null;
}

interface PartQuestion {
  request: SitingRequest;
  scope: Uint8Array | null;
  service: ServiceRequest;
  standing: Standing;
}

function* preparePart(ground: Ground, { request, scope, service, standing }: PartQuestion): Work<Part> {
  const { kind, count } = service;
  const limitMetres = ground.settings.limits[kind]!.metres;
  const incomplete = ground.walks?.incomplete ?? null;
  const row = weighRows({ ...ground, ...standing, limitMetres, incomplete }, request.weight, scope);
  const forced = idsFor(request.forced, kind, request.services.length === 1);
  const { capacity } = request;
  const withinMetres = isShort(request) ? null : limitMetres;
  // With rooms an existing facility near by may be full, so that it keeps no candidate away.
  const relevance = capacity
    ? { existing: new Float64Array(row.weights.length).fill(Infinity), withinMetres }
    : { existing: standing.nearest.metres, withinMetres };
  const { sites, pairs } = yield* reachOf(ground, { kind, standing, request }, { forced, relevance });
  const rooms = capacity && (yield* roomsOf(ground, standing, { sites, weights: row.weights, capacity, withinMetres }));
  return { kind, count, limitMetres, standing, row, sites, pairs, rooms };
}

function numberThrough(parts: readonly Part[]): ServiceCase[] {
  let [firstRow, firstSite] = [0, 0];
  return parts.map(({ kind, count, limitMetres, standing, row, sites, rooms }) => {
    const service = { kind, count, limitMetres, ...standing, sites, rooms, firstRow, firstSite };
    firstRow += row.weights.length;
    firstSite += sites.sites.length;
    return service;
  });
}

type Joined = Pick<SitingCase, 'project' | 'settings' | 'request' | 'question' | 'demand' | 'walks' | 'services'>;

function joinParts(joined: Joined, parts: readonly Part[]): SitingCase {
  const { request, demand, services } = joined;
  const instance = joinInstances(parts, joined);
  const rules = { ...createRules(request, demand, services), ...joinRooms(parts, services) };
  const unreachable = findUnreachable(instance, rules, !isShort(request));
  const onIslands: number[] = [];
  if (isShort(request)) {
    for (const row of unreachable) instance.weights[row] = 0;
    parts.forEach(({ pairs, standing }, i) => {
      const { firstRow } = services[i]!;
      const weights = instance.weights.subarray(firstRow, firstRow + demand.residences.length);
      for (const row of findSmallIslands({ weights, existing: standing.nearest.metres, pairs })) {
        onIslands.push(firstRow + row);
      }
    });
    for (const row of onIslands) instance.weights[row] = 0;
  }
  const withoutWeight = Math.max(...parts.map(({ row }) => row.withoutWeight));
  return { ...joined, instance, rules, unreachable, onIslands, withoutWeight };
}

/** Services may have limits of their own: what is covered within its own is kept within the largest of them. */
function joinInstances(parts: readonly Part[], { services, request }: Joined): Instance {
  const limitMetres = Math.max(...parts.map((part) => part.limitMetres));
  const existing = parts.map((part) => {
    const { metres } = part.standing.nearest;
    if (isShort(request) || part.limitMetres === limitMetres) return metres;
    return metres.map((each) => (each <= part.limitMetres ? each : Infinity));
  });
  return {
    weights: concatenate(parts.map(({ row }) => row.weights)),
    pairs: joinPairs(parts.map((part, i) => ({ pairs: part.pairs, firstRow: services[i]!.firstRow }))),
    candidates: services.reduce((sum, { sites }) => sum + sites.sites.length, 0),
    existing: concatenate(existing),
    limitMetres,
  };
}

function joinRooms(
  parts: readonly Part[],
  services: readonly ServiceCase[],
): Pick<Rules, 'capacities' | 'existingPlaces'> {
  const rooms = parts.flatMap((part) => part.rooms ?? []);
  if (rooms.length === 0) return {};
  return {
    capacities: concatenate(rooms.map(({ capacities }) => capacities)),
    existingPlaces: {
      capacities: concatenate(rooms.map(({ existingPlaces }) => existingPlaces.capacities)),
      pairs: joinPairs(rooms.map((room, i) => ({ ...room.existingPlaces, firstRow: services[i]!.firstRow }))),
    },
  };
}

function joinPairs(lists: readonly { pairs: Pairs; firstRow: number }[]): Pairs {
  const [only] = lists;
  if (lists.length === 1 && only) return only.pairs;
  const starts = [0];
  for (const { pairs } of lists) {
    const before = starts.at(-1)!;
    for (let site = 1; site < pairs.starts.length; site++) starts.push(before + pairs.starts[site]!);
  }
  const rows = new Uint32Array(starts.at(-1)!);
  let at = 0;
  for (const { pairs, firstRow } of lists) for (const row of pairs.rows) rows[at++] = firstRow + row;
  return {
    starts: Uint32Array.from(starts),
    rows,
    metres: concatenate(lists.map(({ pairs }) => pairs.metres)),
  };
}

function concatenate(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** Rows with weight that nothing existing and no candidate that may be chosen reaches: within the limit, if there is one. */
function findUnreachable(
  { weights, existing, pairs, limitMetres }: Instance,
  { forbidden = [] }: Rules,
  isLimited: boolean,
): number[] {
  const isReached = Uint8Array.from(existing, (metres) =>
    metres < Infinity && (!isLimited || metres <= limitMetres) ? 1 : 0,
  );
  const isOut = new Set(forbidden);
  for (let site = 0; site + 1 < pairs.starts.length; site++) {
    if (isOut.has(site)) continue;
    for (let pair = pairs.starts[site]!; pair < pairs.starts[site + 1]!; pair++) isReached[pairs.rows[pair]!] = 1;
  }
  const rows: number[] = [];
  weights.forEach((weight, row) => {
    if (weight > 0 && isReached[row] === 0) rows.push(row);
  });
  return rows;
}

/** The service and the place of a candidate. */
export function candidateAt(
  made: Pick<SitingCase, 'services'>,
  candidate: number,
): { service: ServiceCase; site: Site } {
  const service = made.services.findLast(({ firstSite }) => firstSite <= candidate);
  const site = service?.sites.sites[candidate - service.firstSite];
  if (!service || !site) throw new Error(`there is no candidate ${candidate}`);
  return { service, site };
}

/** The service that a row belongs to; of several that start there (one without rows) the last. */
export function serviceOfRow(made: Pick<SitingCase, 'services'>, row: number): ServiceCase {
  const service = made.services.findLast(({ firstRow }) => firstRow <= row);
  if (!service) throw new Error(`there is no row ${row}`);
  return service;
}
