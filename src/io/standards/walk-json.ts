/** Ways through data that came as JSON. */

/** One value inside another, and where. */
export interface Found {
  /** Keys and places from the outermost value. */
  path: readonly (string | number)[];
  value: unknown;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every value in a value, itself first. Call it only on what is not nested too deeply. */
export function* walkJson(value: unknown, path: readonly (string | number)[] = []): Generator<Found> {
  yield { path, value };
  if (Array.isArray(value)) {
    for (const [place, inner] of value.entries()) yield* walkJson(inner, [...path, place]);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* walkJson(inner, [...path, key]);
  }
}

/** How much may stand in a value: levels of objects and lists, entries of one list, values in all. */
export interface Room {
  nesting: number;
  items: number;
  values: number;
}

/** The first bound that a value breaks, and where; null where it is small enough to be followed. Safe at any size. */
export function findTooLarge(value: unknown, room: Room): { path: Found['path']; bound: number } | null {
  let left = room.values;
  const visit = (inner: unknown, path: Found['path']): { path: Found['path']; bound: number } | null => {
    if (--left < 0) return { path: [], bound: room.values };
    if (typeof inner !== 'object' || inner === null) return null;
    if (path.length >= room.nesting) return { path: [], bound: room.nesting };
    if (Array.isArray(inner) && inner.length > room.items) return { path, bound: room.items };
    for (const [key, next] of Object.entries(inner)) {
      const found = visit(next, [...path, Array.isArray(inner) ? Number(key) : key]);
      if (found) return found;
    }
    return null;
  };
  return visit(value, []);
}

/** As people write it: `measure.sets[0].types`. */
export function formatPath(path: readonly (string | number)[]): string {
  return path.map((key, place) => (typeof key === 'number' ? `[${key}]` : place === 0 ? key : `.${key}`)).join('');
}
