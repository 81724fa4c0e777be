/** What all sections of a report look things up in, made once from the input. */
import type { Requirement, RequirementResult, StandardPack, StandardResult } from '../core/standards/types.ts';
import { AREA_LEVELS, type Area, type AreaLevel, type AreaResult, type Cell, type Kind } from '../core/types.ts';
import { formatKind, messages, type Messages } from '../i18n/index.ts';
import { formatInteger, formatRunLimit, formatShare } from '../i18n/numbers.ts';
import { reportWords, type ReportWords } from '../i18n/report/index.ts';
import { standardWords, type StandardWords } from '../i18n/standards/index.ts';
import type { ReportInput } from './model.ts';
import { findSuppressed, LEAST_ELDERS, withoutPhones, type Suppression } from './suppression.ts';

export interface Row {
  requirement: Requirement;
  result: RequirementResult;
}

export interface TestedStandard {
  pack: StandardPack;
  result: StandardResult;
  /** In the order of the pack. */
  rows: Row[];
  /** The same without repeats of an earlier row. */
  once: Row[];
  /** " 2" where several packs are tested, for names of tables; else ''. */
  mark: string;
}

export interface Context extends ReportInput {
  words: ReportWords;
  general: Messages;
  standard: StandardWords;
  kinds: Kind[];
  areas: ReadonlyMap<string, Area>;
  /** The level whose areas are listed and drawn: communities where there are any. */
  level: AreaLevel;
  units: AreaResult[];
  /** Areas that hold elders in homes that were made up, and all above them. */
  estimated: ReadonlySet<string>;
  /** Areas without figures; empty unless the report is public. */
  suppressed: ReadonlyMap<string, Suppression>;
  tested: TestedStandard[];
}

/** Throws where packs and results of standards do not go together. */
export function createContext(given: ReportInput): Context {
  const input = given.isPublic ? withoutPhones(given) : given;
  const { locale, project, evaluation } = input;
  const areas = new Map(project.areas.map((area) => [area.id, area]));
  const level = findLevel(evaluation.areas);
  return {
    ...input,
    words: reportWords(locale),
    general: messages(locale),
    standard: standardWords(locale),
    kinds: Object.keys(evaluation.services),
    areas,
    level,
    units: evaluation.areas.filter((area) => area.level === level),
    estimated: findEstimated(input, areas),
    suppressed: input.isPublic ? findSuppressed(evaluation.areas, areas) : new Map(),
    tested: joinStandards(input),
  };
}

function findLevel(areas: readonly AreaResult[]): AreaLevel {
  if (areas.some(({ level }) => level === 'community')) return 'community';
  const present = AREA_LEVELS.filter((level) => areas.some((area) => area.level === level));
  return present.at(-1) ?? 'community';
}

/** Areas that hold elders in homes that were made up, and all above them: the report says about of their figures. */
export function findEstimated(
  { project, evaluation }: Pick<ReportInput, 'project' | 'evaluation'>,
  areas: ReadonlyMap<string, Area>,
): Set<string> {
  const own = evaluation.problems.flatMap(({ code, id }) => (code === 'elders_estimated' && id !== null ? [id] : []));
  const said = project.residences.flatMap(({ estimated, areaId }) => (estimated && areaId !== null ? [areaId] : []));
  const found = new Set<string>();
  for (const start of [...own, ...said]) {
    for (let id: string | null = start; id !== null && !found.has(id); id = areas.get(id)?.parentId ?? null) {
      found.add(id);
    }
  }
  return found;
}

function joinStandards({ evaluation, packs }: ReportInput): TestedStandard[] {
  const results = evaluation.standards ?? [];
  return results.map((result, place) => {
    const pack = packs[place];
    if (pack?.id !== result.id) throw new Error(`the pack of ${result.id} must be given, got ${pack?.id}`);
    const requirements = new Map(pack.requirements.map((each) => [each.id, each]));
    const rows = result.requirements.flatMap((each): Row[] => {
      const requirement = requirements.get(each.id);
      return requirement ? [{ requirement, result: each }] : [];
    });
    const once = rows.filter((row) => !row.result.flags.includes('repeat'));
    return { pack, result, rows, once, mark: results.length > 1 ? ` ${place + 1}` : '' };
  });
}

export function say(value: number, { locale }: Pick<Context, 'locale'>): string {
  return formatInteger(value, locale);
}

