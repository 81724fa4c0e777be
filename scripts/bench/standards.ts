/**
 * All published plans tested on a sample after its coverage is known: seconds a plan, all five, and the rows that take
 * most. Plans share what the run has already made (streets, homes on them) and what the plans before them asked for, as
 * they do in `analyse`. One JSON line a plan and one for all.
 */
import { createSettings, placeHomes, prepareDemand, prepareStreets } from '../../src/core/evaluate.ts';
import { createMoments, type Moments } from '../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../src/core/standards/evaluate-standard.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import { finish, type Project, type Settings } from '../../src/core/types.ts';
import { loadPack, PACKS } from '../../src/io/standards/packs.ts';

/** Slowest rows that are told. */
const TOLD = 8;
/** The first rounds warm the engine up; of the others the one in the middle is told. */
const WARMING = 3;
const ROUNDS = 12;

interface RowTime {
  id: string;
  kind: string;
  seconds: number;
}

interface Round {
  packs: { id: string; seconds: number }[];
  rows: RowTime[];
  seconds: number;
  /** Of processor time: what others do on the machine is not in it. */
  processorSeconds: number;
}

export async function benchStandards(project: Project): Promise<void> {
  const packs = (await Promise.all(PACKS.map(({ id }) => loadPack(id)))).filter((pack) => pack !== null);
  const settings = createSettings(project);
  const knownOf = await createKnown(project, settings);
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(timeRound(packs, knownOf(), project, settings));
  const [first] = rounds;
  const warm = rounds.slice(WARMING).sort((a, b) => a.seconds - b.seconds);
  const median = warm[Math.floor(warm.length / 2)]!;
  for (const { id, seconds } of median.packs) say({ pack: id, seconds });
  const slowest = [...median.rows].sort((a, b) => b.seconds - a.seconds).slice(0, TOLD);
  say({
    packs: packs.length,
    rows: median.rows.length,
    seconds: median.seconds,
    processorSeconds: median.processorSeconds,
    leastSeconds: warm[0]?.seconds ?? 0,
    firstSeconds: first?.seconds ?? 0,
    slowest: slowest.map(({ id, kind, seconds }) => `${id} ${kind} ${seconds.toFixed(3)}`),
  });
}

/** What a run has when its coverage is known; nothing that only plans ask for. */
async function createKnown(project: Project, settings: Settings): Promise<() => Moments> {
  const demand = prepareDemand(project, settings.year);
  const demands = () => new Map([[settings.year, demand]]);
  const streets = settings.mode === 'walking' ? finish(prepareStreets(project, settings.snapLimitMetres)) : null;
  if (!streets) return () => createMoments(project, settings, { demands: demands() });
  const homes = finish(placeHomes(streets, demand, project.gates));
  return () =>
    createMoments(project, settings, { demands: demands(), streets, homes: new Map([[settings.year, homes]]) });
}

function timeRound(packs: readonly StandardPack[], moments: Moments, project: Project, settings: Settings): Round {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const rows: RowTime[] = [];
  const times = packs.map((pack) => {
    const start = performance.now();
    rows.push(...timeRows(pack, moments, project, settings));
    return { id: pack.id, seconds: (performance.now() - start) / 1000 };
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  return { packs: times, rows, seconds, processorSeconds: (user + system) / 1e6 };
}

/** The work says when it comes to the next row. */
function timeRows(pack: StandardPack, moments: Moments, { reported }: Project, settings: Settings): RowTime[] {
  const rows: RowTime[] = [];
  const work = evaluateStandard(pack, { moments, settings, reported });
  let [at, since] = [0, performance.now()];
  const close = (next: number): void => {
    const requirement = pack.requirements[at];
    const now = performance.now();
    if (requirement) rows.push({ id: requirement.id, kind: requirement.measure.kind, seconds: (now - since) / 1000 });
    [at, since] = [next, now];
  };
  for (let step = work.next(); !step.done; step = work.next()) {
    if (step.value.stage === 'standards' && step.value.done !== at) close(step.value.done);
  }
  close(pack.requirements.length);
  return rows;
}

function say(line: Record<string, unknown>): void {
  const rounded = Object.entries(line).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value,
  ]);
  console.log(JSON.stringify({ task: 'standards', ...Object.fromEntries(rounded) }));
}
