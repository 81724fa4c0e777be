/**
 * A second evaluation, written from the rules in words and from nothing else: loops over everything, distances of the
 * geodesic library, Turf for what lies inside a polygon. Slow and plain on purpose. Where estimated homes stand is
 * nobody's rule, so they are given; which areas get them, and for how many elders, is computed here.
 */
import { booleanPointInPolygon } from '@turf/turf';
import geographiclib from 'geographiclib-geodesic';
import type { Area, AreaLevel, Facility, Kind, Project, Residence, Settings } from '../../src/core/types.ts';

const { Geodesic } = geographiclib;

export interface HandHome {
  residence: Residence;
  elders: number | null;
  /** Id of its area and of all above that. */
  areas: string[];
}

export interface HandFigures {
  eldersCovered: number;
  eldersShare: number | null;
  homesCovered: number;
  meanMetres: number | null;
  medianMetres: number | null;
  worstMetres: number | null;
  status: string;
  reason: string | null;
}

export interface HandReach {
  metres: number;
  /** Facilities that may be named: within a millimetre of the nearest, give or take what a distance can be off. */
  allowed: string[];
  /** Those among them that are surely within the millimetre. */
  tied: string[];
}

export function geodesicMetres(a: readonly [number, number], b: readonly [number, number]): number {
  return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0]).s12!;
}

/** Elders of a row in a year: the column of that year, else the line between its neighbours, else the nearest. */
export function eldersByHand(row: Area | Residence, year: number | null, yearOfData: number | null): number | null {
  if (year === null) return row.elders;
  const figures: Record<number, number> = { ...row.eldersByYear };
  if (yearOfData !== null && row.elders !== null) figures[yearOfData] ??= row.elders;
  const years = Object.keys(figures).map(Number);
  if (years.length === 0) return row.elders;
  if (figures[year] !== undefined) return figures[year];
  const before = years.filter((known) => known < year);
  const after = years.filter((known) => known > year);
  if (before.length === 0) return figures[Math.min(...after)]!;
  if (after.length === 0) return figures[Math.max(...before)]!;
  const [from, to] = [Math.max(...before), Math.min(...after)];
  return Math.round(figures[from]! + ((figures[to]! - figures[from]!) * (year - from)) / (to - from));
}

function isInPolygon(residence: Residence, area: Area): boolean {
  if (area.polygon === null) return false;
  const coordinates = area.polygon.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat])));
  return booleanPointInPolygon([...residence.position], { type: 'MultiPolygon', coordinates });
}

const SEARCH_ORDER: AreaLevel[] = ['community', 'unit', 'subdistrict', 'county', 'city'];

/** The area by its id if there is one, else of the lowest level with a polygon around it the smallest id. */
function areaByHand(project: Project, residence: Residence): Area | null {
  const named = project.areas.find(({ id }) => id === residence.areaId);
  return named ?? surroundingArea(project, residence);
}

function surroundingArea(project: Project, residence: Residence): Area | null {
  for (const level of SEARCH_ORDER) {
    const around = project.areas.filter((area) => area.level === level && isInPolygon(residence, area));
    if (around.length > 0) return around.reduce((a, b) => (b.id < a.id ? b : a));
  }
  return null;
}

/** The area above; null for the smallest id of a circle of areas, which is where the circle is cut. */
function parentByHand(project: Project, area: Area): Area | null {
  const above = (of: Area): Area | undefined => project.areas.find(({ id }) => id === of.parentId);
  const passed: Area[] = [];
  for (let at = above(area); at && !passed.includes(at); at = above(at)) passed.push(at);
  const isOnCircle = passed.includes(area);
  if (isOnCircle && passed.every(({ id }) => id >= area.id)) return null;
  return above(area) ?? null;
}

export function upwardsByHand(project: Project, area: Area | null): string[] {
  const ids: string[] = [];
  for (let at = area; at !== null; at = parentByHand(project, at)) ids.push(at.id);
  return ids;
}

/** Every residence that counts in the year, with the given estimated ones, by id. */
export function homesByHand(project: Project, year: number | null, estimated: readonly Residence[]): HandHome[] {
  const counting = project.residences.filter(
    ({ completed }) => year === null || completed === null || completed <= year,
  );
  const homes = counting.map((residence) => ({
    residence,
    elders: eldersByHand(residence, year, project.year),
    areas: upwardsByHand(project, areaByHand(project, residence)),
  }));
  const made = estimated.map((residence) => ({
    residence,
    elders: residence.elders,
    areas: upwardsByHand(
      project,
      project.areas.find(({ id }) => id === residence.areaId)!,
    ),
  }));
  return [...homes, ...made].sort((a, b) => (a.residence.id < b.residence.id ? -1 : 1));
}

