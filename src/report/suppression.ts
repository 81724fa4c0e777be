/** Small cells of public reports: which areas keep their figures to themselves (design.md section 10). */
import { compareIds, type Area, type AreaResult, type Evaluation } from '../core/types.ts';
import type { ReportInput } from './model.ts';

/** Areas with fewer elders than this have no figures in public. */
export const LEAST_ELDERS = 10;

/** Why the figures of an area are not shown: too few elders, or others could be computed from them. */
export type Suppression = 'small' | 'withheld';

interface Tree {
  elders: ReadonlyMap<string, number>;
  /** The area above, if it is evaluated; null = the place as a whole, whose total is always shown. */
  parents: ReadonlyMap<string, string | null>;
  children: ReadonlyMap<string | null, string[]>;
}

/**
 * Suppressed areas by id, such that no small figure follows from sums that are shown. Where a family (the areas under
 * one parent) holds a hidden area, the smallest of the others is withheld too; where there is no other, the parent is.
 * An area that is withheld withholds its smallest child, since the children would add up to it. Areas without elders or
 * with an unknown number hide nothing. Limit: an only area under the whole place can be told from the total.
 */
export function findSuppressed(
  results: readonly AreaResult[],
  areas: ReadonlyMap<string, Area>,
): ReadonlyMap<string, Suppression> {
  const tree = createTree(results, areas);
  const hidden = new Map<string, Suppression>();
  for (const [id, elders] of tree.elders) if (elders > 0 && elders < LEAST_ELDERS) hidden.set(id, 'small');
  const waiting = [...hidden.keys()];
  const done = new Set<string | null>();
  const withhold = (id: string): void => {
    if (!hidden.has(id)) hidden.set(id, 'withheld');
    const children = tree.children.get(id) ?? [];
    const smallest = children.some((child) => hidden.has(child)) ? null : findSmallest(children, hidden, tree);
    if (smallest !== null) withhold(smallest);
  };
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const parent = tree.parents.get(id) ?? null;
    if (done.has(parent)) continue;
    done.add(parent);
    const cover = findSmallest(tree.children.get(parent) ?? [], hidden, tree);
    if (cover !== null) withhold(cover);
    else if (parent !== null) {
      withhold(parent);
      waiting.push(parent);
    }
  }
  return hidden;
}

function createTree(results: readonly AreaResult[], areas: ReadonlyMap<string, Area>): Tree {
  const elders = new Map(results.map((area) => [area.id, area.elders ?? 0]));
  const parents = new Map<string, string | null>();
  const children = new Map<string | null, string[]>();
  for (const id of elders.keys()) {
    const above = areas.get(id)?.parentId ?? null;
    const parent = above !== null && above !== id && elders.has(above) ? above : null;
    parents.set(id, parent);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return { elders, parents, children };
}

/** The smallest area of a family that is shown so far and has elders. */
function findSmallest(
  family: readonly string[],
  hidden: ReadonlyMap<string, Suppression>,
  { elders }: Tree,
): string | null {
  const count = (id: string): number => elders.get(id) ?? 0;
  const shown = family.filter((id) => !hidden.has(id) && count(id) > 0);
  shown.sort((a, b) => count(a) - count(b) || compareIds(a, b));
  return shown[0] ?? null;
}

/** Telephone numbers of mainland China, mobile and landline, standing alone: 12-digit area codes are none. */
const PHONE = /(?<![\d.])(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8})(?![\d.])/g;

/** A text of the user's without the telephone numbers in it. */
export function removePhones(text: string): string {
  return text.replace(PHONE, '…');
}

/**
 * The same with no telephone number in the place's name, sources and reported figures: what the user wrote and a report
 * repeats. Names of areas stay: census codes of 11 digits (13121702302, Porto) are names there, and look like numbers.
 */
export function withoutPhones(input: ReportInput): ReportInput {
  const { project, evaluation, scenario } = input;
  const { zh, en } = project.name;
  return {
    ...input,
    project: {
      ...project,
      name: { zh: removePhones(zh), en: removePhones(en) },
      sources: project.sources.map((source) => ({
        ...source,
        title: removePhones(source.title),
        licence: removePhones(source.licence),
      })),
    },
    scenario: scenario && {
      ...scenario,
      name: removePhones(scenario.name),
      sentences: scenario.sentences.map((sentence) => removePhones(sentence)),
    },
    evaluation: {
      ...evaluation,
      ...(evaluation.standards && { standards: evaluation.standards.map(withoutPhonesReported) }),
    },
  };
}

function withoutPhonesReported(result: NonNullable<Evaluation['standards']>[number]): typeof result {
  const requirements = result.requirements.map((row) => {
    if (row.reported === null) return row;
    const { value, source, date } = row.reported;
    const shown = typeof value === 'string' ? removePhones(value) : value;
    return { ...row, reported: { value: shown, source: removePhones(source), date: removePhones(date) } };
  });
  return { ...result, requirements };
}
