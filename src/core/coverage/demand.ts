/** Who counts: the residences of a year with their elders, and the areas they belong to. */
import { createProblem } from '../problems.ts';
import { fillRows } from '../rows.ts';
import { compareIds } from '../types.ts';
import type { Area, Problem, Project, Residence } from '../types.ts';
import { findAreasToFill } from './areas-to-fill.ts';
import type { EmptyArea } from './areas-to-fill.ts';
import { eldersInYear, eldersOfRow, listKnownElders } from './elders.ts';
import type { KnownElders } from './elders.ts';
import { estimateResidences } from './estimate.ts';
import { createHierarchy, upwards } from './hierarchy.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createHomes, mergeHomes, pickHomes, type Home, type Homes } from './homes.ts';

/** An area's own figure may differ from its residences by this share before it is reported (design.md section 4). */
const MISMATCH_SHARE = 0.02;

/**
 * The demand of one year: the homes that count in it with their elders then, estimated ones included, by id. Rows of all
 * arrays are residences, unless said otherwise.
 */
export interface Demand extends Homes {
  year: number | null;
  /** All residences of the data by id, whatever the year: what `rows` are places in. The same list for every year. */
  ledger: readonly Residence[];
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
  const places = placeResidences(project);
  const { hierarchy } = places;
  const estimated = estimateHomes(project, places.empty, year);
  const standing = standingIn(places.ledger, year);
  const homes = estimated.homes.length > 0 ? mergeHomes(standing, createHomes(estimated.homes)) : standing;
  const memberships = createMemberships(homes, hierarchy);
  const ownElders = hierarchy.areas.map((area) => eldersInYear(area, year, project.year));
  return {
    year,
    ...homes,
    ledger: places.ledger.residences,
    areas: hierarchy.areas,
    areaElders: sumByArea(homes, memberships, ownElders),
    ...memberships,
    totals: createTotals(homes),
    problems: [
      ...hierarchy.problems,
      ...checkHomes(homes, hierarchy.areas.length > 0),
      ...estimated.problems,
      ...places.checks,
    ],
  };
}

/** All residences, whatever the year, by id; the lists are of equal length. */
interface Ledger {
  residences: readonly Residence[];
  /** Their elders are those of no year. */
  homes: Homes;
  known: KnownElders;
  /** Year of completion; -Infinity where none is told: such a residence stands in every year. */
  completed: Float64Array;
}

/** What is the same in every year. */
interface Places {
  areas: readonly Area[];
  /** Of the data. */
  year: number | null;
  hierarchy: Hierarchy;
  ledger: Ledger;
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
  const ledger = createLedger(residences, hierarchy, year);
  const empty = findAreasToFill({ year }, hierarchy, ledger.homes);
  const places = { areas, year, hierarchy, ledger, empty, checks: checkSums({ hierarchy, ledger, empty, year }) };
  known.set(residences, places);
  return places;
}

const sorted = new WeakMap<readonly Residence[], Residence[]>();

/** The same list for the same residences, whatever their areas: what was looked up for its rows stays known. */
function sortById(residences: readonly Residence[]): Residence[] {
  let list = sorted.get(residences);
  if (!list) sorted.set(residences, (list = [...residences].sort((a, b) => compareIds(a.id, b.id))));
  return list;
}

function createLedger(unsorted: readonly Residence[], hierarchy: Hierarchy, year: number | null): Ledger {
  const residences = sortById(unsorted);
  const homes = residences.map((residence) => {
    const named = hierarchy.named(residence.areaId);
    return { residence, area: named >= 0 ? named : hierarchy.at(residence.position), elders: residence.elders };
  });
  return {
    residences,
    homes: createHomes(
      homes,
      fillRows(new Int32Array(homes.length), (row) => row),
    ),
    known: listKnownElders(residences, year),
    completed: fillRows(new Float64Array(residences.length), (row) => residences[row]!.completed ?? -Infinity),
  };
}

