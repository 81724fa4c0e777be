/** What `site` was asked, checked before the data are read. */
import type { CandidateSource } from '../../src/core/siting/candidates.ts';
import type { CapacityRequest, SitingRequest, Weight } from '../../src/core/siting/request.ts';
import { UsageError } from './failures.ts';
import type { QuestionOptions } from './question.ts';
import { checkLimits, parseServices } from './site-services.ts';
import { parseDecimal, parseWhole } from './site-numbers.ts';

export interface SiteOptions extends QuestionOptions {
  service?: string[];
  count?: string[];
  cover?: string;
  objective?: string;
  candidates?: string;
  force?: string[];
  forbid?: string[];
  budget?: string;
  atMostPerSubdistrict?: string;
  atLeastPerSubdistrict?: string;
  weight: string;
  in?: string[];
  mend?: string;
  capacity?: string;
  peoplePerPlace?: string;
  scenarioOut?: string;
  /** Without `--no-conditions`. */
  conditions: boolean;
  seconds: string;
  output?: string;
  lang?: string;
}

/** A day: whoever waits longer has forgotten it. */
const MOST_SECONDS = 86_400;

/** A row of a written standard: its failing units are where people count. */
export interface Mend {
  standard: string;
  row: string;
}

export interface SiteQuestion {
  /** Its scope is that of `--in`; with `mend` the failing units are found once the data are there. */
  request: SitingRequest;
  mend: Mend | null;
  seconds: number;
}

/** Throws a `UsageError` that names the option. */
export function parseSiteOptions(options: SiteOptions): SiteQuestion {
  const { force: forced = [], forbid: forbidden = [], in: areas = [] } = options;
  const both = forced.find((id) => forbidden.includes(id));
  if (both !== undefined) throw new UsageError(`${both} is in --force and in --forbid: one is meant.`);
  const source = parseSource(options.candidates);
  const aim = parseAim(options);
  const request: SitingRequest = {
    ...aim,
    services: parseServices(options, aim.model),
    weight: parseWeight(options.weight),
    scope: areas.length > 0 ? { in: 'areas', ids: areas } : { in: 'all' },
    source,
    checkConditions: options.conditions,
    forced,
    forbidden,
    budget: parseBudget(options.budget, source),
    atMostPerSubdistrict: parseWhole('--at-most-per-subdistrict', options.atMostPerSubdistrict, 0),
    atLeastPerSubdistrict: parseWhole('--at-least-per-subdistrict', options.atLeastPerSubdistrict, 0),
    capacity: parseCapacity(options, aim.model, source),
  };
  checkLimits(request.services, options.limit);
  return { request, mend: parseMend(options.mend, areas), seconds: parseSeconds(options.seconds) };
}

const OBJECTIVES = ['coverage', 'mean', 'worst'] as const;

function parseAim({ count, cover, objective }: SiteOptions): Pick<SitingRequest, 'model' | 'share'> {
  if (count !== undefined && cover !== undefined) {
    throw new UsageError('--count and --cover are two questions: give one of them.');
  }
  const model = OBJECTIVES.find((known) => known === (objective ?? 'coverage'));
  if (!model) throw new UsageError(`--objective must be coverage, mean or worst, got "${objective}".`);
  if (cover === undefined) return { model, share: 1 };
  if (model !== 'coverage') throw new UsageError(`--cover asks for the fewest sites: it has no --objective ${model}.`);
  return { model: 'sites', share: parseShare(cover) };
}

/** `95%`, `95` or `0.95`: what is at most 1 and has no sign is a share. */
function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const value = Number(match?.[1] ?? Number.NaN);
  const share = match?.[2] === '%' || value > 1 ? value / 100 : value;
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`--cover must be a share of all elders, e.g. 95%, got "${text}".`);
}

const SOURCES: readonly CandidateSource[] = ['list', 'network', 'homes'];

function parseSource(text: string | undefined): CandidateSource | undefined {
  if (text === undefined) return undefined;
  const source = SOURCES.find((known) => known === text);
  if (!source) throw new UsageError(`--candidates must be ${SOURCES.join(' or ')}, got "${text}".`);
  return source;
}

const WEIGHTS: readonly Weight[] = ['elders', 'elders_80', 'elders_lacking'];

function parseWeight(text: string): Weight {
  const weight = WEIGHTS.find((known) => known === text);
  if (!weight) throw new UsageError(`--weight must be ${WEIGHTS.join(' or ')}, got "${text}".`);
  return weight;
}

function parseBudget(text: string | undefined, source: CandidateSource | undefined): number | null {
  if (text === undefined) return null;
  if (source !== undefined && source !== 'list') {
    throw new UsageError(`--budget needs the costs of a list: places of --candidates ${source} have none.`);
  }
  const budget = parseDecimal(text);
  if (budget !== null) return budget;
  throw new UsageError(`--budget must be a number in the unit of the candidates' cost, got "${text}".`);
}

function parseCapacity(
  { capacity, peoplePerPlace }: SiteOptions,
  model: SitingRequest['model'],
  source: CandidateSource | undefined,
): CapacityRequest | null {
  if (capacity === undefined) {
    if (peoplePerPlace !== undefined) throw new UsageError('--people-per-place says what --capacity means: give both.');
    return null;
  }
  if (model === 'worst') throw new UsageError('--objective worst has no --capacity: everybody goes to the nearest.');
  const places = capacity === 'list' ? null : parseDecimal(capacity);
  if (capacity !== 'list' && !(places !== null && places > 0)) {
    throw new UsageError(`--capacity must be a number of places or meals a day, or list, got "${capacity}".`);
  }
  if (places === null && source !== undefined && source !== 'list') {
    throw new UsageError(`--capacity list needs a list: places of --candidates ${source} have no columns.`);
  }
  const people = peoplePerPlace === undefined ? 1 : parseDecimal(peoplePerPlace);
  if (people !== null && people > 0) return { placesPerSite: places, peoplePerPlace: people };
  throw new UsageError(`--people-per-place must be a number above 0, got "${peoplePerPlace}".`);
}

/** A standard's name may hold colons (a path), a row's id does not. */
function parseMend(text: string | undefined, areas: readonly string[]): Mend | null {
  if (text === undefined) return null;
  if (areas.length > 0) throw new UsageError('--mend says itself who counts: it takes no --in.');
  const match = /^(.+):([^:]+)$/.exec(text);
  if (match) return { standard: match[1]!, row: match[2]! };
  throw new UsageError(`--mend must be a standard and one of its rows, e.g. kunshan-2021-2025:KS-038, got "${text}".`);
}

function parseSeconds(text: string): number {
  const seconds = parseDecimal(text);
  if (seconds !== null && seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`--seconds must be more than 0 and at most ${MOST_SECONDS}, got "${text}".`);
}
