/**
 * Siting on a sample: so many demand places and candidates along the streets, in a straight line and on foot; seconds to a
 * first answer, then value, bound and gap as time passes, beside HiGHS alone on the same program, cold and warm. One JSON
 * line for each question.
 */
import { placeHomes, prepareDemand, prepareStreets } from '../../src/core/evaluate.ts';
import { snapPlaces } from '../../src/core/network/snap.ts';
import { Limits } from '../../src/core/siting/limits.ts';
import { createCoverageProgram, createSitesProgram, toStart } from '../../src/core/siting/program.ts';
import { pairsInLineOf, pairsOnFootOf } from '../../src/core/siting/site-pairs.ts';
import { solve } from '../../src/core/siting/solve.ts';
import { pointsAlongStreets, STREET_POINT_RULES } from '../../src/core/siting/street-points.ts';
import { createTask, type Task } from '../../src/core/siting/task.ts';
import type { Answer, Instance, LinearProgram, Question, Solver } from '../../src/core/siting/types.ts';
import { finish, type Mode, type Position, type Project } from '../../src/core/types.ts';
import { loadSolver } from '../../src/io/solver.ts';

const LIMIT_METRES = 1000;
const COUNTS = [10, 50];
const [ROWS, CANDIDATES] = [20_000, 5_000];
/** The size of the largest published run of a desktop tool (benchmarks of ABW maxcover). */
const [LARGE_PAIRS, LARGE_CANDIDATES] = [1_000_000, 11_000];

export interface SitingFlags {
  /** Seconds at which our answer is read; it runs until the last of them. */
  seconds?: string;
  /** Seconds for each run of HiGHS alone; 0 = none. */
  'solver-seconds'?: string;
  /** `straight`, `walking` or `large`; all without it. */
  only?: string;
}

interface Place {
  project: Project;
  demand: ReturnType<typeof prepareDemand>;
  sites: Position[];
}

/** Every so many of the residences, and places along the streets thinned to the number wanted. */
function preparePlace(whole: Project, rows: number, candidates: number): Place {
  // Those that do not stand yet are no demand.
  const standing = prepareDemand(whole, whole.year).residences.length;
  const every = Math.max(1, standing / rows);
  const residences = whole.residences.filter((_, row) => Math.floor((row + 1) / every) > Math.floor(row / every));
  const project = { ...whole, residences };
  const demand = prepareDemand(project, project.year);
  if (!project.walkways) throw new Error('the sample has no walkways');
  const homes = { longitudes: [...demand.longitudes], latitudes: [...demand.latitudes] };
  const rules = { ...STREET_POINT_RULES, apartMetres: 100, most: Infinity };
  const { positions } = pointsAlongStreets(project.walkways, homes, rules);
  const step = Math.max(1, positions.length / candidates);
  const sites = Array.from(
    { length: Math.min(candidates, positions.length) },
    (_, place) => positions[Math.floor(place * step)]!,
  );
  return { project, demand, sites };
}

/** No facility stands yet, so that everything is to be found. */
function createInstance({ project, demand, sites }: Place, mode: Mode): Instance {
  const existing = new Float64Array(demand.residences.length).fill(Infinity);
  const relevance = { existing, withinMetres: LIMIT_METRES };
  const places = sites.map((position) => ({ position }));
  const pairs = mode === 'straight' ? finish(pairsInLineOf(demand, places, relevance)) : walk();
  const weights = demand.elders.map((elders) => elders || 0);
  return { weights, pairs, candidates: sites.length, existing, limitMetres: LIMIT_METRES };

  function walk() {
    const streets = finish(prepareStreets(project, 200));
    if (!streets) throw new Error('the sample has no walkways');
    const homes = finish(placeHomes(streets, demand, project.gates));
    const at = { longitudes: sites.map(([longitude]) => longitude), latitudes: sites.map(([, latitude]) => latitude) };
    const snaps = finish(snapPlaces(streets.network, at, streets.snapLimitMetres, streets.barriers));
    return finish(pairsOnFootOf({ streets, homes, table: null, sites: snaps }, relevance));
  }
}

/** Homes that no candidate reaches weigh nothing, so that full cover has an answer. */
function withoutUnreachable(instance: Instance): Instance {
  const isReached = new Uint8Array(instance.weights.length);
  for (const row of instance.pairs.rows) isReached[row] = 1;
  return { ...instance, weights: instance.weights.map((weight, row) => (isReached[row] === 1 ? weight : 0)) };
}

interface Reading {
  seconds: number;
  value: number;
  bound: number;
  gapPercent: number;
}

const read = (seconds: number, { objective, bound, gap }: Answer): Reading => ({
  ...{ seconds: Number(seconds.toFixed(3)), value: objective },
  ...{ bound: Number(bound.toFixed(1)), gapPercent: Number((100 * gap).toFixed(3)) },
});

