/** The council report of the question on the page, as files. Loaded when somebody asks for it. */
import { findSensitivity } from '../core/coverage/sensitivity.ts';
import { residenceResults } from '../core/create-evaluation.ts';
import { askOfScenario } from '../core/scenario/question.ts';
import type { Scenario } from '../core/scenario/types.ts';
import type { StandardPack, StandardResult } from '../core/standards/types.ts';
import type { Evaluation, Problem, Work } from '../core/types.ts';
import { readEvaluation } from '../io/evaluation.ts';
import { reportWriters } from '../io/report-writers.ts';
import { createReport } from '../report/create-report.ts';
import { listFigures, writeReport, type ReportFile, type ReportFormat } from '../report/files.ts';
import type { Figure, ReportInput } from '../report/model.ts';
import { tellScenario } from '../report/tell-scenario.ts';
import type { Job } from './job.ts';
import { measureInLine, settingsOf } from './measure.ts';
import { measureOnFoot } from './measure-on-foot.ts';
import { demandOf, editedOf, nearestOf, requireOpen, type Question, type Session } from './session.ts';
import { openPack, testPack, type PackSource } from './standards-job.ts';
import { streetProblemsOf } from './street-problems-job.ts';

export interface ReportArgs {
  question: Question;
  standards: PackSource[];
  /** Values of named parameters that differ from the packs' own, by id of the pack. */
  parameters: Record<string, Record<string, number>>;
  locale: ReportInput['locale'];
  /** None: only the figures are wanted, to be turned into pictures. */
  formats: ReportFormat[];
  isPublic: boolean;
  /** What is tried; its edits, year and stages go before those of the question. `name` as the page calls it. */
  scenario?: Pick<Scenario, 'name' | 'edits' | 'stages' | 'year'>;
  /** The text of an evaluation saved before. */
  earlier?: { text: string; file: string };
  /** Day of the report, ISO 8601. */
  date: string;
  /** PNG bytes by the id of a figure, for the document. A worker cannot draw SVG: the page does. */
  pictures?: Record<string, Uint8Array>;
}

export interface MadeReport {
  files: ReportFile[];
  figures: Pick<Figure, 'id' | 'svg' | 'width' | 'height'>[];
  /** What is wrong with the files of standards and with the earlier evaluation; those are left out. */
  problems: Problem[];
}

export const makeReport: Job<ReportArgs, MadeReport> = async function* ({ session }, args) {
  yield { stage: 'standards', done: 0, total: 1 };
  const { packs, problems } = await openPacks(args.standards);
  const earlier = args.earlier ? readEvaluation(args.earlier.text, args.earlier.file) : null;
  problems.push(...(earlier?.problems ?? []));
  const { locale, date, isPublic, pictures = {}, scenario } = args;
  const question = scenario ? askOfScenario(args.question, scenario) : args.question;
  const evaluation = yield* evaluateAll(session, { ...args, question }, packs);
  const before = scenario ? yield* evaluateAll(session, args, packs) : null;
  const input: ReportInput = {
    locale,
    date,
    isPublic,
    packs,
    evaluation: { ...evaluation, problems: [...requireOpen(session).problems, ...problems, ...evaluation.problems] },
    project: editedOf(requireOpen(session), question),
    sensitivity: evaluation.sensitivity ?? [],
    earlier: earlier?.evaluation ?? null,
    scenario:
      scenario && before
        ? {
            name: scenario.name,
            sentences: tellScenario(scenario, requireOpen(session).project, locale),
            before,
          }
        : null,
  };
  const files: ReportFile[] = [];
  for (const [done, format] of args.formats.entries()) {
    yield { stage: 'write', done, total: args.formats.length };
    const options = { writers: reportWriters, pictures: () => Promise.resolve(pictures) };
    files.push(...(await writeReport(input, format, options)));
  }
  const figures = listFigures(createReport(input)).map(({ id, svg, width, height }) => ({ id, svg, width, height }));
  return { result: { files, figures, problems }, transfer: files.map(({ bytes }) => bytes.buffer as ArrayBuffer) };
};

async function openPacks(sources: readonly PackSource[]): Promise<{ packs: StandardPack[]; problems: Problem[] }> {
  const opened = await Promise.all(sources.map(openPack));
  return {
    packs: opened.flatMap(({ pack }) => pack ?? []),
    problems: opened.flatMap(({ problems }) => problems),
  };
}

/** As `analyse` does with all options, from the distances that the session has. */
function* evaluateAll(
  session: Session,
  { question, parameters }: ReportArgs,
  packs: readonly StandardPack[],
): Work<Evaluation> {
  const opened = requireOpen(session);
  const measure = question.mode === 'walking' ? measureOnFoot : measureInLine;
  const { evaluation, nearest, incomplete } = yield* measure(opened, question);
  const demand = demandOf(opened, question.year);
  const straight = new Map([...nearest.keys()].map((kind) => [kind, nearestOf(opened, { ...question, kind })]));
  const settings = settingsOf(opened, question);
  const streets = yield* streetProblemsOf(opened, question);
  const standards: StandardResult[] = [];
  for (const pack of packs) {
    standards.push(yield* testPack(opened, pack, { question, parameters: parameters[pack.id] ?? {} }));
  }
  return {
    ...evaluation,
    // In the order of `evaluate`: those of the demand, of the streets, of this question.
    problems: evaluation.problems.toSpliced(demand.problems.length, 0, ...streets),
    residences: residenceResults(demand, nearest),
    standards,
    sensitivity: findSensitivity(demand, { run: nearest, straight, incomplete }, settings),
  };
}
