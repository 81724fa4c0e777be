/** Whether streets and places are in different coordinate systems: 500 m apart, and snapped all the same. */
import { convert } from '../geo/systems.ts';
import { finish } from '../types.ts';
import type { CoordinateSystem, Position, Project } from '../types.ts';
import type { Demand } from '../coverage/demand.ts';
import { snapPlaces } from './snap.ts';
import type { Network } from './types.ts';

/** What fits: the streets, or all else (`residences`), are in `system` and the other in WGS-84. */
export interface Shift {
  layer: 'walkways' | 'residences';
  system: CoordinateSystem;
}

/** Places looked at, evenly from all there are. */
const MOST_PLACES = 600;
/** Fewer corners and gates prove nothing; of homes fewer will do, for they are tested more strictly. */
const LEAST_MARKS = 50;
const LEAST_HOMES = 10;
/**
 * Borders run along streets and gates stand on them. Within 5 m of a street are 36 % of the border's vertices in Da'an,
 * 82 % in Porto, and 6 to 20 % of either once the streets are moved by 500 m.
 */
const ON_STREET_METRES = 5;
const LEAST_SHARE = 0.25;
const TIMES_BETTER = 2;
/** Homes must come on to the streets: by this share more of them, and at half the distance. */
const MORE_PLACED = 0.1;

const OTHER_SYSTEMS = ['gcj02', 'bd09'] as const;
const SHIFTS: readonly Shift[] = (['walkways', 'residences'] as const).flatMap((layer) =>
  OTHER_SYSTEMS.map((system) => ({ layer, system })),
);

/**
 * The shift of GCJ-02 or BD-09 that brings places and streets together; null where none does much better than to leave
 * them. Tells by gates and vertices of areas where there are enough: among many streets a home that is put 500 m off
 * lies no farther from one. Else by homes, which shows only where streets are few.
 */
export function findShift(
  network: Network,
  demand: Demand,
  gates: Project['gates'],
  snapLimitMetres: number,
): Shift | null {
  if (!isInChina(demand)) return null;
  const marks = listMarks(demand, gates);
  if (marks.length >= LEAST_MARKS) return findByMarks(network, marks);
  const homes = thinOut(demand.residences.filter(({ estimated }) => !estimated)).map(({ position }) => position);
  return homes.length >= LEAST_HOMES ? findByHomes(network, homes, snapLimitMetres) : null;
}

/** Where GCJ-02 is something of its own. */
function isInChina({ residences }: Demand): boolean {
  return residences.some(({ position }) => convert(position, 'wgs84', 'gcj02')[0] !== position[0]);
}

/** Places that lie on streets as a rule. Gates are few and certain, so they do not drown among corners. */
function listMarks({ areas }: Demand, gates: Project['gates']): Position[] {
  const corners = areas.flatMap(({ polygon }) => (polygon ?? []).flat(2));
  const byPlace = (a: Position, b: Position): number => a[0] - b[0] || a[1] - b[1];
  return [...thinOut(gates.map(({ position }) => position).sort(byPlace)), ...thinOut(corners)];
}

function thinOut<T>(all: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil(all.length / MOST_PLACES));
  return all.filter((_, i) => i % step === 0);
}

function findByMarks(network: Network, marks: readonly Position[]): Shift | null {
  const shareOf = (places: readonly Position[]): number =>
    legsOf(network, places, ON_STREET_METRES).length / places.length;
  let best: Shift | null = null;
  let bestShare = Math.max(LEAST_SHARE, TIMES_BETTER * shareOf(marks));
  for (const shift of SHIFTS) {
    const share = shareOf(move(marks, shift));
    if (share > bestShare) [best, bestShare] = [shift, share];
  }
  return best;
}

function findByHomes(network: Network, homes: readonly Position[], snapLimitMetres: number): Shift | null {
  const asTheyAre = legsOf(network, homes, snapLimitMetres);
  let best: Shift | null = null;
  let bestMedian = medianOf(asTheyAre, homes.length, snapLimitMetres) / TIMES_BETTER;
  for (const shift of SHIFTS) {
    const legs = legsOf(network, move(homes, shift), snapLimitMetres);
    const median = medianOf(legs, homes.length, snapLimitMetres);
    if (legs.length < asTheyAre.length + MORE_PLACED * homes.length || median >= bestMedian) continue;
    [best, bestMedian] = [shift, median];
  }
  return best;
}

/** The places as they would be if they were in the streets' system. */
function move(places: readonly Position[], { layer, system }: Shift): Position[] {
  return places.map(([longitude, latitude]): Position => {
    const [x, y] =
      layer === 'walkways'
        ? convert([longitude, latitude], 'wgs84', system)
        : convert([longitude, latitude], system, 'wgs84');
    return [x, y];
  });
}

/** Metres to the nearest street, of the places that have one within the limit, in ascending order. */
function legsOf(network: Network, places: readonly Position[], limitMetres: number): Float64Array {
  const longitudes = places.map(([longitude]) => longitude);
  const latitudes = places.map(([, latitude]) => latitude);
  const { edge, leg } = finish(snapPlaces(network, { longitudes, latitudes }, limitMetres, null));
  return leg.filter((_, i) => edge[i]! >= 0).sort();
}

/** Median leg of `count` homes; one that has none counts with the limit. */
function medianOf(legs: Float64Array, count: number, limitMetres: number): number {
  return legs[Math.floor(count / 2)] ?? limitMetres;
}