/** Short name of a service, for headings and columns. */
export function nameOf(kind: Kind, { locale }: Pick<Context, 'locale'>): string {
  return formatKind(kind, locale, true);
}

/** Name and limit of a service as it was said. */
export function limitOf(kind: Kind, { evaluation, locale }: Context): string {
  const metres = evaluation.services[kind]?.limitMetres ?? 0;
  return formatRunLimit(evaluation.settings.limits[kind] ?? { metres }, locale);
}

/** Two significant digits: covered ones rounded down and lacking ones up, both towards failing. */
export function roundToTwo(value: number, towards: 'down' | 'up'): number {
  if (value === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const steps = towards === 'down' ? Math.floor(value / step + 1e-9) : Math.ceil(value / step - 1e-9);
  return step >= 1 ? steps * step : steps / Math.round(1 / step);
}

/** A number of people that may rest on estimated homes. */
export function sayPeople(count: number, isEstimated: boolean, towards: 'down' | 'up', context: Context): string {
  if (!isEstimated || count === 0) return say(count, context);
  return context.words.about(say(roundToTwo(count, towards), context));
}

/** A share of 0-1 that may rest on estimated homes. */
export function sayShare(share: number | null, isEstimated: boolean, context: Context): string {
  if (share === null || share === 0 || !isEstimated) return formatShare(share, context.locale);
  return context.words.about(`${roundToTwo(Math.floor(share * 1000 + 1e-9) / 10, 'down')}%`);
}

/** Whether homes that were made up are in the totals. */
export function hasEstimates({ evaluation }: Context): boolean {
  return evaluation.totals.estimatedElders > 0;
}

/** In public a handful of people is not counted out: their neighbours would know them. */
export function hideFew<Said>(elders: number, said: Said, { isPublic, words }: Context): Said | string {
  return isPublic && elders > 0 && elders < LEAST_ELDERS ? words.small : said;
}

/** What stands in place of a figure of an area that has to be kept back; null: the figure may be shown. */
export function suppressedText(areaId: string, { suppressed, words }: Context): string | null {
  const why = suppressed.get(areaId);
  return why === undefined ? null : why === 'small' ? words.small : words.withheld;
}

/** Elders of an area that are covered (rounded down) or not (up): a number, or a text where it is kept back or estimated. */
export function peopleCell(areaId: string, count: number | null, towards: 'down' | 'up', context: Context): Cell {
  const instead = suppressedText(areaId, context);
  if (instead !== null || count === null) return instead;
  return context.estimated.has(areaId) ? sayPeople(count, true, towards, context) : count;
}

/** All elders of an area: their number is never estimated, only where they live. */
export function eldersCell(areaId: string, elders: number | null, context: Context): Cell {
  return suppressedText(areaId, context) ?? elders;
}

export function shareCell(areaId: string, share: number | null, context: Context): Cell {
  const instead = suppressedText(areaId, context);
  if (instead !== null || share === null) return instead;
  return context.estimated.has(areaId) ? sayShare(share, true, context) : share;
}

/** Metres of an area, whole. */
export function metresCell(areaId: string, metres: number | null, context: Context): Cell {
  const instead = suppressedText(areaId, context);
  if (instead !== null || metres === null) return instead;
  if (context.estimated.has(areaId)) return context.words.about(say(roundToTwo(metres, 'up'), context));
  return Math.round(metres);
}

/** The subdistrict above an area, else whatever is above it. */
export function subdistrictOf(areaId: string, { areas }: Context): Area | null {
  const seen = new Set<string>();
  const own = areas.get(areaId)?.parentId ?? null;
  for (let id = own; id !== null && !seen.has(id); id = areas.get(id)?.parentId ?? null) {
    seen.add(id);
    const area = areas.get(id);
    if (area?.level === 'subdistrict') return area;
  }
  return own === null ? null : (areas.get(own) ?? null);
}

/** Areas of the listed level by what they are towards a service; those without elders are in no count. */
export function countUnits(units: readonly AreaResult[], kind: Kind): Record<'lacking' | 'judged' | 'unknown', number> {
  const having = (status: string): number => units.filter((area) => area.services[kind]?.status === status).length;
  const [lacking, unknown, empty] = [having('lacking'), having('unknown'), having('empty')];
  return { lacking, unknown, judged: units.length - unknown - empty };
}
