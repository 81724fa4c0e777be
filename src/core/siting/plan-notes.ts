/** What one must know to read a plan rightly. */
import type { Site } from './candidates.ts';
import { leastFloorArea, type Condition } from './conditions.ts';
import { isShort, serviceOfRow, type SitingCase } from './instance.ts';
import type { PlanNote, PlanNoteCode, PlanSite } from './plan-types.ts';

type Add = (code: PlanNoteCode, value: PlanNote['value'], detail?: string | null) => void;

export function writeNotes(made: SitingCase, chosen: readonly PlanSite[], isTested: boolean): PlanNote[] {
  const notes: PlanNote[] = [];
  const add: Add = (code, value, detail = null) => notes.push({ code, value, detail });
  addPeople(made, add);
  addSites(made, add);
  if (made.services.length > 1) addSeveral(made, chosen, add);
  if (made.request.capacity) addRooms(made, add);
  if (!isTested) add('requirements_not_tested', null);
  return notes;
}

function addPeople({ request, demand, services, unreachable, onIslands, withoutWeight }: SitingCase, add: Add): void {
  const unplaced = services[0]?.nearest.unplaced;
  const elders = demand.elders.reduce((sum, each, row) => sum + (unplaced?.[row] === 1 ? each || 0 : 0), 0);
  const homesOf = (rows: readonly number[]): Set<string> =>
    new Set(rows.map((row) => demand.residences[row - serviceOfRow({ services }, row).firstRow]!.id));
  if (withoutWeight > 0) add('weight_unknown', withoutWeight);
  if (elders > 0) add('elders_unplaced', elders);
  if (isShort(request) && unreachable.length > 0) add('unreachable_left_out', homesOf(unreachable).size);
  if (onIslands.length > 0) {
    const homes = homesOf(onIslands);
    add('islands_left_out', homes.size, [...homes].join(';'));
  }
}

function addSites({ services }: SitingCase, add: Add): void {
  const sites = services.flatMap((service) => service.sites.sites);
  for (const [condition, count] of countUnknown(sites)) add('condition_unknown', count, condition);
  for (const { id, despite } of sites.filter((site) => site.despite.length > 0)) {
    add('forced_despite', id, despite.join(';'));
  }
  const source = services[0]?.sites.source;
  if (source !== undefined && source !== 'list') add('no_premises', null, source);
}

function countUnknown(sites: readonly Site[]): Map<Condition, number> {
  const counts = new Map<Condition, number>();
  for (const { unknown } of sites)
    for (const condition of unknown) counts.set(condition, (counts.get(condition) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rules between services look at two at a time, so that three may turn out to be too many for one premises. */
function addSeveral({ services, request }: SitingCase, chosen: readonly PlanSite[], add: Add): void {
  const sites = services.flatMap((service) => service.sites.sites);
  if (sites.some(({ cost }) => cost !== null)) add('costs_each_service', null);
  const areas = new Map(sites.map(({ id, floorAreaM2 }) => [id, floorAreaM2]));
  for (const id of request.checkConditions ? new Set(chosen.map((site) => site.id)) : []) {
    const kinds = chosen.filter((site) => site.id === id).map(({ service }) => service);
    const area = areas.get(id) ?? null;
    if (kinds.length > 1 && area !== null && area < leastFloorArea(kinds))
      add('premises_too_small', id, kinds.join(';'));
  }
}

function addRooms({ services, request }: SitingCase, add: Add): void {
  for (const { kind, rooms } of services) if (rooms && rooms.unknown > 0) add('room_unknown', rooms.unknown, kind);
  add('room_not_in_figures', null);
  if (request.weight !== 'elders' || request.scope.in !== 'all') add('room_of_weight_only', null);
  add('no_alternatives', null);
}
