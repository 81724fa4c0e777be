/** Edits that cannot be made: what they name is not there, or what they add is there already. */
import type { Project } from '../types.ts';
import type { Edit } from './types.ts';

export interface EditFault {
  /** In the list of edits. */
  place: number;
  code: 'facility_unknown' | 'facility_taken' | 'residence_unknown' | 'link_taken';
  /** Of the facility, residence or link. */
  id: string;
}

/** Ids that edits may name. */
export interface KnownIds {
  facilities: Set<string>;
  residences: ReadonlySet<string>;
  links: Set<string>;
}

/** Ids of a project; only those that the edits can need are gathered. */
export function knownIds(
  project: Pick<Project, 'facilities' | 'residences' | 'walkways'>,
  edits: readonly Edit[],
): KnownIds {
  const links = edits.flatMap((edit) => (edit.action === 'link' ? [edit.link.id] : []));
  const ids = (rows: readonly { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));
  return {
    facilities: ids(project.facilities),
    residences: edits.some(({ action }) => action === 'gate') ? ids(project.residences) : new Set<string>(),
    // A city has hundreds of thousands of walkways: they are looked through for each link.
    links: new Set(links.filter((id) => project.walkways?.ids.includes(id))),
  };
}

/** Each edit that cannot be made after those before it; one that cannot is passed over. */
export function checkEdits(edits: readonly Edit[], known: KnownIds): EditFault[] {
  const seen = { ...known, facilities: new Set(known.facilities), links: new Set(known.links) };
  return edits.flatMap((edit, place) => {
    const found = checkEdit(edit, seen);
    return found ? [{ place, ...found }] : [];
  });
}

function checkEdit(edit: Edit, { facilities, residences, links }: KnownIds): Omit<EditFault, 'place'> | null {
  if (edit.action === 'link') {
    const { id } = edit.link;
    if (links.has(id)) return { code: 'link_taken', id };
    links.add(id);
    return null;
  }
  if (edit.action === 'gate') {
    return residences.has(edit.residenceId) ? null : { code: 'residence_unknown', id: edit.residenceId };
  }
  if (edit.action === 'add') {
    const { id } = edit.facility;
    if (facilities.has(id)) return { code: 'facility_taken', id };
    facilities.add(id);
    return null;
  }
  if (!facilities.has(edit.id)) return { code: 'facility_unknown', id: edit.id };
  if (edit.action === 'remove') facilities.delete(edit.id);
  return null;
}

/** The edits that can be made, in their order; the list itself where all can. */
export function usableEdits<E extends readonly Edit[]>(
  edits: E,
  project: Pick<Project, 'facilities' | 'residences' | 'walkways'>,
): E | Edit[] {
  if (edits.length === 0) return edits;
  const faulty = new Set(checkEdits(edits, knownIds(project, edits)).map(({ place }) => place));
  return faulty.size === 0 ? edits : edits.filter((_, place) => !faulty.has(place));
}
