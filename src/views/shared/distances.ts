/** Distances in words: a walk is said in metres and in minutes at the pace of the run. */
import type { Settings } from '../../core/types.ts';
import { minutesOf } from '../../core/walking-speed.ts';
import { messages, type Locale } from '../../i18n/index.ts';
import { formatMetres, formatMinutes } from '../../i18n/numbers.ts';

/** A distance of a run; in a straight line there are no minutes. */
export function formatWalk(
  metres: number | null,
  { mode, speedMetresPerSecond }: Pick<Settings, 'mode' | 'speedMetresPerSecond'>,
  locale: Locale,
): string {
  const said = formatMetres(metres, locale);
  if (metres === null || mode === 'straight') return said;
  return messages(locale).units.metresAndMinutes(said, formatMinutes(minutesOf(metres, speedMetresPerSecond), locale));
}
