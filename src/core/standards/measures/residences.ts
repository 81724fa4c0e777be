/** Residential areas tested one by one: residence_presence, area_per_100hh and its share. Estimated ones are none. */
import { metresPerDegree, distanceMetres, partOfFoot, wrapDegrees } from '../../geo/metric.ts';
import { SiteIndex } from '../../geo/nearest.ts';
import { isInside } from '../../geo/polygons.ts';
import { createColumn, createNumbers, householdsOf, onesOf } from '../../coverage/columns.ts';
import type { Facility, MultiPolygon, Position } from '../../types.ts';
import { toNumber } from '../conditions.ts';
import { testHomes } from '../home-conditions.ts';
import { CONCERNS_NONE, createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { amountOf, ANY_AMOUNT, codeOf, exactly, keeps, NO, Share, UNKNOWN, YES } from '../range.ts';
import { isUnrecorded, missingTypes } from '../select.ts';
import type { Condition, Measured, MeasureOf } from '../types.ts';

/** A code, or null to leave the residence out. */
type ResidenceTest = (row: number, missing: Set<string>) => number | null;

interface Rule {
  where: Condition | undefined;
  weight: 'residences' | 'households';
  test: ResidenceTest;
}

const idsOf = createColumn(({ id }) => id);
/** Square metres; NaN: not known. */
const careRoomsOf = createNumbers(({ attributes }) => toNumber(attributes['care_room_m2'] ?? null));

function eachResidence({ where, weight, test }: Rule, moment: Moment, given: Partial<Measured> = {}): Measured {
  const { elders, estimated } = moment.demand;
  const ids = idsOf(moment.demand);
  const households = weight === 'households' ? householdsOf(moment.demand) : null;
  const asked = where && testHomes(where, moment);
  const missing = new Set(asked?.missing.known);
  const columns = {
    passes: new Uint8Array(ids.length),
    isMember: new Uint8Array(ids.length),
    weights: households ?? onesOf(moment.demand),
  };
  const lists = { failing: [] as string[], uncertain: [] as string[] };
  let outside = 0;
  for (let row = 0; row < ids.length; row++) {
    const isMember = asked ? asked.truths[row]! : YES;
    if (estimated[row] === 1 || isMember === NO) continue;
    const passes = test(row, missing);
    if (passes === null) continue;
    columns.passes[row] = passes;
    columns.isMember[row] = isMember;
    if (households && Number.isNaN(households[row]!)) missing.add('residences.households');
    if (passes === YES) continue;
    const isSure = passes === NO && isMember === YES;
    lists[isSure ? 'failing' : 'uncertain'].push(ids[row]!);
    if (isSure && !Number.isNaN(elders[row]!)) outside += elders[row]!;
  }
  const share = new Share();
  share.addAll(columns);
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

/**
 * Per cent of residential areas (or of their households) with enough square metres of care rooms for 100 households. One
 * without households is left out; one whose households are blank has some.
 */
export function measureAreaPer100Households({ where, each, weight }: CareRooms, moment: Moment): Measured {
  const careRooms = careRoomsOf(moment.demand);
  const households = householdsOf(moment.demand);
  /** The same few ratios stand in many rows. */
  const codes = new Map<number, number>();
  const codeOfRatio = (ratio: number): number => {
    let code = codes.get(ratio);
    if (code === undefined) codes.set(ratio, (code = codeOf(keeps(exactly(ratio), each, moment))));
    return code;
  };
  const unknown = codeOf(keeps(ANY_AMOUNT, each, moment));
  const test: ResidenceTest = (row, missing) => {
    const metres = careRooms[row]!;
    const own = households[row]!;
    if (own === 0) return null;
    if (Number.isNaN(metres)) missing.add('residences.care_room_m2');
    if (Number.isNaN(own)) missing.add('residences.households');
    const ratio = metres === 0 ? 0 : (100 * metres) / own;
    return Number.isNaN(ratio) ? unknown : codeOfRatio(ratio);
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
  const test: ResidenceTest = (row, missing) => {
    if (hasSure(row)) return YES;
    if (!hasPerhaps(row)) return NO;
    for (const column of selection.missing) missing.add(column);
    return UNKNOWN;
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
  const radii = radiusOf(demand);
  return (row) => {
    const nearest = metres[row] ?? Infinity;
    if (nearest <= limit) return true;
    const reach = limit + radii[row]!;
    if (nearest > reach) return false;
    const residence = demand.residences[row];
    if (!residence?.polygon) return false;
    const { polygon, position } = residence;
    const candidates = index.within(position[0], position[1], reach);
    return candidates.some((site) => {
      const at = facilities[site]?.position;
      return at !== undefined && (isInside(at, polygon) || metresToBorder(at, polygon) <= limit);
    });
  };
}

/** Metres from where a residence stands to its farthest corner; 0 without a polygon. */
const radiusOf = createNumbers(({ polygon, position: [longitude, latitude] }) => {
  let radius = 0;
  for (const [ring = []] of polygon ?? []) {
    for (const [x, y] of ring) radius = Math.max(radius, distanceMetres(longitude, latitude, x, y));
  }
  return radius;
});

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
  const part = partOfFoot(ax, ay, bx, by);
  const [x, y] = [ax + part * (bx - ax), ay + part * (by - ay)];
  return Math.sqrt(x * x + y * y);
}
