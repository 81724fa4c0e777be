/** What was loaded, and what is wrong or odd in it. */
import { AREA_LEVELS, type Cell, type Problem } from '../../core/types.ts';
import { dataWords } from '../../i18n/data/index.ts';
import { COLON } from '../../i18n/punctuation.ts';
import { COLUMN_CODES, listFirst, problemsSentence } from '../../i18n/problems.ts';
import { hideFew, nameOf, roundToTwo, say, type Context } from '../context.ts';
import type { Block, Section, Table } from '../model.ts';
import { LEAST_ELDERS } from '../suppression.ts';

export function createQuality(context: Context): Section {
  const { words } = context;
  const problems = createProblemTable(context);
  const found: Block =
    problems.rows.length > 0
      ? { kind: 'table', table: problems }
      : { kind: 'paragraph', text: words.quality.problemsNone };
  return {
    id: 'quality',
    title: words.quality.title,
    blocks: [{ kind: 'table', table: createCountTable(context) }, found],
  };
}

function createCountTable(context: Context): Table {
  const { words, evaluation, project, kinds, general } = context;
  const { rows } = words.quality;
  const { totals, services } = evaluation;
  const levels = AREA_LEVELS.map((level) => ({
    level,
    n: project.areas.filter((area) => area.level === level).length,
  }));
  const estimated = totals.estimatedElders;
  const counts: [string, Cell][] = [
    [rows.residences, totals.residences],
    [rows.elders, totals.elders],
    [
      rows.estimated,
      estimated > 0 ? hideFew(estimated, words.about(say(roundToTwo(estimated, 'up'), context)), context) : 0,
    ],
    [rows.unplaced, hideFew(totals.unplacedElders, totals.unplacedElders, context)],
    [rows.withoutElders, totals.residencesWithoutElders],
    ...levels.flatMap(({ level, n }): [string, Cell][] => (n > 0 ? [[rows.areas(general.levels[level]), n]] : [])),
    [rows.facilities, project.facilities.length],
    ...kinds.map((kind): [string, Cell] => [rows.counting(nameOf(kind, context)), services[kind]?.facilities ?? null]),
    ...kinds.flatMap((kind): [string, Cell][] => {
      const unplaced = services[kind]?.facilitiesUnplaced ?? 0;
      return unplaced > 0 ? [[rows.facilitiesUnplaced(nameOf(kind, context)), unplaced]] : [];
    }),
    [rows.candidates, project.candidates.length],
    [rows.reported, project.reported.length],
  ];
  return {
    id: words.sheets.counts,
    caption: words.quality.counts,
    columns: [
      { header: words.columns.what, format: 'text', width: 46 },
      { header: words.columns.count, format: 'integer', width: 14 },
    ],
    rows: counts,
  };
}

const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'note'];

interface Group {
  /** In the order they were found. */
  members: Problem[];
  /** Homes, rows or places where the problem says how many; else one each. */
  count: number;
  elders: number;
}

/** Codes whose value is how many there are of what the sentence names. */
const COUNTED: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'coordinates_swapped',
  'id_missing',
  'rows_joined',
  'type_missing',
  'osm_outlines_broken',
  'osm_coastline',
  'streets_zero_length',
  'streets_not_joined',
  'streets_islands',
  'streets_end_near',
  'homes_unplaced',
]);

/** Problems that one sentence holds for together, the gravest first, in the order they were found. */
export function groupProblems(problems: readonly Problem[]): Group[] {
  const groups = new Map<string, Group>();
  for (const problem of problems) {
    const { severity, code, layer, column, action, row, value, elders } = problem;
    const key = JSON.stringify([severity, code, layer, column, action, row === null, value === null]);
    const group = groups.get(key) ?? { members: [], count: 0, elders: 0 };
    group.members.push(problem);
    group.count += COUNTED.has(code) && typeof value === 'number' ? value : 1;
    group.elders += elders ?? 0;
    groups.set(key, group);
  }
  const rank = ({ members }: Group): number => SEVERITIES.indexOf(members[0]?.severity ?? 'note');
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function createProblemTable(context: Context): Table {
  const { words, evaluation, locale, isPublic } = context;
  const { columns } = words;
  const groups = groupProblems(evaluation.problems.filter(({ code }) => !COLUMN_CODES.has(code)));
  return {
    id: words.sheets.problems,
    caption: words.quality.problems,
    columns: [
      { header: columns.severity, format: 'text', width: 9 },
      { header: columns.layer, format: 'text', width: 12 },
      { header: columns.problem, format: 'text', width: 60 },
      { header: columns.count, format: 'integer', width: 8 },
      { header: columns.elders, format: 'integer', width: 11 },
    ],
    rows: [
      ...listEmptyKinds(context),
      ...groups.flatMap(({ members, count, elders }) => {
        const [first] = members;
        if (!first) return [];
        const cells: Cell[] = [
          dataWords(locale).severities[first.severity],
          first.layer === null ? null : dataWords(locale).layers[first.layer],
          sayProblems(members, context),
          count,
          elders === 0 ? null : isPublic && elders < LEAST_ELDERS ? words.small : elders,
        ];
        return [cells];
      }),
    ],
  };
}

/** Services of which nothing counts: no fault of a row, so reading and evaluation know of no problem. */
function listEmptyKinds(context: Context): Cell[][] {
  const { kinds, evaluation, words, locale } = context;
  const { severities, layers } = dataWords(locale);
  const empty = kinds.filter((kind) => evaluation.services[kind]?.facilities === 0);
  return empty.map((kind) => [
    severities.warning,
    layers.facilities,
    words.summary.noFacility(nameOf(kind, context)),
    0,
    evaluation.totals.elders,
  ]);
}

/** With the names of the first areas, but not in public: the elders beside them would be those of a single area. */
function sayProblems(problems: readonly Problem[], { areas, locale, isPublic }: Context): string {
  if (isPublic) return problemsSentence(problems.map(withoutValue), locale);
  const names = problems.flatMap(({ layer, id }) =>
    layer === 'areas' && id !== null ? [areas.get(id)?.name ?? id] : [],
  );
  const sentence = problemsSentence(problems, locale);
  return names.length === 0 ? sentence : `${listFirst(names, locale)}${COLON[locale]}${sentence}`;
}

/** Codes whose value is a word of ours and not a cell of the user's. */
const OWN_VALUES: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'crs_applied',
  'crs_doubtful',
  'crs_unverified',
  'streets_shifted',
  'text_damaged',
]);

/** A cell may hold somebody's name or number: in public only counts and our own words are told. */
function withoutValue(problem: Problem): Problem {
  const id = problem.id === null ? null : '…';
  return typeof problem.value === 'string' && !OWN_VALUES.has(problem.code)
    ? { ...problem, id, value: '…' }
    : { ...problem, id };
}
