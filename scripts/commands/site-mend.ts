/** `--mend`: the units that fail a row of a standard, as the place where people count. */
import type { Scope } from '../../src/core/siting/request.ts';
import type { Ground } from '../../src/core/siting/services.ts';
import { createMoments } from '../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../src/core/standards/evaluate-standard.ts';
import type { RequirementResult, StandardPack } from '../../src/core/standards/types.ts';
import { finish } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { InputError } from './failures.ts';

/** The whole place where a missed row names no units. Throws an `InputError` where there is nothing that siting mends. */
export function scopeOfRow(
  { project, settings, demand, walks }: Ground,
  pack: StandardPack,
  { row, locale }: { row: string; locale: Locale },
): Scope {
  if (!pack.requirements.some(({ id }) => id === row)) throw new InputError(sayUnknownRow(pack.id, row, locale));
  const moments = createMoments(project, settings, {
    demands: new Map([[settings.year, demand]]),
    ...(walks && { streets: walks.streets, homes: new Map([[settings.year, walks.homes]]) }),
  });
  // The row is tested among the others: it may point at them.
  const { requirements } = finish(evaluateStandard(pack, { moments, settings, reported: project.reported }));
  const result = requirements.find(({ id }) => id === row)!;
  const ids = failingUnits(result);
  if (ids.length > 0 && result.unitKind !== 'facility' && result.unitKind !== 'item') return { in: 'areas', ids };
  if (result.state === 'not_met' && ids.length === 0) return { in: 'all' };
  throw new InputError(sayNothingToMend(result, locale));
}

/** Of the row or, where it has none, of its parts. */
function failingUnits({ failing, parts }: RequirementResult): string[] {
  return failing.length > 0 ? failing : [...new Set(parts.flatMap((part) => part.failing))];
}

function sayUnknownRow(pack: string, row: string, locale: Locale): string {
  return locale === 'zh' ? `指标包 ${pack} 中没有指标“${row}”。` : `The standard ${pack} has no row "${row}".`;
}

function sayNothingToMend({ id, state }: RequirementResult, locale: Locale): string {
  return locale === 'zh'
    ? `指标 ${id} 的结果为 ${state}，没有可由选址改善的不达标单元。`
    : `The row ${id} is ${state} and has no failing units that new sites could mend.`;
}
