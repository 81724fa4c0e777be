/** How far a home is from the nearest facility of a run, in words. */
import { HOME_STATES } from '../../core/home-states.ts';
import type { Mode } from '../../core/types.ts';
import { formatKind, messages, type Locale } from '../../i18n/index.ts';
import { formatMetres } from '../../i18n/numbers.ts';
import type { Homes, RunResult } from '../../worker/results.ts';
import { formatWalk } from './distances.ts';
import type { Fact } from './facility-facts.ts';

/** What a run says of a home, in a word or two. `gap`: it counts, and is not within the limit. */
export function findHomeState(result: RunResult, row: number, locale: Locale): { word: string; gap: boolean } {
  const words = messages(locale).residence;
  const state = result.homes[row] ?? HOME_STATES.notCounted;
  if (state === HOME_STATES.notCounted) return { word: words.notCounted, gap: false };
  if (state === HOME_STATES.inside) return { word: words.inside, gap: false };
  if (state === HOME_STATES.unplaced) return { word: words.unplaced, gap: false };
  const hasWay =
    state !== HOME_STATES.outside || result.facilityIds.length === 0 || !Number.isNaN(result.metres[row] ?? NaN);
  return { word: hasWay ? words.outside : words.unreachable, gap: true };
}

/** Elders of a home in the year of the run; of one that does not count then, those on record. NaN = not known. */
export function eldersOf(homes: Homes, result: RunResult, row: number): number {
  const counted = (result.homes[row] ?? HOME_STATES.notCounted) !== HOME_STATES.notCounted;
  return (counted ? result.elders[row] : homes.elders[row]) ?? NaN;
}

/** On foot the walk in metres and minutes, and the straight line beside it; a distance that is not there is left out. */
export function listHomeDistances(result: RunResult, row: number, locale: Locale): Fact[] {
  const { residence, review } = messages(locale);
  const name = (mode: Mode) => residence.distance(review.by[mode]);
  const facts: Fact[] = [];
  const metres = result.metres[row] ?? NaN;
  if (!Number.isNaN(metres)) {
    facts.push({ name: name(result.mode), value: formatWalk(metres, result.evaluation.settings, locale) });
  }
  const straight = result.straight?.metres[row] ?? NaN;
  if (!Number.isNaN(straight)) facts.push({ name: name('straight'), value: formatMetres(straight, locale) });
  return facts;
}

/**
 * The nearest facility, how far it is, and on foot the next best one with its walk. Where there is a nearest but no
 * second to walk to, that is said; without a nearest nothing is. `nameOf` names a facility by its id.
 */
export function listHomeFacilities(
  result: RunResult,
  row: number,
  nameOf: (id: string) => string,
  locale: Locale,
): Fact[] {
  const { residence } = messages(locale);
  const kind = formatKind(result.kind, locale);
  const distances = listHomeDistances(result, row, locale);
  const nearest = result.facilityIds[result.nearest[row] ?? -1];
  if (nearest === undefined) return distances;
  const facts = [{ name: residence.nearest(kind), value: nameOf(nearest) }, ...distances];
  if (result.next) facts.push({ name: residence.next(kind), value: describeNext(result, row, nameOf, locale) });
  return facts;
}

function describeNext(result: RunResult, row: number, nameOf: (id: string) => string, locale: Locale): string {
  const { residence } = messages(locale);
  const id = result.facilityIds[result.next?.facility[row] ?? -1];
  if (id === undefined) return residence.nextNone;
  const walk = formatWalk(result.next?.metres[row] ?? NaN, result.evaluation.settings, locale);
  return residence.nextAt(nameOf(id), walk);
}