/**
 * Elders to be estimated, by the id of their community: where no residence of any year
 * belongs, nor stands with a row that names no community.
 */
export function estimatesByHand(project: Project, year: number | null): Record<string, number> {
  const taken = new Set<string>();
  for (const residence of project.residences) {
    const area = areaByHand(project, residence);
    for (const id of upwardsByHand(project, area)) taken.add(id);
    if (area?.level === 'community') continue;
    for (const id of upwardsByHand(project, surroundingArea(project, residence))) taken.add(id);
  }
  const estimates: Record<string, number> = {};
  for (const area of project.areas) {
    const elders = eldersByHand(area, year, project.year) ?? 0;
    if (area.level === 'community' && area.polygon && elders > 0 && !taken.has(area.id)) estimates[area.id] = elders;
  }
  return estimates;
}

const MEALS = ['meal_point', 'canteen', 'meal_center'];

/** Facilities of a kind that serve somebody in the year. */
export function facilitiesByHand(project: Project, kind: Kind, { year, pipeline }: Settings): Facility[] {
  return project.facilities.filter((facility) => {
    const codes = [...facility.types, ...facility.services.filter((service) => service === kind)];
    if (!codes.some((code) => code === kind || (kind === 'meals' && MEALS.includes(code)))) return false;
    const { status, opened, closes } = facility;
    if (status === 'closed' || (status !== 'open' && !(pipeline && opened !== null))) return false;
    return year === null || ((opened === null || opened <= year) && (closes === null || year < closes));
  });
}

/** How far off a distance of the core may be: a millionth up to 10 km, and its rounding. */
export const slack = (metres: number): number => 1e-6 * metres + 1e-6;

export function reachByHand(home: HandHome, facilities: readonly Facility[]): HandReach | null {
  if (facilities.length === 0) return null;
  const all = facilities.map(({ id, position }) => ({ id, metres: geodesicMetres(home.residence.position, position) }));
  const metres = Math.min(...all.map((each) => each.metres));
  const within = (extra: number): string[] =>
    all.filter((each) => each.metres <= metres + 0.001 + extra).map(({ id }) => id);
  return { metres, allowed: within(2 * slack(metres)), tied: within(-2 * slack(metres)) };
}

/** Status and reason of a share of elders: thresholds closed from below. */
function statusByHand(elders: number | null, covered: number, bands: Settings['bands']): [string, string | null] {
  if (elders === null) return ['unknown', 'no_data'];
  if (elders === 0) return ['empty', null];
  if (covered / elders >= bands.covered) return ['covered', null];
  if (covered / elders >= bands.lacking) return ['partial', null];
  return ['lacking', covered === 0 ? 'none_in_reach' : 'too_few'];
}

/** Figures of some homes; `elders` is the denominator, null where it is not known. */
export function figuresByHand(
  homes: readonly { elders: number | null; metres: number | null }[],
  elders: number | null,
  limitMetres: number,
  bands: Settings['bands'],
): HandFigures {
  let [eldersCovered, homesCovered, reached, elderMetres, worst] = [0, 0, 0, 0, -1];
  const sorted: { elders: number; metres: number }[] = [];
  for (const home of homes) {
    if (home.metres === null) continue;
    if (home.metres <= limitMetres) homesCovered += 1;
    if (home.elders === null || home.elders === 0) continue;
    if (home.metres <= limitMetres) eldersCovered += home.elders;
    reached += home.elders;
    elderMetres += home.elders * home.metres;
    worst = Math.max(worst, home.metres);
    sorted.push({ elders: home.elders, metres: home.metres });
  }
  sorted.sort((a, b) => a.metres - b.metres);
  let [passed, median] = [0, -1];
  for (const home of sorted) {
    passed += home.elders;
    if (median < 0 && passed >= reached / 2) median = home.metres;
  }
  const [status, reason] = statusByHand(elders, eldersCovered, bands);
  return {
    eldersCovered,
    eldersShare: elders === null || elders === 0 ? null : eldersCovered / elders,
    homesCovered,
    meanMetres: reached > 0 ? elderMetres / reached : null,
    medianMetres: reached > 0 ? median : null,
    worstMetres: reached > 0 ? worst : null,
    status,
    reason,
  };
}

/** Elders of an area: of its homes; not known where one of them is not, or where it has none and does not say 0. */
export function areaEldersByHand(project: Project, area: Area, homes: readonly HandHome[], year: number | null) {
  const own = homes.filter(({ areas }) => areas.includes(area.id));
  if (own.length === 0) return eldersByHand(area, year, project.year) === 0 ? 0 : null;
  if (own.some(({ elders }) => elders === null)) return null;
  return own.reduce((sum, { elders }) => sum + elders!, 0);
}
