/**
 * How many rows of a standard are met while one facility is in the hand. Rows that ask where it stands are judged anew by
 * the engine itself (evaluate-requirement.ts), the others keep their verdict; those that only ask in which areas it
 * stands, as long as it stays in these.
 */
import { judgeRequirement } from '../standards/evaluate-requirement.ts';
import { countGroups, createRowContext, type StandardQuestion } from '../standards/evaluate-standard.ts';
import type { Requirement, RequirementResult, StandardPack, State } from '../standards/types.ts';
import type { Facility, Position, Work } from '../types.ts';
import { LiveMoments, type Asked } from './live-moments.ts';

export interface LiveRowCounts {
  /** Rows by state; repeats of one target are taken once. */
  met: number;
  notMet: number;
  unknown: number;
  /** Rows whose state is another than at the start, in the order of the pack. */
  turned: { id: string; from: State; to: State }[];
}

type Judged = Pick<RequirementResult, 'state' | 'source'>;

/**
 * Judges all rows with the facility as it stands; null where none of them asks where that is. `moments` are of the
 * project with the facility as it stands. Time: that of all rows, without the figures beside them.
 */
export function* prepareLiveRows(
  pack: StandardPack,
  question: StandardQuestion,
  hand: Facility,
): Work<LiveRows | null> {
  const moments = new LiveMoments(question.moments, hand);
  const rows: LiveRow[] = [];
  const areas = yield* moments.areas(question.settings.year);
  for (const [done, requirement] of pack.requirements.entries()) {
    yield { stage: 'standards', done, total: pack.requirements.length };
    moments.forget();
    // A tester of its own: what another row has measured would not be asked again, and not be noticed.
    const judged = yield* judgeRequirement(requirement, createRowContext(pack, { ...question, moments }));
    rows.push({ requirement, start: judged, judged, areas, asked: moments.asked });
  }
  const isMoving = rows.some(({ asked }) => asked.areas || asked.place);
  return isMoving ? new LiveRows(pack, question, moments, rows) : null;
}

interface LiveRow {
  requirement: Requirement;
  start: Judged;
  /** With the hand where it was last judged, and the areas of that place. */
  judged: Judged;
  areas: string;
  asked: Asked;
}

export class LiveRows {
  readonly #pack: StandardPack;
  readonly #question: StandardQuestion;
  readonly #moments: LiveMoments;
  readonly #rows: readonly LiveRow[];

  constructor(pack: StandardPack, question: StandardQuestion, moments: LiveMoments, rows: readonly LiveRow[]) {
    this.#pack = pack;
    this.#question = question;
    this.#moments = moments;
    this.#rows = rows;
  }

  /** Puts the facility somewhere. Of several at work by turns each gets the verdicts of its own place. */
  *judge(position: Position): Work<LiveRowCounts> {
    const moments = this.#moments;
    const context = createRowContext(this.#pack, { ...this.#question, moments });
    const results = new Map<string, Judged>();
    moments.put(position);
    const areas = yield* moments.areas(this.#question.settings.year);
    for (const [done, row] of this.#rows.entries()) {
      if (row.asked.place || (row.asked.areas && row.areas !== areas)) {
        yield { stage: 'standards', done, total: this.#rows.length };
        if (moments.position !== position) moments.put(position);
        row.judged = yield* judgeRequirement(row.requirement, context);
        row.areas = areas;
      }
      results.set(row.requirement.id, row.judged);
    }
    return this.#count(results);
  }

  #count(results: ReadonlyMap<string, Judged>): LiveRowCounts {
    const counts = countGroups(this.#pack, results);
    return {
      met: counts.met,
      notMet: counts.not_met,
      unknown: counts.unknown,
      turned: this.#rows.flatMap(({ requirement: { id }, start }) => {
        const to = results.get(id)?.state ?? start.state;
        return to === start.state ? [] : [{ id, from: start.state, to }];
      }),
    };
  }
}
