/** Four meanings of coverage beside a row that asks for it: built, run there, in reach of most, elders in reach. */
import { elders80Of } from '../coverage/columns.ts';
import type { Demand } from '../coverage/demand.ts';
import { keepByObject } from '../keep.ts';
import { fillRows } from '../rows.ts';
import { compareIds } from '../types.ts';
import { allHomes, readHomes, testHomes } from './home-conditions.ts';
import { limitMetresOf } from './measures/distance.ts';
import type { Moment } from './moment.ts';
import {
  and,
  bothOf,
  bothRows,
  codeOf,
  eitherOf,
  NO,
  Share,
  truthOf,
  UNKNOWN,
  YES,
  type Truth,
  type Truths,
} from './range.ts';
import { findInReach, type InReach, type Reach } from './reach.ts';
import { createService, joinServices } from './service.ts';
import {
  COVERAGE_CUTS as CUTS,
  type CoverageCut,
  type CoverageFigure,
  type Measure,
  type MeasureOf,
  type Meaning,
  type RequirementResult,
  type UnitSet,
} from './types.ts';
import { eachUnit, unitsOf, type UnitTest } from './units.ts';

type Coverage = MeasureOf<'presence_share' | 'distance_share'>;
type Four = NonNullable<RequirementResult['four']>;

/** Per cent of the elders of a unit that must be in reach for the unit to be served on foot: this tool's own bands. */
const MOST_PERCENT = 90;
const FEW_PERCENT = 50;

/**
 * Per cent of the units of a row (of the communities where its homes are, for shares of elders within a distance) that
 * have it built, have it run, and have 90 % of their elders in reach; and per cent of elders in reach, which is lacking
 * where it is less than half; the same of elders of 80 and over, and of those in urban and in rural areas. Units without
 * elders have no walk to be judged. null: the row asks for no coverage.
 */
export function fourFigures(measure: Measure, moment: Moment): Four | null {
  if (measure.kind !== 'presence_share' && measure.kind !== 'distance_share') return null;
  const units: UnitSet = measure.kind === 'presence_share' ? measure.units : { level: 'community' };
  const homes = homesOf(measure, moment);
  const meant = new Map<number, Truth>();
  const isMeant = (place: number): Truth => {
    if (!homes) return true;
    let known = meant.get(place);
    if (known === undefined) meant.set(place, (known = truthOf(anyOf(place, homes, moment))));
    return known;
  };
  const present = (meaning: Meaning): CoverageFigure =>
    figureOf(units, presenceTest(measure, meaning, units, moment), isMeant, moment);
  return { built: present('built'), run: present('run'), ...walks({ measure, units, homes, isMeant }, moment) };
}

/** Which homes a row is about; null: all. */
function homesOf(measure: Coverage, moment: Moment): Truths | null {
  if (measure.kind === 'presence_share') return null;
  return measure.where === undefined ? allHomes(moment.demand) : testHomes(measure.where, moment).truths;
}

/** Whether a row is about some home of an area, as a code. */
function anyOf(place: number, homes: Truths, { demand }: Moment): number {
  const last = demand.memberStarts[place + 1]!;
  let found: number = NO;
  for (let at = demand.memberStarts[place]!; at < last && found !== YES; at++) {
    found = eitherOf(found, homes[demand.members[at]!]!);
  }
  return found;
}

function presenceTest({ sets, combine }: Coverage, meaning: Meaning, { level }: UnitSet, moment: Moment): UnitTest {
  const services = sets.map((set) => createService(set, level, meaning, moment));
  const has = joinServices(services, combine);
  return (place, missing) => ({ passes: has(place, missing) });
}

function figureOf(units: UnitSet, passes: UnitTest, isMeant: (place: number) => Truth, moment: Moment): CoverageFigure {
  const { value, failing } = eachUnit(units, moment, (place, missing) => {
    const verdict = passes(place, missing);
    return { passes: verdict.passes, isMember: and(verdict.isMember ?? true, isMeant(place)) };
  });
  return createFigure(value, failing);
}

function createFigure(range: { low: number; high: number } | null, lacking: readonly string[]): CoverageFigure {
  if (!range) return { value: null, low: null, high: null, lacking: [] };
  const { low, high } = range;
  return { value: low === high ? low : null, low, high, lacking: [...lacking] };
}

/** By the row's own limit, or by what it is to be served for rows about units. */
function reachOf(measure: Coverage, moment: Moment): Reach {
  const { sets, combine } = measure;
  const asked = { sets, combine };
  if (measure.kind === 'presence_share') {
    return { ...asked, atLeast: 1, limitMetres: moment.parameter('served_metres'), mode: moment.mode };
  }
  const mode = measure.along === undefined || measure.along === 'run' ? moment.mode : measure.along;
  return { ...asked, atLeast: measure.atLeast ?? 1, limitMetres: limitMetresOf(measure, moment), mode };
}

interface Asked {
  measure: Coverage;
  units: UnitSet;
  homes: Truths | null;
  isMeant: (place: number) => Truth;
}

interface Walked extends Asked {
  inReach: InReach;
}

const NOBODY = createFigure(null, []);

