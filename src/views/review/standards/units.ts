/** Units that fail a row, with names and where they belong. */
import type { RequirementResult, UnitKind } from '../../../core/standards/types.ts';
import type { Selection } from '../../../state/address.ts';
import type { ProjectSummary } from '../../../worker/results.ts';

export interface Unit {
  id: string;
  name: string;
  /** What it belongs to: subdistrict of a community, community of a home; empty where that is not known. */
  group: string;
  /** Empty where that is not known. */
  subdistrict: string;
  setting: 'urban' | 'rural' | null;
  /** What shows it on the map; null where nothing does. */
  select: Selection | null;
}

const AREA_KINDS: readonly string[] = ['community', 'subdistrict', 'county', 'city', 'unit'];

/** All units of the kind that a row tests, by id. */
export function listUnits(kind: UnitKind | null, summary: ProjectSummary): Map<string, Unit> {
  if (kind === 'facility') return listFacilities(summary);
  if (kind === 'residence') return listHomes(summary);
  if (kind === null || !AREA_KINDS.includes(kind)) return new Map();
  return new Map(
    summary.areas
      .filter(({ level }) => level === kind)
      .map(({ id, name, parentName, setting }) => [
        id,
        { id, name, group: parentName ?? '', subdistrict: parentName ?? '', setting, select: { kind: 'area', id } },
      ]),
  );
}

function listFacilities({ facilities, areas }: ProjectSummary): Map<string, Unit> {
  const known = new Map(areas.map((area) => [area.id, area]));
  return new Map(
    facilities.map(({ id, name, areaId }) => {
      const area = areaId === null ? undefined : known.get(areaId);
      const group = area?.parentName ?? area?.name ?? '';
      return [
        id,
        { id, name, group, subdistrict: group, setting: area?.setting ?? null, select: { kind: 'facility', id } },
      ];
    }),
  );
}

function listHomes({ homes, areas }: ProjectSummary): Map<string, Unit> {
  const known = new Map(areas.map((area) => [area.id, area]));
  return new Map(
    homes.ids.map((id, row) => {
      const area = known.get(homes.areaIds[row] ?? '');
      const unit: Unit = {
        id,
        name: homes.names[row] || id,
        group: homes.areaNames[row] ?? '',
        subdistrict: area?.parentName ?? '',
        setting: area?.setting ?? null,
        select: { kind: 'residence', id },
      };
      return [id, unit];
    }),
  );
}

export interface Tally {
  name: string;
  failing: number;
  /** null where the row tests some units only, and which of the others pass is not told. */
  all: number | null;
}

/** How many of the units of each group fail, most first. Where the row tests some units only, of groups that have such. */
export function tally(
  { failing, heads, unitKind }: Pick<RequirementResult, 'failing' | 'heads' | 'unitKind'>,
  units: ReadonlyMap<string, Unit>,
  groupOf: (unit: Unit) => string,
): Tally[] {
  const failed = new Set(failing);
  const groups = new Map<string, { failing: number; all: number }>();
  for (const unit of units.values()) {
    const name = groupOf(unit);
    if (name === '') continue;
    const group = groups.get(name) ?? { failing: 0, all: 0 };
    groups.set(name, { failing: group.failing + (failed.has(unit.id) ? 1 : 0), all: group.all + 1 });
  }
  const isOfAll = heads !== null && heads.of === unitKind && heads.all.low === units.size;
  return [...groups]
    .sort(([, a], [, b]) => b.failing - a.failing || b.all - a.all)
    .filter(([, group]) => isOfAll || group.failing > 0)
    .map(([name, group]) => ({ name, failing: group.failing, all: isOfAll ? group.all : null }));
}
