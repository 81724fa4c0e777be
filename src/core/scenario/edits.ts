/** A scenario is the base data plus an ordered list of edits. */
import type { Facility, Position, Project } from '../types.ts';

/** One change to the facilities. `remove` takes a facility out altogether, `close` lets it close in a year. */
export type Edit =
  | { action: 'add'; facility: NewFacility }
  | { action: 'move'; id: string; position: Position }
  | { action: 'change'; id: string; changes: Partial<Omit<Facility, 'id'>> }
  | { action: 'close'; id: string; year: number | null }
  | { action: 'remove'; id: string };

/** A proposed facility counts as open from `opened` on; without it, in every year. */
export interface NewFacility {
  id: string;
  name: string;
  types: string[];
  position: Position;
  services?: string[];
  opened?: number | null;
}

/**
 * The project after all edits, in their order. Nothing of the given project is changed; what an edit does not touch is
 * shared with it. Throws on an edit of an unknown facility, and on adding an id that is there already.
 */
export function applyEdits(project: Project, edits: readonly Edit[]): Project {
  if (edits.length === 0) return project;
  const facilities = new Map(project.facilities.map((facility) => [facility.id, facility]));
  for (const edit of edits) applyEdit(facilities, edit);
  return { ...project, facilities: [...facilities.values()] };
}

function applyEdit(facilities: Map<string, Facility>, edit: Edit): void {
  if (edit.action === 'add') {
    const { id } = edit.facility;
    if (facilities.has(id)) throw new Error(`cannot add facility ${id}: there is one with this id`);
    facilities.set(id, createFacility(edit.facility));
    return;
  }
  const facility = facilities.get(edit.id);
  if (!facility) throw new Error(`cannot ${edit.action} facility ${edit.id}: there is none with this id`);
  switch (edit.action) {
    case 'move':
      facilities.set(edit.id, { ...facility, position: edit.position });
      return;
    case 'change':
      facilities.set(edit.id, { ...facility, ...edit.changes, id: edit.id });
      return;
    case 'close':
      facilities.set(
        edit.id,
        edit.year === null ? { ...facility, status: 'closed' } : { ...facility, closes: edit.year },
      );
      return;
    case 'remove':
      facilities.delete(edit.id);
      return;
    default:
      throw new Error(`unknown edit: ${JSON.stringify(edit satisfies never)}`);
  }
}

function createFacility(given: NewFacility): Facility {
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
    attributes: {},
  };
}
