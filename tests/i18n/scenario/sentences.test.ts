import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/core/scenario/types.ts';
import type { Position } from '../../../src/core/types.ts';
import '../../../src/i18n/both.ts';
import { LOCALES } from '../../../src/i18n/index.ts';
import { sentenceOf, type SentenceContext } from '../../../src/i18n/scenario/index.ts';

const HERE: Position = [118.77, 32.066];
const THERE: Position = [118.78, 32.066];
const NOWHERE: Position = [0, 0];

const context: SentenceContext = {
  placeOf: (position) => (position === HERE ? '幸福里 12' : position === THERE ? '和平苑' : ''),
  facilityName: (id) => (id === 'F1' ? '北苑助餐点' : ''),
  residenceName: (id) => (id === 'R1' ? '幸福里12' : ''),
  year: null,
};
const both = (edit: Edit, given: Partial<SentenceContext> = {}): string[] =>
  LOCALES.map((locale) => sentenceOf(edit, { ...context, ...given }, locale));

function add(given: Partial<Extract<Edit, { action: 'add' }>['facility']>): Edit {
  return { action: 'add', facility: { id: 'n', name: '试设 1', types: ['day_care'], position: HERE, ...given } };
}

describe('an edit as a sentence', () => {
  it('says when, where and what is added', () => {
    expect(both(add({ opened: 2026 }))).toEqual(['2026 年在幸福里 12 增设日间照料中心', '2026 day care at 幸福里 12']);
    expect(both(add({}))).toEqual(['在幸福里 12 增设日间照料中心', 'Day care at 幸福里 12']);
    expect(both(add({ position: THERE, types: ['day_care', 'canteen'] }), { year: 2027 })).toEqual([
      '2027 年在和平苑增设日间照料中心、老年食堂',
      '2027 day care, canteen for elders at 和平苑',
    ]);
  });

  it('says the year of the facility before that of the scenario', () => {
    expect(both(add({ opened: 2026 }), { year: 2030 })[1]).toMatch(/^2026 /);
  });

  it('says the name where there is no name for the place, and services where there is no type', () => {
    expect(both(add({ position: NOWHERE }))).toEqual(['增设日间照料中心“试设 1”', 'Day care "试设 1"']);
    expect(both(add({ position: NOWHERE, name: '', types: ['爱心驿站'] }))).toEqual(['增设爱心驿站', '爱心驿站']);
    expect(both(add({ types: [], services: ['bathing', '理疗', 'constructor'] }))).toEqual([
      '在幸福里 12 增设助浴、理疗、constructor',
      'Bathing, 理疗, constructor at 幸福里 12',
    ]);
  });

  it('says where to something is moved', () => {
    expect(both({ action: 'move', id: 'F1', position: THERE })).toEqual([
      '北苑助餐点迁到和平苑',
      '北苑助餐点 moved to 和平苑',
    ]);
    expect(both({ action: 'move', id: 'F9', position: NOWHERE })).toEqual([
      '“F9”迁到新址',
      'F9 moved to another place',
    ]);
  });

  it('lists all that is changed', () => {
    const changes = {
      name: '新名',
      types: ['canteen', 'station'],
      services: ['bathing'],
      status: 'approved',
      opened: 2026,
      closes: null,
      areaId: '320500000001',
      attributes: { day_places: 1200, beds: null, standardised: true, note: '' },
    } as const;
    const edit: Edit = {
      action: 'change',
      id: 'F1',
      changes: { ...changes, types: [...changes.types], services: [...changes.services] },
    };
    expect(both(edit)).toEqual([
      '北苑助餐点：更名为“新名”，类型改为老年食堂、居家养老服务站，服务内容改为助浴，状态改为已立项，2026 年开业，不再定停业年，' +
        '所属区域改为 320500000001，日托名额改为 1,200，床位改为空，standardised 改为 是，note 改为空',
      '北苑助餐点: called "新名", now canteen for elders, home-care station, services: bathing, approved, opened 2026, ' +
        'no year of closing, area 320500000001, day places 1,200, beds left blank, standardised yes, note left blank',
    ]);
  });

  it('says what is no longer known, and that nothing is changed', () => {
    const edit: Edit = {
      action: 'change',
      id: 'F1',
      changes: { services: [], opened: null, closes: 2031, areaId: null, attributes: { note: 'x' } },
    };
    expect(both(edit)).toEqual([
      '北苑助餐点：不再列服务内容，开业年改为不详，2031 年停业，所属区域按位置确定，note 改为 x',
      '北苑助餐点: no services listed, year of opening not known, closes 2031, area by where it lies, note x',
    ]);
    expect(both({ action: 'change', id: 'F1', changes: {} })).toEqual(['北苑助餐点不变', '北苑助餐点 as it is']);
    const closed: Edit = { action: 'change', id: 'F1', changes: { status: 'closed', attributes: { open: false } } };
    expect(both(closed)).toEqual(['北苑助餐点：状态改为已关停，open 改为 否', '北苑助餐点: closed, open no']);
  });

  it('says from when on something opens or closes, or that it is so', () => {
    expect(both({ action: 'open', id: 'F1', year: 2027 })).toEqual([
      '2027 年起北苑助餐点启用',
      '北苑助餐点 open from 2027',
    ]);
    expect(both({ action: 'open', id: 'F1', year: null })).toEqual(['北苑助餐点启用', '北苑助餐点 open']);
    expect(both({ action: 'close', id: 'F1', year: 2027 })).toEqual([
      '2027 年起北苑助餐点关停',
      '北苑助餐点 closed from 2027',
    ]);
    expect(both({ action: 'close', id: 'F1', year: null })).toEqual(['北苑助餐点关停', '北苑助餐点 closed']);
    expect(both({ action: 'remove', id: 'F1' })).toEqual(['去掉北苑助餐点', 'Without 北苑助餐点']);
  });

  it('says what a link is and what it joins', () => {
    const link = (line: Position[], given: object = {}): Edit => ({
      action: 'link',
      link: { id: 'l', name: '', kind: 'footbridge', line, ...given },
    });
    expect(both(link([HERE, NOWHERE, THERE]))).toEqual([
      '新建人行天桥，连通幸福里 12 与和平苑',
      'Footbridge between 幸福里 12 and 和平苑',
    ]);
    expect(both(link([HERE, HERE], { kind: 'gate' }))).toEqual(['在幸福里 12 新建便门', 'Gate at 幸福里 12']);
    expect(both(link([NOWHERE, THERE], { kind: 'path', name: '滨河路' }))).toEqual([
      '在和平苑新建步行道“滨河路”',
      'Footpath "滨河路" at 和平苑',
    ]);
    expect(both(link([NOWHERE, NOWHERE], { kind: 'crossing' }))).toEqual(['新建人行横道', 'Crossing, new']);
  });

  it('says whose gate is added', () => {
    expect(both({ action: 'gate', residenceId: 'R1', position: HERE })).toEqual([
      '幸福里 12 增开一处出入口',
      'Another gate of 幸福里12',
    ]);
    expect(both({ action: 'gate', residenceId: 'R9', position: HERE })).toEqual([
      '“R9”增开一处出入口',
      'Another gate of R9',
    ]);
  });
});
