/** A report of every kind of block, by hand; and a small place whose report is made by the program. */
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { finish, type Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import type { Report, ReportInput } from '../../src/report/model.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><circle r="9"/></svg>';

export function makeReport(locale: Locale): Report {
  return {
    locale,
    title: '评估报告 & <report>',
    place: '示例区',
    facts: [{ name: '数据年份', value: '2025' }],
    sections: [
      {
        id: 'summary',
        title: '一、总体结论',
        blocks: [
          { kind: 'paragraph', text: '正文', tone: 'lead' },
          { kind: 'heading', text: '（一）要点' },
          { kind: 'list', items: ['其一', '其二'] },
          { kind: 'figure', figure: { id: 'map', caption: '图 1', text: '一张地图', svg, width: 400, height: 300 } },
          { kind: 'paragraph', text: '提示一句', tone: 'note' },
        ],
      },
      {
        id: 'gaps',
        title: '二、服务缺口',
        blocks: [
          {
            kind: 'table',
            table: {
              id: 'gaps: day/care [long name of a sheet]',
              caption: '表 1',
              columns: [
                { header: '社区', format: 'text', width: 20 },
                { header: '老年人', format: 'integer', width: 8 },
                { header: '覆盖率', format: 'share', width: 8 },
                { header: '指标', format: 'percent', width: 8 },
                { header: '距离', format: 'metres', width: 8 },
              ],
              rows: [
                ['=HYPERLINK("http://x")', 1234, 0.8996, 66.67, 999],
                ['+1 社区', '<10', null, 90, null],
                ['第三社区', 0, 0.29, 99.99, 12_345],
              ],
              strong: [0],
              shortenTo: 2,
              note: '表注',
            },
          },
          {
            kind: 'table',
            table: {
              id: 'gaps: day/care [long name of a street]',
              caption: '表 2',
              columns: [{ header: '名称', format: 'text', width: 200 }],
              rows: [['宽表']],
            },
          },
        ],
      },
    ],
  };
}

/** Day care in the south; the northern community has 3 elders, its sibling 40, one home is of nobody knows how many. */
export function makePlace(): Project {
  const [west, south] = [120.95, 31.38];
  const band = (from: number) => box(west, south + from, west + 0.02, south + from + 0.01);
  const home = (id: string, north: number, elders: number | null, areaId: string) =>
    makeResidence(id, [west + 0.01, south + north], { elders, areaId, name: `小区${id}` });
  return makeProject({
    year: 2025,
    areas: [
      makeArea('town', { level: 'subdistrict', name: '河街道' }),
      makeArea('south', { parentId: 'town', polygon: band(0), name: '南社区' }),
      makeArea('middle', { parentId: 'town', polygon: band(0.01) }),
      makeArea('north', { parentId: 'town', polygon: band(0.02) }),
      makeArea('east', { parentId: 'town', polygon: null }),
    ],
    residences: [
      home('a', 0.004, 120, 'south'),
      home('b', 0.015, 40, 'middle'),
      home('c', 0.025, 3, 'north'),
      home('d', 0.005, null, 'south'),
      home('e', 0.006, 90, 'east'),
    ],
    facilities: [makeFacility('f', [west + 0.01, south + 0.005], { name: '日间照料中心' })],
  });
}

export function makeInput(given: Partial<ReportInput> = {}): ReportInput {
  const project = given.project ?? makePlace();
  const options = { areaShares: false, residences: true, sensitivity: true };
  const evaluation = finish(evaluate(project, createSettings(project), options));
  return {
    locale: 'zh',
    project,
    evaluation,
    packs: [],
    sensitivity: evaluation.sensitivity ?? [],
    earlier: null,
    scenario: null,
    date: '2026-01-31',
    isPublic: false,
    ...given,
  };
}
