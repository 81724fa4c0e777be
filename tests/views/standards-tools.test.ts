import { describe, expect, it } from 'vitest';
import { HOME_STATES as MAP_STATES } from '../../src/map/layers/residences.ts';
import { HOME_STATES } from '../../src/core/home-states.ts';
import type { PartResult, RequirementResult } from '../../src/core/standards/types.ts';
import type { ReportedFigure } from '../../src/core/types.ts';
import { listTiers } from '../../src/views/review/standards/chain-rows.ts';
import { createMatrix } from '../../src/views/review/standards/matrix.ts';
import {
  checkDraft,
  createTemplate,
  draftOf,
  listReportedRows,
  tidyFigures,
} from '../../src/views/review/standards/reported-rows.ts';
import { listRows, nameOfPart } from '../../src/views/review/standards/rows.ts';
import { asksForUnits, createUnitId, isPartialLevel, listMembers } from '../../src/views/review/standards/unit-list.ts';
import { listUnits } from '../../src/views/review/standards/units.ts';
import {
  createEvidence,
  createPicking,
  legendOfEvidence,
  levelOfEvidence,
  typesOf,
} from '../../src/views/shared/evidence.ts';
import { createLinks } from '../../src/views/shared/map-props.ts';
import { makeFacility } from '../core/make.ts';
import { makePack, makeRow, PRESENCE, runPack } from '../core/standards/make-pack.ts';
import { makeTown } from '../core/standards/town.ts';
import { makeAreaResult, makeAreaSummary, makeRunResult, makeSummary } from './make-results.ts';

const part = (name: string, failing: string[], uncertain: string[] = []): PartResult => ({
  name: { zh: name, en: `${name} en` },
  state: 'not_met',
  value: null,
  low: 0,
  high: 100,
  failing,
  uncertain,
  elders: null,
  missing: [],
});
const PARTS = [part('a', ['u1', 'u2']), part('b', ['u1'], ['u3']), part('c', ['u1'], ['u2']), part('d', [])];
const areas = [
  ...['u1', 'u2', 'u3', 'u4'].map((id) => makeAreaSummary(id, { level: 'unit' })),
  makeAreaSummary('c1', { name: '河社区', parentName: '东街道' }),
  makeAreaSummary('c2', { name: '山社区', parentName: '西街道' }),
  makeAreaSummary('c3', { name: '湖社区', parentName: '东街道' }),
];
const summary = makeSummary({ areas, units: [{ id: 'u1', name: '大', members: ['c1', 'c2'] }] });

describe('which of several things each unit has', () => {
  const units = listUnits('unit', summary);

  it('is told item by item, the unit that lacks most first, then the one of which least is known', () => {
    const rows = createMatrix({ parts: PARTS }, units, false);
    expect(rows.map(({ unit, marks, lacks }) => [unit.id, marks.join(), lacks])).toEqual([
      ['u1', 'lacks,lacks,lacks,has', 3],
      ['u2', 'lacks,has,unknown,has', 1],
      ['u3', 'has,unknown,has,has', 0],
      ['u4', 'has,has,has,has', 0],
    ]);
    expect(rows[1]?.unit.select).toEqual({ kind: 'area', id: 'u2' });
  });

  it('is not claimed of units that the row may not be about', () => {
    expect(createMatrix({ parts: PARTS }, units, true).map(({ unit }) => unit.id)).toEqual(['u1', 'u2', 'u3']);
  });

  it('keeps 1,800 units with eight items in order', () => {
    const ids = Array.from({ length: 1800 }, (_, i) => `u${String(i).padStart(4, '0')}`);
    const many = makeSummary({ areas: ids.map((id) => makeAreaSummary(id, { level: 'unit' })) });
    const parts = Array.from({ length: 8 }, (_, item) =>
      part(
        String(item),
        ids.filter((_id, i) => i % 8 >= item),
      ),
    );
    const rows = createMatrix({ parts }, listUnits('unit', many), false);
    // Unit i fails items 0 to i % 8.
    const expected = ids
      .map((id, i) => ({ id, lacks: (i % 8) + 1 }))
      .sort((a, b) => b.lacks - a.lacks || (a.id < b.id ? -1 : 1));
    expect(rows.map(({ unit, lacks }) => ({ id: unit.id, lacks }))).toEqual(expected);
  });
});

