import type { NearbyGroup } from '../../worker/results.ts';

/** What people look for first; the data's other kinds follow. */
const ORDER = ['day_care', 'meals', 'station', 'complex', 'medical', 'institution'];
/** Types inside a group that is listed itself are not listed again. */
const IN_A_GROUP = ['meal_point', 'canteen', 'meal_center', 'central_kitchen', 'public_institution'];

/** Groups as this view lists them: those asked for most, then by how far their nearest facility is. */
export function sortGroups(found: readonly NearbyGroup[]): NearbyGroup[] {
  const rank = (kind: string) => {
    const at = ORDER.indexOf(kind);
    return at < 0 ? ORDER.length : at;
  };
  const far = ({ facilities: [first] }: NearbyGroup) => first?.walkMetres ?? first?.metres ?? 0;
  return found
    .filter(({ kind }) => !IN_A_GROUP.includes(kind))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || far(a) - far(b));
}
