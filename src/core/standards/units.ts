/** Areas that are tested one by one, and the facilities in each. */
import { keepByObject } from '../keep.ts';
import type { AreaLevel, Facility } from '../types.ts';
import { areasAbove, areasOfLevel, rankOf } from './chain.ts';
import { areaFields, testAndTell } from './conditions.ts';
import { CONCERNS_NONE, createMeasured, nothing } from './measured.ts';
import type { Moment, Selection } from './moment.ts';
import { Share } from './range.ts';
import type { Truth } from './range.ts';
import type { Measured, UnitSet } from './types.ts';

/** An area of the level asked for, as its place in `demand.areas`. */
export interface Unit {
  place: number;
  /** null: whether `where` lets it in is not known. */
  isMember: Truth;
}

/** Areas of the level that are, or may be, in a set, by id. Columns that would settle the rest go to `missing`. */
export function unitsOf(asked: UnitSet, moment: Moment, missing: Set<string>): readonly Unit[] {
  const kept = unitsIn(moment);
  const key = asked.where === undefined ? asked.level : asked;
  let found = kept.get(key);
  if (!found) {
    const open = new Set<string>();
    kept.set(key, (found = { units: findUnits(asked, moment, open), open }));
  }
  for (const column of found.open) missing.add(column);
  return found.units;
}

/** A row about coverage asks for its units again and again, and most rows for all of a level. */
const unitsIn = keepByObject(
  (_moment: Moment) => new Map<UnitSet | AreaLevel, { units: Unit[]; open: ReadonlySet<string> }>(),
);

function findUnits({ level, where }: UnitSet, moment: Moment, missing: Set<string>): Unit[] {
  return areasOfLevel(moment.demand, level).flatMap((place) => {
    const isMember = where === undefined || testAndTell(where, areaFields(moment, place), moment, missing);
    return isMember === false ? [] : [{ place, isMember }];
  });
}

export interface UnitVerdict {
  passes: Truth;
  /** Whether the rule is for this unit at all, beside the `where` of its set; true without. */
  isMember?: Truth;
}

/** What one unit is tested by: `missing` takes the columns that would settle an unknown. */
export type UnitTest = (place: number, missing: Set<string>) => UnitVerdict;

/**
 * Per cent of units that pass; `failing` and `uncertain` are ids of areas, `elders` those who live in failing units as
 * far as known. Without a unit to test the value is null; `areas.<level>` is missing where there are none of the level.
 */
export function eachUnit(units: UnitSet, moment: Moment, test: UnitTest, given: Partial<Measured> = {}): Measured {
  const missing = new Set<string>(given.missing);
  const share = new Share();
  const lists = { failing: [] as string[], uncertain: [] as string[] };
  let elders = 0;
  const { areas, areaElders } = moment.demand;
  for (const { place, isMember: isInSet } of unitsOf(units, moment, missing)) {
    const { passes, isMember: isConcerned = true } = test(place, missing);
    if (isConcerned === false) continue;
    const isMember = isInSet === true ? isConcerned : null;
    share.add(passes, isMember);
    if (passes === true) continue;
    const isSure = passes === false && isMember === true;
    lists[isSure ? 'failing' : 'uncertain'].push(areas[place]?.id ?? '');
    const own = areaElders[place] ?? NaN;
    if (isSure && !Number.isNaN(own)) elders += own;
  }
  const { value } = share;
  if (value === null) {
    const needed = areas.some(({ level }) => level === units.level) ? CONCERNS_NONE : `areas.${units.level}`;
    return nothing([...missing, needed], { ...given, unitKind: units.level });
  }
  const heads = { of: units.level, ...share.heads };
  return createMeasured({
    ...given,
    ...lists,
    value,
    heads,
    elders,
    unitKind: units.level,
    missing: [...missing].sort(),
  });
}

/** The facilities of a set in one unit. */
export interface Found {
  /** Sure to be in the set and here. */
  sure: readonly Facility[];
  /** Perhaps in the set, or perhaps here. */
  perhaps: readonly Facility[];
}

export interface UnitFacilities {
  at(place: number): Found;
  /** Columns that would settle what is perhaps there. */
  missingAt(place: number): readonly string[];
}

/** Facilities of a set by area of one level. One that cannot be put into an area may be in any that has no polygon. */
export function byUnit(selection: Selection, level: AreaLevel, moment: Moment): UnitFacilities {
  const kept = levelsOf(selection);
  let facilities = kept.get(level);
  if (!facilities) kept.set(level, (facilities = sortByUnit(selection, level, moment)));
  return facilities;
}

/** A selection is of one moment, and the meanings of coverage ask for the same one again and again. */
const levelsOf = keepByObject((_selection: Selection) => new Map<AreaLevel, UnitFacilities>());

function sortByUnit(selection: Selection, level: AreaLevel, moment: Moment): UnitFacilities {
  const inside = new Map<number, { sure: Facility[]; perhaps: Facility[] }>();
  const strays = new Strays(level, moment);
  const put = (name: 'sure' | 'perhaps', facility: Facility): void => {
    const places = moment.areasOf(facility);
    const own = places.filter((place) => moment.demand.areas[place]?.level === level);
    if (own.length === 0) strays.add(facility, places);
    for (const place of own) {
      let found = inside.get(place);
      if (!found) inside.set(place, (found = { sure: [], perhaps: [] }));
      found[name].push(facility);
    }
  };
  for (const facility of selection.sure) put('sure', facility);
  for (const facility of selection.perhaps) put('perhaps', facility);
  return {
    at(place) {
      const found = inside.get(place) ?? NOTHING_THERE;
      const loose = strays.at(place);
      return loose.length === 0 ? found : { sure: found.sure, perhaps: [...found.perhaps, ...loose] };
    },
    missingAt(place) {
      const hasOpen = (inside.get(place) ?? NOTHING_THERE).perhaps.length > 0;
      return [...(hasOpen ? selection.missing : []), ...(strays.at(place).length > 0 ? ['facilities.area_id'] : [])];
    },
  };
}

const NOTHING_THERE: Found = { sure: [], perhaps: [] };
/** Known to lie in no coarser area. */
const ANYWHERE = -1;

/** Facilities that could not be put into an area of a level. */
class Strays {
  readonly #level: AreaLevel;
  readonly #moment: Moment;
  /** By the area above the level that they are known to lie in. */
  readonly #below = new Map<number, Facility[]>();

  constructor(level: AreaLevel, moment: Moment) {
    this.#level = level;
    this.#moment = moment;
  }

  add(facility: Facility, places: readonly number[]): void {
    const { areas } = this.#moment.demand;
    const levels = places.map((place) => areas[place]?.level ?? this.#level);
    // Units say what they hold: whoever has a community and is in none of them is in none.
    if (this.#level === 'unit' && levels.includes('community')) return;
    const scope = places[levels.findIndex((other) => rankOf(other) > rankOf(this.#level))] ?? ANYWHERE;
    const list = this.#below.get(scope);
    if (list) list.push(facility);
    else this.#below.set(scope, [facility]);
  }

  /** Those that may be in an area of the level: none where it has a polygon, which does not hold them. */
  at(place: number): readonly Facility[] {
    const { demand } = this.#moment;
    if (this.#below.size === 0 || demand.areas[place]?.polygon) return [];
    const scopes = [ANYWHERE, ...areasAbove(demand, place)];
    return scopes.flatMap((scope) => this.#below.get(scope) ?? []);
  }
}
