/** What `site` says on standard error: how far the search is, what it found, and why it cannot answer. */
import type { Plan, PlanService, UnreachableReason } from '../../src/core/siting/plan-types.ts';
import type { SitingRefusal } from '../../src/core/siting/refusal.ts';
import type { Answer, Question } from '../../src/core/siting/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { sayNote } from '../../src/i18n/plan/notes.ts';

type Words = Record<Locale, (value: string) => string>;

const REFUSALS: Record<SitingRefusal['code'], Words> = {
  no_candidates: {
    zh: (n) =>
      n === '0'
        ? '没有备选点：请在项目中加入备选点图层（candidates），或改用 --candidates network 或 homes。'
        : `${n} 个备选点全部不符合条件：请补充备选点，或用 --no-conditions 不检查用房条件。`,
    en: (n) =>
      n === '0'
        ? 'There are no candidates: add a layer of them to the project, or use --candidates network or homes.'
        : `None of ${n} candidates can be chosen for what they lack: add others, or use --no-conditions.`,
  },
  unknown_site: {
    zh: (id) => `没有编号为“${id}”的备选点。`,
    en: (id) => `There is no candidate with the id "${id}".`,
  },
  no_subdistricts: {
    zh: (n) => `${n} 个备选点都不在任何街道（subdistrict）内，无法按街道限定数量。`,
    en: (n) =>
      `None of ${n} candidates lies in an area of the level subdistrict, so nothing can be asked of subdistricts.`,
  },
  no_costs: {
    zh: (n) => `${n} 个备选点都没有费用（cost），无法按预算选址。`,
    en: (n) => `None of ${n} candidates has a cost, so a budget cannot be kept.`,
  },
  forced_without_cost: {
    zh: (id) => `必选的备选点“${id}”没有费用（cost），无法按预算选址。`,
    en: (id) => `The candidate "${id}" must be chosen but has no cost, so a budget cannot be kept.`,
  },
  no_places: {
    zh: (n) => `${n} 个备选点都没有可设名额（day_places、meals_per_day 或 beds），无法按容量选址。`,
    en: (n) => `None of ${n} candidates says how many places it would have, so rooms cannot be kept.`,
  },
  forced_without_places: {
    zh: (id) => `必选的备选点“${id}”没有可设名额，无法按容量选址。`,
    en: (id) => `The candidate "${id}" must be chosen but does not say how many places it would have.`,
  },
  which_service: {
    zh: (id) => `必选的备选点“${id}”用于哪类设施？请写成 类别:编号，例如 day_care:${id}。`,
    en: (id) => `What is "${id}" to be? With several services say kind:id, e.g. --force day_care:${id}.`,
  },
  one_service_only: {
    zh: () => '多类设施只能按覆盖（coverage）一起选址：请只给一类。',
    en: () => 'Several services are sited by coverage only: give one.',
  },
  no_capacities_for_worst: {
    zh: () => '按最远距离（worst）选址不考虑容量。',
    en: () => 'The worst walk has no capacities: everybody goes to the nearest.',
  },
  unknown_area: {
    zh: (id) => `没有编号为“${id}”的统计单元或居住小区。`,
    en: (id) => `There is no area and no residence with the id "${id}".`,
  },
  nobody: {
    zh: (weight) =>
      weight === 'elders_lacking'
        ? '范围内没有一个社区处于缺口状态（lacking），无需为其选址。'
        : `范围内没有一个居住小区的 ${weight} 为已知且大于 0，无法选址。`,
    en: (weight) =>
      weight === 'elders_lacking'
        ? 'No community where people count is lacking, so there is nobody to site for.'
        : `No residence where people count has a known ${weight} above 0, so there is nobody to site for.`,
  },
  too_many_pairs: {
    zh: (n) => `小区与备选点的组合超过 ${n} 对：请减少备选点或缩短半径。`,
    en: (n) => `There are more than ${n} pairs of a home and a candidate: give fewer candidates or a shorter limit.`,
  },
};

export function sayRefusal({ code, value }: SitingRefusal, locale: Locale): string {
  return REFUSALS[code][locale](String(value));
}

/** Numbers of the screen; the plan has them all. */
function format(value: number, model: Question['model']): string {
  const digits = model === 'mean' || model === 'worst' ? 1 : 0;
  // -0 is a bound like any other.
  return (value + 0).toLocaleString('en', { maximumFractionDigits: digits });
}

const OBJECTIVE_WORDS: Record<Question['model'], Record<Locale, string>> = {
  coverage: { zh: '覆盖老年人', en: 'elders covered' },
  sites: { zh: '新增设施', en: 'new sites' },
  mean: { zh: '人均米数', en: 'metres per elder' },
  worst: { zh: '最远米数', en: 'metres of the worst-off' },
};

