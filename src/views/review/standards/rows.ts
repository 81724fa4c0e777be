/** Rows of a scorecard: a requirement with its result, filtered and grouped as the list shows them. */
import type {
  Force,
  Requirement,
  RequirementResult,
  RowUnit,
  StandardPack,
  StandardResult,
  State,
} from '../../../core/standards/types.ts';
import type { LocalName } from '../../../core/types.ts';
import { formatKind, type Locale } from '../../../i18n/index.ts';
import { formatAmount, formatInteger } from '../../../i18n/numbers.ts';
import { formatRowFigure } from '../../../i18n/standards/figures.ts';
import { standardWords } from '../../../i18n/standards/index.ts';

export interface Row {
  requirement: Requirement;
  result: RequirementResult;
}

export interface Filter {
  preset: 'all' | 'missed_binding' | 'unknown';
  force: Force | null;
  state: State | null;
  text: string;
}

export interface Chapter {
  name: string;
  rows: Row[];
}

export function listRows(pack: StandardPack, { requirements }: StandardResult): Row[] {
  const results = new Map(requirements.map((result) => [result.id, result]));
  return pack.requirements.flatMap((requirement) => {
    const result = results.get(requirement.id);
    return result ? [{ requirement, result }] : [];
  });
}

export function filterRows(rows: readonly Row[], { preset, force, state, text }: Filter): Row[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ requirement, result }) => {
    if (preset === 'missed_binding' && (requirement.force !== 'binding' || result.state !== 'not_met')) return false;
    if (preset === 'unknown' && result.state !== 'unknown') return false;
    if (force !== null && requirement.force !== force) return false;
    if (state !== null && result.state !== state) return false;
    const { id, text: words, section } = requirement;
    return wanted === '' || [id, words.zh, words.en, ...section].some((part) => part.toLowerCase().includes(wanted));
  });
}

/** By the first heading of the document, in its order. */
export function groupByChapter(rows: readonly Row[]): Chapter[] {
  const chapters = new Map<string, Row[]>();
  for (const row of rows) {
    const name = row.requirement.section[0] ?? '';
    chapters.set(name, [...(chapters.get(name) ?? []), row]);
  }
  return [...chapters].map(([name, members]) => ({ name, rows: members }));
}

/** What is missing to a target, or beyond it; rounded up where it is missing, so that nothing short reads as reached. */
export function formatMargin(margin: number, unit: RowUnit, locale: Locale): string {
  const words = standardWords(locale).row;
  const parts = unit === 'percent' ? 10 : 100;
  const say = (amount: number): string =>
    unit === 'percent' ? words.points(formatAmount(amount, locale)) : formatRowFigure(amount, unit, locale);
  if (margin >= 0) return words.above(say(Math.floor(margin * parts + 1e-9) / parts));
  return words.below(say(Math.ceil(-margin * parts - 1e-9) / parts));
}

export interface ForceCount {
  force: Force;
  counts: Record<State, number>;
}

/** Rows by force and verdict, repeats once as in all sums, forces in the order of their weight. */
export function countByForce(rows: readonly Row[], forces: readonly Force[]): ForceCount[] {
  return forces.flatMap((force) => {
    const members = rows.filter(({ requirement, result }) => {
      return requirement.force === force && !result.flags.includes('repeat');
    });
    const count = (state: State): number => members.filter(({ result }) => result.state === state).length;
    if (members.length === 0) return [];
    return [
      {
        force,
        counts: {
          met: count('met'),
          not_met: count('not_met'),
          unknown: count('unknown'),
          no_target: count('no_target'),
        },
      },
    ];
  });
}

/** The share as heads, of what it is a share of: 17 of 104 communities, or so many of all elders. */
export function formatHeads({ heads }: RequirementResult, locale: Locale): string | null {
  if (!heads) return null;
  const words = standardWords(locale);
  const span = ({ low, high }: { low: number; high: number }): string =>
    low === high
      ? formatInteger(low, locale)
      : words.row.between(formatInteger(low, locale), formatInteger(high, locale));
  const units: Record<string, string> = words.unitKinds;
  return words.row.heads(
    span(heads.some),
    span(heads.all),
    words.heads[heads.of] ?? words.headsOf(units[heads.of] ?? ''),
  );
}

/** Parts that are sets of facilities are named by their types. */
export function nameOfPart(name: LocalName, locale: Locale): string {
  const codes = name.zh === name.en && /^[a-z_;]+$/.test(name.zh) ? name.zh.split(';') : null;
  if (codes === null) return name[locale];
  const { kinds, comma } = standardWords(locale);
  return codes.map((code) => kinds[code] ?? formatKind(code, locale)).join(comma);
}
