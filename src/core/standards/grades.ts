/** Grades as ledgers write them. Stars, A classes and national levels are three scales that cannot be compared. */
import type { Cell } from '../types.ts';
import type { GradeScale } from './types.ts';

export interface Grade {
  scale: GradeScale;
  /** 1 to 5, more is better. */
  value: number;
}

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
};

const NUMBER = '([1-5]|[一二两三四五]|one|two|three|four|five|i{1,3}|iv|v)';

/** Words that say that there is no grade. */
const NONE =
  /^(无|没有|未评|未评级|未评定|未评星|未评等|未定级|未参评|无等级|无星级|无级|否|none|no|0|ungraded|unrated|not graded|not rated)$/u;

const SCALES: readonly [GradeScale, RegExp][] = [
  ['star', new RegExp(`${NUMBER}[ -]?(?:个)?(?:星|stars?|★)`, 'u')],
  ['star', new RegExp(`stars?:? ?${NUMBER}`, 'u')],
  ['star', new RegExp(`星级:? ?${NUMBER}`, 'u')],
  ['a_class', /(?<![a-z0-9.])([1-5]) ?a(?![a-z])/u],
  ['level', new RegExp(`${NUMBER} ?[级等]`, 'u')],
  ['level', new RegExp(`(?:grade|level|class|等级|级别):? ?${NUMBER}(?![0-9a-z])`, 'u')],
];

/**
 * 三星级, 3星, ★★★, 3 stars; 5A, AAAA级; 二级, grade 2. `none` where the cell says that there is no grade; null where
 * it is blank or cannot be read, as a bare number cannot: its scale is not known.
 */
export function parseGrade(cell: Cell): Grade | 'none' | null {
  if (cell === false) return 'none';
  if (cell === null || cell === true) return null;
  const text = String(cell).normalize('NFKC').trim().toLowerCase();
  if (NONE.test(text)) return 'none';
  const stars = /[★☆*⭐]+/u.exec(text)?.[0];
  if (stars !== undefined) return countOf('star', [...stars].filter((sign) => sign !== '☆').length);
  const letters = /(?<![a-z0-9])a{1,5}(?![a-z0-9])/u.exec(text)?.[0];
  if (letters !== undefined) return countOf('a_class', letters.length);
  for (const [scale, pattern] of SCALES) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return countOf(scale, DIGITS[found] ?? Number(found));
  }
  return null;
}

function countOf(scale: GradeScale, value: number): Grade | null {
  return value >= 1 && value <= 5 ? { scale, value } : null;
}
