/** What a reader needs who reads one page: coverage of each service, score of each document, what to look at first. */
import type { Kind } from '../../core/types.ts';
import { formatKind } from '../../i18n/index.ts';
import {
  countUnits,
  hasEstimates,
  hideFew,
  limitOf,
  nameOf,
  roundToTwo,
  say,
  sayPeople,
  sayShare,
  type Context,
  type TestedStandard,
} from '../context.ts';
import type { Block, Section } from '../model.ts';
import { listLacking, uncoveredOf } from './lacking.ts';
import { listMissed } from './targets.ts';
import { sayState, sayTarget, sayValue } from '../row-words.ts';

/** Names in a list of what to look at first. */
const FIRST = 5;

export function createSummary(context: Context): Section {
  const { words, kinds, tested, isPublic } = context;
  const missed = missedBinding(context);
  const most = kinds.flatMap((kind) => sayMost(kind, context));
  const list = (heading: string, items: string[]): Block[] =>
    items.length === 0
      ? []
      : [
          { kind: 'heading', text: heading },
          { kind: 'list', items },
        ];
  return {
    id: 'summary',
    title: words.summary.title,
    blocks: [
      ...kinds.map((kind): Block => ({ kind: 'paragraph', tone: 'lead', text: sayHeadline(kind, context) })),
      ...tested.map((each): Block => ({ kind: 'paragraph', tone: 'lead', text: sayScore(each, context) })),
      ...list(words.summary.missed, missed),
      ...list(words.summary.most, most),
      ...sayCautions(context).map((text): Block => ({ kind: 'paragraph', tone: 'note', text })),
      { kind: 'paragraph', tone: 'note', text: words.summary.caution },
      ...(isPublic ? [{ kind: 'paragraph', tone: 'note', text: words.summary.publicNote } as const] : []),
    ],
  };
}

function join(sentences: readonly string[], { locale }: Context): string {
  return sentences.join(locale === 'zh' ? '' : ' ');
}

export function sayHeadline(kind: Kind, context: Context): string {
  const { words, evaluation, locale, units } = context;
  const service = evaluation.services[kind];
  const name = formatKind(kind, locale);
  const capital = name.slice(0, 1).toUpperCase() + name.slice(1);
  if (!service || service.eldersShare === null) return words.summary.noElders(capital);
  const isAbout = hasEstimates(context);
  const within = words.summary.within[evaluation.settings.mode](limitOf(kind, context));
  const covered = sayPeople(service.eldersCovered, isAbout, 'down', context);
  const share = sayShare(service.eldersShare, isAbout, context);
  const counts = countUnits(units, kind);
  return join(
    [
      words.summary.headline({ kind: capital, all: say(evaluation.totals.elders, context), covered, share, within }),
      ...(service.facilities === 0 ? [words.summary.noFacility(nameOf(kind, context))] : []),
      ...(counts.judged > 0 ? [words.summary.lacking(say(counts.lacking, context), say(counts.judged, context))] : []),
      ...(counts.unknown > 0 ? [words.summary.unknown(say(counts.unknown, context))] : []),
    ],
    context,
  );
}

function sayScore({ pack, result, once }: TestedStandard, context: Context): string {
  const { words, locale } = context;
  const { countsOnce } = result;
  const states = (['met', 'not_met', 'unknown', 'no_target'] as const).filter((state) => countsOnce[state] > 0);
  const details = states.map((state) => {
    return words.summary.count(sayState(state, context), say(countsOnce[state], context));
  });
  const binding = once.filter(({ requirement }) => requirement.force === 'binding');
  const having = (state: string): number => binding.filter((row) => row.result.state === state).length;
  const [met, missed] = [having('met'), having('not_met')];
  const text = (count: number): string => say(count, context);
  return join(
    [
      words.summary.score(pack.title[locale], text(countsOnce.all), details.join(words.clause)),
      ...(binding.length > 0
        ? [words.summary.binding(text(binding.length), text(met), text(missed), text(binding.length - met - missed))]
        : []),
      ...(words.targets.statusNotes[pack.status] === '' ? [] : [words.targets.statusNotes[pack.status]]),
      ...sayReported(once, context),
    ],
    context,
  );
}

/** Only rows with a verdict rest on a figure; the others wait for one. */
function sayReported(rows: TestedStandard['once'], context: Context): string[] {
  const resting = rows.filter(({ result }) => result.source === 'reported' && /met$/.test(result.state));
  return resting.length > 0 ? [context.words.summary.reported(say(resting.length, context))] : [];
}

function missedBinding(context: Context): string[] {
  const { words, locale, tested } = context;
  const rows = tested.flatMap(({ once }) =>
    listMissed(once).filter(({ requirement }) => requirement.force === 'binding'),
  );
  const items = rows
    .slice(0, FIRST + 1)
    .map(({ requirement, result }) =>
      words.summary.missedRow(
        requirement.id,
        requirement.text[locale],
        sayValue(result, context),
        sayTarget(result, context),
      ),
    );
  if (rows.length <= FIRST + 1) return items;
  return [...items.slice(0, FIRST), words.summary.more(say(rows.length - FIRST, context))];
}

/** Areas that are kept back in public name no rank. */
function sayMost(kind: Kind, context: Context): string[] {
  const { suppressed, words } = context;
  const lacking = listLacking(kind, context).filter(({ id }) => !suppressed.has(id));
  if (lacking.length === 0) return [];
  const names = lacking.slice(0, FIRST).map((area) => {
    const isAbout = context.estimated.has(area.id);
    return `${area.name}${words.brackets(words.map.elders(sayPeople(uncoveredOf(area, kind), isAbout, 'up', context)))}`;
  });
  return [words.summary.mostRow(nameOf(kind, context), names.join(words.separator))];
}

function sayCautions(context: Context): string[] {
  const { words, evaluation } = context;
  const { estimatedElders, unplacedElders, residencesWithoutElders } = evaluation.totals;
  const text = (count: number): string => say(count, context);
  const about = hideFew(estimatedElders, words.about(text(roundToTwo(estimatedElders, 'up'))), context);
  return [
    ...(estimatedElders > 0 ? [words.summary.estimated(about)] : []),
    ...(unplacedElders > 0 ? [words.summary.unplaced(hideFew(unplacedElders, text(unplacedElders), context))] : []),
    ...(residencesWithoutElders > 0 ? [words.summary.withoutElders(text(residencesWithoutElders))] : []),
  ];
}
