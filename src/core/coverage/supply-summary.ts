/**
 * How far the supply of a kind goes round: load by facility, supply per head and distances by area and in all, the
 * oldest apart. Limits of the figures: see supply.ts and equity.ts; whoever shows them says them.
 */
import type { Facility, Kind, Work } from '../types.ts';
import { giniOfCurve, lorenz, weightedMean } from './equity.ts';
import type { Demand } from './demand.ts';
import type { Nearest } from './nearest.ts';
import { roundMetres } from './shares.ts';
import { createThirds, floatingCatchment, nearestLoad, type Load, type Pairs } from './supply.ts';

/** Columns of facilities that say how many they can serve (design.md section 3). */
export type CapacityColumn = 'day_places' | 'meals_per_day' | 'beds';

/** What supply is counted in: one capacity of all, or facilities where most capacities are not known. Never mixed. */
export type SupplyUnit = CapacityColumn | 'facilities';

const BEDS =
  'institution public_institution rural_home regional_center nursing_center care_center memory_home rehab_union';
const MEALS = 'meals meal_point canteen meal_center central_kitchen';
const CAPACITY_COLUMNS = new Map<Kind, CapacityColumn>([
  ['day_care', 'day_places'],
  ...MEALS.split(' ').map((kind) => [kind, 'meals_per_day'] as const),
  ...BEDS.split(' ').map((kind) => [kind, 'beds'] as const),
]);

/** Supply is said for so many elders: places for 1,000, facilities (there are far fewer) for 10,000. */
const ELDERS_TO_PLACES = 1000;
const ELDERS_TO_FACILITIES = 10_000;
/** Points of a curve that is drawn. */
const MOST_POINTS = 200;

/** By nearest assignment: everybody goes to the nearest, however full it is. */
export interface FacilityLoad {
  id: string;
  name: string;
  /** Elders for whom it is the nearest: within the limit, and at any distance. */
  elders: number;
  eldersAnyDistance: number;
  /** Of 80 and over within the limit, in homes that know it. */
  oldest: number;
  /** In the unit of the kind; null = not known. */
  capacity: number | null;
  /** Elders within the limit for each place; null without a known capacity, or of none at all. */
  perPlace: number | null;
}

/** Figures of a group of people; null where there is nobody to count. */
export interface GroupFigures {
  /** People whose number is known. */
  people: number;
  /** To the nearest facility, over those who reach one. */
  meanMetres: number | null;
  medianMetres: number | null;
  /** Mean supply of `per` elders, by 2SFCA (all within the limit alike) and by E2SFCA (thirds of the limit). */
  alike: number | null;
  zoned: number | null;
}

export interface AreaSupply extends GroupFigures {
  id: string;
  oldest: GroupFigures;
}

/** How evenly the way to the nearest facility is shared out. */
export interface Evenness {
  gini: number | null;
  /** Lorenz curve, at most 200 of its points, ends included; empty where there is none. */
  curve: { people: number[]; burden: number[] };
  /** People who reach no facility: they are not in the curve. */
  leftOut: number;
}

export interface SupplySummary {
  unit: SupplyUnit;
  /** Elders that a supply is said for: 1,000 or 10,000. */
  per: number;
  /** Column of the kind; null where none is known for it. */
  column: CapacityColumn | null;
  /** Facilities with a known capacity. */
  capacitiesKnown: number;
  /** Facilities that have nobody within the limit: what they offer is in no figure of supply. */
  withoutElders: number;
  facilities: FacilityLoad[];
  /** In the order of `demand.areas`. */
  areas: AreaSupply[];
  everybody: GroupFigures & Evenness;
  /** 80 and over; homes that do not know their number count nobody. */
  oldest: GroupFigures & Evenness & { homesKnown: number; homes: number };
  /** Supply per head (of one person) by home, by 2SFCA and E2SFCA. */
  perHead: { alike: Float64Array; zoned: Float64Array };
}

