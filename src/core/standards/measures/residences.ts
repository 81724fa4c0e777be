/** Residential areas tested one by one: residence_presence, area_per_100hh and its share. Estimated ones are none. */
import { metresPerDegree, distanceMetres, wrapDegrees } from '../../geo/metric.ts';
import { SiteIndex } from '../../geo/nearest.ts';
import { isInside } from '../../geo/polygons.ts';
import type { Facility, MultiPolygon, Position, Residence } from '../../types.ts';
import { testHomes, toNumber } from '../conditions.ts';
import { CONCERNS_NONE, createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { amountOf, keeps, Share } from '../range.ts';
import type { Truth } from '../range.ts';
import { isUnrecorded, missingTypes } from '../select.ts';
import type { Condition, Measured, MeasureOf } from '../types.ts';

/** Null leaves the residence out. */
type ResidenceTest = (row: number, residence: Residence, missing: Set<string>) => { passes: Truth } | null;

interface Rule {
  where: Condition | undefined;
  weight: 'residences' | 'households';
  test: ResidenceTest;
}

function eachResidence({ where, weight, test }: Rule, moment: Moment, given: Partial<Measured> = {}): Measured {
  const { residences, elders } = moment.demand;
  const asked = where && testHomes(where, moment);
  const missing = new Set(asked?.missing.known);
  const share = new Share();
  const lists = { failing: [] as string[], uncertain: [] as string[] };
  let outside = 0;
  residences.forEach((residence, row) => {
    if (residence.estimated) return;
    const isMember = asked ? (asked.truths[row] ?? null) : true;
    const result = isMember === false ? null : test(row, residence, missing);
    if (result === null) return;
    const { passes } = result;
    if (weight === 'households' && residence.households === null) missing.add('residences.households');
    share.add(passes, isMember, weight === 'households' ? residence.households : 1);
    if (passes === true) return;
    const isSure = passes === false && isMember === true;
    lists[isSure ? 'failing' : 'uncertain'].push(residence.id);
    const own = elders[row] ?? NaN;
    if (isSure && !Number.isNaN(own)) outside += own;
  });
  const { value } = share;
  if (value === null) {
    const needed = moment.demand.residences.length > 0 ? CONCERNS_NONE : 'residences';
    return nothing([...missing, needed], { ...given, unitKind: 'residence' });
  }
  const heads = { of: weight === 'households' ? weight : ('residence' as const), ...share.heads };
  const told = { missing: [...missing].sort(), unitKind: 'residence' as const };
  return createMeasured({ ...given, ...lists, ...told, value, heads, elders: outside });
}

type CareRooms = MeasureOf<'area_per_100hh' | 'area_per_100hh_share'>;

const careRooms = new WeakMap<Moment['demand'], Float64Array>();

/** Square metres, one a residence; NaN = not known. Read once: several rows of every plan ask. */
function careRoomsOf(demand: Moment['demand']): Float64Array {
  const known = careRooms.get(demand);
  if (known) return known;
  const read = Float64Array.from(
    demand.residences,
    ({ attributes }) => toNumber(attributes['care_room_m2'] ?? null) ?? NaN,
  );
  careRooms.set(demand, read);
  return read;
}

/**
 * Per cent of residential areas (or of their households) with enough square metres of care rooms for 100 households. One
 * without households is left out; one whose households are blank has some.
 */
export function measureAreaPer100Households({ where, each, weight }: CareRooms, moment: Moment): Measured {
  const metresOf = careRoomsOf(moment.demand);
  const test: ResidenceTest = (row, { households }, missing) => {
    if (households === 0) return null;
    const metres = metresOf[row]!;
    const isUnknown = Number.isNaN(metres);
    if (isUnknown) missing.add('residences.care_room_m2');
    if (households === null) missing.add('residences.households');
    const low = isUnknown || households === null ? 0 : (100 * metres) / households;
    const isKnown = metres === 0 || (!isUnknown && households !== null);
    return { passes: keeps({ low, high: isKnown ? low : Infinity }, each, moment) };
  };
  return eachResidence({ where, weight, test }, moment);
}

/** Per cent of residential areas with a facility of the set inside, or no farther from them than the limit. */
export function measureResidencePresence(
  { set, within, where }: MeasureOf<'residence_presence'>,
  moment: Moment,
): Measured {
  const selection = moment.select(set);
  const { noRecord } = selection;
  if (isUnrecorded(set, selection)) return nothing(missingTypes(set), { noRecord, unitKind: 'residence' });
  const limit = amountOf(within, moment);
  const hasSure = createNeighbours(selection.sure, limit, moment);
  const hasPerhaps = createNeighbours(selection.perhaps, limit, moment);
  const test: ResidenceTest = (row, _, missing) => {
    if (hasSure(row)) return { passes: true };
    if (!hasPerhaps(row)) return { passes: false };
    for (const column of selection.missing) missing.add(column);
    return { passes: null };
  };
  return eachResidence({ where, weight: 'residences', test }, moment, { noRecord });
}

/** Whether one of some facilities is in a residence or at most `limit` metres from it, in a straight line. */
function createNeighbours(
  facilities: readonly Facility[],
  limit: number,
  { demand }: Moment,
): (row: number) => boolean {
  const longitudes = facilities.map(({ position }) => position[0]);
  const latitudes = facilities.map(({ position }) => position[1]);
  const index = new SiteIndex(longitudes, latitudes);
  const { metres } = index.nearest(demand.longitudes, demand.latitudes);
  return (row) => {
    const nearest = metres[row] ?? Infinity;
    if (nearest <= limit) return true;
    const residence = demand.residences[row];
    if (!residence?.polygon) return false;
    const { polygon, position } = residence;
    const reach = limit + radiusOf(polygon, position);
    if (nearest > reach) return false;
    const candidates = index.within(position[0], position[1], reach);
    return candidates.some((site) => {
      const at = facilities[site]?.position;
      return at !== undefined && (isInside(at, polygon) || metresToBorder(at, polygon) <= limit);
    });
  };
}

/** Metres from where a residence stands to its farthest corner. */
function radiusOf(polygon: MultiPolygon, [longitude, latitude]: Position): number {
  let radius = 0;
  for (const [ring = []] of polygon) {
    for (const [x, y] of ring) radius = Math.max(radius, distanceMetres(longitude, latitude, x, y));
  }
  return radius;
}

/** Metres to the nearest edge, in the plane about the position: for a few hundred metres. */
function metresToBorder([longitude, latitude]: Position, polygon: MultiPolygon): number {
  const [east, north] = metresPerDegree(latitude);
  let least = Infinity;
  for (const ring of polygon.flat()) {
    let before: [number, number] | null = null;
    for (const [x, y] of ring) {
      const corner: [number, number] = [wrapDegrees(x - longitude) * east, (y - latitude) * north];
      if (before) least = Math.min(least, metresToEdge(before, corner));
      before = corner;
    }
  }
  return least;
}

/** Metres from the origin to the edge a-b. */
function metresToEdge([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
  const [x, y] = [ax + part * dx, ay + part * dy];
  return Math.sqrt(x * x + y * y);
}
