import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFacilityType, findTypeInName } from '../../../src/io/columns/facility-types.ts';

/** What the plans call each kind of place, and what ledgers do. */
const NAMES: Record<string, string> = {
  day_care: '日间照料中心 社区日间照料中心 老年人日间照料中心 托老所 日托中心 幸福院 日间照护中心 daycare',
  meal_point: '助餐点 老年人助餐点 社区助餐点 老年餐桌 长者助餐点 助餐服务点 meal_point',
  canteen: '老年食堂 社区食堂 长者食堂 长者饭堂 老年人食堂 敬老食堂',
  meal_center: '区域性助餐中心 助餐中心 老年助餐中心',
  central_kitchen: '中央厨房 中心厨房',
  institution: '养老机构 养老院 护理院 老年公寓 福利院 养护院',
  public_institution: '公办养老机构 公办（护理型）养老机构 公办护理型养老机构',
  rural_home: '敬老院 农村敬老院 特困人员供养服务机构',
  complex: '街道综合养老服务中心 综合养老服务中心 养老服务综合体 综合为老服务中心',
  regional_center: '区域性养老服务中心 街道（乡镇）区域性养老服务中心',
  care_center: '社区照护中心 托养点 长者照护之家',
  station: '社区居家养老服务站 社区嵌入式居家养老服务站 照料中心 居家养老服务站 社区养老服务中心 养老驿站',
  nursing_center: '综合护理中心',
  memory_home: '记忆家园 认知障碍专区',
  rehab_union: '康养联合体',
  device_point: '辅具租赁点 辅具展示点',
  device_wash: '辅具洗消中心',
  adviser_point: '养老顾问点 银发顾问',
  family_center: '家庭赋能中心 家庭照料者培训',
  medical: '社区卫生服务中心 社区卫生服务站 卫生院 村卫生室 医院 诊所',
  activity_room: '老年活动室 老年活动中心',
  home_care_bed: '家庭养老床位 家庭照护床位',
  care_rooms: '社区养老服务用房',
  mutual_point: '互助点 睦邻点',
  time_bank: '时间银行',
  smart_home: '智慧养老院',
  senior_university: '嵌入式老年大学 老年大学',
  senior_classroom: '嵌入式老年课堂 老年课堂',
  guidance_center: '市居家养老服务指导中心 居家养老服务指导中心',
};

const CASES = Object.entries(NAMES).flatMap(([code, words]) => words.split(' ').map((word) => ({ word, code })));

const PLANS = fileURLToPath(new URL('../../../../shared/standards/plans.json', import.meta.url));
const hasPlans = existsSync(PLANS);

describe('a category of a ledger', () => {
  it.each(CASES)('$word is $code', ({ word, code }) => {
    expect(findFacilityType(word)).toBe(code);
  });

  it.each([
    ['社区养老服务中心（A类）', 'station'],
    ['社区养老服务中心B', 'station'],
    ['日间照料中心(三级)', 'day_care'],
    ['养老院（五星）', 'institution'],
    ['城市社区日间照料中心', 'day_care'],
    ['农村老年食堂', 'canteen'],
    ['Ｄａｙ Care', 'day_care'],
    [' 助 餐 点 ', 'meal_point'],
    ['Day_Care', 'day_care'],
  ])('%s is %s whatever class or place it says beside', (word, code) => {
    expect(findFacilityType(word)).toBe(code);
  });

  it.each(['银行', '药店', 'pharmacy', '幼儿园', '中心', '', ' ', '养老', '社区', '居委会', '日间', '点'])(
    '%j is not guessed',
    (word) => {
      expect(findFacilityType(word)).toBeUndefined();
    },
  );

  it.each([
    ['敬老院', '智慧养老院'],
    ['区域性养老服务中心', '区域性助餐中心'],
    ['综合护理中心', '综合养老服务中心'],
    ['社区照护中心', '照料中心'],
    ['公办养老机构', '养老机构'],
    ['老年大学', '老年课堂'],
    ['老年食堂', '助餐点'],
    ['居家养老服务指导中心', '居家养老服务中心'],
  ])('%s and %s are two types', (a, b) => {
    expect(findFacilityType(a)).toBeDefined();
    expect(findFacilityType(b)).toBeDefined();
    expect(findFacilityType(a)).not.toBe(findFacilityType(b));
  });

  it.skipIf(!hasPlans)('may be any code of the standards packs as it stands (skipped: ../shared is absent)', () => {
    const { vocab } = JSON.parse(readFileSync(PLANS, 'utf8')) as { vocab: { facility_types: Record<string, string> } };
    const codes = Object.keys(vocab.facility_types);
    expect(codes.length).toBeGreaterThan(40);
    for (const code of codes) expect(findFacilityType(code), code).toBe(code);
    expect(Object.keys(NAMES).filter((code) => !codes.includes(code))).toEqual([]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['日间照料中心.csv', 'day_care'],
    ['2024年某区老年食堂名单.xlsx', 'canteen'],
    ['data/养老机构（2024）.csv', 'institution'],
    ['设施.xlsx#区域性助餐中心', 'meal_center'],
    ['day_care.csv', 'day_care'],
    ['folder/meal-point.geojson', 'meal_point'],
    ['社区卫生服务中心.geojson', 'medical'],
  ])('%s tells %s', (name, code) => {
    expect(findTypeInName(name)).toBe(code);
  });

  it.each(['台账.csv', '设施.csv', 'facilities.csv', 'data/2024.xlsx#Sheet1', ''])('%j tells nothing', (name) => {
    expect(findTypeInName(name)).toBeUndefined();
  });
});