/** The first answer, what stands at each mark, and the end. */
function runOurs(
  instance: Instance,
  question: Question,
  { solver, marks }: { solver: Solver | null; marks: number[] },
) {
  const start = performance.now();
  const passed = () => (performance.now() - start) / 1000;
  const work = solve(instance, question, {}, { solver, seconds: Math.max(...marks), now: () => performance.now() });
  const readings: Reading[] = [];
  let first: Reading | null = null;
  let last: Answer | null = null;
  let next = 0;
  for (;;) {
    const step = work.next();
    const seconds = passed();
    for (; last !== null && next < marks.length && marks[next]! < seconds; next++)
      readings.push(read(marks[next]!, last));
    last = step.value;
    first ??= read(seconds, last);
    if (step.done) return { first, at: readings, end: read(seconds, last), status: last.status };
  }
}

interface Rival {
  task: Task;
  program: LinearProgram;
}

/** The same question as a program, rows alike merged as for ours. */
function createRival(instance: Instance, question: Question): Rival {
  const count = question.model === 'coverage' ? question.count : instance.candidates;
  const limits = new Limits(instance.candidates, {}, count);
  const isEveryRow = question.model === 'sites';
  const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow });
  const program = isEveryRow
    ? createSitesProgram(task, limits, { target: null, state: null })
    : createCoverageProgram(task, limits, null);
  return { task, program };
}

function runRival(
  { program }: Rival,
  solver: Solver,
  { seconds, start }: { seconds: number; start: Float64Array | null },
) {
  const begin = performance.now();
  const { status, objective, bound } = solver(program, { seconds, start });
  return { status, value: objective, bound, seconds: Number(((performance.now() - begin) / 1000).toFixed(1)) };
}

/** The linear program without whole numbers: the bound that every solver begins from. */
const relax = ({ task, program }: Rival): Rival => ({
  task,
  program: { ...program, integer: new Uint8Array(program.integer.length) },
});

function compare(
  name: string,
  instance: Instance,
  question: Question,
  run: { solver: Solver; marks: number[]; limit: number },
) {
  const ours = runOurs(instance, question, run);
  console.log(JSON.stringify({ task: `siting ${name}`, ...ours }));
  if (run.limit === 0) return;
  const rival = createRival(instance, question);
  // A warm start is the greedy answer, as a caller without our search would have it.
  const greedy = solve(instance, question, {}, { solver: null, seconds: 0, now: () => performance.now() }).next().value;
  const start = toStart(rival.task, greedy.chosen, rival.program.costs.length);
  const rivals = {
    rootOfHighs: runRival(relax(rival), run.solver, { seconds: run.limit, start: null }),
    highsCold: runRival(rival, run.solver, { seconds: run.limit, start: null }),
    highsWarm: runRival(rival, run.solver, { seconds: run.limit, start }),
  };
  console.log(JSON.stringify({ task: `siting ${name}, HiGHS alone`, ...rivals }));
}

export async function benchSiting(whole: Project, flags: SitingFlags = {}): Promise<void> {
  const marks = (flags.seconds ?? '5,30,120').split(',').map(Number);
  const run = { solver: await loadSolver(), marks, limit: Number(flags['solver-seconds'] ?? 60) };
  const isAsked = (part: string) => flags.only === undefined || flags.only === part;
  for (const mode of ['straight', 'walking'] as const) {
    if (!isAsked(mode)) continue;
    const instance = createInstance(preparePlace(whole, ROWS, CANDIDATES), mode);
    const size = { rows: instance.weights.length, candidates: instance.candidates, pairs: instance.pairs.rows.length };
    console.log(JSON.stringify({ task: `siting ${mode}`, ...size }));
    for (const count of COUNTS) compare(`${mode}, best ${count}`, instance, { model: 'coverage', count }, run);
    compare(`${mode}, everybody`, withoutUnreachable(instance), { model: 'sites', share: 1 }, run);
  }
  if (isAsked('large')) benchLarge(whole);
}

/** About a million pairs: only how soon there is an answer. */
function benchLarge(whole: Project): void {
  const few = createInstance(preparePlace(whole, ROWS, LARGE_CANDIDATES), 'straight');
  const rows = Math.round((ROWS * LARGE_PAIRS) / few.pairs.rows.length);
  const instance = createInstance(preparePlace(whole, rows, LARGE_CANDIDATES), 'straight');
  const size = { rows: instance.weights.length, candidates: instance.candidates, pairs: instance.pairs.rows.length };
  for (const count of COUNTS) {
    const { first, end } = runOurs(instance, { model: 'coverage', count }, { solver: null, marks: [8] });
    console.log(JSON.stringify({ task: `siting large, best ${count}`, ...size, first, end }));
  }
}
