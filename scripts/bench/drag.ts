/**
 * A facility in the hand on a sample: milliseconds from position to figures, on foot within 1000 m, with and without the
 * rows of a standard; and whether the figures equal those of a run made afresh.
 */
import { createSettings, placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { checkStreets, nearestOnFoot, serviceResults } from '../../src/core/evaluate.ts';
import { prepareLive, type Live, type LiveFrame } from '../../src/core/scenario/live.ts';
import { prepareLiveRows } from '../../src/core/scenario/live-rows.ts';
import { createMoments } from '../../src/core/standards/create-moments.ts';
import { judgeStandard } from '../../src/core/standards/evaluate-standard.ts';
import type { StandardPack, State } from '../../src/core/standards/types.ts';
import { finish, type Facility, type Position, type Project } from '../../src/core/types.ts';
import { loadPack } from '../../src/io/standards/packs.ts';
import { createRandom } from '../sample/random.ts';

const KIND = 'day_care';
const LIMIT_METRES = 1000;
const DRAGS = 500;
/** Runs made afresh are slow: of the drags as many are compared, spread evenly, the last among them. */
const COMPARED = 10;
const COMPARED_ROWS = 2;
const PACK = 'kunshan-2021-2025';

function prepare(project: Project) {
  const settings = createSettings(project);
  const streets = finish(prepareStreets(project, settings.snapLimitMetres));
  if (!streets) throw new Error('the sample has no walkways');
  const demand = prepareDemand(project, settings.year);
  const homes = finish(placeHomes(streets, demand, project.gates));
  const { incomplete } = finish(checkStreets({ project, streets, demand, homes, rules: settings }));
  return { project, settings, streets, demand, homes, incomplete };
}
type Place = ReturnType<typeof prepare>;

function walk({ streets, homes, settings }: Place, facilities: readonly Facility[]) {
  const table = finish(walkByKind(streets, homes, { facilities, kind: KIND, moment: settings }));
  return { table, nearest: nearestOnFoot(table, homes) };
}

/** The figures of a run made afresh. */
function runAfresh(place: Place, facilities: readonly Facility[]) {
  const { demand, settings, incomplete } = place;
  return serviceResults(demand, walk(place, facilities).nearest, {
    ...settings,
    limitMetres: LIMIT_METRES,
    incomplete,
  });
}

/** Half of the places near where the facility stands, as a hand moves it, half all over town. */
function drawPositions({ demand }: Place, from: Position): Position[] {
  const random = createRandom(5);
  return Array.from({ length: DRAGS }, (_, i) => {
    if (i % 2 === 0) return [from[0] + (random.next() - 0.5) * 0.03, from[1] + (random.next() - 0.5) * 0.03];
    const row = Math.floor(random.next() * demand.residences.length);
    return [
      (demand.longitudes[row] ?? 0) + (random.next() - 0.5) * 0.01,
      (demand.latitudes[row] ?? 0) + (random.next() - 0.5) * 0.01,
    ];
  });
}

function moved(facilities: readonly Facility[], hand: Facility, position: Position): Facility[] {
  return facilities.map((facility) => (facility.id === hand.id ? { ...facility, position } : facility));
}

/** Milliseconds by the clock; those of the processor do not count what else the machine does. */
function timesOf<T>(positions: readonly Position[], run: (position: Position) => T): { results: T[]; times: object } {
  const clock: number[] = [];
  const processor: number[] = [];
  const results = positions.map((position) => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    const result = run(position);
    const { user, system } = process.cpuUsage(used);
    clock.push(performance.now() - start);
    processor.push((user + system) / 1000);
    return result;
  });
  return { results, times: { milliseconds: spreadOf(clock), processor: spreadOf(processor) } };
}

