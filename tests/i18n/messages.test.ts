import { describe, expect, it } from 'vitest';
import { dataWords } from '../../src/i18n/data/index.ts';
import { comparisonWords } from '../../src/i18n/comparison/index.ts';
import { helpWords } from '../../src/i18n/help/index.ts';
import { formatKind, type Locale } from '../../src/i18n/index.ts';
import { nearbyWords } from '../../src/i18n/nearby/index.ts';
import { supplyWords } from '../../src/i18n/supply/index.ts';
import { en } from '../../src/i18n/en.ts';
import { zh } from '../../src/i18n/zh.ts';
import { findFacilityType } from '../../src/io/columns/facility-types.ts';

type Word = string | ((...given: string[]) => string);

/** Every sentence under its path (`review.headline.elders`). */
function listWords(node: unknown, path = ''): Map<string, Word> {
  if (typeof node === 'string') return new Map([[path, node]]);
  // Functions of the messages take ready-formatted text only.
  if (typeof node === 'function') return new Map([[path, node as (...given: string[]) => string]]);
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is neither text nor function`);
  return new Map(Object.entries(node).flatMap(([key, inner]) => [...listWords(inner, path ? `${path}.${key}` : key)]));
}

const ARGUMENTS = ['Alpha7', 'Beta8', 'Gamma9'];

function speak(word: Word): string {
  return typeof word === 'string' ? word : word(...ARGUMENTS.slice(0, word.length));
}

/** Those of the page, and those that come with a part of it. */
const allWords = (locale: Locale) =>
  listWords({
    ...{ zh, en }[locale],
    comparison: comparisonWords(locale),
    dataWindow: dataWords(locale),
    help: helpWords(locale),
    nearby: nearbyWords(locale),
    supply: supplyWords(locale),
  });

const chinese = allWords('zh');
const english = allWords('en');

describe('the sentences of the interface', () => {
  it('are there in both languages under the same keys', () => {
    expect(chinese.size).toBeGreaterThan(250);
    expect([...english.keys()]).toEqual(expect.arrayContaining([...chinese.keys()]));
    expect([...chinese.keys()]).toEqual(expect.arrayContaining([...english.keys()]));
  });

  it('are of the same kind in both: plain text, or a function of as many values', () => {
    const shape = (words: Map<string, Word>) =>
      Object.fromEntries([...words].map(([key, word]) => [key, typeof word === 'function' ? word.length : 'text']));
    expect(shape(english)).toEqual(shape(chinese));
  });

  it.each([
    ['zh', chinese],
    ['en', english],
  ])('are never empty and lose no value they are given (%s)', (_, words) => {
    for (const [key, word] of words) {
      const text = speak(word);
      expect(text.trim(), key).not.toBe('');
      if (typeof word === 'function') {
        for (const given of ARGUMENTS.slice(0, word.length)) expect(text, key).toContain(given);
      }
    }
  });

  it('hold no Chinese and no full-width sign in English, but for the name of the other language', () => {
    const strange = [...english].filter(([, word]) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(speak(word)));
    expect(strange.map(([key]) => key)).toEqual(['otherLanguage']);
  });

  it('use straight quotes in English: curly ones are drawn full-width in Chinese fonts', () => {
    expect([...english].filter(([, word]) => /[‘’“”]/u.test(speak(word)))).toEqual([]);
  });

  it('keep apart the words that the design keeps apart', () => {
    expect(zh.statuses.lacking).not.toBe(zh.reasons.none_in_reach);
    expect(zh.reasons).toMatchObject({ none_in_reach: '服务空白', too_few: '覆盖不足' });
    expect(zh.views).toEqual({ plan: '设施布点', review: '监督评估', nearby: '身边养老' });
    expect(nearbyWords('zh').straight).toBe('直线距离');
  });
});

describe('a kind in words', () => {
  it('is known for every category that a ledger is read as', () => {
    const words =
      '日间照料中心 助餐点 老年食堂 助餐中心 中央厨房 养老院 公办养老机构 敬老院 综合养老服务中心 区域性养老服务中心 照护中心 居家养老服务站 护理中心 记忆家园 康养联合体 辅具租赁点 辅具洗消中心 养老顾问点 家庭赋能中心 卫生室 老年活动室 家庭养老床位 养老服务用房 互助点 时间银行 智慧养老院 老年大学 老年课堂 居家养老服务指导中心';
    for (const word of words.split(' ')) {
      const code = findFacilityType(word);
      if (code === undefined) throw new Error(`no type for ${word}`);
      expect(formatKind(code, 'zh'), code).toMatch(/\p{Script=Han}/u);
      expect(formatKind(code, 'en'), code).not.toContain('_');
    }
  });

  it('that is not ours is shown as it is', () => {
    expect(formatKind('棋牌室', 'en')).toBe('棋牌室');
    expect(formatKind('棋牌室', 'zh', true)).toBe('棋牌室');
  });

  it('has a short form for controls where there is one', () => {
    expect(formatKind('meals', 'zh', true)).toBe('助餐');
    expect(formatKind('canteen', 'zh', true)).toBe(formatKind('canteen', 'zh'));
  });
});
