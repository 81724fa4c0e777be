/** What to search for so that a missed row of a standard is met: a start that the planner changes as they like. */
import type { AreaLevel, Kind } from '../core/types.ts';
import { KIND_GROUPS } from '../core/coverage/facilities.ts';
import type { Amount, FacilitySet, MeasureOf, Requirement, RequirementResult } from '../core/standards/types.ts';
import type { Mode } from '../core/types.ts';
import type { SitingForm } from './siting-form.ts';

export interface Mend {
  requirementId: string;
  kind: Kind;
  /** As the row measures; null = as the run does. */
  mode: Mode | null;
  /** One of the two. */
  metres: number | null;
  minutes: number | null;
  model: SitingForm['model'];
  share: number;
  weight: SitingForm['weight'];
  /** Ids of the failing units; null = everybody. */
  areaIds: string[] | null;
}

/** Shown of an area, so that the units of a row can be told apart from others. */
interface Unit {
  id: string;
  level: AreaLevel;
  setting: 'urban' | 'rural' | null;
}

interface Row {
  requirement: Requirement;
  result: RequirementResult;
}

/** Null where more places within a distance do not mend the row. */
export function findMend(
  { requirement, result }: Row,
  parameters: Record<string, number>,
  units: readonly Unit[],
): Mend | null {
  if (result.state !== 'not_met') return null;
  const { measure } = requirement;
  const valueOf = (amount: Amount): number =>
    typeof amount === 'number' ? amount : (parameters[amount.parameter] ?? NaN);
  const base = { requirementId: requirement.id };
  if (measure.kind === 'distance_share' && (measure.atLeast ?? 1) === 1) {
    const kind = kindOf(setOf(measure.sets, result));
    if (kind === null) return null;
    const { limit } = measure;
    return {
      ...base,
      kind,
      mode: measure.along === undefined || measure.along === 'run' ? null : measure.along,
      metres: 'metres' in limit ? valueOf(limit.metres) : null,
      minutes: 'minutes' in limit ? valueOf(limit.minutes) : null,
      model: 'sites',
      share: shareOf(result.target),
      weight: measure.weight === 'elders_80' ? 'elders_80' : 'elders',
      areaIds: areasOf(measure, units),
    };
  }
  if (measure.kind === 'presence_share' && measure.meaning === 'served' && result.failing.length > 0) {
    const kind = kindOf(setOf(measure.sets, result));
    const metres = parameters['served_metres'];
    if (kind === null || metres === undefined) return null;
    return {
      ...{ ...base, kind, mode: null, metres, minutes: null },
      ...{ model: 'sites', share: 1, weight: 'elders', areaIds: result.failing },
    };
  }
  return null;
}

/** Of several sets the first that fails. */
function setOf(sets: readonly FacilitySet[], { parts }: RequirementResult): FacilitySet | undefined {
  const failing = parts.findIndex(({ state }) => state === 'not_met');
  return sets[Math.max(failing, 0)];
}

/** A group of types where the set holds all of it, else the set's first type. */
function kindOf(set: FacilitySet | undefined): Kind | null {
  const types = set?.types ?? [];
  const group = Object.entries(KIND_GROUPS).find(([, members]) => members.every((type) => types.includes(type)));
  return group?.[0] ?? types[0] ?? null;
}

function shareOf(target: number | null): number {
  return Math.min((target ?? 100) / 100, 1);
}

/** A row that concerns the town or the country alone is searched for there. */
function areasOf({ where }: MeasureOf<'distance_share'>, units: readonly Unit[]): string[] | null {
  if (where === undefined || !('field' in where) || where.field !== 'setting' || !('is' in where)) return null;
  return units.filter(({ level, setting }) => level === 'community' && setting === where.is).map(({ id }) => id);
}
