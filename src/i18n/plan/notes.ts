/** What one must know to read a plan of sites: one sentence a note, for the page and for `site`. */
import type { PlanNote } from '../../core/siting/plan-types.ts';
import { formatKind, type Locale } from '../index.ts';
import { planWords } from './index.ts';

export function sayNote({ code, value, detail }: PlanNote, locale: Locale): string {
  const what = sayDetail(code, detail, locale);
  const zh: Record<PlanNote['code'], string> = {
    weight_unknown: `${value} 个居住小区的人数不详，按 0 计`,
    elders_unplaced: `${value} 名老年人的居住小区未接上路网，不计为覆盖`,
    unreachable_left_out: `${value} 个居住小区走不到任何设施或备选点，不计入人均和最远`,
    islands_left_out: `${value} 个居住小区在没有设施的小片孤立路网上，不计入人均和最远`,
    condition_unknown: `${value} 个备选点的条件“${what}”不详，未予排除`,
    forced_despite: `必选的备选点“${value}”本应因 ${what} 排除`,
    no_premises: '备选位置不是已知用房，是否有房可用未知',
    costs_each_service: '同一处用房设多类设施时，费用按每类各计一次',
    premises_too_small: `用房“${value}”的面积不够同时设 ${what}`,
    room_unknown: `${value} 处现有设施（${what}）的名额不详，按可容纳所有人计`,
    room_not_in_figures: '前后对比和各点新覆盖人数只看距离，不看是否有名额',
    room_of_weight_only: '只有计入目标的人占用名额，其他人占用的名额未计',
    no_alternatives: '按容量选址时不给出附近的替代点',
    requirements_not_tested: '未指定规划标准，未判断哪些指标因此达到',
  };
  const en: Record<PlanNote['code'], string> = {
    weight_unknown: `${value} residences have no known number and count nobody`,
    elders_unplaced: `${value} elders live off the streets and are covered by nothing`,
    unreachable_left_out: `${value} homes that nothing reaches are left out of the mean and the worst walk`,
    islands_left_out: `${value} homes on small islands of streets without a facility are left out of them as well`,
    condition_unknown: `of ${value} candidates this is not known: ${what}; they were allowed`,
    forced_despite: `the candidate "${value}" was asked for despite ${what}`,
    no_premises: 'the places are no known premises: whether there is room is not known',
    costs_each_service: 'premises that hold several services pay their cost for each of them',
    premises_too_small: `the premises "${value}" are too small for ${what} together`,
    room_unknown: `places of ${value} existing facilities (${what}) are not known: they were taken to have room for all`,
    room_not_in_figures: 'before, after and what each site brings go by distance alone, whether or not there is room',
    room_of_weight_only: 'only those who count take up room: others who use the same facilities are not counted',
    no_alternatives: 'with capacities no alternatives near by are looked for',
    requirements_not_tested: 'no standard was given: which requirements turn met was not tested',
  };
  return (locale === 'zh' ? zh : en)[code];
}

/** Conditions, reasons why a site was kept out, and kinds by their words. */
function sayDetail(code: PlanNote['code'], detail: string | null, locale: Locale): string {
  const { conditions, why, comma } = planWords(locale).site.result;
  const known: Record<string, string> = code === 'forced_despite' ? why : conditions;
  return (detail ?? '')
    .split(';')
    .map((each) => known[each] ?? formatKind(each, locale))
    .join(comma);
}
