/** Whether each unit has what it must: presence_share, count_per_unit, conditional_presence. */
import { areaFields, testAndTell } from '../conditions.ts';
import { joinParts, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { both, either, keeps } from '../range.ts';
import type { Truth } from '../range.ts';
import { isUnrecorded, missingTypes, nameOfSet } from '../select.ts';
import { createService, joinServices } from '../service.ts';
import type { Each, FacilitySet, Measured, MeasureOf, UnitSet } from '../types.ts';
import { byUnit, eachUnit } from '../units.ts';
import type { UnitTest } from '../units.ts';

type Presence = MeasureOf<'presence_share'>;

/** Per cent of units that have one of the sets (`any`), all of them, or the worst of them (`each`, in `parts`). */
export function measurePresenceShare(measure: Presence, moment: Moment): Measured {
  if (measure.combine !== 'each') return measurePresence(measure, moment);
  return joinParts(
    measure.sets.map((set) => ({
      name: nameOfSet(set),
      measured: measurePresence({ ...measure, sets: [set], combine: 'all' }, moment),
    })),
  );
}

function measurePresence({ units, sets, combine, meaning }: Presence, moment: Moment): Measured {
  const services = sets.map((set) => createService(set, units.level, meaning, moment));
  const noRecord = services.every((service) => service.noRecord);
  if (services.every((service) => service.isUnrecorded)) {
    return nothing(sets.flatMap(missingTypes), { noRecord, unitKind: units.level });
  }
  const has = joinServices(services, combine);
  return eachUnit(units, moment, (place, missing) => ({ passes: has(place, missing) }), { noRecord });
}

/** Per cent of units with as many facilities of the set as `each` asks for. */
export function measureCountPerUnit({ units, set, each }: MeasureOf<'count_per_unit'>, moment: Moment): Measured {
  const { noRecord } = moment.select(set);
  if (isUnrecorded(set, moment.select(set))) {
    return nothing(missingTypes(set), { noRecord, unitKind: units.level });
  }
  const count = createCount(set, each, units, moment);
  return eachUnit(units, moment, (place, missing) => ({ passes: count(place, missing) }), { noRecord });
}

/** Per cent of the units that any case is for, which keep the rule of every case that is for them. */
export function measureConditionalPresence(
  { units, cases }: MeasureOf<'conditional_presence'>,
  moment: Moment,
): Measured {
  const noRecord = cases.every(({ set }) => moment.select(set).noRecord);
  const rules = cases.map(({ where, set, each }) => ({ where, count: createCount(set, each, units, moment) }));
  const test: UnitTest = (place, missing) => {
    const fields = areaFields(moment, place);
    const applies = rules.map(({ where }) => testAndTell(where, fields, moment, missing));
    const passes = both(
      rules.map(({ count }, i) => {
        if (applies[i] === false) return true;
        const keepsRule = count(place, missing);
        return applies[i] === true || keepsRule === true ? keepsRule : null;
      }),
    );
    return { passes, isMember: either(applies) };
  };
  return eachUnit(units, moment, test, { noRecord });
}

type Count = (place: number, missing: Set<string>) => Truth;

/** Whether the number of facilities of a set in a unit keeps a rule. */
function createCount(set: FacilitySet, each: Each, { level }: UnitSet, moment: Moment): Count {
  const selection = moment.select(set);
  const unrecorded = isUnrecorded(set, selection);
  const facilities = byUnit(selection, level, moment);
  return (place, missing) => {
    const { sure, perhaps } = facilities.at(place);
    const count = { low: sure.length, high: unrecorded ? Infinity : sure.length + perhaps.length };
    const passes = keeps(count, each, moment);
    if (passes !== null) return passes;
    for (const column of unrecorded ? missingTypes(set) : facilities.missingAt(place)) missing.add(column);
    return null;
  };
}
