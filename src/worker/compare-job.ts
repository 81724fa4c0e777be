/** Scenarios side by side with the data as they are. */
import type { Demand } from '../core/coverage/demand.ts';
import { serviceResults, type ServiceResults } from '../core/coverage/shares.ts';
import { askOfScenario } from '../core/scenario/question.ts';
import { judgeStandard } from '../core/standards/evaluate-standard.ts';
import type { StandardPack, State } from '../core/standards/types.ts';
import type { AreaStatus, Facility, Work } from '../core/types.ts';
import type { Job } from './job.ts';
import { settingsOf } from './measure.ts';
import type { CompareArgs, ScenarioFigures, Tested } from './plan-contract.ts';
import {
  demandOf,
  editedOf,
  nearestOf,
  requireOpen,
  type OpenProject,
  type Question,
  type Session,
} from './session.ts';
import { checkOf, walkedOf } from './streets.ts';
import { momentsOf, openPack, settingsOf as standardSettingsOf } from './standards-job.ts';
import { findLevel } from './summary.ts';

/** What one column needs. */
interface Column {
  id: string;
  question: Question;
  demand: Demand;
  results: ServiceResults;
  states: ReadonlyMap<string, State>;
  requirements: ScenarioFigures['requirements'];
}

export const compareScenarios: Job<CompareArgs, ScenarioFigures[]> = async function* ({ session }, args) {
  const opened = requireOpen(session);
  yield { stage: 'demand', done: 0, total: 1 };
  const { standard } = args;
  const pack = standard && (await openPack(standard.pack)).pack;
  const tested = standard && pack && { pack, parameters: standard.parameters };
  const asked = [
    { id: 'base', question: { ...args.question, edits: [] } },
    ...args.scenarios.map((scenario) => ({ id: scenario.id, question: askOfScenario(args.question, scenario) })),
  ];
  const columns: Column[] = [];
  for (const { id, question } of asked) columns.push(yield* measureColumn(session, { id, question, tested }));
  const result = columns.map((column) => figuresOf(opened, column, columns[0] ?? column));
  return { result, transfer: result.map(({ homes }) => homes.buffer as ArrayBuffer) };
};

interface Asked extends Pick<Column, 'id' | 'question'> {
  tested: { pack: StandardPack; parameters: Tested['parameters'] } | null;
}

function* measureColumn(session: Session, { id, question, tested }: Asked): Work<Column> {
  const opened = requireOpen(session);
  const { mode, year, edits, limitMetres } = question;
  const isWalked = mode === 'walking';
  const demand = demandOf(opened, year);
  const nearest = isWalked ? yield* walkedOf(opened, question) : nearestOf(opened, question);
  const incomplete = isWalked ? (yield* checkOf(opened, year, edits)).incomplete : null;
  const results = serviceResults(demand, nearest, { ...settingsOf(opened, question), limitMetres, incomplete });
  return { id, question, demand, results, ...(yield* judgeRows(opened, question, tested)) };
}

function* judgeRows(
  opened: OpenProject,
  question: Question,
  tested: Asked['tested'],
): Work<Pick<Column, 'states' | 'requirements'>> {
  if (!tested) return { states: new Map(), requirements: null };
  const settings = standardSettingsOf(opened, question);
  const moments = yield* momentsOf(opened, settings, question);
  const { reported } = opened.project;
  const { pack, parameters } = tested;
  const { states, countsOnce } = yield* judgeStandard(pack, { moments, settings, reported, parameters });
  const { met, not_met: notMet, unknown, no_target: noTarget } = countsOnce;
  return { states, requirements: { met, notMet, unknown, noTarget } };
}

function figuresOf(opened: OpenProject, column: Column, base: Column): ScenarioFigures {
  const { id, question, demand, results, states, requirements } = column;
  const { eldersCovered, eldersShare, meanMetres, worstMetres } = results.total;
  const level = findLevel(opened.project);
  const communities: Record<AreaStatus, number> = { covered: 0, partial: 0, lacking: 0, unknown: 0, empty: 0 };
  demand.areas.forEach((area, place) => {
    if (area.level === level) communities[results.areas[place]?.status ?? 'unknown'] += 1;
  });
  return {
    id,
    year: question.year,
    elders: demand.totals.elders,
    eldersCovered,
    eldersShare,
    ...eldersOf80(column),
    meanMetres,
    worstMetres,
    communities,
    subdistricts: subdistrictsOf(column),
    requirements,
    turned: [...states].flatMap(([row, to]) => {
      const from = base.states.get(row) ?? to;
      return from === to ? [] : [{ id: row, from, to }];
    }),
    ...costOf(opened, question),
    ...differenceOf(opened, column, base),
  };
}

/** As on record, whatever the year; homes that do not say are left out, null where none says. */
function eldersOf80({ demand, results }: Column): Pick<ScenarioFigures, 'elders80' | 'elders80Covered'> {
  const known = demand.residences.flatMap(({ elders80 }, row) => (elders80 === null ? [] : [{ elders80, row }]));
  if (known.length === 0) return { elders80: null, elders80Covered: null };
  const sum = (rows: typeof known): number => rows.reduce((all, { elders80 }) => all + elders80, 0);
  return { elders80: sum(known), elders80Covered: sum(known.filter(({ row }) => results.covered[row] === 1)) };
}

function subdistrictsOf({ demand, results }: Column): ScenarioFigures['subdistricts'] {
  return demand.areas.flatMap(({ id, name, level }, place) => {
    const result = results.areas[place];
    if (level !== 'subdistrict' || !result) return [];
    return [{ id, name, eldersShare: result.eldersShare, status: result.status }];
  });
}

/** null where an added facility does not say what it costs. */
function costOf(opened: OpenProject, question: Question): Pick<ScenarioFigures, 'added' | 'cost'> {
  const known = new Set(opened.project.facilities.map(({ id }) => id));
  const added = editedOf(opened, { edits: question.edits }).facilities.filter(({ id }) => !known.has(id));
  const costs = added.map(costOfOne);
  return { added: added.length, cost: costs.includes(NaN) ? null : costs.reduce((sum, cost) => sum + cost, 0) };
}

function costOfOne({ attributes }: Facility): number {
  const { cost } = attributes;
  return typeof cost === 'number' || (typeof cost === 'string' && cost.trim() !== '') ? Number(cost) : NaN;
}

/** Of homes that count in both years, with the elders of the scenario's. */
function differenceOf(
  { homes: { ids }, homeRows }: OpenProject,
  { demand, results }: Column,
  base: Column,
): Pick<ScenarioFigures, 'gained' | 'lost' | 'homes'> {
  const before = new Map(base.demand.residences.map(({ id }, row) => [id, base.results.covered[row]]));
  const homes = new Uint8Array(ids.length);
  let [gained, lost] = [0, 0];
  demand.residences.forEach(({ id }, row) => {
    const [was, is] = [before.get(id), results.covered[row]];
    if (was === undefined || was === is) return;
    const elders = demand.elders[row] || 0; // NaN: not known, nobody is counted
    if (is === 1) gained += elders;
    else lost += elders;
    const home = homeRows.get(id);
    if (home !== undefined) homes[home] = is === 1 ? 1 : 2;
  });
  return { gained, lost, homes };
}
