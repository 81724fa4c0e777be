/** Orders and sums of the supply that is shown; nothing is measured here. */
import { compareIds } from '../../core/types.ts';
import type { AreaSummary, ProjectSummary, Supply } from '../../worker/results.ts';

export type Group = 'everybody' | 'oldest';
export type FacilityLoad = Supply['facilities'][number];
type Figures = Supply['areas'][number]['oldest'];

export interface SupplyRow {
  area: AreaSummary;
  figures: Figures;
}

/** Areas of the level shown, least supply (2SFCA) first, of equal ones most people; those without anybody last. */
export function listSupplyRows(supply: Supply, summary: ProjectSummary, group: Group): SupplyRow[] {
  const known = new Map(summary.areas.map((area) => [area.id, area]));
  return supply.areas
    .flatMap((each): SupplyRow[] => {
      const area = known.get(each.id);
      return area && area.level === summary.level ? [{ area, figures: group === 'oldest' ? each.oldest : each }] : [];
    })
    .sort(
      (a, b) =>
        compareSupply(a.figures.alike, b.figures.alike) ||
        b.figures.people - a.figures.people ||
        compareIds(a.area.id, b.area.id),
    );
}

function compareSupply(a: number | null, b: number | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return a - b;
}

export interface Loads {
  /** Most loaded first; those of unknown capacity last, most elders first. */
  rows: { facility: FacilityLoad; load: number | null; isAbove: boolean }[];
  /** Elders for each place over all of known capacity, or for each facility; null where there is none. */
  average: number | null;
  most: number;
  known: number;
  above: number;
}

/** Load in the unit of the supply: elders for each place, or elders where supply is counted in facilities. */
export function rankLoads({ facilities, unit }: Supply): Loads {
  const inPlaces = unit !== 'facilities';
  const loadOf = (facility: FacilityLoad): number | null => (inPlaces ? facility.perPlace : facility.elders);
  const isAbove = ({ capacity, elders }: FacilityLoad): boolean => capacity !== null && elders > capacity;
  const counted = facilities.filter(({ capacity }) => !inPlaces || capacity !== null);
  const elders = counted.reduce((sum, facility) => sum + facility.elders, 0);
  const places = counted.reduce((sum, { capacity }) => sum + (inPlaces ? (capacity ?? 0) : 1), 0);
  const rows = facilities
    .map((facility) => ({ facility, load: loadOf(facility), isAbove: isAbove(facility) }))
    .sort(
      (a, b) =>
        (b.load ?? -1) - (a.load ?? -1) ||
        b.facility.elders - a.facility.elders ||
        compareIds(a.facility.id, b.facility.id),
    );
  return {
    rows,
    average: places > 0 ? elders / places : null,
    most: rows.reduce((most, { load }) => Math.max(most, load ?? 0), 0),
    known: facilities.filter(({ capacity }) => capacity !== null).length,
    above: facilities.filter(isAbove).length,
  };
}

/** Share of the burden that the first of the people bear, between the points of the curve in a straight line. */
export function burdenOf({ people, burden }: Supply['everybody']['curve'], share: number): number {
  const after = people.findIndex((each) => each >= share);
  if (after <= 0) return burden[Math.max(after, 0)] ?? 0;
  const [from, to] = [people[after - 1] ?? 0, people[after] ?? 1];
  const [low, high] = [burden[after - 1] ?? 0, burden[after] ?? 1];
  return to > from ? low + ((high - low) * (share - from)) / (to - from) : high;
}