describe('evidence on the map', () => {
  const run = makeRunResult([makeAreaResult('u1', 50, {})]);
  const open = (given: Partial<RequirementResult>) => ({
    result: { unitKind: 'unit' as const, failing: ['u1', 'u2'], uncertain: ['u3'], parts: [], ...given },
    types: new Set<string>(),
  });

  it('classes units by the share of things that they are known to have', () => {
    const { areas: shown } = createEvidence(open({ parts: PARTS }), summary, run);
    expect([...shown]).toEqual([
      ['u1', { status: 'lacking', share: 0.25, uncoveredElders: 50 }],
      // Two of four known to be there, one not known: no more than two.
      ['u2', { status: 'partial', share: 0.5, uncoveredElders: null }],
      ['u3', { status: 'unknown', share: null, uncoveredElders: null }],
      ['u4', { status: 'covered', share: 1, uncoveredElders: null }],
    ]);
    expect(legendOfEvidence(open({ parts: PARTS }).result)).toBe('items');
  });

  it('is pass, fail or unknown where the row asks for one thing, and of the level of the row', () => {
    const { areas: shown } = createEvidence(open({}), summary, run);
    expect([...shown].map(([id, { status }]) => [id, status])).toEqual([
      ['u1', 'lacking'],
      ['u2', 'lacking'],
      ['u3', 'unknown'],
      ['u4', 'covered'],
    ]);
    expect(legendOfEvidence(open({}).result)).toBe('areas');
    expect(legendOfEvidence(open({ unitKind: 'residence', parts: PARTS }).result)).toBe('homes');
    expect(legendOfEvidence(open({ unitKind: 'facility' }).result)).toBe('none');
    expect([levelOfEvidence(open({}).result), levelOfEvidence(open({ unitKind: 'item' }).result)]).toEqual([
      'unit',
      null,
    ]);
  });

  it('paints homes that fail, cannot be told, and pass', () => {
    const homes = { ...summary.homes, ids: ['r1', 'r2', 'r3'] };
    const found = createEvidence(
      open({ unitKind: 'residence', failing: ['r3'], uncertain: ['r1'] }),
      { ...summary, homes },
      { ...run, homes: new Uint8Array(3) },
    );
    expect([...found.homes]).toEqual([HOME_STATES.unplaced, HOME_STATES.inside, 5]);
  });

  it('says nothing of homes where the row is not about them', () => {
    const homes = { ...summary.homes, ids: ['r1', 'r2'] };
    const states = Uint8Array.of(HOME_STATES.inside, HOME_STATES.outside);
    const { homes: shown } = createEvidence(open({}), { ...summary, homes }, { ...run, homes: states });
    expect([...shown]).toEqual([MAP_STATES.none, MAP_STATES.none]);
  });

  it('shows facilities that fail, else those of the types that the row names anywhere', () => {
    const facilities = [
      makeFacility('f1', [118, 32], { types: ['canteen'] }),
      makeFacility('f2', [118, 32], { types: ['pharmacy'], services: ['canteen'] }),
      makeFacility('f3', [118, 32], { types: ['pharmacy'] }),
    ];
    const types = typesOf({ kind: 'x', any: [{ set: { types: ['canteen', 'meal_point'] } }] });
    expect(types).toEqual(new Set(['canteen', 'meal_point']));
    const of = (given: Partial<RequirementResult>) =>
      createEvidence({ ...open(given), types }, makeSummary({ facilities }), run).counting;
    expect(of({})).toEqual(new Set(['f1', 'f2']));
    expect(of({ unitKind: 'facility', failing: ['f3'] })).toEqual(new Set(['f3']));
  });

  it('while a unit is listed, fills what is chosen of the finest level and gives no verdict', () => {
    const {
      areas: shown,
      counting,
      homes,
    } = createPicking(summary, { ...run, homes: Uint8Array.of(1, 2) }, new Set(['c2']));
    expect([...shown].map(([id, { status }]) => [id, status])).toEqual([
      ['c1', 'empty'],
      ['c2', 'covered'],
      ['c3', 'empty'],
    ]);
    expect([counting.size, [...homes]]).toEqual([0, [0, 0]]);
  });

  it('draws links between facilities that are there', () => {
    const facilities = [makeFacility('f1', [118, 32]), makeFacility('f2', [-58, -34])];
    const link = (from: string, to: string) => ({ from, to, metres: 1, isStated: false });
    expect(createLinks([link('f1', 'f2'), link('f1', 'gone')], facilities)).toEqual([
      [
        [118, 32],
        [-58, -34],
      ],
    ]);
  });
});

