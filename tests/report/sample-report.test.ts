/** A whole run, computed and not made by hand, against each of our packs, in both languages. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import { finish, type Evaluation, type Project } from '../../src/core/types.ts';
import { loadPack, PACKS } from '../../src/io/standards/packs.ts';
import { createReport } from '../../src/report/create-report.ts';
import { writeReportPage } from '../../src/report/html.ts';
import type { Report } from '../../src/report/model.ts';
import { createRandom, box, makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';
import { figuresOf, findSection, paragraphsOf, tablesOf, textsOf } from './make-input.ts';
import { findFlaw } from './markup.ts';

const COLUMNS = 6;
const TYPES = ['day_care', 'meal_point', 'canteen', 'institution', 'station', 'complex'];

/** 6 by 5 communities in two subdistricts; one is small, one holds elders but no homes. */
function makeTown(): Project {
  const random = createRandom(42);
  const cells = Array.from({ length: 30 }, (_, i) => ({
    id: `c${i}`,
    west: 118.7 + 0.01 * (i % COLUMNS),
    south: 32 + 0.01 * Math.floor(i / COLUMNS),
    parentId: i % COLUMNS < 3 ? 'west' : 'east',
  }));
  const elders = (i: number): number => (i === 4 ? 7 : 100 + Math.floor(random() * 900));
  const communities = cells.map(({ id, west, south, parentId }, i) =>
    makeArea(id, {
      name: `社区${i}`,
      parentId,
      polygon: box(west, south, west + 0.01, south + 0.01),
      elders: i === 9 ? 500 : null,
      setting: i % 2 === 0 ? 'urban' : 'rural',
    }),
  );
  return makeProject({
    name: { zh: '网格区', en: 'Grid' },
    year: 2025,
    areas: [
      makeArea('west', { name: '西街道', level: 'subdistrict' }),
      makeArea('east', { name: '东街道', level: 'subdistrict' }),
      ...communities,
    ],
    residences: cells.flatMap(({ id, west, south }, i) =>
      i === 9 ? [] : [makeResidence(`h${i}`, [west + 0.005, south + 0.005], { areaId: id, elders: elders(i) })],
    ),
    facilities: TYPES.flatMap((type) =>
      [0, 1, 2].map((n) =>
        makeFacility(`${type}-${n}`, [118.7 + random() * 0.06, 32 + random() * 0.05], {
          types: [type],
          name: `设施${n}`,
        }),
      ),
    ),
  });
}

let project: Project;
let packs: StandardPack[];
let evaluation: Evaluation;
let reports: Record<'zh' | 'en', Report>;

beforeAll(async () => {
  project = makeTown();
  packs = (await Promise.all(PACKS.map(({ id }) => loadPack(id)))).filter((pack) => pack !== null);
  const options = { areaShares: false, residences: true, standards: packs, sensitivity: true };
  evaluation = finish(evaluate(project, createSettings(project), options));
  const make = (locale: 'zh' | 'en'): Report =>
    createReport({
      locale,
      project,
      evaluation,
      packs,
      sensitivity: evaluation.sensitivity ?? [],
      earlier: null,
      scenario: null,
      date: '2026-01-15',
      isPublic: false,
    });
  reports = { zh: make('zh'), en: make('en') };
});

