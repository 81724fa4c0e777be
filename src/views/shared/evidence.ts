/** The evidence of one row of a plan in the map's terms: units that fail stand where the map shows what lacks. */
import type { RequirementResult } from '../../core/standards/types.ts';
import type { AreaLevel, Facility } from '../../core/types.ts';
import { HOME_STATES } from '../../core/home-states.ts';
import type { MapAnswer } from '../../map/types.ts';
import type { ProjectSummary, RunResult } from '../../worker/results.ts';

type Evidence = Pick<RequirementResult, 'unitKind' | 'failing' | 'uncertain'>;

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
export function legendOfEvidence(evidence: Evidence): 'areas' | 'homes' | 'none' {
  if (levelOfEvidence(evidence)) return 'areas';
  return evidence.unitKind === 'residence' ? 'homes' : 'none';
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
  for (const area of summary.areas.filter((each) => each.level === level)) {
    const status = failing.has(area.id) ? 'lacking' : uncertain.has(area.id) ? 'unknown' : 'covered';
    areas.set(area.id, {
      status,
      share: status === 'covered' ? 1 : null,
      uncoveredElders: elders.get(area.id) ?? null,
    });
  }
  const isHomes = evidence.unitKind === 'residence';
  return {
    areas,
    homes: result.homes.map((home, row) => (isHomes ? paint(summary.homes.ids[row] ?? '') : home)),
    counting: evidence.unitKind === 'facility' ? failing : listOfTypes(summary, types),
    buffers: null,
    circles: null,
    streets: null,
  };

  function paint(id: string): number {
    if (failing.has(id)) return HOME_STATES.outside;
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
