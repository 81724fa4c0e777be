/** Lists of edits as somebody makes them by hand: what changes the same thing again takes the place of the change before. */
import type { Edit, NewFacility } from '../core/scenario/types.ts';
import type { Position } from '../core/types.ts';

/** Ids of the facilities of the data: replaced as a whole, never added to. */
export type KnownIds = ReadonlySet<string>;

export function idsOf(ids: Iterable<string>): KnownIds {
  return new Set(ids);
}

export type Changes = Extract<Edit, { action: 'change' }>['changes'];

/** The facility that an edit is about; null for links and gates. */
export function facilityOf(edit: Edit): string | null {
  if (edit.action === 'link' || edit.action === 'gate') return null;
  return edit.action === 'add' ? edit.facility.id : edit.id;
}

/** The facilities that were added and not removed again, as the later edits leave them. */
export function listProposals(edits: readonly Edit[]): NewFacility[] {
  const added = new Map<string, NewFacility>();
  for (const edit of edits) {
    const id = facilityOf(edit);
    if (id === null) continue;
    if (edit.action === 'add') added.set(id, edit.facility);
    else if (edit.action === 'remove') added.delete(id);
    const facility = added.get(id);
    if (!facility) continue;
    if (edit.action === 'move') added.set(id, { ...facility, position: edit.position });
    else if (edit.action === 'change') added.set(id, changedProposal(facility, edit.changes));
    else if (edit.action === 'open') added.set(id, { ...facility, opened: edit.year });
  }
  return [...added.values()];
}

function changedProposal(facility: NewFacility, { name, types, services, opened, attributes }: Changes): NewFacility {
  const merged = Object.entries({ ...facility.attributes, ...attributes }).filter(([, value]) => value !== null);
  return {
    ...facility,
    ...(name !== undefined && { name }),
    ...(types && { types }),
    ...(services && { services }),
    ...(opened !== undefined && { opened }),
    ...(merged.length > 0 || facility.attributes ? { attributes: Object.fromEntries(merged) } : {}),
  };
}

/** Place of the last edit of a facility by an action; -1 without. */
function lastOf(edits: readonly Edit[], id: string, action: Edit['action']): number {
  return edits.findLastIndex((edit) => edit.action === action && facilityOf(edit) === id);
}

function replaced(edits: readonly Edit[], place: number, edit: Edit): Edit[] {
  return edits.map((each, i) => (i === place ? edit : each));
}

export function withMove(edits: readonly Edit[], id: string, position: Position): Edit[] {
  const move: Edit = { action: 'move', id, position };
  const [added, moved] = [lastOf(edits, id, 'add'), lastOf(edits, id, 'move')];
  if (moved > added) return replaced(edits, moved, move);
  const add = edits[added];
  if (add?.action !== 'add') return [...edits, move];
  return replaced(edits, added, { action: 'add', facility: { ...add.facility, position } });
}

export function withChange(edits: readonly Edit[], id: string, changes: Changes): Edit[] {
  const [added, changed] = [lastOf(edits, id, 'add'), lastOf(edits, id, 'change')];
  const before = edits[changed];
  if (changed > added && before?.action === 'change') {
    const attributes = { ...before.changes.attributes, ...changes.attributes };
    const merged = { ...before.changes, ...changes, ...(Object.keys(attributes).length > 0 && { attributes }) };
    return replaced(edits, changed, { action: 'change', id, changes: merged });
  }
  const add = edits[added];
  // A new facility is open and stands in the area it lies in: other words about that stand in an edit of their own.
  const fits = changes.status === undefined && changes.closes === undefined && changes.areaId === undefined;
  if (add?.action !== 'add' || !fits) return [...edits, { action: 'change', id, changes }];
  return replaced(edits, added, { action: 'add', facility: changedProposal(add.facility, changes) });
}

/** Opening or closing, in place of the same said before. */
export function withYear(edits: readonly Edit[], action: 'open' | 'close', id: string, year: number | null): Edit[] {
  const added = lastOf(edits, id, 'add');
  const others = edits.filter((edit, i) => i < added || edit.action !== action || edit.id !== id);
  const add = others[added];
  if (action === 'open' && add?.action === 'add' && lastOf(others, id, 'close') < added) {
    return replaced(others, added, { action: 'add', facility: { ...add.facility, opened: year } });
  }
  return [...others, { action, id, year }];
}

/** An added facility goes with all that was done to it; one of the data gets a `remove` in place of all that. */
export function withoutFacility(edits: readonly Edit[], id: string): Edit[] {
  const added = lastOf(edits, id, 'add');
  const others = edits.filter((edit, i) => i < added || facilityOf(edit) !== id);
  return added >= 0 ? others : [...others, { action: 'remove', id }];
}

/** Without the edit at a place; an `add` takes all later edits of its facility along. */
export function withoutEdit(edits: readonly Edit[], place: number): Edit[] {
  const edit = edits[place];
  const id = edit?.action === 'add' ? edit.facility.id : null;
  return edits.filter((each, i) => i !== place && (i < place || id === null || facilityOf(each) !== id));
}

/** Marked as ours, so that it is hardly ever the id of something in the data. */
export function freeId(edits: readonly Edit[], prefix: 'new' | 'link'): string {
  const used = new Set(edits.map((edit) => (edit.action === 'link' ? edit.link.id : facilityOf(edit))));
  let number = 1;
  while (used.has(`${prefix}~${number}`)) number++;
  return `${prefix}~${number}`;
}

/** Whether there is a facility of this id after the edits; `known` are those of the data. */
export function isThere(edits: readonly Edit[], id: string, known: KnownIds): boolean {
  const last = edits.findLast((edit) => facilityOf(edit) === id);
  return last ? last.action !== 'remove' : known.has(id);
}

/** All edits, the later ones with ids that are free after those before, and the ids of what they add. */
export function withFreeIds(
  before: readonly Edit[],
  edits: readonly Edit[],
  known: KnownIds,
): { edits: Edit[]; ids: string[] } {
  const all = [...before];
  const ids: string[] = [];
  const renamed = new Map<string, string>();
  for (const edit of edits) {
    const made = withFreeId(all, edit, { renamed, known });
    all.push(made);
    if (made.action === 'add') ids.push(made.facility.id);
    if (made.action === 'link') ids.push(made.link.id);
  }
  return { edits: all, ids };
}

function withFreeId(
  before: readonly Edit[],
  edit: Edit,
  { renamed, known }: { renamed: Map<string, string>; known: KnownIds },
): Edit {
  if (edit.action === 'gate') return edit;
  if (edit.action === 'link') {
    const isTaken = before.some((each) => each.action === 'link' && each.link.id === edit.link.id);
    return isTaken ? { ...edit, link: { ...edit.link, id: freeId(before, 'link') } } : edit;
  }
  if (edit.action !== 'add') return { ...edit, id: renamed.get(edit.id) ?? edit.id };
  const { facility } = edit;
  if (!isThere(before, facility.id, known)) return edit;
  const id = freeId(before, 'new');
  renamed.set(facility.id, id);
  return { ...edit, facility: { ...facility, id } };
}
