/** Who counts: the residences of a year with their elders, and the areas they belong to. */
import { createProblem } from '../problems.ts';
import { compareIds } from '../types.ts';
import type { Area, Problem, Project, Residence } from '../types.ts';
import { findAreasToFill } from './areas-to-fill.ts';
import type { EmptyArea, PlacedResidence } from './areas-to-fill.ts';
import { eldersAt, eldersInYear, listKnownElders } from './elders.ts';
import type { KnownElders } from './elders.ts';
import { estimateResidences } from './estimate.ts';
import { createHierarchy, upwards } from './hierarchy.ts';
import type { Hierarchy } from './hierarchy.ts';

/** An area's own figure may differ from its residences by this share before it is reported (design.md section 4). */
const MISMATCH_SHARE = 0.02;

/** The demand of one year. Rows of all arrays are residences, unless said otherwise. */
export interface Demand {
  year: number | null;
  /** Those that count in the year, estimated ones included, by id. */
  residences: Residence[];
  /** Elders in the year; NaN = not known (flat arrays have no null). */
  elders: Float64Array;
  /** Degrees. */
  longitudes: Float64Array;
  latitudes: Float64Array;
  /** The area each belongs to, as a place in `areas`; -1 outside all. */
  area: Int32Array;
  /** By id. */
  areas: Area[];
  /** One an area: elders of its residences; NaN = not known, as is an area without residences unless its row says 0. */
  areaElders: Float64Array;
  /** Residences of area i, those of areas below it included: members[memberStarts[i]] .. [memberStarts[i + 1] - 1]. */
  memberStarts: Uint32Array;
  members: Uint32Array;
  totals: { residences: number; elders: number; estimatedElders: number; residencesWithoutElders: number };
  problems: Problem[];
}

/**
 * Residences completed by `year` (null: all), their elders then, and their areas. Communities with elders but no
 * residences get estimated ones. Nothing of the project is changed. Problems: `area_cycle`, `residence_outside_areas`,
 * `elders_unknown`, `elders_estimated`, `elders_mismatch`.
 */
export function prepareDemand(project: Project, year: number | null): Demand {
  const { hierarchy, placed, empty, checks } = placeResidences(project);
  const estimated = estimateHomes(project, empty, year);
  const homes: Home[] = [];
  for (const { residence, area, known } of placed) {
    if (isCompleted(residence, year)) homes.push({ residence, area, elders: eldersAt(known, residence, year) });
  }
  if (estimated.homes.length > 0) {
    for (const home of estimated.homes) homes.push(home);
    homes.sort((a, b) => compareIds(a.residence.id, b.residence.id));
  }
  const memberships = createMemberships(homes, hierarchy);
  const ownElders = hierarchy.areas.map((area) => eldersInYear(area, year, project.year));
  return {
    year,
    residences: homes.map(({ residence }) => residence),
    elders: Float64Array.from(homes, ({ elders }) => elders ?? NaN),
    longitudes: Float64Array.from(homes, ({ residence }) => residence.position[0]),
    latitudes: Float64Array.from(homes, ({ residence }) => residence.position[1]),
    area: Int32Array.from(homes, ({ area }) => area),
    areas: hierarchy.areas,
    areaElders: sumByArea(homes, memberships, ownElders),
    ...memberships,
    totals: createTotals(homes),
    problems: [
      ...hierarchy.problems,
      ...checkHomes(homes, hierarchy.areas.length > 0),
      ...estimated.problems,
      ...checks,
    ],
  };
}

/** A residence that counts, with the place of its area (-1 outside all) and its elders in the year. */
interface Home extends PlacedResidence {
  elders: number | null;
}

function isCompleted({ completed }: Residence, year: number | null): boolean {
  return year === null || completed === null || completed <= year;
}

/** What is the same in every year. */
interface Places {
  areas: readonly Area[];
  /** Of the data. */
  year: number | null;
  hierarchy: Hierarchy;
  /** All residences, by id. */
  placed: (PlacedResidence & { known: KnownElders })[];
  /** Areas that get estimated residences in some year. */
  empty: EmptyArea[];
  /** What is odd about the sums of the ledger. */
  checks: Problem[];
}

/** By the list of residences: a plan looks at several years of the same rows. Lists of a project are never changed in place. */
const known = new WeakMap<readonly Residence[], Places>();

