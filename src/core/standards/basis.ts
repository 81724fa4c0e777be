/** Whether figures of people are counted as the text counts them: registered, or living there. */
import type { Moment } from './moment.ts';
import type { Basis, Measure } from './types.ts';

/** As people write it in the column `elders_basis`. */
const WORDS: Readonly<Record<Basis, readonly string[]>> = {
  registered: ['registered', '户籍', '户籍人口', '户籍老年人'],
  permanent: ['permanent', '常住', '常住人口', '常住老年人'],
};

/** What a row asks for its figures of people to be counted by; null: it does not say, or counts no people. */
export function basisAsked(measure: Measure): Basis | null {
  if (measure.kind === 'population') return measure.basis ?? null;
  if (measure.kind !== 'capacity_ratio' || measure.per.of === 'capacity') return null;
  return measure.per.basis ?? null;
}

/** `other`: an area says another basis; `not_stated`: none says any. */
export type BasisFound = 'same' | 'other' | 'not_stated';

export function findBasis(asked: Basis, { demand }: Pick<Moment, 'demand'>): BasisFound {
  const stated = demand.areas
    .map(({ attributes }) => String(attributes['elders_basis'] ?? '').trim())
    .filter((word) => word !== '');
  if (stated.length === 0) return 'not_stated';
  return stated.every((word) => WORDS[asked].includes(word)) ? 'same' : 'other';
}
