/** Answers with the time that they took, told at the end of a file and never asserted. */
import { afterAll } from 'vitest';
import { solve } from '../../../src/core/siting/solve.ts';
import type { Answer, Instance, Question, Rules, Solver } from '../../../src/core/siting/types.ts';

/** Seconds to the first choice that can be shown, and to the end. */
interface Taken {
  answer: number;
  proof: number;
}

const families = new Map<string, Taken[]>();

/** Runs a question to its end and keeps how long that took under the name of its family. */
export function runTimed(
  family: string,
  { instance, question, rules = {} }: { instance: Instance; question: Question; rules?: Rules },
  { solver, seconds = 60 }: { solver: Solver | null; seconds?: number },
): Answer {
  const start = performance.now();
  const work = solve(instance, question, rules, { solver, seconds, now: () => performance.now() });
  let answer = NaN;
  for (let step = work.next(); ; step = work.next()) {
    const passed = (performance.now() - start) / 1000;
    if (Number.isNaN(answer) && step.value.status !== 'heuristic') answer = passed;
    if (!step.done) continue;
    families.set(family, [...(families.get(family) ?? []), { answer, proof: passed }]);
    return step.value;
  }
}

/** Tells the median of each family when the file is done. */
export function tellTimes(): void {
  afterAll(() => {
    for (const [family, taken] of families) {
      const medianOf = (part: keyof Taken) => {
        const sorted = taken.map((each) => each[part]).sort((a, b) => a - b);
        return (sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(4);
      };
      const most = Math.max(...taken.map(({ proof }) => proof)).toFixed(2);
      console.log(
        `${family}: ${taken.length} questions, median ${medianOf('answer')} s to an answer, ${medianOf('proof')} s to its proof, at most ${most} s`,
      );
    }
  });
}