/** The area named in the row goes before the polygon around it. */
function placeResidences({ areas, residences, year }: Project): Places {
  const before = known.get(residences);
  if (before?.areas === areas && before.year === year) return before;
  const hierarchy = createHierarchy(areas);
  const placed = residences.map((residence) => {
    const named = hierarchy.named(residence.areaId);
    const area = named >= 0 ? named : hierarchy.at(residence.position);
    return { residence, area, known: listKnownElders(residence, year) };
  });
  placed.sort((a, b) => compareIds(a.residence.id, b.residence.id));
  const empty = findAreasToFill({ year }, hierarchy, placed);
  const places = { areas, year, hierarchy, placed, empty, checks: checkSums({ hierarchy, placed, empty, year }) };
  known.set(residences, places);
  return places;
}

/** Residences made up for a year, and the note on each area that got some. */
interface Estimates {
  homes: Home[];
  problems: Problem[];
}

function estimateHomes(project: Project, empty: readonly EmptyArea[], year: number | null): Estimates {
  const toFill = empty.map((area) => ({ ...area, elders: eldersInYear(area.area, year, project.year) }));
  const made = estimateResidences(toFill, project.background);
  return {
    homes: made.flatMap((residences, i) =>
      residences.map((residence) => ({ residence, area: toFill[i]!.place, elders: residence.elders })),
    ),
    problems: toFill.flatMap(({ area, elders }, i) => {
      const value = made[i]!.length;
      if (value === 0) return [];
      const details = { layer: 'areas', id: area.id, value, action: 'changed', elders } as const;
      return [createProblem('elders_estimated', { severity: 'note', ...details })];
    }),
  };
}

type Memberships = Pick<Demand, 'memberStarts' | 'members'>;

/** Residences of each area and of all below it, in the order of the homes. */
function createMemberships(homes: readonly Home[], { areas, parents }: Hierarchy): Memberships {
  const memberStarts = new Uint32Array(areas.length + 1);
  for (const { area } of homes) {
    for (const at of upwards(parents, area)) memberStarts[at + 1]! += 1;
  }
  for (let i = 0; i < areas.length; i++) memberStarts[i + 1]! += memberStarts[i]!;
  const members = new Uint32Array(memberStarts[areas.length]!);
  const next = memberStarts.slice();
  homes.forEach(({ area }, row) => {
    for (const at of upwards(parents, area)) members[next[at]!++] = row;
  });
  return { memberStarts, members };
}

function sumByArea(
  homes: readonly Home[],
  { memberStarts, members }: Memberships,
  ownElders: readonly (number | null)[],
): Float64Array {
  return Float64Array.from(ownElders, (own, place) => {
    const rows = members.subarray(memberStarts[place], memberStarts[place + 1]);
    if (rows.length === 0) return own === 0 ? 0 : NaN;
    let sum = 0;
    for (const row of rows) sum += homes[row]!.elders ?? NaN;
    return sum;
  });
}

function createTotals(homes: readonly Home[]): Demand['totals'] {
  const totals = { residences: homes.length, elders: 0, estimatedElders: 0, residencesWithoutElders: 0 };
  for (const { residence, elders } of homes) {
    if (elders === null) totals.residencesWithoutElders += 1;
    totals.elders += elders ?? 0;
    if (residence.estimated) totals.estimatedElders += elders ?? 0;
  }
  return totals;
}

function checkHomes(homes: readonly Home[], hasAreas: boolean): Problem[] {
  const problems: Problem[] = [];
  for (const { residence, area, elders } of homes) {
    const { id } = residence;
    if (elders === null) problems.push(createProblem('elders_unknown', { layer: 'residences', id, column: 'elders' }));
    if (hasAreas && area < 0) {
      problems.push(
        createProblem('residence_outside_areas', { layer: 'residences', id, value: residence.areaId, elders }),
      );
    }
  }
  return problems;
}

/** Compares areas with their residences at the year of the data, whatever year is analysed: it is about the ledger. */
function checkSums({ hierarchy, placed, empty, year }: Omit<Places, 'areas' | 'checks'>): Problem[] {
  const { areas, parents } = hierarchy;
  const sums = new Float64Array(areas.length);
  for (const { residence, area, known: figures } of placed) {
    if (!isCompleted(residence, year)) continue;
    const elders = eldersAt(figures, residence, year) ?? NaN;
    for (const at of upwards(parents, area)) sums[at]! += elders;
  }
  const own = areas.map((area) => eldersInYear(area, year, year));
  // An estimated area holds what its own row says.
  for (const { place } of empty) for (const at of upwards(parents, place)) sums[at]! += own[place] ?? 0;
  return areas.flatMap((area, place) => {
    const figure = own[place] ?? null;
    const sum = sums[place]!;
    // A sum with an unknown in it (NaN) cannot differ.
    if (figure === null || !(Math.abs(sum - figure) > MISMATCH_SHARE * figure)) return [];
    return [
      createProblem('elders_mismatch', { layer: 'areas', id: area.id, column: 'elders', value: sum, elders: figure }),
    ];
  });
}