export interface SupplyInputs {
  demand: Demand;
  nearest: Nearest;
  /** Homes of the demand and facilities of `nearest` within the limit. */
  pairs: Pairs;
  limitMetres: number;
}

/** Metres in the result are rounded to 0.001. Same input, same bytes. */
export function* summariseSupply({ demand, nearest, pairs, limitMetres }: SupplyInputs): Work<SupplySummary> {
  const { unit, column, capacities } = chooseUnit(nearest.facilities, nearest.kind);
  const per = unit === 'facilities' ? ELDERS_TO_FACILITIES : ELDERS_TO_PLACES;
  const supply = unit === 'facilities' ? new Float64Array(capacities.length).fill(1) : capacities;
  const alike = floatingCatchment(pairs, demand.elders, supply, [{ until: limitMetres, weight: 1 }]);
  yield { stage: 'areas', done: 1, total: 4 };
  const zoned = floatingCatchment(pairs, demand.elders, supply, createThirds(limitMetres));
  yield { stage: 'areas', done: 2, total: 4 };
  const perHead = { alike: alike.perHead, zoned: zoned.perHead };
  const oldest = eldersOf80(demand);
  const homes: Homes = { metres: nearest.metres, ...perHead, ...rank(nearest.metres) };
  const areas: AreaSupply[] = [];
  for (const [place, { id }] of demand.areas.entries()) {
    if (place % 20 === 0) yield { stage: 'areas', done: 2 + place / demand.areas.length, total: 4 };
    const rows = demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]);
    areas.push({
      id,
      ...figuresOf(homes, demand.elders, { rows, per }),
      oldest: figuresOf(homes, oldest, { rows, per }),
    });
  }
  const every = { rows: Uint32Array.from(demand.elders.keys()), per };
  yield { stage: 'areas', done: 3, total: 4 };
  const homesKnown = oldest.reduce((count, people) => count + (Number.isNaN(people) ? 0 : 1), 0);
  return {
    unit,
    per,
    column,
    capacitiesKnown: capacities.reduce((count, places) => count + (Number.isNaN(places) ? 0 : 1), 0),
    withoutElders: supply.reduce((n, places, i) => n + (places > 0 && Number.isNaN(alike.ratios[i]) ? 1 : 0), 0),
    facilities: loadsOf(nearest, { elders: demand.elders, oldest, capacities, limitMetres }),
    areas,
    everybody: { ...figuresOf(homes, demand.elders, every), ...evennessOf(nearest.metres, demand.elders) },
    oldest: {
      ...figuresOf(homes, oldest, every),
      ...evennessOf(nearest.metres, oldest),
      homesKnown,
      homes: oldest.length,
    },
    perHead,
  };
}

/** Capacities are used where more than half of the facilities have one; NaN = not known, and gives nothing to anybody. */
function chooseUnit(facilities: readonly Facility[], kind: Kind) {
  const column = CAPACITY_COLUMNS.get(kind) ?? null;
  const capacities = Float64Array.from(facilities, ({ attributes }) => {
    const value = column === null ? null : attributes[column];
    return typeof value === 'number' && value >= 0 && value < Infinity ? value : NaN;
  });
  const known = capacities.reduce((count, places) => count + (Number.isNaN(places) ? 0 : 1), 0);
  const unit: SupplyUnit = column !== null && 2 * known > facilities.length ? column : 'facilities';
  return { unit, column, capacities };
}

/** By home, as the data have it, whatever the year; NaN = not known. */
function eldersOf80({ residences }: Demand): Float64Array {
  return Float64Array.from(residences, ({ elders80 }) => elders80 ?? NaN);
}

/** What is known of every home, and their order by distance: sorted once for all areas. */
interface Homes {
  metres: Float64Array;
  alike: Float64Array;
  zoned: Float64Array;
  /** Homes from the nearest to the farthest, and the place of each in that order. */
  order: Uint32Array;
  ranks: Uint32Array;
}

