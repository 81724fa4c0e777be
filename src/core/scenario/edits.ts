/** A scenario is the base data plus an ordered list of edits. */
import type { Facility, Gate, Project } from '../types.ts';
import { joinLinks } from './links.ts';
import type { Edit, NewFacility } from './types.ts';

export type { Edit, NewFacility } from './types.ts';

/** Edits of one facility, by its id. */
type FacilityEdit = Exclude<Edit, { action: 'link' | 'gate' }>;

/**
 * The project after all edits, in their order. Nothing of the given project is changed; what no edit touches is shared
 * with it. Links are joined to the streets all together (links.ts), so their order does not matter. Throws on an edit of
 * an unknown facility or residence, and on adding an id that is there already.
 */
export function applyEdits(project: Project, edits: readonly Edit[]): Project {
  if (edits.length === 0) return project;
  const links = edits.flatMap((edit) => (edit.action === 'link' ? [edit.link] : []));
  return {
    ...project,
    facilities: editFacilities(project.facilities, edits),
    gates: editGates(project, edits),
    walkways: joinLinks(project.walkways, links),
  };
}

/** The facilities after the edits that concern them; the same list where none does. */
function editFacilities(before: Facility[], edits: readonly Edit[]): Facility[] {
  const own = edits.filter((edit): edit is FacilityEdit => edit.action !== 'link' && edit.action !== 'gate');
  if (own.length === 0) return before;
  const facilities = new Map(before.map((facility) => [facility.id, facility]));
  for (const edit of own) {
    if (edit.action === 'add') addFacility(facilities, edit.facility);
    else editFacility(facilities, edit);
  }
  return [...facilities.values()];
}

function addFacility(facilities: Map<string, Facility>, given: NewFacility): void {
  if (facilities.has(given.id)) throw new Error(`cannot add facility ${given.id}: there is one with this id`);
  facilities.set(given.id, createFacility(given));
}

function editFacility(facilities: Map<string, Facility>, edit: Exclude<FacilityEdit, { action: 'add' }>): void {
  const facility = facilities.get(edit.id);
  if (!facility) throw new Error(`cannot ${edit.action} facility ${edit.id}: there is none with this id`);
  if (edit.action === 'remove') facilities.delete(edit.id);
  else facilities.set(edit.id, editedFacility(facility, edit));
}

function editedFacility(facility: Facility, edit: Exclude<FacilityEdit, { action: 'add' | 'remove' }>): Facility {
  switch (edit.action) {
    case 'move':
      return { ...facility, position: edit.position };
    case 'change':
      return changedFacility(facility, edit.changes);
    case 'open':
      return openedFacility(facility, edit.year);
    case 'close':
      return edit.year === null ? { ...facility, status: 'closed' } : { ...facility, closes: edit.year };
  }
}

function changedFacility(facility: Facility, { attributes, ...fields }: Partial<Omit<Facility, 'id'>>): Facility {
  const merged = Object.entries({ ...facility.attributes, ...attributes }).filter(([, value]) => value !== null);
  return { ...facility, ...fields, id: facility.id, attributes: Object.fromEntries(merged) };
}

/** Planned or closed before, it is open from the year on; a closing that lies before it is over. */
function openedFacility(facility: Facility, year: number | null): Facility {
  const { closes } = facility;
  const isOver = closes !== null && (year === null || closes <= year);
  return { ...facility, status: 'open', opened: year, closes: isOver ? null : closes };
}

export function createFacility(given: NewFacility): Facility {
  return {
    id: given.id,
    name: given.name,
    position: given.position,
    types: [...given.types],
    services: [...(given.services ?? [])],
    status: 'open',
    opened: given.opened ?? null,
    closes: null,
    areaId: null,
    attributes: { ...given.attributes },
  };
}

/** A home that had no gate keeps the door it was left by: a gate more lengthens nobody's walk. */
function editGates({ gates, residences }: Project, edits: readonly Edit[]): Gate[] {
  const own = edits.filter((edit) => edit.action === 'gate');
  if (own.length === 0) return gates;
  const homes = new Map(residences.map(({ id, position }) => [id, position]));
  const gated = new Set(gates.map(({ residenceId }) => residenceId));
  const added: Gate[] = [];
  for (const { residenceId, position } of own) {
    const door = homes.get(residenceId);
    if (!door) throw new Error(`cannot add a gate to residence ${residenceId}: there is none with this id`);
    if (!gated.has(residenceId)) added.push({ residenceId, position: door, attributes: {} });
    gated.add(residenceId);
    added.push({ residenceId, position, attributes: {} });
  }
  return [...gates, ...added];
}
