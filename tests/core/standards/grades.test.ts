import { describe, expect, it } from 'vitest';
import { parseGrade } from '../../../src/core/standards/grades.ts';

const STARS = {
  三星级: 3,
  '3星': 3,
  '3星级': 3,
  '★★★': 3,
  '★★★☆☆': 3,
  四星: 4,
  '5 stars': 5,
  'three-star': 3,
  星级3: 3,
  '３星': 3,
};
const LETTERS = { '5A': 5, AA: 2, AAAA级: 4, '3A级': 3, a: 1, 江苏省AAA: 3 };
const LEVELS = { 二级: 2, '2级': 2, 一等: 1, 'grade 4': 4, 'Level III': 3, '等级：3': 3, 国家五级: 5 };

describe('a grade', () => {
  it('is read on the scale that its words name', () => {
    for (const [scale, words] of Object.entries({ star: STARS, a_class: LETTERS, level: LEVELS })) {
      for (const [word, value] of Object.entries(words))
        expect([word, parseGrade(word)]).toEqual([word, { scale, value }]);
    }
  });

  it('can be said to be none', () => {
    for (const word of ['未评级', '无', '未评定', 'none', '0', 0, false])
      expect([word, parseGrade(word)]).toEqual([word, 'none']);
  });

  it('is not known where the cell is blank or names no scale', () => {
    for (const word of [null, '', '3', 3, true, '优秀', '示范', '9星', 'AAAAAA', '2023年三季度', 'class']) {
      expect([word, parseGrade(word)]).toEqual([word, null]);
    }
  });
});
