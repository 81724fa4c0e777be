/** The annex with every row of every document, repeats included. */
import { say, type Context, type TestedStandard } from '../context.ts';
import { isExactTarget, isExactValue } from '../exact.ts';
import type { Section, Table } from '../model.ts';
import { sayCitation, sayMargin, sayRemarks, saySource, sayState, sayTarget, sayValueInYear } from '../row-words.ts';

/** null where no document was tested. */
export function createIndicators(context: Context): Section | null {
  const { words, tested } = context;
  if (tested.length === 0) return null;
  return {
    id: 'indicators',
    title: words.indicators.title,
    blocks: tested.map((each) => ({ kind: 'table', table: createTable(each, context) })),
  };
}

function createTable(tested: TestedStandard, context: Context): Table {
  const { words, standard, locale } = context;
  const { columns } = words;
  const results = tested.rows.map(({ result }) => result);
  return {
    id: `${words.sheets.indicators}${tested.mark}`,
    caption: words.indicators.table(tested.pack.title[locale]),
    columns: [
      { header: columns.id, format: 'text', width: 11 },
      { header: columns.requirement, format: 'text', width: 30 },
      { header: columns.force, format: 'text', width: 9 },
      { header: columns.due, format: 'text', width: 8, exact: results.map(({ year }) => year !== null) },
      { header: columns.target, format: 'text', width: 14, exact: results.map(isExactTarget) },
      { header: columns.value, format: 'text', width: 14, exact: results.map(isExactValue) },
      { header: columns.margin, format: 'text', width: 14 },
      { header: columns.state, format: 'text', width: 14 },
      { header: columns.source, format: 'text', width: 11 },
      { header: columns.remarks, format: 'text', width: 34 },
      { header: columns.citation, format: 'text', width: 34 },
    ],
    rows: tested.rows.map((row) => [
      row.requirement.id,
      row.requirement.text[locale],
      standard.forces[row.requirement.force],
      row.result.year === null ? columns.noDue : String(row.result.year),
      sayTarget(row.result, context),
      sayValueInYear(row.result, context),
      sayMargin(row.result, context),
      sayState(row.result.state, context),
      saySource(row.result, context),
      sayRemarks(row, context) || null,
      sayCitation(row, context),
    ]),
    strong: tested.rows.flatMap(({ requirement, result }, place) =>
      requirement.force === 'binding' && result.state === 'not_met' ? [place] : [],
    ),
    note: `${words.indicators.note}${standard.summaryAll(say(tested.rows.length, context))}${words.sentenceEnd}`,
  };
}