function spreadOf(milliseconds: number[]): object {
  milliseconds.sort((a, b) => a - b);
  const at = (share: number): number => milliseconds[Math.floor(share * (milliseconds.length - 1))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}

function say(task: string, result: object): void {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  console.log(JSON.stringify({ task, ...result }, rounded));
}

/** The last of `drags`, and others spread evenly. */
function* chosen(count: number): Generator<number> {
  for (let i = 1; i <= count; i++) yield Math.floor((i * DRAGS) / count) - 1;
}

function isSame(frame: LiveFrame, place: Place, facilities: readonly Facility[]): boolean {
  const { total, areas } = runAfresh(place, facilities);
  const isOfLevel = (_: unknown, i: number): boolean => place.demand.areas[i]?.level === 'community';
  const lacking = areas.filter(isOfLevel).filter(({ status }) => status === 'lacking').length;
  return (
    frame.eldersCovered === total.eldersCovered &&
    frame.eldersShare === total.eldersShare &&
    frame.meanMetres === total.meanMetres &&
    frame.areas.lacking === lacking
  );
}

function benchFrames(live: Live, place: Place, hand: Facility, positions: readonly Position[]): void {
  const { results, times } = timesOf(positions, (position) => live.frame(position));
  const compared = [...chosen(COMPARED)];
  const differ = compared.filter((i) => {
    const frame = results[i];
    return !frame || !isSame(frame, place, moved(place.project.facilities, hand, frame.position));
  });
  say('figures of a drag', { ...times, drags: DRAGS, compared: compared.length, differ: differ.length });
}

/** The rows whose state differs from the start, as one text. */
function formatTurned(states: ReadonlyMap<string, State>, start: ReadonlyMap<string, State>): string {
  return [...states].flatMap(([id, state]) => (start.get(id) === state ? [] : [`${id} ${state}`])).join();
}

function benchRows(pack: StandardPack, place: Place, hand: Facility, positions: readonly Position[]): void {
  const { project, settings, streets, demand, homes } = place;
  const momentsOf = (facilities: Facility[]) =>
    createMoments({ ...project, facilities }, settings, {
      streets,
      demands: new Map([[settings.year, demand]]),
      homes: new Map([[settings.year, homes]]),
    });
  const questionOf = (facilities: Facility[]) => ({ moments: momentsOf(facilities), settings, reported: [] });
  const started = performance.now();
  const rows = finish(prepareLiveRows(pack, questionOf(project.facilities), hand));
  const seconds = (performance.now() - started) / 1000;
  if (!rows) throw new Error(`no row of ${pack.id} asks where the facility stands`);
  const { results, times } = timesOf(positions, (position) => finish(rows.judge(position)));
  const judge = (facilities: Facility[]) => finish(judgeStandard(pack, questionOf(facilities)));
  const start = judge(project.facilities).states;
  const compared = [...chosen(COMPARED_ROWS)];
  const differ = compared.filter((i) => {
    const [position, counts] = [positions[i], results[i]];
    if (!position || !counts) return true;
    const { states, countsOnce } = judge(moved(project.facilities, hand, position));
    const isTurned = formatTurned(new Map(counts.turned.map(({ id, to }) => [id, to])), new Map());
    return isTurned !== formatTurned(states, start) || countsOnce.met !== counts.met;
  });
  const turned = results.filter((result) => result.turned.length > 0).length;
  say(`rows of ${pack.id} of a drag`, {
    ...times,
    prepareSeconds: seconds,
    turned,
    compared: compared.length,
    differ: differ.length,
  });
}

export async function benchDrag(project: Project): Promise<void> {
  const place = prepare(project);
  const hand = walk(place, project.facilities).nearest.facilities[0];
  if (!hand) throw new Error(`the sample has no ${KIND}`);
  const others = project.facilities.filter((facility) => facility !== hand);
  const started = performance.now();
  const { table, nearest } = walk(place, others);
  const { streets, homes, demand, settings, incomplete } = place;
  const live = prepareLive({
    hand,
    moment: settings,
    demand,
    nearest,
    walks: { streets, homes, table },
    judgement: { ...settings, limitMetres: LIMIT_METRES, incomplete },
    level: 'community',
    base: runAfresh(place, project.facilities).covered,
  });
  say('a facility taken into the hand', {
    seconds: (performance.now() - started) / 1000,
    homes: demand.residences.length,
  });
  const positions = drawPositions(place, hand.position);
  benchFrames(live, place, hand, positions);
  const pack = await loadPack(PACK);
  if (!pack) throw new Error(`there is no pack ${PACK}`);
  benchRows(pack, place, hand, positions);
}
