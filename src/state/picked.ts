/** A set with an id more, or without it where it had it. The set given stays as it is. */
export function toggle(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}
