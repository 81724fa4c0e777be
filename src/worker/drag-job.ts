/** A facility in the hand: prepared once, then a frame for every place that it is moved to. */
import { nearestOnFoot } from '../core/network/streets.ts';
import { prepareLive, type Live, type LiveArgs, type LiveFrame } from '../core/scenario/live.ts';
import { prepareLiveRows, type LiveRows } from '../core/scenario/live-rows.ts';
import type { Facility, Position, Work } from '../core/types.ts';
import type { Answer, Job } from './job.ts';
import { settingsOf } from './measure.ts';
import type { DragArgs, DragFrame, DragRequirements, StartDragArgs, Tested } from './plan-contract.ts';
import {
  demandOf,
  editedOf,
  nearestOf,
  requireOpen,
  type OpenProject,
  type Question,
  type Session,
} from './session.ts';
import { checkOf, streetsOf, walksOf } from './streets.ts';
import { momentsOf, openPack, settingsOf as standardSettingsOf } from './standards-job.ts';
import { findLevel } from './summary.ts';

interface Held {
  of: OpenProject;
  live: Live;
  hand: Facility;
  question: Question;
  standard: Tested | null;
  /** undefined = not looked at yet; null where no row asks for the facility. */
  rows: LiveRows | null | undefined;
  /** Row of the page's homes by row of the demand, -1 where it has none. */
  homeRows: Int32Array;
  /** The newest place asked for. */
  frame: number;
  position: Position;
}

/** What is in the hand; there is one hand. */
let held: Held | null = null;

export const startDrag: Job<StartDragArgs, DragFrame> = async function* ({ session }, { question, id, standard }) {
  const of = requireOpen(session);
  yield { stage: 'walk', done: 0, total: 1 };
  const hand = editedOf(of, { edits: question.edits }).facilities.find((facility) => facility.id === id);
  if (!hand) throw new Error(`there is no facility ${id} to be moved`);
  const live = prepareLive(yield* whatStandsStill(session, question, hand));
  const { residences } = demandOf(of, question.year);
  const homeRows = Int32Array.from(residences, (residence) => of.homeRows.get(residence.id) ?? -1);
  const { position } = hand;
  held = { of, live, hand, question, standard, rows: undefined, homeRows, frame: 0, position };
  return answerFrame(held, { frame: 0, position });
};

export const drag: Job<DragArgs, DragFrame> = async function* ({ session }, args) {
  const hand = requireHeld(session);
  yield { stage: 'walk', done: 0, total: 1 };
  return answerFrame(hand, args);
};

/** The rows of the standard at the newest place. The first call prepares them; that is long where nobody tested it before. */
export const dragRequirements: Job<null, DragRequirements> = async function* ({ session }) {
  const hand = requireHeld(session);
  const { frame, position } = hand;
  yield { stage: 'standards', done: 0, total: 1 };
  if (hand.rows === undefined) hand.rows = yield* prepareRows(hand);
  return { result: { frame, requirements: hand.rows && (yield* hand.rows.judge(position)) } };
};

export const endDrag: Job<null, null> = async function* () {
  yield { stage: 'walk', done: 0, total: 1 };
  held = null;
  return { result: null };
};

function requireHeld(session: Session): Held {
  if (held?.of !== requireOpen(session)) throw new Error('no facility is in the hand');
  return held;
}

function* whatStandsStill(session: Session, question: Question, hand: Facility): Work<LiveArgs> {
  const opened = requireOpen(session);
  const { year, limitMetres, edits } = question;
  const rest: Question = { ...question, edits: [...edits, { action: 'remove', id: hand.id }] };
  const walks = question.mode === 'walking' ? yield* walksBehind(opened, rest) : null;
  const base = yield* metresOf(opened, { ...question, edits: [] });
  // A planned facility of another stage is no more there than one that is not planned yet.
  const isThere = editedOf(opened, question).facilities.some(({ id }) => id === hand.id);
  return {
    hand,
    moment: { year, pipeline: question.pipeline && isThere },
    demand: demandOf(opened, year),
    nearest: walks ? nearestOnFoot(walks.table, walks.homes) : nearestOf(opened, rest),
    walks,
    judgement: {
      ...settingsOf(opened, question),
      limitMetres,
      incomplete: walks && (yield* checkOf(opened, year, edits)).incomplete,
    },
    level: findLevel(opened.project),
    base: Uint8Array.from(base, (metres) => (metres <= limitMetres ? 1 : 0)),
  };
}

function* walksBehind(opened: OpenProject, question: Question): Work<NonNullable<LiveArgs['walks']>> {
  const { table, homes } = yield* walksOf(opened, question);
  const { streets } = yield* streetsOf(opened, question.edits);
  return { streets, homes, table };
}

function* metresOf(opened: OpenProject, question: Question): Work<Float64Array> {
  if (question.mode === 'straight') return nearestOf(opened, question).metres;
  return (yield* walksOf(opened, question)).table.homes.firstMetres;
}

async function* prepareRows({ of, question, standard, hand }: Held) {
  if (!standard) return null;
  const { pack } = await openPack(standard.pack);
  if (!pack) return null;
  const settings = standardSettingsOf(of, question);
  const moments = yield* momentsOf(of, settings, question);
  const { reported } = of.project;
  return yield* prepareLiveRows(pack, { moments, settings, reported, parameters: standard.parameters }, hand);
}

function answerFrame(hand: Held, { frame, position }: DragArgs): Answer<DragFrame> {
  hand.frame = frame;
  hand.position = position;
  const { homes, ...figures } = hand.live.frame(position);
  const shown = homesOfPage(homes, hand.homeRows);
  const transfer = [shown.rows, shown.states].map(({ buffer }) => buffer as ArrayBuffer);
  return { result: { ...figures, frame, requirements: null, homes: shown }, transfer };
}

/** Estimated homes of some years are not on the page. */
function homesOfPage({ rows, states }: LiveFrame['homes'], homeRows: Int32Array): DragFrame['homes'] {
  const known = [...rows.keys()].filter((i) => (homeRows[rows[i] ?? 0] ?? -1) >= 0);
  return {
    rows: Uint32Array.from(known, (i) => homeRows[rows[i] ?? 0] ?? 0),
    states: Uint8Array.from(known, (i) => states[i] ?? 0),
  };
}
