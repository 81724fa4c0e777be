import { describe, expect, it } from 'vitest';
import { chooseLanguage, listSources } from '../../src/report/sections/sources.ts';
import { makeArea, makeProject } from '../core/make.ts';

describe('a text of a source', () => {
  it.each([
    ['虚构数据（district，种子 1） / made up by this tool', '虚构数据（district，种子 1）', 'made up by this tool'],
    ['made up by this tool / 虚构数据', '虚构数据', 'made up by this tool'],
  ])('that says the same in both languages is shown in one: %s', (text, zh, en) => {
    expect(chooseLanguage(text, 'zh')).toBe(zh);
    expect(chooseLanguage(text, 'en')).toBe(en);
  });

  it.each([
    '',
    ' / ',
    '台账 / ',
    ' / ledger',
    '民政局 / 街道台账',
    'civil affairs / street offices',
    '台账/ledger',
    '台账 / ledger / register',
    '台账 / 街道 / register',
    '台账 / —',
    // These may be names of two: none of them may be lost.
    '昆山市统计年鉴 2024 / Kunshan Statistical Yearbook 2024',
    '© OpenStreetMap 贡献者 / © OpenStreetMap contributors',
    '民政局台账 / Overture Maps',
    '民政局台账 / data of Overture Maps',
    '民政局台账 / openstreetmap',
    '民政局台账 / © contributors',
    '民政局台账 / OpenStreetMap',
    '民政局台账 / ODbL',
    '民政局台账 / CC BY 4.0',
    '民政局台账 2023 / yearbook 2024',
  ])('that is anything else stays whole: "%s"', (text) => {
    expect(chooseLanguage(text, 'zh')).toBe(text);
    expect(chooseLanguage(text, 'en')).toBe(text);
  });
});

describe('the sources of a place', () => {
  it('have title and licence in the language asked for, and a blank one for a layer without', () => {
    const said = {
      layer: 'facilities',
      title: '台账 / ledger of an office',
      licence: '公开 / open to all',
      date: '2025',
    };
    const project = makeProject({ areas: [makeArea('only')], sources: [said] });
    expect(listSources({ project, locale: 'zh' })).toEqual([
      { ...said, title: '台账', licence: '公开' },
      { layer: 'areas', title: '', licence: '', date: '' },
    ]);
    expect(listSources({ project, locale: 'en' })[0]).toEqual({
      ...said,
      title: 'ledger of an office',
      licence: 'open to all',
    });
  });
});
