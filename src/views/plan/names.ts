/** What scenarios are called where nobody has named them. */
import type { Scenario } from '../../core/scenario/types.ts';
import type { Locale } from '../../i18n/index.ts';
import { formatInteger } from '../../i18n/numbers.ts';
import { planWords } from '../../i18n/plan/index.ts';

export function nameOfScenario(
  { id, name }: Scenario,
  scenarios: { numberOf: (id: string) => number },
  locale: Locale,
): string {
  return name === '' ? planWords(locale).scenario.unnamed(formatInteger(scenarios.numberOf(id), locale)) : name;
}
