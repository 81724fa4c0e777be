/** What supply is counted in, in words, for the page and for the list that is taken away. */
import type { SupplySummary } from '../../core/coverage/supply-summary.ts';
import type { Locale } from '../index.ts';
import { formatInteger } from '../numbers.ts';
import { supplyWords } from './index.ts';

type Counted = Pick<SupplySummary, 'unit' | 'column' | 'capacitiesKnown' | 'facilities'>;

/** What supply is counted in, and how many facilities that rests on. */
export function describeCapacities(supply: Counted, locale: Locale): string {
  const words = supplyWords(locale);
  const { column, capacitiesKnown } = supply;
  if (column === null) return words.capacitiesNone;
  const [known, all] = [formatInteger(capacitiesKnown, locale), formatInteger(supply.facilities.length, locale)];
  if (supply.unit === 'facilities') return words.capacitiesFew(known, all, words.units[column]);
  if (capacitiesKnown === supply.facilities.length) return words.capacitiesAll(all, words.units[column]);
  return words.capacitiesSome(known, all, words.units[column]);
}
