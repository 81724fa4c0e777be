import { describe, expect, it } from 'vitest';
import { createReport } from '../../src/report/create-report.ts';
import { deepFreeze } from '../core/make.ts';
import {
  figuresOf,
  findSection,
  makeEvaluation,
  makeInput,
  makeStandard,
  paragraphsOf,
  tablesOf,
  textsOf,
  withEstimates,
} from './make-input.ts';

const report = createReport(makeInput());
const english = createReport(makeInput({ locale: 'en' }));
const section = (id: string) => findSection(report, id);

describe('the report as a whole', () => {
  it('says on its cover what was tested, when, by which measure and against what', () => {
    expect(report.place).toBe('试验区');
    const facts = Object.fromEntries(report.facts.map(({ name, value }) => [name, value]));
    expect(facts).toEqual({
      报告日期: '2026年1月15日',
      数据年份: '2025 年',
      数据日期: '养老设施、统计单元 2025年6月30日；居住小区 未注明日期',
      测算方式: '直线距离（没有使用步行路网）',
      '服务半径：日间照料': '直线 1 公里；若按直线走、步速每秒 1.0 米，约 16.7 分钟，实际绕行更久',
      '服务半径：助餐': '15 分钟；按步速每秒 1.0 米，合 900 米',
      '在建、立项、储备设施': '不计入',
      对照的规划文件: '《试验规划》（2021—2025 年、已印发）',
    });
  });

  it('numbers sections, headings, tables and figures, in Chinese as official papers do', () => {
    expect(report.sections.map(({ title }) => title)).toEqual([
      '一、总体结论',
      '二、指标完成情况',
      '三、同一个“覆盖”，四种算法',
      '四、服务缺口',
      '五、分街道（镇）情况',
      '六、结论随测算条件的变化',
      '七、未能判定的指标及所缺资料',
      '附件 1　指标逐条对照表',
      '附件 2　数据质量',
      '附件 3　测算方法与数据许可',
    ]);
    expect(paragraphsOf(section('gaps'))).toEqual(expect.arrayContaining(['（一）日间照料', '（二）助餐']));
    expect(paragraphsOf(findSection(english, 'gaps'))).toEqual(expect.arrayContaining(['4.1 Day care', '4.2 Meals']));
    const tables = tablesOf(report).map(({ caption }) => caption.split('　')[0]);
    expect(tables).toEqual(tables.map((_, place) => `表 ${place + 1}`));
    expect(figuresOf(english).map(({ caption }) => caption.split('.')[0])).toEqual(
      figuresOf(english).map((_, place) => `Figure ${place + 1}`),
    );
  });

  it('has one cell for every column, and no two tables or figures of one id', () => {
    for (const table of tablesOf(report)) {
      for (const row of table.rows) expect(row, table.id).toHaveLength(table.columns.length);
      for (const place of table.strong ?? []) expect(table.rows[place], table.id).toBeDefined();
    }
    for (const ids of [tablesOf(report).map(({ id }) => id), figuresOf(report).map(({ id }) => id)]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('changes nothing of what it is made from, and is the same when made again', () => {
    const input = deepFreeze(makeInput());
    expect(createReport(input)).toEqual(report);
  });

  it('refuses packs that are not those of the evaluation', () => {
    expect(() => createReport(makeInput({ packs: [] }))).toThrow(/pack of test/);
  });

  it('goes without documents, areas and sources', () => {
    const { standards: _, ...evaluation } = makeEvaluation('zh', { areas: [] });
    const { project } = makeInput();
    const bare = createReport(
      makeInput({
        evaluation,
        packs: [],
        sensitivity: [],
        project: { ...project, areas: [], sources: [], residences: [] },
      }),
    );
    expect(bare.sections.map(({ id }) => id)).toEqual([
      'summary',
      'gaps',
      'subdistricts',
      'sensitivity',
      'untested',
      'quality',
      'method',
    ]);
    expect(figuresOf(bare)).toEqual([]);
    expect(paragraphsOf(findSection(bare, 'untested'))).toEqual(['没有对照规划文件。']);
    expect(paragraphsOf(findSection(bare, 'method')).at(-1)).toBe('数据没有注明来源和许可，公开前请核实。');
  });

  it('has no word of the other language beyond ids', () => {
    const foreign = textsOf(report).filter((text) => /[A-Za-z]{2,}/.test(text));
    expect(foreign).toEqual([]);
    const chinese = textsOf(english).filter((text) => /\p{Script=Han}/u.test(text));
    // The source of a reported figure is the user's own text.
    expect(chinese.every((text) => text.includes('张某'))).toBe(true);
  });
});

describe('the summary', () => {
  it('says of each service how many elders of how many have it, and how many communities lack it', () => {
    const sentences = paragraphsOf(section('summary'));
    expect(sentences[0]).toBe(
      '日间照料中心：全部 1,000 名老年人中，590 名（59.0%）直线 1 公里以内有。有结论的 5 个社区（村）中，3 个服务空白或覆盖不足。',
    );
    expect(sentences[1]).toBe(
      '助餐（助餐点、食堂、助餐中心）：全部 1,000 名老年人中，700 名（70.0%）直线 15 分钟（900 米）以内有。有结论的 5 个社区（村）中，1 个服务空白或覆盖不足。',
    );
    expect(paragraphsOf(findSection(english, 'summary'))[0]).toBe(
      'Day care: of 1,000 elders, 590 (59.0%) have one within 1 km in a straight line. 3 of the 5 communities that can be judged have none or too few in reach.',
    );
  });

  it('scores the document with repeats taken once, binding targets apart', () => {
    expect(paragraphsOf(section('summary'))[2]).toBe(
      '对照《试验规划》的 6 项要求（重复表述只算一次）：已达到 1 项；按所载数据测算尚未达到 2 项；资料不足无法判定 2 项；未设指标值 1 项。' +
        '约束性指标 2 项，其中已达到 0 项，按所载数据测算尚未达到 1 项，其余 1 项无法判定或未设指标值。',
    );
  });

  it('names binding targets that are missed, and the communities with most elders not covered', () => {
    const sentences = paragraphsOf(section('summary'));
    expect(sentences).toContain('R1 社区日间照料全覆盖：现状 60%，指标值不低于 100%');
    expect(sentences).toContain('日间照料：丙社区（160 人）、戊社区（94 人）、丁社区（6 人）');
    expect(sentences).toContain('助餐：甲社区（300 人）');
  });

  it('says about, with two digits towards failing, wherever estimated homes are counted', () => {
    const estimated = createReport(withEstimates(makeInput()));
    const [first] = paragraphsOf(findSection(estimated, 'summary'));
    expect(first).toContain('约 590 名（约 59%）');
    expect(paragraphsOf(findSection(estimated, 'summary'))).toContain(
      '其中约 94 名老年人只知所在社区、不知住处，位置为估算；凡含估算的数字写“约”，取两位有效数字。',
    );
    const [gaps] = tablesOf(findSection(estimated, 'gaps'));
    expect(gaps?.rows.map((row) => row[4])).toEqual([160, '约 94', 6]);
    // Where nothing is estimated no figure is about.
    expect(textsOf(report).filter((text) => text.includes('约 ') && !text.includes('步速'))).toEqual([]);
  });
});

describe('the targets', () => {
  it('counts verdicts by force, repeats once', () => {
    const [forces] = tablesOf(section('targets'));
    expect(forces?.rows).toEqual([
      ['约束性', 2, 0, 1, 1, 0],
      ['目标', 1, 1, 0, 0, 0],
      ['任务', 3, 0, 1, 1, 1],
      ['合计', 6, 1, 2, 2, 1],
    ]);
  });

  it('lists what is missed, binding ones first and set off, with what is short', () => {
    const [, missed] = tablesOf(section('targets'));
    expect(missed?.rows).toEqual([
      ['R1', '社区日间照料全覆盖', '约束性', '60%', '不低于 100%', '还差 40 个百分点', '2 个社区（村）', 206],
      ['R7', '用房达标', '任务', '18% 至 71.6%', '不低于 100%', '至少还差 28.4 个百分点', null, null],
    ]);
    expect(missed?.strong).toEqual([0]);
  });

  it('has every row in the annex, repeats included, with verdict, source and where it stands', () => {
    const [table] = tablesOf(section('indicators'));
    expect(table?.rows.map((row) => row[0])).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7']);
    const states = table?.rows.map((row) => row[7]);
    expect(states).toEqual([
      '按所载数据测算尚未达到',
      '已达到',
      '资料不足无法判定',
      '按所载数据测算尚未达到',
      '未设指标值',
      '资料不足无法判定',
      '按所载数据测算尚未达到',
    ]);
    expect(table?.rows.map((row) => row[8])).toEqual([
      '测算值',
      '测算值',
      '待填报',
      '测算值',
      '待填报',
      '测算值',
      '测算值',
    ]);
    expect(table?.rows[3]?.[9]).toBe('与 R1 重复，合计时只算一次');
    expect(table?.strong).toEqual([0]);
  });

  it('sets the reported figure beside four computed ones and names the units that differ', () => {
    const [four] = tablesOf(section('four'));
    expect(four?.rows).toEqual([
      ['R1', '社区日间照料全覆盖', '95', '60%', '80%', '40%', '59%', '2 个：乙社区、丙社区'],
    ]);
  });

  it('tells what is missing and which rows it would settle', () => {
    const [table] = tablesOf(section('untested'));
    expect(table?.rows.map((row) => row.slice(1))).toEqual([
      [1, 1, 'R3'],
      [1, 0, 'R6'],
    ]);
    expect(table?.rows[0]?.[0]).toBe('填报值：地图和台账给不出，需要主管部门填报');
    expect(table?.rows[1]?.[0]).toContain('等级');
    expect(paragraphsOf(section('untested'))[0]).toMatch(/^2 项要求因资料不足无法判定/);
  });

  it('marks tables of several documents apart', () => {
    const { pack, result } = makeStandard();
    const both = createReport(
      makeInput({
        packs: [pack, { ...pack, id: 'other' }],
        evaluation: makeEvaluation('zh', { standards: [result, { ...result, id: 'other' }] }),
      }),
    );
    const ids = tablesOf(both).map(({ id }) => id);
    expect(ids).toContain('尚未达到 2');
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('gaps and subdistricts', () => {
  it('lists the communities that lack a service by elders not covered, with the other service lacking too', () => {
    const [dayCare, meals] = tablesOf(section('gaps'));
    expect(dayCare?.rows).toEqual([
      [1, '丙社区', '西街道', 200, 160, 0.2, 1234, '覆盖不足', null],
      [2, '戊社区', '西街道', 94, 94, 0, 1234, '服务空白', null],
      [3, '丁社区', '西街道', 6, 6, 0, 1234, '服务空白', null],
    ]);
    expect(meals?.rows).toEqual([[1, '甲社区', '东街道', 400, 300, 0.25, 1234, '覆盖不足', null]]);
  });

  it('says what else a community lacks', () => {
    const evaluation = makeEvaluation('zh');
    const [lacking] = evaluation.areas.filter(({ id }) => id === 'c');
    const service = lacking?.services['day_care'];
    if (!lacking || !service) throw new Error('no community c');
    lacking.services['meals'] = { ...service };
    const { standards: _, ...without } = evaluation;
    const [dayCare] = tablesOf(findSection(createReport(makeInput({ evaluation: without, packs: [] })), 'gaps'));
    expect(dayCare?.rows[0]?.at(-1)).toBe('助餐');
  });

  it('shortens a long list in the document only', () => {
    const evaluation = makeEvaluation('zh');
    const [c] = evaluation.areas.filter(({ id }) => id === 'c');
    if (!c) throw new Error('no community c');
    const many = Array.from({ length: 40 }, (_, i) => ({ ...c, id: `c${i}`, name: `丙${i}` }));
    const long = createReport(
      makeInput({ evaluation: { ...evaluation, areas: [...evaluation.areas, ...many] }, packs: [] }),
    );
    const [dayCare] = tablesOf(findSection(long, 'gaps'));
    expect(dayCare?.rows).toHaveLength(43);
    expect(dayCare?.shortenTo).toBe(30);
  });

  it('sums up by subdistrict, with the whole place below', () => {
    const [table] = tablesOf(section('subdistricts'));
    expect(table?.rows).toEqual([
      ['东街道', 2, 700, 550 / 700, 0, 400 / 700, 1],
      ['西街道', 3, 300, 40 / 300, 3, 1, 0],
      ['合计', 5, 1000, 0.59, 3, 0.7, 1],
    ]);
  });

  it('tells how the result depends on the conditions', () => {
    expect(paragraphsOf(section('sensitivity'))).toContain('日间照料的覆盖率在 20.0% 至 59.0% 之间。');
    const [table] = tablesOf(section('sensitivity'));
    expect(table?.rows).toEqual([
      ['本次测算（日间照料 1 公里、助餐 15 分钟（900 米））', 0.59, 3, 0.7, 1],
      ['半径 500 米', 0.2, 5, 0.7, 1],
    ]);
  });
});

describe('changes since an earlier evaluation', () => {
  const { result } = makeStandard();
  const earlier = makeEvaluation('zh', {
    standards: [
      {
        ...result,
        requirements: result.requirements.map((row) => (row.id === 'R2' ? { ...row, state: 'not_met' } : row)),
      },
    ],
  });
  earlier.settings.limits['day_care'] = { metres: 800 };
  const dayCare = earlier.services['day_care'];
  const before = earlier.areas.find(({ id }) => id === 'b')?.services['day_care'];
  if (!dayCare || !before) throw new Error('no service');
  dayCare.eldersShare = 0.5;
  before.status = 'lacking';
  const changes = findSection(createReport(makeInput({ earlier })), 'changes');

  it('tells shares, communities and verdicts that differ, and nothing else', () => {
    const [shares, areas, states] = tablesOf(changes);
    expect(shares?.rows).toEqual([
      ['日间照料', 0.5, 0.59, '+9.0 个百分点'],
      ['助餐', 0.7, 0.7, '0.0 个百分点'],
    ]);
    expect(areas?.rows).toEqual([['乙社区', '东街道', '覆盖不足', '部分覆盖']]);
    expect(states?.rows).toEqual([['R2', '两处照料中心', '按所载数据测算尚未达到', '已达到']]);
  });

  it('says which part of it may come from other conditions', () => {
    expect(paragraphsOf(changes)).toContain('日间照料的半径：上次 800 米，本次 1 公里');
  });
});

describe('the annexes', () => {
  it('counts the data and groups their problems', () => {
    const problem = (id: string, elders: number) => ({
      code: 'elders_unknown' as const,
      severity: 'warning' as const,
      layer: 'residences' as const,
      file: null,
      row: null,
      id,
      column: 'elders',
      value: null,
      action: 'kept' as const,
      elders,
    });
    const input = makeInput();
    const problems = [problem('x', 20), problem('y', 30)];
    const quality = findSection(createReport({ ...input, evaluation: { ...input.evaluation, problems } }), 'quality');
    const [counts, groups] = tablesOf(quality);
    expect(counts?.rows).toEqual(
      expect.arrayContaining([
        ['其中的老年人', 1000],
        ['设施记录（各种状态）', 3],
      ]),
    );
    expect(groups?.rows).toEqual([
      ['请核对', '居住小区', '没有老年人数，不计入人数。请补上；没有老年人请填 0。', 2, 50],
    ]);
  });

  it('tells the values taken for words without a number, as used in this run', () => {
    const tables = tablesOf(section('method'));
    expect(tables[0]?.rows).toEqual([['毗邻', '150 米', '未写']]);
    expect(tables[1]?.rows).toEqual([
      ['养老设施、统计单元', '台账', '公开', '2025年6月30日'],
      ['居住小区', '台账', '公开', '未注明日期'],
    ]);
  });
});
