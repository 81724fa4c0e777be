/** Tests the open project against a written standard. Loaded when somebody opens the scorecard. */
import { createMoments, type Moments } from '../core/standards/create-moments.ts';
import { evaluateStandard } from '../core/standards/evaluate-standard.ts';
import type { StandardPack, StandardResult } from '../core/standards/types.ts';
import { createSettings } from '../core/create-evaluation.ts';
import { linkTiers, type TierLink } from '../core/standards/links.ts';
import type { Facility, LocalName, Problem, ReportedFigure, Settings, Work } from '../core/types.ts';
import { loadPack } from '../io/standards/packs.ts';
import type { Job } from './job.ts';
import { editedOf, requireOpen, type OpenProject, type Question } from './session.ts';
import { streetsOf } from './streets.ts';

/** A pack that we ship, by its id, or one of the user's own, as the text of its file. */
export type PackSource = { id: string } | { text: string; file: string };

export interface StandardArgs {
  pack: PackSource;
  question: Pick<Question, 'mode' | 'year' | 'pipeline' | 'speedMetresPerSecond' | 'edits' | 'stages'>;
  /** Values of named parameters that differ from the pack's. */
  parameters: Record<string, number>;
}

export interface Tested {
  /** null where the file is no pack; the problems say why. */
  tested: { pack: StandardPack; result: StandardResult } | null;
  problems: Problem[];
}

export const testStandard: Job<StandardArgs, Tested> = async function* ({ session }, { pack: source, ...args }) {
  const opened = requireOpen(session);
  yield { stage: 'standards', done: 0, total: 1 };
  const { pack, problems } = await openPack(source);
  if (pack === null) return { result: { tested: null, problems } };
  return { result: { tested: { pack, result: yield* testPack(opened, pack, args) }, problems } };
};

export async function openPack(source: PackSource): Promise<{ pack: StandardPack | null; problems: Problem[] }> {
  if ('id' in source) return { pack: await loadPack(source.id), problems: [] };
  const { readPack } = await import('../io/standards/read-pack.ts');
  return readPack(source.text, source.file);
}

export function* testPack(
  opened: OpenProject,
  pack: StandardPack,
  { question, parameters }: Omit<StandardArgs, 'pack'>,
): Work<StandardResult> {
  const settings = settingsOf(opened, question);
  const moments = yield* momentsOf(opened, settings, question);
  return yield* evaluateStandard(pack, { moments, settings, reported: opened.project.reported, parameters });
}

export function settingsOf({ project }: OpenProject, question: StandardArgs['question']): Settings {
  const { mode, year, pipeline, speedMetresPerSecond } = question;
  return { ...createSettings(project), mode, year, pipeline, speedMetresPerSecond };
}

/** Of the last question: another plan tested by the same one shares its distances. */
let kept: { of: OpenProject; key: string; moments: Moments } | null = null;

export function* momentsOf(opened: OpenProject, settings: Settings, question: StandardArgs['question']): Work<Moments> {
  const { edits, stages = [] } = question;
  const key = JSON.stringify([settings, edits, stages]);
  if (kept?.of === opened && kept.key === key) return kept.moments;
  const walks = settings.mode === 'walking' ? yield* streetsOf(opened, edits) : null;
  const moments = createMoments(editedOf(opened, question), settings, {
    demands: opened.demands,
    ...(walks && { streets: walks.streets, homes: walks.homes }),
  });
  kept = { of: opened, key, moments };
  return moments;
}

export interface ChainArgs extends StandardArgs {
  /** Id of a row of the kind `hierarchy`. */
  row: string;
  /** The year that the row was judged by. */
  year: number | null;
}

/** The tiers of a row from the top: ids of the facilities that are in them, and who supplies whom. */
export interface Chain {
  tiers: { name: LocalName; ids: string[]; perhaps: string[] }[];
  links: TierLink[];
}

/** null where the row asks for no tiers. */
export const traceChain: Job<ChainArgs, Chain | null> = async function* ({ session }, { pack: source, row, ...args }) {
  const opened = requireOpen(session);
  yield { stage: 'standards', done: 0, total: 1 };
  const { pack } = await openPack(source);
  const measure = pack?.requirements.find(({ id }) => id === row)?.measure;
  if (measure?.kind !== 'hierarchy') return { result: null };
  const moments = yield* momentsOf(opened, settingsOf(opened, args.question), args.question);
  const moment = yield* moments.at(args.year, args.parameters);
  const found = measure.tiers.map((tier) => ({ name: tier.name, ...moment.select(tier) }));
  const idsOf = (facilities: readonly Facility[]): string[] => facilities.map(({ id }) => id);
  return {
    result: {
      tiers: found.map(({ name, sure, perhaps }) => ({ name, ids: idsOf(sure), perhaps: idsOf(perhaps) })),
      links: linkTiers(found.map(({ sure }) => sure)),
    },
  };
};

/** Takes the figures that somebody typed into the open project; answers all of them. */
export const setReported: Job<ReportedFigure[], ReportedFigure[]> = async function* ({ session }, reported) {
  const opened = requireOpen(session);
  yield { stage: 'standards', done: 0, total: 1 };
  opened.project.reported = reported;
  return { result: opened.project.reported };
};
