/**
 * HiGHS (WebAssembly, from the package; nothing is fetched from elsewhere) as the core's `Solver`. It is loaded when first asked
 * for; a page needs `'wasm-unsafe-eval'` in its script policy where the policy reaches the worker.
 */
import type { Highs, Model } from 'highs';
import type { LinearProgram, Solution, Solver } from '../core/siting/types.ts';

let loaded: Promise<Highs> | null = null;

/** Loads the solver once. Rejects where WebAssembly is not allowed. */
export async function loadSolver(): Promise<Solver> {
  loaded ??= import('highs').then(async ({ default: load }) => load());
  const highs = await loaded;
  return (program, options) => run(highs, program, options);
}

type Options = Parameters<Solver>[1];

function run(highs: Highs, program: LinearProgram, { seconds, start }: Options): Solution {
  const model = createModel(highs, program);
  try {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      random_seed: 0,
      // Without whole numbers only the bound is wanted, and an inner point method has it soonest.
      ...(program.integer.includes(1) ? {} : { solver: 'ipm', run_crossover: 'off' }),
    });
    if (start !== null) model.setSolution({ colValue: start });
    model.run();
    return readSolution(highs, model, program);
  } finally {
    model.dispose();
  }
}

function createModel(highs: Highs, program: LinearProgram): Model {
  const { objectiveSense } = highs.constants;
  const numCols = program.costs.length;
  const numRows = program.rowLower.length;
  return highs.createModel({
    numCols,
    numRows,
    sense: program.maximize ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: program.costs,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: 'csc',
      numRows,
      numCols,
      starts: program.starts,
      indices: program.indices,
      values: program.values,
    },
    integrality: Int32Array.from(program.integer),
  });
}

function readSolution(highs: Highs, model: Model, program: LinearProgram): Solution {
  const { modelStatus } = highs.constants;
  const status = model.getModelStatus();
  const none = { values: null, objective: NaN, bound: program.maximize ? Infinity : -Infinity };
  if (status === modelStatus.infeasible) return { status: 'infeasible', ...none };
  const isMip = program.integer.includes(1);
  const objective = model.getObjectiveValue();
  const isOptimal = status === modelStatus.optimal;
  // Without whole numbers only the end of the search proves anything.
  const given = isMip ? Number(model.info.get('mip_dual_bound')) : isOptimal ? objective : NaN;
  const bound = Number.isFinite(given) ? given : none.bound;
  const hasPrimal = Number(model.info.get('primal_solution_status')) === FEASIBLE;
  if (!hasPrimal) return { ...none, status: 'no_answer', bound: isMip ? bound : none.bound };
  const values = model.getSolution().colValue;
  return { status: isOptimal ? 'optimal' : 'feasible', values, objective, bound };
}

/** HiGHS' number for a primal solution that keeps all rows. */
const FEASIBLE = 2;
