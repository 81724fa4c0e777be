/** What the tool that lists units of several communities shows to choose from. */
import type { Measure, UnitSet } from '../../../core/standards/types.ts';
import { compareIds } from '../../../core/types.ts';
import type { ProjectSummary } from '../../../worker/results.ts';

export interface MemberGroup {
  /** Name of the subdistrict. */
  group: string;
  areas: { id: string; name: string; /** Names of units that hold it already. */ within: string }[];
}

/** Areas of the finest level by what they belong to, those whose name, code or subdistrict has the text. */
export function listMembers(
  { areas, level, units }: Pick<ProjectSummary, 'areas' | 'level' | 'units'>,
  text: string,
): MemberGroup[] {
  const wanted = text.trim().toLowerCase();
  const holders = new Map<string, string[]>();
  for (const { name, members } of units) {
    for (const id of members) holders.set(id, [...(holders.get(id) ?? []), name]);
  }
  const groups = new Map<string, MemberGroup['areas']>();
  const sorted = areas
    .filter((area) => area.level === level && level !== 'unit')
    .sort((a, b) => compareIds(a.id, b.id));
  for (const { id, name, parentName } of sorted) {
    const group = parentName ?? '';
    if (![id, name, group].some((part) => part.toLowerCase().includes(wanted))) continue;
    const members = groups.get(group) ?? [];
    members.push({ id, name, within: (holders.get(id) ?? []).join(', ') });
    groups.set(group, members);
  }
  return [...groups].map(([group, members]) => ({ group, areas: members }));
}

/** The first of unit-1, unit-2 ... that no area has. */
export function createUnitId({ areas }: Pick<ProjectSummary, 'areas'>): string {
  const taken = new Set(areas.map(({ id }) => id));
  let number = 1;
  while (taken.has(`unit-${number}`)) number++;
  return `unit-${number}`;
}

/** The areas that a row tests one by one; null where it tests something else. */
function unitsOf(measure: Measure): UnitSet | null {
  if (measure.kind === 'service_composition') return 'units' in measure.scope ? measure.scope.units : null;
  return ('units' in measure ? measure.units : null) ?? null;
}

/** Whether a row tests units that somebody has to list or draw. */
export function asksForUnits(measure: Measure): boolean {
  return unitsOf(measure)?.level === 'unit';
}

/** Whether a row tests only some areas of its level. */
export function isPartialLevel(measure: Measure): boolean {
  return (unitsOf(measure)?.where ?? null) !== null;
}