/** One line of progress: the best answer so far, and what cannot be beaten. */
export function sayAnswer(
  answer: Answer,
  model: Question['model'],
  { seconds, locale }: { seconds: number; locale: Locale },
): string {
  const { objective, bound, gap } = answer;
  const words = OBJECTIVE_WORDS[model][locale];
  const isKnown = Number.isFinite(objective);
  const best = isKnown ? `${words} ${format(objective, model)}` : `${words} -`;
  const zh = Number.isFinite(gap) ? `，界 ${format(bound, model)}，与最优值最大差距 ${percent(gap)}` : '';
  const en = Number.isFinite(gap) ? `, bound ${format(bound, model)}, within ${percent(gap)} of the best` : '';
  return `${seconds.toFixed(1).padStart(6)} s  ${best}${locale === 'zh' ? zh : en}`;
}

/** Rounded up: a gap is never shown smaller than it is, but for what counts as none. */
function percent(gap: number): string {
  return `${(Math.ceil(gap * 10000 - 0.01) / 100).toFixed(2)} %`;
}

const REASONS: Record<NonNullable<Answer['reason']>, Record<Locale, string>> = {
  unreachable: {
    zh: '有老年人的居住小区没有任何现有设施或备选点可及',
    en: 'homes with elders can be served by no facility and no candidate',
  },
  budget: { zh: '预算不够', en: 'the budget does not suffice' },
  groups: { zh: '按街道限定的数量无法满足', en: 'the numbers by subdistrict cannot be kept' },
  capacity: { zh: '容量不够', en: 'there is not room enough' },
  count: {
    zh: '数量不够：达不到所有人，或与必选、禁选相矛盾',
    en: 'so few sites cannot reach everybody, or contradict what must and must not be chosen',
  },
};

const STATUS_WORDS: Record<Plan['status'], Record<Locale, string>> = {
  optimal: { zh: '已证明最优', en: 'proven optimal' },
  within_gap: { zh: '已证明与最优值差距不超过', en: 'proven within' },
  heuristic: { zh: '未证明与最优值的差距', en: 'not proven how near to the best' },
  infeasible: { zh: '无解', en: 'infeasible' },
};

/** What was found, in a few lines. */
export function sayPlan(plan: Plan, locale: Locale): string[] {
  const status = STATUS_WORDS[plan.status][locale];
  if (plan.status === 'infeasible') return [...sayInfeasible(plan, status, locale), ...sayExcluded(plan, locale)];
  if (plan.objective === null) {
    return [
      locale === 'zh'
        ? '在限定时间内没有找到符合要求的方案，也未证明无解'
        : 'no choice that keeps all rules was found in time, and no proof that there is none',
    ];
  }
  const gap = plan.status === 'within_gap' && plan.gap !== null ? ` ${percent(plan.gap)}` : '';
  const figure = `${OBJECTIVE_WORDS[plan.model][locale]} ${format(plan.objective, plan.model)}`;
  return [
    `${figure} (${status}${gap})`,
    ...plan.settings.services.map((service) => sayService(plan, service, locale)),
    ...sayExcluded(plan, locale),
    ...plan.notes.map((note) => sayNote(note, locale)),
  ];
}

function sayService(plan: Plan, { service, considered, excluded }: PlanService, locale: Locale): string {
  const sites = plan.sites.filter((site) => site.service === service).length;
  const gained = (plan.after[service]?.eldersCovered ?? 0) - (plan.before[service]?.eldersCovered ?? 0);
  const name = plan.settings.services.length > 1 ? `${service}: ` : '';
  return locale === 'zh'
    ? `${name}新增 ${sites} 处，新覆盖老年人 ${gained} 名；备选点 ${considered} 个，排除 ${excluded} 个`
    : `${name}${sites} new sites bring ${gained} elders within the limit; ${considered} candidates, ${excluded} excluded`;
}

const UNREACHABLE_WORDS: Record<UnreachableReason, Record<Locale, string>> = {
  unplaced: { zh: '未接上路网', en: 'off the streets' },
  forbidden: { zh: '附近备选点被禁选', en: 'only forbidden candidates near by' },
  excluded: { zh: '附近备选点不符合条件', en: 'only excluded candidates near by' },
  none_near: { zh: '附近没有备选点', en: 'no candidate near by' },
};

function sayInfeasible(plan: Plan, status: string, locale: Locale): string[] {
  const reason = plan.reason === null ? '' : REASONS[plan.reason][locale];
  const homes = plan.unreachable.length;
  const who =
    locale === 'zh'
      ? `（${homes} 处，老年人 ${plan.unreachableElders} 名）`
      : ` (${homes} homes, ${plan.unreachableElders} elders)`;
  const line = `${status}${locale === 'zh' ? '：' : ': '}${reason}${plan.reason === 'unreachable' ? who : ''}`;
  const counts = countBy(plan.unreachableHomes.map((home) => UNREACHABLE_WORDS[home.reason][locale]));
  return counts === '' ? [line] : [line, counts];
}

/** How many candidates fail what; one may fail several conditions. */
function sayExcluded({ excluded }: Plan, locale: Locale): string[] {
  const counts = countBy(excluded.flatMap(({ reasons }) => reasons));
  if (counts === '') return [];
  return [locale === 'zh' ? `排除原因：${counts}` : `excluded for: ${counts}`];
}

function countBy(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${word} ${count}`).join(', ');
}
