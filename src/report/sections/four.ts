/** Four meanings of coverage beside the reported figure, for every row that asks for coverage; the walk by age and setting. */
import { COVERAGE_CUTS, type CoverageCut, type CoverageFigure, type FourFigures } from '../../core/standards/types.ts';
import type { Cell } from '../../core/types.ts';
import { formatRowValue } from '../../i18n/standards/figures.ts';
import { roundToTwo, say, type Context, type Row, type TestedStandard } from '../context.ts';
import type { Section, Table } from '../model.ts';
import { LEAST_ELDERS } from '../suppression.ts';

/** Names told of the units where the meanings differ. */
const NAMES = 4;

/** null where no row asks for coverage. */
export function createFour(context: Context): Section | null {
  const { words, tested } = context;
  const found = tested.flatMap((each) => createTables(each, context));
  if (found.length === 0) return null;
  return {
    id: 'four',
    title: words.four.title,
    blocks: [
      { kind: 'paragraph', text: words.four.lead },
      ...found.flatMap(({ title, tables }) => [
        ...(found.length > 1 ? [{ kind: 'heading', text: title } as const] : []),
        ...tables.map((table) => ({ kind: 'table', table }) as const),
      ]),
    ],
  };
}

interface CoverageRow {
  row: Row;
  four: FourFigures;
}

function createTables(tested: TestedStandard, context: Context): { title: string; tables: Table[] }[] {
  const rows = tested.once.flatMap((row) => (row.result.four ? [{ row, four: row.result.four }] : []));
  if (rows.length === 0) return [];
  const tables = [createTable(rows, tested, context), ...createCutTable(rows, tested, context)];
  return [{ title: context.words.titled(tested.pack.title[context.locale]), tables }];
}

function createTable(rows: readonly CoverageRow[], tested: TestedStandard, context: Context): Table {
  const { words, locale } = context;
  return {
    id: `${words.sheets.four}${tested.mark}`,
    caption: words.four.table,
    columns: [
      { header: words.columns.id, format: 'text', width: 9 },
      { header: words.columns.requirement, format: 'text', width: 26 },
      { header: words.four.reported, format: 'text', width: 14 },
      { header: words.four.built, format: 'text', width: 11 },
      { header: words.four.run, format: 'text', width: 12 },
      { header: words.four.walk, format: 'text', width: 12 },
      { header: words.four.eldersWalk, format: 'text', width: 11 },
      { header: words.columns.differ, format: 'text', width: 24 },
    ],
    rows: rows.map(({ row, four }) => [
      row.requirement.id,
      row.requirement.text[locale],
      sayReported(row, context),
      ...(['built', 'run'] as const).map((name) => formatRowValue(four[name], 'percent', locale)),
      ...(['walk', 'eldersWalk'] as const).map((name) => sayWalked(four[name], context)),
      sayDiffering(four, context),
    ]),
    note: words.four.note,
  };
}

/** Elders within a walk by age and setting; none where no figure of a part is known. */
function createCutTable(rows: readonly CoverageRow[], { mark }: TestedStandard, context: Context): Table[] {
  const { words, standard, locale } = context;
  const known = rows.filter(({ four }) => four.cuts.some(({ figure }) => figure.low !== null));
  if (known.length === 0) return [];
  const hidden = findHiddenCuts(context);
  const cell = ({ cuts }: FourFigures, wanted: CoverageCut): Cell => {
    const figure = cuts.find(({ cut }) => cut === wanted)?.figure;
    if (!figure || figure.low === null) return null;
    return hidden.has(wanted) ? words.withheld : sayWalked(figure, context);
  };
  const table: Table = {
    id: `${words.sheets.fourCuts}${mark}`,
    caption: words.four.cutsTable,
    columns: [
      { header: words.columns.id, format: 'text', width: 9 },
      { header: words.columns.requirement, format: 'text', width: 34 },
      { header: words.four.eldersWalk, format: 'text', width: 14 },
      ...COVERAGE_CUTS.map((cut) => ({ header: standard.four.cuts[cut], format: 'text' as const, width: 14 })),
    ],
    rows: known.map(({ row, four }) => [
      row.requirement.id,
      row.requirement.text[locale],
      sayWalked(four.eldersWalk, context),
      ...COVERAGE_CUTS.map((cut) => cell(four, cut)),
    ]),
    note: words.four.cutsNote,
  };
  return [table];
}

/**
 * Parts of so few elders that in public a share would tell of single persons. Urban and rural go together: with the
 * share of all, one of them gives the other.
 */
export function findHiddenCuts({
  isPublic,
  project,
  areas,
  units,
}: Pick<Context, 'isPublic' | 'project' | 'areas' | 'units'>): ReadonlySet<CoverageCut> {
  if (!isPublic) return new Set();
  const isFew = (elders: number): boolean => elders > 0 && elders < LEAST_ELDERS;
  const oldest = project.residences.reduce((sum, { elders80 }) => sum + (elders80 ?? 0), 0);
  const livingIn = (setting: string): number =>
    units.reduce((sum, { id, elders }) => sum + (areas.get(id)?.setting === setting ? (elders ?? 0) : 0), 0);
  return new Set([
    ...(isFew(oldest) ? (['elders_80'] as const) : []),
    ...(isFew(livingIn('urban')) || isFew(livingIn('rural')) ? (['urban', 'rural'] as const) : []),
  ]);
}

function sayReported({ result }: Row, { words }: Context): string {
  return result.reported ? String(result.reported.value) : words.four.notReported;
}

/** What is walked rests on where people live, so estimated homes make it an estimate. */
function sayWalked(figure: CoverageFigure, { locale, words, evaluation }: Context): string {
  const { low, high, value } = figure;
  if (low === null || high === 0 || evaluation.totals.estimatedElders === 0)
    return formatRowValue(figure, 'percent', locale);
  const rounded = (each: number | null): number | null => (each === null ? null : roundToTwo(each, 'down'));
  const about = { value: rounded(value), low: rounded(low), high: rounded(high) };
  return words.about(formatRowValue(about, 'percent', locale));
}

/** Units that lack the walk although the facility stands there or the service is run there. */
export function findDiffering({ built, run, walk }: Pick<FourFigures, 'built' | 'run' | 'walk'>): string[] {
  const [withoutBuilt, withoutRun] = [new Set(built.lacking), new Set(run.lacking)];
  return walk.lacking.filter((id) => !withoutBuilt.has(id) || !withoutRun.has(id));
}

function sayDiffering(four: FourFigures, context: Context): string {
  const { words, areas } = context;
  const ids = findDiffering(four);
  if (ids.length === 0) return words.none;
  const names = ids.slice(0, NAMES).map((id) => areas.get(id)?.name ?? id);
  const list = names.join(words.separator);
  return words.four.differ(say(ids.length, context), ids.length > NAMES ? words.four.andMore(list) : list);
}