describe('the report of a computed run', () => {
  it('has every row of every document in its annex, with the state of the evaluation', () => {
    const tables = tablesOf(findSection(reports.zh, 'indicators'));
    expect(tables).toHaveLength(packs.length);
    const words = new Set(['已达到', '按所载数据测算尚未达到', '资料不足无法判定', '未设指标值']);
    tables.forEach((table, place) => {
      const results = evaluation.standards?.[place]?.requirements ?? [];
      expect(table.rows.map(([id]) => id)).toEqual(results.map(({ id }) => id));
      for (const row of table.rows) expect(words.has(String(row[7])), String(row[0])).toBe(true);
      const met = table.rows.filter((row) => row[7] === '已达到').map(([id]) => id);
      expect(met).toEqual(results.filter(({ state }) => state === 'met').map(({ id }) => id));
    });
  });

  it('settles every open row by exactly one group of missing data', () => {
    const standards = evaluation.standards ?? [];
    const open = standards.flatMap(({ requirements }) =>
      requirements.filter(({ state, flags }) => state === 'unknown' && !flags.includes('repeat')).map(({ id }) => id),
    );
    const told = tablesOf(findSection(reports.zh, 'untested')).flatMap((table) =>
      table.rows.flatMap((row) => String(row.at(-1)).split('、')),
    );
    expect([...told].sort()).toEqual([...open].sort());
  });

  it('counts the communities that lack a service as the evaluation does', () => {
    const [first] = paragraphsOf(findSection(reports.zh, 'summary'));
    const lacking = evaluation.areas.filter(
      ({ level, services }) => level === 'community' && services['day_care']?.status === 'lacking',
    );
    expect(first).toContain(`，${lacking.length} 个服务空白或覆盖不足`);
    expect(tablesOf(findSection(reports.zh, 'gaps'))[0]?.rows).toHaveLength(lacking.length);
    const rows = tablesOf(findSection(reports.zh, 'gaps'))[0]?.rows ?? [];
    const ranks = rows.map((row) => Number(String(row[4]).replace(/[^\d]/g, '')));
    // Rounded estimates may swap neighbours within their two digits.
    ranks.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual((ranks[i] ?? 0) * 1.1));
  });

  it('reads in one language only, ids and the document itself apart', () => {
    const ids = new Set(packs.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
    const rest = (text: string): string => text.replace(/[A-Z]{2}-\d+[a-z]?/g, (id) => (ids.has(id) ? '' : id));
    // Our packs say some names in both languages, such as OpenStreetMap's licence; none of them is a word of three letters.
    const foreign = textsOf(reports.zh).filter((text) => /[a-z]{3,}/.test(rest(text)));
    expect(foreign).toEqual([]);
    const citations = new Set(
      tablesOf(findSection(reports.en, 'indicators')).flatMap(({ rows }) => rows.map((row) => row.at(-1))),
    );
    const chinese = textsOf(reports.en).filter(
      (text) => /\p{Script=Han}/u.test(text.replace(/社区\d+|[东西]街道/g, '')) && !citations.has(text),
    );
    expect(chinese.filter((text) => !text.includes('in its name'))).toEqual([]);
  });

  it('is well-formed as a page and in every figure', () => {
    for (const locale of ['zh', 'en'] as const) {
      for (const { svg, id } of figuresOf(reports[locale])) expect(findFlaw(svg), `${locale} ${id}`).toBeNull();
      const html = writeReportPage(reports[locale]);
      expect(html).not.toMatch(/NaN|undefined|\[object/);
    }
  });

  it('keeps the small community back in public and says the same of all others', () => {
    const open = createReport({
      locale: 'zh',
      project,
      evaluation,
      packs,
      sensitivity: [],
      earlier: null,
      scenario: null,
      date: '2026-01-15',
      isPublic: true,
    });
    const rows = (report: Report) => tablesOf(findSection(report, 'gaps')).flatMap((table) => table.rows);
    const hidden = rows(open).filter((row) => row[3] === '<10' || row[3] === '不公开');
    const shown = rows(open).filter((row) => !hidden.includes(row));
    const all = new Set(rows(reports.zh).map((row) => JSON.stringify(row.slice(1))));
    for (const row of shown) expect(all.has(JSON.stringify(row.slice(1)))).toBe(true);
    for (const row of hidden) expect(row.slice(3, 7)).toEqual(Array.from({ length: 4 }, () => row[3]));
    expect(rows(open)).toHaveLength(rows(reports.zh).length);
  });
});
