/** Which of the things that a row asks for each unit has: units by items. */
import type { RequirementResult } from '../../../core/standards/types.ts';
import type { Locale } from '../../../i18n/index.ts';
import { countParts } from '../../shared/evidence.ts';
import { nameOfPart } from './rows.ts';
import type { Unit } from './units.ts';

export type Mark = 'has' | 'lacks' | 'unknown';

export interface MatrixRow {
  unit: Unit;
  marks: Mark[];
  lacks: number;
  unknown: number;
}

/**
 * All units that the row tests, those that lack most first. Where it tests only some of the level (`isPartial`), which of
 * the others are tested and have everything is not told: they are left out.
 */
export function createMatrix(
  { parts }: Pick<RequirementResult, 'parts'>,
  units: ReadonlyMap<string, Unit>,
  isPartial: boolean,
): MatrixRow[] {
  const lacking = countParts(parts, 'failing');
  const open = countParts(parts, 'uncertain');
  const columns = parts.map(({ failing, uncertain }) => ({ failing: new Set(failing), uncertain: new Set(uncertain) }));
  const rows: MatrixRow[] = [];
  for (const unit of units.values()) {
    const { id } = unit;
    const [lacks, unknown] = [lacking.get(id) ?? 0, open.get(id) ?? 0];
    if (isPartial && lacks + unknown === 0) continue;
    const marks = columns.map((column): Mark => {
      if (column.failing.has(id)) return 'lacks';
      return column.uncertain.has(id) ? 'unknown' : 'has';
    });
    rows.push({ unit, marks, lacks, unknown });
  }
  return rows.sort((a, b) => b.lacks - a.lacks || b.unknown - a.unknown || (a.unit.id < b.unit.id ? -1 : 1));
}

/** Names of the parts that each unit lacks, by its id. */
export function listLacking(parts: RequirementResult['parts'], locale: Locale): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, failing } of parts) {
    for (const id of failing) names.set(id, [...(names.get(id) ?? []), nameOfPart(name, locale)]);
  }
  return names;
}
