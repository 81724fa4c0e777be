/** The evidence of one row of a plan in the map's terms: units that fail stand where the map shows what lacks. */
import type { RequirementResult } from '../../core/standards/types.ts';
import type { AreaLevel, Facility } from '../../core/types.ts';
import { HOME_STATES } from '../../core/home-states.ts';
import type { MapAnswer } from '../../map/types.ts';
import type { ProjectSummary, RunResult } from '../../worker/results.ts';

type Evidence = Pick<RequirementResult, 'unitKind' | 'failing' | 'uncertain' | 'parts'>;

/** A row under test, and the facility types that it asks for. */
export interface OpenRow {
  result: Evidence;
  types: ReadonlySet<string>;
}

/** The level of areas that a row tests; null where it tests something else. */
export function levelOfEvidence({ unitKind }: Evidence): AreaLevel | null {
  return unitKind === 'facility' || unitKind === 'residence' || unitKind === 'item' ? null : unitKind;
}

/** What the legend has to explain. */
export function legendOfEvidence(evidence: Evidence): 'areas' | 'items' | 'homes' | 'none' {
  if (levelOfEvidence(evidence)) return isByItems(evidence) ? 'items' : 'areas';
  return evidence.unitKind === 'residence' ? 'homes' : 'none';
}

/** Whether the row asks each area for several things, so that areas differ by how many of them they have. */
export function isByItems(evidence: Evidence): boolean {
  return levelOfEvidence(evidence) !== null && evidence.parts.length > 1;
}

/** How many of the parts fail, or cannot be told, by area. */
export function countParts(parts: Evidence['parts'], list: 'failing' | 'uncertain'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) for (const id of part[list]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

type AreaAnswer = Pick<Parameters<MapAnswer['areas']['set']>[1], 'status' | 'share'>;

/** By the share of the things that an area is known to have: what cannot be told is not taken for there. */
function createItemStatus({ parts }: Evidence): (id: string) => AreaAnswer {
  const lacking = countParts(parts, 'failing');
  const open = countParts(parts, 'uncertain');
  return (id) => {
    const lacks = lacking.get(id) ?? 0;
    const unknown = open.get(id) ?? 0;
    if (lacks === 0) return unknown === 0 ? { status: 'covered', share: 1 } : { status: 'unknown', share: null };
    const share = (parts.length - lacks - unknown) / parts.length;
    return { status: share < 0.5 ? 'lacking' : 'partial', share };
  };
}

function createStatus(evidence: Evidence): (id: string) => AreaAnswer {
  if (isByItems(evidence)) return createItemStatus(evidence);
  const failing = new Set(evidence.failing);
  const uncertain = new Set(evidence.uncertain);
  return (id) => {
    if (failing.has(id)) return { status: 'lacking', share: null };
    return uncertain.has(id) ? { status: 'unknown', share: null } : { status: 'covered', share: 1 };
  };
}

/** As the map draws what is lost: filled and ringed, told from a pale ring without colour (`MapAnswer.homes`). */
const FAILS = 5;
/** As it draws homes of which nothing is said. */
const QUIET = 3;

/** Areas to choose from for a unit, those chosen filled. */
export function createPicking(summary: ProjectSummary, result: RunResult, picked: ReadonlySet<string>): MapAnswer {
  const areas: MapAnswer['areas'] = new Map();
  for (const { id, level } of summary.areas) {
    if (level !== summary.level) continue;
    const isPicked = picked.has(id);
    areas.set(id, { status: isPicked ? 'covered' : 'empty', share: isPicked ? 1 : null, uncoveredElders: null });
  }
  const nobody = new Uint8Array(result.homes.length);
  return { areas, homes: nobody, counting: new Set(), buffers: null, circles: null, streets: null };
}

/** The rest of the map stays quiet: only facilities that fail, or else those of the types asked for, stand out. */
export function createEvidence(
  { result: evidence, types }: OpenRow,
  summary: ProjectSummary,
  result: RunResult,
): MapAnswer {
  const failing = new Set(evidence.failing);
  const uncertain = new Set(evidence.uncertain);
  const level = levelOfEvidence(evidence);
  const elders = new Map(result.evaluation.areas.map((area) => [area.id, area.elders]));
  const areas: MapAnswer['areas'] = new Map();
  const statusOf = createStatus(evidence);
  for (const area of summary.areas.filter((each) => each.level === level)) {
    areas.set(area.id, { ...statusOf(area.id), uncoveredElders: elders.get(area.id) ?? null });
  }
  const isHomes = evidence.unitKind === 'residence';
  return {
    areas,
    homes: result.homes.map((_, row) => (isHomes ? paint(summary.homes.ids[row] ?? '') : QUIET)),
    counting: evidence.unitKind === 'facility' ? failing : listOfTypes(summary, types),
    buffers: null,
    circles: null,
    streets: null,
  };

  function paint(id: string): number {
    if (failing.has(id)) return FAILS;
    return uncertain.has(id) ? HOME_STATES.unplaced : HOME_STATES.inside;
  }
}

function listOfTypes({ facilities }: ProjectSummary, types: ReadonlySet<string>): Set<string> {
  const isAsked = (facility: Facility): boolean =>
    [...facility.types, ...facility.services].some((code) => types.has(code));
  return new Set(facilities.filter(isAsked).map(({ id }) => id));
}

/** Facility types that a row asks for, wherever its measure names them. */
export function typesOf(measure: unknown): Set<string> {
  const types = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'types' && Array.isArray(value)) value.forEach((type) => types.add(String(type)));
        else visit(value);
      }
    }
  };
  visit(measure);
  return types;
}