describe('the tool that lists units', () => {
  it('offers communities by subdistrict, found by name, code or subdistrict, and says who holds them', () => {
    expect(listMembers(summary, '')).toEqual([
      {
        group: '东街道',
        areas: [
          { id: 'c1', name: '河社区', within: '大' },
          { id: 'c3', name: '湖社区', within: '' },
        ],
      },
      { group: '西街道', areas: [{ id: 'c2', name: '山社区', within: '大' }] },
    ]);
    const found = (text: string) => listMembers(summary, text).flatMap((group) => group.areas.map(({ id }) => id));
    expect([found('湖'), found(' C2 '), found('东'), found('没有')]).toEqual([['c3'], ['c2'], ['c1', 'c3'], []]);
    expect(listMembers({ ...summary, level: 'unit' }, '')).toEqual([]);
  });

  it('gives a unit an id that no area has', () => {
    expect(createUnitId({ areas: [] })).toBe('unit-1');
    expect(createUnitId({ areas: [makeAreaSummary('unit-1'), makeAreaSummary('unit-3')] })).toBe('unit-2');
  });

  it('is for rows that test units, wherever they say so', () => {
    const composition = (level: 'unit' | 'subdistrict') => ({
      kind: 'service_composition' as const,
      scope: { units: { level } },
      required: [],
    });
    expect([asksForUnits(composition('unit')), asksForUnits(composition('subdistrict'))]).toEqual([true, false]);
    expect(asksForUnits({ ...PRESENCE, units: { level: 'unit' } } as typeof PRESENCE)).toBe(true);
    expect([asksForUnits(PRESENCE), asksForUnits({ kind: 'reported_value' })]).toEqual([false, false]);
    const where = { field: 'setting', is: 'urban' };
    expect([
      isPartialLevel(PRESENCE),
      isPartialLevel({ ...PRESENCE, units: { level: 'unit', where } } as typeof PRESENCE),
    ]).toEqual([false, true]);
  });
});

