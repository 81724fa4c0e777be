/** A walk in the words of this view. */
import { minutesOf } from '../../core/walking-speed.ts';
import { messages, type Locale } from '../../i18n/index.ts';
import { nearbyWords } from '../../i18n/nearby/index.ts';
import { formatInteger } from '../../i18n/numbers.ts';
import type { NearbyFacility } from '../../worker/results.ts';

/** From here on the way is so much longer than the line on the map that one wonders why. Our own choice. */
const DETOUR = { ratio: 1.5, metres: 200 };

/** "About 12 min on foot": whole minutes, rounded up, since nobody is helped by a walk that is said too short; never 0. */
export function formatMinutesOnFoot(metres: number, speedMetresPerSecond: number, locale: Locale): string {
  const { units } = messages(locale);
  // 900 m at 0.6 m/s are 25.000000000000004 minutes in floating point: the small subtrahend keeps them 25.
  const minutes = Math.max(1, Math.ceil(minutesOf(metres, speedMetresPerSecond) - 1e-9));
  return nearbyWords(locale).onFoot(units.minutes(formatInteger(minutes, locale)));
}

/** Whether the straight line beside the walk helps to understand it. */
export function isDetour({ metres, walkMetres }: Pick<NearbyFacility, 'metres' | 'walkMetres'>): boolean {
  if (walkMetres === null) return false;
  return walkMetres >= metres * DETOUR.ratio && walkMetres - metres >= DETOUR.metres;
}