function rank(metres: Float64Array): Pick<Homes, 'order' | 'ranks'> {
  // Two that reach nothing are equal: the difference of their distances would be no number.
  const order = Uint32Array.from(metres.keys()).sort((a, b) =>
    metres[a]! < metres[b]! ? -1 : metres[a]! > metres[b]! ? 1 : 0,
  );
  const ranks = new Uint32Array(order.length);
  order.forEach((row, place) => (ranks[row] = place));
  return { order, ranks };
}

function figuresOf(
  homes: Homes,
  people: Float64Array,
  { rows, per }: { rows: Uint32Array; per: number },
): GroupFigures {
  const weights = pick(people, rows);
  const times = (mean: number | null) => (mean === null ? null : mean * per);
  return {
    people: sumOf(weights),
    meanMetres: roundMetres(weightedMean(pick(homes.metres, rows), weights)),
    medianMetres: roundMetres(medianMetres(homes, people, rows)),
    alike: times(weightedMean(pick(homes.alike, rows), weights)),
    zoned: times(weightedMean(pick(homes.zoned, rows), weights)),
  };
}

/** Of those that are known. */
function sumOf(people: Float64Array): number {
  let sum = 0;
  for (const each of people) sum += each || 0;
  return sum;
}

function pick(from: Float64Array, rows: Uint32Array): Float64Array {
  // A loop: Float64Array.from goes by an iterator, which takes ten times as long.
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = from[rows[i]!]!;
  return picked;
}

/** The least distance that at least half of the people who reach a facility do not exceed. */
function medianMetres({ metres, order, ranks }: Homes, people: Float64Array, rows: Uint32Array): number | null {
  const places = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) places[i] = ranks[rows[i]!]!;
  places.sort();
  let all = 0;
  for (const row of rows) if (metres[row]! < Infinity) all += people[row]! || 0;
  let sum = 0;
  for (const place of places) {
    const row = order[place]!;
    sum += people[row]! || 0;
    if (metres[row]! < Infinity && sum > 0 && 2 * sum >= all) return metres[row]!;
  }
  return null;
}

function evennessOf(metres: Float64Array, people: Float64Array): Evenness {
  const curve = lorenz(metres, people);
  return { gini: giniOfCurve(curve), curve: thin(curve.people, curve.burden), leftOut: curve.leftOut };
}

/** Some of the points of a curve: the first at or after every step of the way, and both ends. */
function thin(people: Float64Array, burden: Float64Array): Evenness['curve'] {
  const curve: Evenness['curve'] = { people: [], burden: [] };
  let next = 0;
  people.forEach((share, i) => {
    const isLast = i === people.length - 1;
    if (!isLast && share < next / (MOST_POINTS - 1)) return;
    curve.people.push(share);
    curve.burden.push(burden[i]!);
    while (next / (MOST_POINTS - 1) <= share) next++;
  });
  return curve;
}

interface Loaded {
  elders: Float64Array;
  oldest: Float64Array;
  capacities: Float64Array;
  limitMetres: number;
}

function loadsOf(nearest: Nearest, { elders, oldest, capacities, limitMetres }: Loaded): FacilityLoad[] {
  const to = { facilities: nearest.facilities.length, limitMetres };
  const all: Load = nearestLoad(nearest.facility, nearest.metres, elders, to);
  const old: Load = nearestLoad(nearest.facility, nearest.metres, oldest, to);
  return nearest.facilities.map(({ id, name }, i) => {
    const capacity = Number.isNaN(capacities[i]!) ? null : capacities[i]!;
    return {
      id,
      name,
      elders: all.within[i]!,
      eldersAnyDistance: all.all[i]!,
      oldest: old.within[i]!,
      capacity,
      perPlace: capacity === null || capacity === 0 ? null : all.within[i]! / capacity,
    };
  });
}
