/** An answer of siting in words. */
import type { Answer, Question, Status } from '../../core/siting/types.ts';
import type { Locale } from '../../i18n/index.ts';
import { formatAmount, formatInteger, formatMetres } from '../../i18n/numbers.ts';
import { planWords } from '../../i18n/plan/index.ts';

type Model = Question['model'];

/** Each name once, in the order of the list: homes estimated in a village have one name. */
export function countNames(names: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Rounded up: a gap is never shown smaller than it is. */
export function formatGap(gap: number, locale: Locale): string {
  const percent = Math.ceil(gap * 1000 - 1e-9) / 10;
  return `${formatAmount(percent, locale)}%`;
}

/** An objective or a bound in its unit. A bound of people is rounded down, one of sites or metres up: towards no promise. */
export function formatObjective(model: Model, value: number, locale: Locale): string {
  const { objective } = planWords(locale).site;
  if (model === 'coverage') return objective.coverage(formatInteger(Math.floor(value + 1e-6), locale));
  if (model === 'sites') return objective.sites(formatInteger(Math.ceil(value - 1e-6), locale));
  return objective[model](formatMetres(value, locale));
}

export function formatStatus(
  model: Model,
  { status, gap, bound }: { status: Status; gap: number; bound: number },
  locale: Locale,
): string {
  const { statuses } = planWords(locale).site;
  if (status === 'optimal') return statuses.optimal;
  if (status === 'infeasible') return statuses.infeasible;
  if (status === 'within_gap' && Number.isFinite(gap)) return statuses.within(formatGap(gap, locale));
  return Number.isFinite(bound) ? statuses.heuristic(formatObjective(model, bound, locale)) : statuses.heuristicOpen;
}

export function formatReason(
  { reason, unreachable }: Pick<Answer, 'reason' | 'unreachable'>,
  elders: number | null,
  locale: Locale,
): string {
  const { reasons } = planWords(locale).site;
  if (reason === null) return reasons.none;
  if (reason !== 'unreachable') return reasons[reason];
  return reasons.unreachable(formatInteger(unreachable.length, locale), formatInteger(elders ?? 0, locale));
}

export function formatUnusable({ code, detail }: { code: string; detail: string | number }, locale: Locale): string {
  const { unusable } = planWords(locale).site;
  if (!(code in unusable)) return unusable.other(code);
  const sentence = unusable[code as keyof typeof unusable];
  return typeof sentence === 'string' ? sentence : sentence(String(detail));
}
