/** What a scenario draws over the map: pins of what was added or moved, and lines. */
import type { Edit, NewLink } from '../core/scenario/types.ts';
import type { Facility, Position } from '../core/types.ts';

export interface Pin {
  id: string;
  label: string;
  /** Of one in a list. */
  number?: number;
  sign: 'new' | 'moved' | 'proposed';
  position: Position;
}

type Named = Pick<Facility, 'id' | 'name' | 'position'>;

/** Facilities that were added or moved, where the edits leave them; those taken out again have none. */
export function listPins(edits: readonly Edit[], facilities: readonly Named[]): Pin[] {
  const known = new Map(facilities.map((facility) => [facility.id, facility]));
  const pins = new Map<string, Pin>();
  for (const edit of edits) {
    if (edit.action === 'add') {
      const { id, name, position } = edit.facility;
      pins.set(id, { id, label: name, sign: 'new', position });
    } else if (edit.action === 'move') {
      const before = pins.get(edit.id);
      const label = before?.label ?? (known.get(edit.id)?.name || edit.id);
      pins.set(edit.id, { id: edit.id, label, sign: before?.sign ?? 'moved', position: edit.position });
    } else if (edit.action === 'change') {
      const before = pins.get(edit.id);
      if (before && edit.changes.name) pins.set(edit.id, { ...before, label: edit.changes.name });
    } else if (edit.action === 'remove') pins.delete(edit.id);
  }
  return [...pins.values()];
}

/** Straight pieces of the links, and from where a facility of the data was moved to where it is now. */
export function listLines(edits: readonly Edit[], facilities: readonly Named[]): (readonly [Position, Position])[] {
  const links = edits.flatMap((edit) => (edit.action === 'link' ? splitLine(edit.link.line) : []));
  const moves = listPins(edits, facilities).flatMap(({ id, sign, position }) => {
    const from = sign === 'moved' ? facilities.find((facility) => facility.id === id)?.position : undefined;
    return from ? [[from, position] as const] : [];
  });
  return [...links, ...moves];
}

export function splitLine(line: NewLink['line']): (readonly [Position, Position])[] {
  return line.slice(1).flatMap((to, i) => {
    const from = line[i];
    return from ? [[from, to] as const] : [];
  });
}

/** Ids of facilities that are drawn by a pin elsewhere, or not there any more. */
export function listDisplaced(edits: readonly Edit[]): Set<string> {
  return new Set(edits.flatMap((edit) => (edit.action === 'move' || edit.action === 'remove' ? [edit.id] : [])));
}
