/** Which written requirements a plan's sites turn into met ones. */
import { applyEdits, type Edit } from '../scenario/edits.ts';
import { createMoments, type MomentOptions } from '../standards/create-moments.ts';
import { evaluateStandard } from '../standards/evaluate-standard.ts';
import type { StandardPack } from '../standards/types.ts';
import type { Project, Work } from '../types.ts';
import type { SitingCase } from './instance.ts';

/** Standards, and values of named parameters that differ from theirs. */
export interface TestedPacks {
  packs: readonly StandardPack[];
  parameters?: Readonly<Record<string, number>>;
}

/**
 * For each edit, in their order, the ids of requirements that are met once it and those before it are made, and were not
 * before. Steps between are found by halving, so that a row that is met meanwhile and no longer at the end is not told. A
 * test of all packs before any edit (once for a case), one after all, and some for each row that turns met.
 */
export function* requirementsMetBy(made: SitingCase, tested: TestedPacks, edits: readonly Edit[]): Work<string[][]> {
  const steps: string[][] = edits.map(() => []);
  if (tested.packs.length === 0 || edits.length === 0) return steps;
  const tests = testsOf(made, tested);
  const metAfter = function* (count: number): Work<ReadonlySet<string>> {
    yield { stage: 'standards', done: count, total: edits.length };
    if (count > 0) return new Set(yield* tests.listMet(applyEdits(made.project, edits.slice(0, count))));
    tests.before ??= new Set(yield* tests.listMet(made.project));
    return tests.before;
  };
  const spans = [{ from: 0, to: edits.length, before: yield* metAfter(0), after: yield* metAfter(edits.length) }];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const { from, to, before, after } = span;
    const turned = [...after].filter((id) => !before.has(id));
    if (turned.length === 0) continue;
    if (to - from === 1) {
      steps[from] = turned;
      continue;
    }
    const middle = (from + to) >> 1;
    const met = yield* metAfter(middle);
    spans.push({ from, to: middle, before, after: new Set([...met].filter((id) => after.has(id))) });
    spans.push({ from: middle, to, before: new Set([...met, ...before]), after });
  }
  return steps;
}

interface Tests {
  /** Ids of requirements that are met before any site; null = not looked at yet. */
  before: ReadonlySet<string> | null;
  listMet: (project: Project) => Work<string[]>;
}

/** A case is explained again and again while a search goes on: what its tests share is kept with it. */
const known = new WeakMap<SitingCase, { tested: TestedPacks; tests: Tests }>();

function testsOf(made: SitingCase, tested: TestedPacks): Tests {
  const before = known.get(made);
  if (before && isSame(before.tested, tested)) return before.tests;
  const tests = createTests(made, tested);
  known.set(made, { tested, tests });
  return tests;
}

/** Packs are told by what they are: one of the user's may have the id of another. */
function isSame(one: TestedPacks, other: TestedPacks): boolean {
  const arePacks = one.packs.length === other.packs.length && one.packs.every((pack, i) => pack === other.packs[i]);
  return arePacks && JSON.stringify(one.parameters ?? {}) === JSON.stringify(other.parameters ?? {});
}

/** Edits touch facilities only, so that streets, homes and demand are those of the case. */
function createTests({ settings, demand, walks }: SitingCase, { packs, parameters = {} }: TestedPacks): Tests {
  const shared: MomentOptions = {
    demands: new Map([[settings.year, demand]]),
    ...(walks && { streets: walks.streets, homes: new Map([[settings.year, walks.homes]]) }),
  };
  return {
    before: null,
    *listMet(project) {
      const moments = createMoments(project, settings, shared);
      const ids: string[] = [];
      for (const pack of packs) {
        const question = { moments, settings, reported: project.reported, parameters };
        const { requirements } = yield* evaluateStandard(pack, question);
        for (const { id, state } of requirements) if (state === 'met') ids.push(id);
      }
      return ids;
    },
  };
}
