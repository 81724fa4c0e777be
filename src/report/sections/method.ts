/** How it was computed, what stands for words without a number, where the data are from and under which licence. */
import { dataWords } from '../../i18n/data/index.ts';
import { helpWords } from '../../i18n/help/index.ts';
import { formatAmount, formatMetres } from '../../i18n/numbers.ts';
import { hasEstimates, type Context, type TestedStandard } from '../context.ts';
import { formatPercentOf } from '../percent.ts';
import type { Block, Section, Table } from '../model.ts';
import { sayDay } from './cover.ts';
import { listSources } from './sources.ts';

export function createMethod(context: Context): Section {
  const { words, evaluation, tested, project, locale } = context;
  const { method } = words;
  const { mode, snapLimitMetres, bands } = evaluation.settings;
  const distance =
    mode === 'walking' ? method.distance.walking(formatMetres(snapLimitMetres, locale)) : method.distance.straight;
  const parameters = tested.flatMap((each) => createParameterTable(each, context));
  const items = [
    distance,
    method.limits,
    method.denominators,
    method.facilities,
    words.gaps.bands(formatPercentOf(bands.covered), formatPercentOf(bands.lacking)),
    ...(tested.length > 0 ? [method.states] : []),
    ...(hasEstimates(context) ? [method.estimated] : []),
    method.percent,
    `${method.fixedMap}${locale === 'zh' ? '' : ' '}${helpWords(locale).mapNotice}`,
  ];
  const sources: Block =
    project.sources.length > 0
      ? { kind: 'table', table: createSourceTable(context) }
      : { kind: 'paragraph', text: method.noSources };
  return {
    id: 'method',
    title: method.title,
    blocks: [
      { kind: 'list', items },
      ...(parameters.length > 0 ? [{ kind: 'paragraph', text: method.readings } as const] : []),
      ...parameters.map((table): Block => ({ kind: 'table', table })),
      sources,
    ],
  };
}

function createParameterTable({ pack, result, mark }: TestedStandard, { words, locale }: Context): Table[] {
  if (pack.parameters.length === 0) return [];
  const table: Table = {
    id: `${words.sheets.parameters}${mark}`,
    caption: `${words.method.parameters}${words.brackets(pack.title[locale])}`,
    columns: [
      { header: words.columns.parameter, format: 'text', width: 30 },
      { header: words.columns.parameterValue, format: 'text', width: 16 },
      { header: words.columns.why, format: 'text', width: 60 },
    ],
    rows: pack.parameters.map((parameter) => [
      parameter.name[locale],
      `${formatAmount(result.parameters[parameter.id] ?? parameter.value, locale)} ${parameter.unit[locale]}`,
      parameter.why[locale],
    ]),
  };
  return [table];
}

function createSourceTable(context: Context): Table {
  const { words, locale } = context;
  const layers: Record<string, string> = dataWords(locale).layers;
  // One row for layers of one source: a sample or a city's export has one for all.
  const joined = new Map<string, { names: string[]; cells: string[] }>();
  for (const { layer, title, licence, date } of listSources(context)) {
    const cells = [
      title || words.method.noTitle,
      licence || words.method.noLicence,
      date === '' ? words.facts.undated : sayDay(date, locale),
    ];
    const key = JSON.stringify(cells);
    const names = [...(joined.get(key)?.names ?? []), layers[layer] ?? layer];
    joined.set(key, { names, cells });
  }
  return {
    id: words.sheets.sources,
    caption: words.method.sources,
    columns: [
      { header: words.columns.layer, format: 'text', width: 24 },
      { header: words.columns.title, format: 'text', width: 50 },
      { header: words.columns.licence, format: 'text', width: 16 },
      { header: words.columns.date, format: 'text', width: 16 },
    ],
    rows: [...joined.values()].map(({ names, cells }) => [names.join(words.separator), ...cells]),
  };
}
