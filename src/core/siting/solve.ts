/** Answers a question of siting: a good answer at once, then better ones and a proof of how good they are. */
import { Clock, refuse } from './best.ts';
import { siteCapacity } from './capacity-goal.ts';
import { checkInput } from './check.ts';
import { siteFewest } from './fewest-goal.ts';
import { Limits } from './limits.ts';
import { siteMean } from './mean-goal.ts';
import { siteCoverage } from './most-goal.ts';
import type { Run } from './proof.ts';
import type { Answer, Instance, Question, Rules, Siting, SolveOptions } from './types.ts';
import { siteWorst } from './worst-goal.ts';

/**
 * Every answer it yields can be shown: it keeps all rules, and its bound is proven. A caller may stop between two of them.
 * Same input, same answers, unless the time runs out. Infeasible answers have no objective (NaN) and a reason; a heuristic
 * one without objective has found no choice that keeps the rules so far, and no proof that there is none.
 * Throws when the arrays of the input do not fit each other.
 */
export function* solve(instance: Instance, question: Question, rules: Rules, options: SolveOptions): Siting {
  checkInput(instance, question, rules);
  const count = question.model === 'sites' ? instance.candidates : question.count;
  const limits = new Limits(instance.candidates, rules, count);
  const conflict = limits.findConflict();
  if (conflict !== null) return refuse(conflict, []);
  const clock = new Clock(options.now, options.seconds);
  const run: Run = { instance, limits, solver: options.solver, clock };
  if (rules.capacities) return yield* siteCapacity(run, question, rules);
  switch (question.model) {
    case 'coverage':
      return yield* siteCoverage(run);
    case 'sites':
      return yield* siteFewest(run, question.share);
    case 'mean':
      return yield* siteMean(run);
    case 'worst':
      return yield* siteWorst(run);
  }
}

/** Takes all steps at once. */
export function finishSiting(siting: Siting): Answer {
  let step = siting.next();
  while (!step.done) step = siting.next();
  return step.value;
}
