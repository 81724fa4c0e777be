/** The tiers of a network (kitchen, canteen, meal point) as lists: each facility with the one that supplies it. */
import type { Facility, LocalName } from '../../../core/types.ts';
import type { Chain } from '../../../worker/standards-job.ts';

export interface TierMember {
  id: string;
  name: string;
  /** null at the top, and where there is nobody to supply it. */
  supplier: { id: string; name: string; metres: number; isStated: boolean } | null;
  /** How many it supplies itself. */
  supplies: number;
}

export interface Tier {
  name: LocalName;
  members: TierMember[];
  /** Facilities of which it is not known whether they belong here. */
  perhaps: number;
}

/** Tiers from the top; in each the farthest from its supplier first, those without one before. */
export function listTiers({ tiers, links }: Chain, facilities: readonly Pick<Facility, 'id' | 'name'>[]): Tier[] {
  const names = new Map(facilities.map(({ id, name }) => [id, name || id]));
  const byId = new Map(links.map((link) => [link.from, link]));
  const supplies = new Map<string, number>();
  for (const { to } of links) supplies.set(to, (supplies.get(to) ?? 0) + 1);
  const above = new Set<string>();
  return tiers.map(({ name, ids, perhaps }) => {
    const members = ids.map((id): TierMember => {
      const link = byId.get(id);
      const supplier = link && {
        id: link.to,
        name: names.get(link.to) ?? link.to,
        metres: link.metres,
        isStated: link.isStated,
      };
      // One that stands in a tier above as well is listed with what it has there.
      return { id, name: names.get(id) ?? id, supplier: supplier ?? null, supplies: supplies.get(id) ?? 0 };
    });
    const isTop = above.size === 0;
    const far = ({ id, supplier }: TierMember): number => supplier?.metres ?? (isTop || above.has(id) ? -1 : Infinity);
    members.sort((a, b) => compare(far(b), far(a)) || b.supplies - a.supplies || (a.id < b.id ? -1 : 1));
    for (const id of ids) above.add(id);
    return { name, members, perhaps: perhaps.length };
  });
}

/** Differences of two infinities are no numbers. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
