/** Who supplies whom in a network of tiers: kitchen, canteens, meal points. */
import { distanceMetres } from '../geo/metric.ts';
import type { Facility } from '../types.ts';

export interface TierLink {
  /** Ids of facilities: the one that is supplied, and the one of a tier above that supplies it. */
  from: string;
  to: string;
  /** In a straight line. */
  metres: number;
  /** The data name the supplier; else it is the nearest of the tier right above, which is a guess. */
  isStated: boolean;
}

/** Columns in which a facility may name its supplier, by id or by name. */
const COLUMNS = ['parent_id', 'provider'] as const;

/**
 * Links every facility of the lower tiers to one above. `tiers` from the top; each by id, which decides ties. One that is
 * itself in the tier right above needs no link, and where that tier is empty and nobody is named there is none.
 */
export function linkTiers(tiers: readonly (readonly Facility[])[]): TierLink[] {
  const linked = new Set<string>();
  return tiers.flatMap((tier, rank) => {
    const above = tiers[rank - 1];
    if (above === undefined) return [];
    const suppliers = tiers.slice(0, rank).reverse().flat();
    const isAbove = new Set(above.map(({ id }) => id));
    return tier.flatMap((facility) => {
      if (isAbove.has(facility.id) || linked.has(facility.id)) return [];
      const stated = findNamed(facility, suppliers);
      const to = stated ?? findNearest(facility, above);
      if (!to) return [];
      linked.add(facility.id);
      return [{ from: facility.id, to: to.id, metres: metresBetween(facility, to), isStated: stated !== undefined }];
    });
  });
}

function findNamed({ id, attributes }: Facility, suppliers: readonly Facility[]): Facility | undefined {
  for (const column of COLUMNS) {
    const named = String((Object.hasOwn(attributes, column) ? attributes[column] : null) ?? '').trim();
    const found = named && suppliers.find((other) => other.id !== id && (other.id === named || other.name === named));
    if (found) return found;
  }
  return undefined;
}

function findNearest(facility: Facility, above: readonly Facility[]): Facility | undefined {
  let nearest: Facility | undefined;
  let least = Infinity;
  for (const other of above) {
    const metres = metresBetween(facility, other);
    if (metres < least) [nearest, least] = [other, metres];
  }
  return nearest;
}

function metresBetween({ position: [lonA, latA] }: Facility, { position: [lonB, latB] }: Facility): number {
  return distanceMetres(lonA, latA, lonB, latB);
}