describe('the tiers of a network', () => {
  const chain = {
    tiers: [
      { name: { zh: '厨房', en: 'kitchens' }, ids: ['k1', 'k2'], perhaps: [] },
      { name: { zh: '食堂', en: 'canteens' }, ids: ['c1', 'c2', 'k2'], perhaps: ['x'] },
    ],
    links: [
      { from: 'c1', to: 'k1', metres: 200, isStated: false },
      { from: 'c2', to: 'k1', metres: 900, isStated: true },
    ],
  };
  const facilities = [
    { id: 'k1', name: '一号厨房' },
    { id: 'c1', name: '' },
  ];

  it('list each facility with its supplier, the farthest first, and how many it supplies', () => {
    const [top, below] = listTiers(chain, facilities);
    expect(top?.members).toMatchObject([
      { id: 'k1', name: '一号厨房', supplier: null, supplies: 2 },
      { id: 'k2', name: 'k2', supplier: null, supplies: 0 },
    ]);
    expect(
      below?.members.map(({ id, supplier }) => [id, supplier?.name, supplier?.metres, supplier?.isStated]),
    ).toEqual([
      ['c2', '一号厨房', 900, true],
      ['c1', '一号厨房', 200, false],
      ['k2', undefined, undefined, undefined],
    ]);
    expect([below?.perhaps, below?.members[1]?.name]).toEqual([1, 'c1']);
  });

  it('have those that nobody supplies first', () => {
    const [, below] = listTiers({ ...chain, links: chain.links.slice(0, 1) }, facilities);
    expect(below?.members.map(({ id }) => id)).toEqual(['c2', 'c1', 'k2']);
  });
});

describe('the table of reported figures', () => {
  const asked = makeRow('B', { kind: 'reported_value' }, { unit: 'beds', target: { comparator: '>=', value: 40 } });
  const pack = makePack([makeRow('A', PRESENCE), asked, makeRow('C', PRESENCE)]);
  const rows = listRows(pack, runPack(pack, makeTown([])));
  const figure = (requirementId: string, value: ReportedFigure['value'], date = ''): ReportedFigure => ({
    requirementId,
    value,
    source: '公报',
    date,
    attributes: {},
  });

  it('has the rows that no map can judge, and those with a figure, each with its newest', () => {
    const shown = (figures: ReportedFigure[]) =>
      listReportedRows(rows, figures).map(({ requirement, figure: own }) => [requirement.id, own?.value]);
    expect(shown([])).toEqual([['B', undefined]]);
    expect(shown([figure('C', '90%', '2025-01-01'), figure('C', '80%', '2024-01-01'), figure('Z', 1)])).toEqual([
      ['B', undefined],
      ['C', '90%'],
    ]);
  });

  it('keeps a line only with a readable figure and a source; a blank one is none', () => {
    const draft = (value: string, source: string) => checkDraft({ value, source, date: '' }, 'percent');
    expect([draft('98.5%', '公报'), draft(' ', ' ')]).toEqual([null, null]);
    expect([draft('', '公报'), draft('约九成', '公报'), draft('98', ' ')]).toEqual([
      'no_value',
      'unreadable',
      'no_source',
    ]);
    expect(checkDraft({ value: '是', source: '公报', date: '' }, 'done')).toBeNull();
    expect(draftOf(figure('B', 0, '2025'))).toEqual({ value: '0', source: '公报', date: '2025' });
    expect(draftOf(null)).toEqual({ value: '', source: '', date: '' });
  });

  it('goes out with every line, and comes back without our own columns', () => {
    const template = createTemplate(listReportedRows(rows, []), 'zh');
    expect(template[0]).toEqual(['指标编号', '数值', '来源', '日期', '指标', '单位', '目标值']);
    expect(template[1]).toEqual(['B', null, null, null, '文字', '张', '不低于 40 张']);
    const back = tidyFigures([
      { ...figure('B', '50', '2024'), attributes: { 指标: '文字', Unit: 'beds', 填表人: '王' } },
      figure('B', '60', '2023'),
    ]);
    expect(back).toEqual([{ ...figure('B', '50', '2024'), attributes: { 填表人: '王' } }]);
  });
});

describe('names of parts', () => {
  it('are put into words where they are type codes', () => {
    expect(nameOfPart({ zh: 'day_care', en: 'day_care' }, 'zh')).toBe('日间照料中心');
    expect(nameOfPart({ zh: 'canteen;meal_point', en: 'canteen;meal_point' }, 'en')).toBe(
      'canteen for elders, meal point',
    );
    expect(nameOfPart({ zh: '记忆家园', en: 'memory home' }, 'en')).toBe('memory home');
  });
});