function walks(asked: Asked, moment: Moment): Pick<Four, 'walk' | 'eldersWalk' | 'cuts'> {
  const inReach = findInReach(reachOf(asked.measure, moment), moment);
  if (!inReach) return { walk: NOBODY, eldersWalk: NOBODY, cuts: CUTS.map((cut) => ({ cut, figure: NOBODY })) };
  const { areaElders } = moment.demand;
  const walked: Walked = { ...asked, inReach };
  const everybody = shareOfGroup(groupsOf(moment.demand).everybody, walked, moment);
  const isMostInReach: UnitTest = (place) => {
    const value = everybody.shares.get(place)?.value;
    // Nobody to walk: left out, unless that is only because nobody knows.
    if (!value) return { passes: null, isMember: areaElders[place] !== 0 };
    return { passes: value.low >= MOST_PERCENT ? true : value.high < MOST_PERCENT ? false : null };
  };
  return {
    walk: figureOf(asked.units, isMostInReach, asked.isMeant, moment),
    eldersWalk: everybody.figure,
    cuts: CUTS.map((cut) => ({ cut, figure: figureOfCut(cut, everybody, walked, moment) })),
  };
}

/** Some of the people, one entry a home: what it weighs of them (NaN: not known), and whether it has any at all. */
interface Group {
  weights: Float64Array;
  holds: Truths;
  /**
   * One an area, for groups that weigh as everybody does: YES where everybody in it is of the group, NO where nobody is
   * (no home lies there), else UNKNOWN. null: other weights.
   */
  ofAreas: Truths | null;
}

interface GroupFigure {
  figure: CoverageFigure;
  /** One a unit. */
  shares: Map<number, Share>;
}

/**
 * Per cent of a group in reach; lacking are the units where it is less than half. `whole`: the same of everybody, which
 * saves looking at the homes of units that the group has to itself.
 */
function shareOfGroup(
  group: Group,
  { units, homes, inReach }: Walked,
  moment: Moment,
  whole: GroupFigure | null = null,
): GroupFigure {
  const { areas, members, memberStarts, residences } = moment.demand;
  const columns = {
    passes: inReach.rows,
    isMember: homes ? holdsOf(group, homes, moment.demand) : group.holds,
    weights: group.weights,
  };
  const all = new Share();
  // Only units may overlap: each home counts once.
  const isSeen = units.level === 'unit' ? new Uint8Array(residences.length) : null;
  const few: string[] = [];
  const shares = new Map<number, Share>();
  const addUnseen = (place: number, memberCode: number, seen: Uint8Array): void => {
    for (let at = memberStarts[place]!; at < memberStarts[place + 1]!; at++) {
      const row = members[at]!;
      if (seen[row] === 1 || columns.isMember[row] === NO) continue;
      all.addCode(columns.passes[row]!, bothOf(memberCode, columns.isMember[row]!), columns.weights[row]!);
      seen[row] = 1;
    }
  };
  for (const { place, isMember } of unitsOf(units, moment, new Set())) {
    const memberCode = codeOf(isMember);
    const ofArea = whole && !isSeen && group.ofAreas ? group.ofAreas[place]! : UNKNOWN;
    const own = (ofArea === YES && whole?.shares.get(place)) || new Share();
    if (ofArea === UNKNOWN) own.addRows(members, memberStarts[place]!, memberStarts[place + 1]!, columns);
    if (isSeen) addUnseen(place, memberCode, isSeen);
    else all.addShare(own, memberCode);
    shares.set(place, own);
    if (isMember && (own.value?.high ?? Infinity) < FEW_PERCENT) few.push(areas[place]!.id);
  }
  return { figure: createFigure(all.value, few.sort(compareIds)), shares };
}

/** Who of the homes that a row is about is of a group. Most rows are about all homes. */
function holdsOf({ holds }: Group, homes: Truths, demand: Demand): Truths {
  if (homes === allHomes(demand)) return holds;
  return holds === allHomes(demand) ? homes : bothRows(homes, holds);
}

/** null where nothing tells of the group: no home says how many are that old, or no area is of that setting. */
function figureOfCut(cut: CoverageCut, everybody: GroupFigure, walked: Walked, moment: Moment): CoverageFigure {
  const group = groupsOf(moment.demand)[cut];
  return group ? shareOfGroup(group, walked, moment, everybody).figure : NOBODY;
}

const groupsOf = keepByObject((demand: Demand): { everybody: Group } & Record<CoverageCut, Group | null> => {
  const { elders: weights } = demand;
  const settings = readHomes('setting', demand);
  const elders80 = elders80Of(demand);
  const living = (wanted: CoverageCut): Group => {
    const holds = fillRows(new Uint8Array(settings.length), (row) => {
      const setting = settings[row]!;
      return setting === wanted ? YES : setting === 'urban' || setting === 'rural' ? NO : UNKNOWN;
    });
    return { weights, holds, ofAreas: sumUpAreas(holds, demand) };
  };
  return {
    everybody: { weights, holds: allHomes(demand), ofAreas: null },
    // Where a home does not say, anything from none of its elders to all of them.
    elders_80: ifTold({
      weights: fillRows(new Float64Array(weights.length), (row) =>
        Number.isNaN(elders80[row]!) ? weights[row]! : elders80[row]!,
      ),
      holds: fillRows(new Uint8Array(elders80.length), (row) => (Number.isNaN(elders80[row]!) ? UNKNOWN : YES)),
      ofAreas: null,
    }),
    urban: ifTold(living('urban')),
    rural: ifTold(living('rural')),
  };
});

/** What holds of all homes of an area alike; UNKNOWN where they differ. */
function sumUpAreas(holds: Truths, { areas, members, memberStarts }: Demand): Truths {
  return fillRows(new Uint8Array(areas.length), (place) => {
    const [start, end] = [memberStarts[place]!, memberStarts[place + 1]!];
    const first = end > start ? holds[members[start]!]! : NO;
    for (let at = start + 1; at < end; at++) if (holds[members[at]!] !== first) return UNKNOWN;
    return first;
  });
}

function ifTold(group: Group): Group | null {
  return group.holds.some((holds, row) => holds === YES && !Number.isNaN(group.weights[row]!)) ? group : null;
}