/** Those completed by a year (null: all), with their elders then. */
function standingIn({ homes, known, completed }: Ledger, year: number | null): Homes {
  const rows = new Int32Array(completed.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) if (year === null || completed[row]! <= year) rows[count++] = row;
  const standing = pickHomes(homes, rows.subarray(0, count));
  return { ...standing, elders: fillRows(standing.elders, (i) => eldersOfRow(known, rows[i]!, year)) };
}

/** Residences made up for a year, by id, and the note on each area that got some. */
interface Estimates {
  homes: Home[];
  problems: Problem[];
}

function estimateHomes(project: Project, empty: readonly EmptyArea[], year: number | null): Estimates {
  const toFill = empty.map((area) => ({ ...area, elders: eldersInYear(area.area, year, project.year) }));
  const made = estimateResidences(toFill, project.background);
  const homes = made.flatMap((residences, i) =>
    residences.map((residence) => ({ residence, area: toFill[i]!.place, elders: residence.elders })),
  );
  return {
    homes: homes.sort((a, b) => compareIds(a.residence.id, b.residence.id)),
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
function createMemberships({ area }: Homes, { areas, parents }: Hierarchy): Memberships {
  const memberStarts = new Uint32Array(areas.length + 1);
  // Plain loops: a city has a hundred thousand homes, and a plan looks at several years.
  for (let row = 0; row < area.length; row++) {
    for (let at = area[row]!; at >= 0; at = parents[at]!) memberStarts[at + 1]! += 1;
  }
  for (let i = 0; i < areas.length; i++) memberStarts[i + 1]! += memberStarts[i]!;
  const members = new Uint32Array(memberStarts[areas.length]!);
  const next = memberStarts.slice();
  for (let row = 0; row < area.length; row++) {
    for (let at = area[row]!; at >= 0; at = parents[at]!) members[next[at]!++] = row;
  }
  return { memberStarts, members };
}

function sumByArea(
  { elders }: Homes,
  { memberStarts, members }: Memberships,
  ownElders: readonly (number | null)[],
): Float64Array {
  return Float64Array.from(ownElders, (own, place) => {
    const [start, end] = [memberStarts[place]!, memberStarts[place + 1]!];
    if (start === end) return own === 0 ? 0 : NaN;
    let sum = 0;
    for (let at = start; at < end; at++) sum += elders[members[at]!]!;
    return sum;
  });
}

function createTotals({ residences, elders, estimated }: Homes): Demand['totals'] {
  const totals = { residences: residences.length, elders: 0, estimatedElders: 0, residencesWithoutElders: 0 };
  for (let row = 0; row < residences.length; row++) {
    const own = elders[row]!;
    if (Number.isNaN(own)) totals.residencesWithoutElders += 1;
    else {
      totals.elders += own;
      if (estimated[row] === 1) totals.estimatedElders += own;
    }
  }
  return totals;
}

function checkHomes({ residences, area, elders }: Homes, hasAreas: boolean): Problem[] {
  const problems: Problem[] = [];
  for (let row = 0; row < residences.length; row++) {
    const isUnknown = Number.isNaN(elders[row]!);
    const isOutside = hasAreas && area[row]! < 0;
    if (!isUnknown && !isOutside) continue;
    const { id, areaId } = residences[row]!;
    if (isUnknown) problems.push(createProblem('elders_unknown', { layer: 'residences', id, column: 'elders' }));
    if (isOutside) {
      const details = { value: areaId, elders: isUnknown ? null : elders[row]! };
      problems.push(createProblem('residence_outside_areas', { layer: 'residences', id, ...details }));
    }
  }
  return problems;
}

/** Compares areas with their residences at the year of the data, whatever year is analysed: it is about the ledger. */
function checkSums({ hierarchy, ledger, empty, year }: Omit<Places, 'areas' | 'checks'>): Problem[] {
  const { areas, parents } = hierarchy;
  const sums = new Float64Array(areas.length);
  const { area, elders } = standingIn(ledger, year);
  area.forEach((own, row) => {
    for (const at of upwards(parents, own)) sums[at]! += elders[row]!;
  });
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
