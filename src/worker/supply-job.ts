/** How far the supply goes round: asked for when somebody opens it, for it looks at every pair of home and facility. */
import { nearestOnFoot } from '../core/network/streets.ts';
import { pairsInLine } from '../core/coverage/straight-pairs.ts';
import type { Pairs } from '../core/coverage/supply.ts';
import { summariseSupply } from '../core/coverage/supply-summary.ts';
import { pairsOnFoot } from '../core/network/pairs.ts';
import type { Nearest } from '../core/coverage/nearest.ts';
import type { Work } from '../core/types.ts';
import type { Job } from './job.ts';
import type { Supply } from './results.ts';
import { demandOf, nearestOf, requireOpen, type OpenProject, type Question } from './session.ts';
import { streetsOf, walksOf } from './streets.ts';

export const analyseSupply: Job<Question, Supply> = async function* ({ session }, question) {
  const opened = requireOpen(session);
  yield { stage: 'demand', done: 0, total: 1 };
  const demand = demandOf(opened, question.year);
  const { nearest, pairs } = yield* question.mode === 'walking' ? onFoot(opened, question) : inLine(opened, question);
  const { limitMetres } = question;
  const { perHead, ...summary } = yield* summariseSupply({ demand, nearest, pairs, limitMetres });
  const rows = new Map(demand.residences.map(({ id }, row) => [id, row]));
  const byHome = (figures: Float64Array): Float64Array =>
    Float64Array.from(opened.homes.ids, (id) => figures[rows.get(id) ?? -1] ?? NaN);
  const result: Supply = {
    ...summary,
    pairs: pairs.cost.length,
    facilitiesUnplaced: nearest.facilitiesUnplaced,
    oldestOfOtherYear: question.year !== null && question.year !== opened.project.year,
    perHead: { alike: byHome(perHead.alike), zoned: byHome(perHead.zoned) },
  };
  const { alike, zoned } = result.perHead;
  return { result, transfer: [alike, zoned].map(({ buffer }) => buffer as ArrayBuffer) };
};

interface Found {
  nearest: Nearest;
  pairs: Pairs;
}

function* onFoot(opened: OpenProject, question: Question): Work<Found> {
  const { table, homes } = yield* walksOf(opened, question);
  const { walker } = yield* streetsOf(opened, question.edits);
  const pairs = yield* pairsOnFoot(walker, table.sites, homes.accesses, question.limitMetres);
  return { nearest: nearestOnFoot(table, homes), pairs };
}

function* inLine(opened: OpenProject, question: Question): Work<Found> {
  const nearest = nearestOf(opened, question);
  const demand = demandOf(opened, question.year);
  return { nearest, pairs: yield* pairsInLine(demand, nearest.facilities, question.limitMetres) };
}
