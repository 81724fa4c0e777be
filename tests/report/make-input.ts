/** A place of five communities whose report can be counted on fingers; all names are in one language. */
import type { Requirement, RequirementResult, StandardPack, StandardResult } from '../../src/core/standards/types.ts';
import type { AreaResult, AreaServiceResult, Evaluation, LocalName, Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import type { Block, Figure, Report, ReportInput, Section, Table } from '../../src/report/model.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';
import { DAY_CARE, makePack, makeRow } from '../core/standards/make-pack.ts';

const NAMES = {
  zh: {
    east: '东街道',
    west: '西街道',
    a: '甲社区',
    b: '乙社区',
    c: '丙社区',
    d: '丁社区',
    e: '戊社区',
    source: '台账',
    licence: '公开',
  },
  en: {
    east: 'East',
    west: 'West',
    a: 'Ash',
    b: 'Birch',
    c: 'Cedar',
    d: 'Dill',
    e: 'Elm',
    source: 'register',
    licence: 'open',
  },
} as const;

/** Elders of the communities and of those who have day care and meals within the limit: 590 and 700 of 1,000. */
const COUNTS = {
  a: { elders: 400, dayCare: 400, meals: 100 },
  b: { elders: 300, dayCare: 150, meals: 300 },
  c: { elders: 200, dayCare: 40, meals: 200 },
  d: { elders: 6, dayCare: 0, meals: 6 },
  e: { elders: 94, dayCare: 0, meals: 94 },
} as const;
type Place = keyof typeof COUNTS;
const PLACES: readonly Place[] = ['a', 'b', 'c', 'd', 'e'];
export const EAST: readonly Place[] = ['a', 'b'];

function makePlace(locale: Locale): Project {
  const names = NAMES[locale];
  const square = (place: Place) => {
    const west = 118.7 + 0.02 * PLACES.indexOf(place);
    return box(west, 32, west + 0.02, 32.03);
  };
  return makeProject({
    name: { zh: '试验区', en: 'Test district' },
    year: 2025,
    areas: [
      makeArea('east', { name: names.east, level: 'subdistrict', polygon: box(118.7, 32, 118.74, 32.03) }),
      makeArea('west', { name: names.west, level: 'subdistrict', polygon: box(118.74, 32, 118.8, 32.03) }),
      ...PLACES.map((place) =>
        makeArea(place, {
          name: names[place],
          parentId: EAST.includes(place) ? 'east' : 'west',
          polygon: square(place),
        }),
      ),
    ],
    residences: PLACES.map((place, i) =>
      makeResidence(`home-${place}`, [118.71 + 0.02 * i, 32.015], { areaId: place, elders: COUNTS[place].elders }),
    ),
    facilities: [
      makeFacility('f1', [118.71, 32.012]),
      makeFacility('f2', [118.77, 32.012], { types: ['canteen'] }),
      makeFacility('f3', [118.75, 32.012], { status: 'under_construction', opened: 2027 }),
    ],
    sources: [
      { layer: 'facilities', title: names.source, licence: names.licence, date: '2025-06-30' },
      { layer: 'areas', title: names.source, licence: names.licence, date: '2025-06-30' },
      { layer: 'residences', title: names.source, licence: names.licence, date: '' },
    ],
  });
}

function serviceOf(elders: number, covered: number): AreaServiceResult {
  const share = covered / elders;
  const status = share >= 0.9 ? 'covered' : share >= 0.5 ? 'partial' : 'lacking';
  return {
    eldersCovered: covered,
    eldersShare: share,
    areaShare: null,
    meanMetres: 1234.4,
    worstMetres: 2000,
    status,
    reason: status !== 'lacking' ? null : covered > 0 ? 'too_few' : 'none_in_reach',
  };
}

function sumArea(id: string, name: string, level: AreaResult['level'], places: readonly Place[]): AreaResult {
  const sum = (key: 'elders' | 'dayCare' | 'meals'): number =>
    places.reduce((all, place) => all + COUNTS[place][key], 0);
  const elders = sum('elders');
  return {
    id,
    name,
    level,
    elders,
    services: { day_care: serviceOf(elders, sum('dayCare')), meals: serviceOf(elders, sum('meals')) },
  };
}

export function makeEvaluation(locale: Locale, given: Partial<Evaluation> = {}): Evaluation {
  const names = NAMES[locale];
  const total = (eldersCovered: number) => ({
    facilities: 1,
    limitMetres: 1000,
    eldersCovered,
    eldersShare: eldersCovered / 1000,
    areaShare: null,
    homesCovered: 2,
    facilitiesUnplaced: 0,
    meanMetres: 1234,
    medianMetres: 1200,
    worstMetres: 2000,
    unreachableElders: 0,
  });
  return {
    format: 'care-circle-evaluation',
    version: 1,
    settings: {
      mode: 'straight',
      speedMetresPerSecond: 1,
      snapLimitMetres: 200,
      incompleteShare: 0.2,
      leastStreetMetresPerHectare: 60,
      year: 2025,
      limits: { day_care: { metres: 1000 }, meals: { metres: 900, minutes: 15 } },
      pipeline: false,
      bands: { covered: 0.9, lacking: 0.5 },
    },
    totals: { residences: 5, elders: 1000, unplacedElders: 0, estimatedElders: 0, residencesWithoutElders: 0 },
    services: { day_care: total(590), meals: { ...total(700), limitMetres: 900 } },
    areas: [
      sumArea('east', names.east, 'subdistrict', EAST),
      sumArea('west', names.west, 'subdistrict', ['c', 'd', 'e']),
      ...PLACES.map((place) => sumArea(place, names[place], 'community', [place])),
    ],
    problems: [],
    ...given,
  };
}

/** One language in both places, so that a text of the other language shows. */
function local(zh: string, en: string): LocalName {
  return { zh, en };
}

export const ROWS: Requirement[] = [
  makeRow(
    'R1',
    { kind: 'presence_share', units: { level: 'community' }, sets: [DAY_CARE], combine: 'any', meaning: 'built' },
    {
      force: 'binding',
      year: 2025,
      text: local('社区日间照料全覆盖', 'day care in every community'),
    },
  ),
  makeRow(
    'R2',
    { kind: 'count_total', set: DAY_CARE },
    { force: 'goal', unit: 'count', text: local('两处照料中心', 'two centres') },
  ),
  makeRow('R3', { kind: 'reported_value' }, { force: 'binding', text: local('能力评估', 'assessment') }),
  makeRow('R4', { kind: 'reported_value' }, { sameAs: ['R1'], text: local('再次写明全覆盖', 'coverage once more') }),
  makeRow('R5', { kind: 'reported_value' }, { target: null, text: local('鼓励互助', 'mutual help') }),
  makeRow('R6', { kind: 'count_total', set: DAY_CARE }, { text: local('星级设施', 'graded places') }),
  makeRow('R7', { kind: 'count_total', set: DAY_CARE }, { text: local('用房达标', 'care rooms') }),
];

export function makeResult(id: string, given: Partial<RequirementResult>): RequirementResult {
  return {
    id,
    state: 'unknown',
    source: 'computed',
    value: null,
    low: null,
    high: null,
    unit: 'percent',
    target: 100,
    comparator: '>=',
    margin: null,
    year: null,
    judgedIn: 2025,
    later: null,
    steps: [],
    unitKind: null,
    failing: [],
    uncertain: [],
    elders: null,
    heads: null,
    missing: [],
    parts: [],
    flags: [],
    readings: [],
    reported: null,
    baseline: null,
    sameAs: [],
    four: null,
    ...given,
  };
}

function figure(value: number, lacking: string[]) {
  return { value, low: value, high: value, lacking };
}

const MISSED = { state: 'not_met', value: 60, low: 60, high: 60, margin: -40, unitKind: 'community' } as const;

export const RESULTS: RequirementResult[] = [
  makeResult('R1', {
    ...MISSED,
    year: 2025,
    failing: ['c', 'd'],
    elders: 206,
    reported: { value: '95', source: '张某 13912345678', date: '2025-12-01' },
    baseline: { id: 'B1', value: 50, unit: '%', year: 2020 },
    four: {
      built: figure(60, ['c', 'd']),
      run: figure(80, ['d']),
      walk: figure(40, ['b', 'c', 'd']),
      eldersWalk: figure(59, ['c', 'd', 'e']),
      cuts: [],
    },
  }),
  makeResult('R2', { state: 'met', unit: 'count', value: 3, low: 3, high: 3, target: 2, margin: 1 }),
  makeResult('R3', { source: 'reported', missing: ['reported'] }),
  makeResult('R4', { ...MISSED, flags: ['repeat'], sameAs: ['R1'], failing: ['c', 'd'], elders: 206 }),
  makeResult('R5', { state: 'no_target', target: null, comparator: null, source: 'reported', missing: ['reported'] }),
  makeResult('R6', { low: 10, high: 100, missing: ['facilities.grade'] }),
  makeResult('R7', { state: 'not_met', low: 18.04, high: 71.65, missing: ['residences.care_room_m2'] }),
];

export function makeStandard(): { pack: StandardPack; result: StandardResult } {
  const title = local('试验规划', 'Test plan');
  const counts = { all: 7, met: 1, not_met: 3, unknown: 2, no_target: 1, computed: 5, reported: 2 };
  return {
    pack: makePack(ROWS, {
      title,
      parameters: [
        {
          id: 'near',
          name: local('毗邻', 'adjacent'),
          value: 100,
          unit: local('米', 'm'),
          why: local('未写', 'not said'),
        },
      ],
    }),
    result: {
      id: 'test',
      title,
      status: 'issued',
      parameters: { near: 150 },
      requirements: RESULTS,
      counts,
      countsOnce: { ...counts, all: 6, not_met: 2, computed: 4 },
    },
  };
}

export function makeInput(given: Partial<ReportInput> = {}): ReportInput {
  const locale = given.locale ?? 'zh';
  const { pack, result } = makeStandard();
  const row = (change: 'none' | 'limit', metres: number, dayCare: number, lacking: number) => ({
    change,
    value: change === 'none' ? null : metres,
    limitMetres: { day_care: metres, meals: metres },
    services: {
      day_care: { eldersShare: dayCare, lacking, unknown: 0 },
      meals: { eldersShare: 0.7, lacking: 1, unknown: 0 },
    },
  });
  return {
    locale,
    project: makePlace(locale),
    evaluation: makeEvaluation(locale, { standards: [result] }),
    packs: [pack],
    sensitivity: [row('none', 1000, 0.59, 3), row('limit', 500, 0.2, 5)],
    earlier: null,
    scenario: null,
    date: '2026-01-15',
    isPublic: false,
    ...given,
  };
}

/** The same with the last community's homes made up. */
export function withEstimates(input: ReportInput): ReportInput {
  const { evaluation } = input;
  return {
    ...input,
    evaluation: {
      ...evaluation,
      totals: { ...evaluation.totals, estimatedElders: 94 },
      problems: [
        {
          code: 'elders_estimated',
          severity: 'note',
          layer: 'areas',
          file: null,
          row: null,
          id: 'e',
          column: null,
          value: 12,
          action: 'changed',
          elders: 94,
        },
      ],
    },
  };
}

export function findSection(report: Report, id: string): Section {
  const section = report.sections.find((each) => each.id === id);
  if (!section) throw new Error(`no section ${id}`);
  return section;
}

function blocksOf(source: Report | Section): Block[] {
  return 'sections' in source ? source.sections.flatMap(({ blocks }) => blocks) : source.blocks;
}

export function tablesOf(source: Report | Section): Table[] {
  return blocksOf(source).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

export function figuresOf(source: Report | Section): Figure[] {
  return blocksOf(source).flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
}

export function paragraphsOf(source: Report | Section): string[] {
  return blocksOf(source).flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'heading' ? [block.text] : block.kind === 'list' ? block.items : [],
  );
}

/** Everything a reader can read, texts in figures included. */
export function textsOf(report: Report): string[] {
  const inFigures = figuresOf(report).flatMap(({ svg, caption, text }) => [
    caption,
    text,
    ...[...svg.matchAll(/<(?:text|title)[^>]*>([^<]*)</g)].map(([, inner]) => inner ?? ''),
  ]);
  const inTables = tablesOf(report).flatMap(({ id, caption, columns, rows, note }) => [
    id,
    caption,
    note ?? '',
    ...columns.map(({ header }) => header),
    ...rows.flat().filter((cell): cell is string => typeof cell === 'string'),
  ]);
  return [
    report.title,
    report.place,
    ...report.facts.flatMap(({ name, value }) => [name, value]),
    ...report.sections.map(({ title }) => title),
    ...paragraphsOf(report),
    ...inTables,
    ...inFigures,
  ];
}
