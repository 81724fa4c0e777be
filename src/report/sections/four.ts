/** Four meanings of coverage beside the reported figure, for every row that asks for coverage. */
import type { CoverageFigure, RequirementResult } from '../../core/standards/types.ts';
import { formatRowValue } from '../../i18n/standards/figures.ts';
import { roundToTwo, say, type Context, type Row, type TestedStandard } from '../context.ts';
import type { Section, Table } from '../model.ts';
import { removePhones } from '../suppression.ts';

type Four = NonNullable<RequirementResult['four']>;

/** Names told of the units where the meanings differ. */
const NAMES = 4;

/** null where no row asks for coverage. */
export function createFour(context: Context): Section | null {
  const { words, tested } = context;
  const tables = tested.flatMap((each) => createTable(each, context));
  if (tables.length === 0) return null;
  return {
    id: 'four',
    title: words.four.title,
    blocks: [
      { kind: 'paragraph', text: words.four.lead },
      ...tables.flatMap(({ title, table }) => [
        ...(tables.length > 1 ? [{ kind: 'heading', text: title } as const] : []),
        { kind: 'table', table } as const,
      ]),
    ],
  };
}

function createTable(tested: TestedStandard, context: Context): { title: string; table: Table }[] {
  const { words, locale } = context;
  const rows = tested.once.flatMap((row) => (row.result.four ? [{ row, four: row.result.four }] : []));
  if (rows.length === 0) return [];
  const table: Table = {
    id: `${words.sheets.four}${tested.mark}`,
    caption: words.four.table,
    columns: [
      { header: words.columns.id, format: 'text', width: 9 },
      { header: words.columns.requirement, format: 'text', width: 28 },
      { header: words.four.reported, format: 'text', width: 11 },
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
  return [{ title: words.titled(tested.pack.title[locale]), table }];
}

function sayReported({ result }: Row, { words, isPublic }: Context): string {
  if (!result.reported) return words.four.notReported;
  const said = String(result.reported.value);
  return isPublic ? removePhones(said) : said;
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
export function findDiffering({ built, run, walk }: Pick<Four, 'built' | 'run' | 'walk'>): string[] {
  const [withoutBuilt, withoutRun] = [new Set(built.lacking), new Set(run.lacking)];
  return walk.lacking.filter((id) => !withoutBuilt.has(id) || !withoutRun.has(id));
}

function sayDiffering(four: Four, context: Context): string {
  const { words, areas } = context;
  const ids = findDiffering(four);
  if (ids.length === 0) return words.none;
  const names = ids.slice(0, NAMES).map((id) => areas.get(id)?.name ?? id);
  const list = names.join(words.separator);
  return words.four.differ(say(ids.length, context), ids.length > NAMES ? words.four.andMore(list) : list);
}
