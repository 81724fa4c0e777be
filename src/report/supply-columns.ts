/** Supply and distances of the list of areas, where somebody had them computed: columns more, and what they mean. */
import '../i18n/both.ts';
import type { AreaSupply, SupplySummary } from '../core/coverage/supply-summary.ts';
import type { Cell, Evaluation, Kind } from '../core/types.ts';
import { formatKind, messages } from '../i18n/index.ts';
import { formatInteger, formatRunLimit, formatSpeed } from '../i18n/numbers.ts';
import { supplyWords } from '../i18n/supply/index.ts';
import { describeCapacities } from '../i18n/supply/capacities.ts';
import type { Sheet, SheetLocale } from './area-sheet.ts';

/** What the columns are made of. */
export type SheetSupply = Pick<
  SupplySummary,
  'unit' | 'per' | 'column' | 'capacitiesKnown' | 'facilities' | 'areas' | 'withoutElders'
>;

interface Asked {
  evaluation: Evaluation;
  kind: Kind;
  locale: SheetLocale;
}

/**
 * The sheet of areas with five columns more. Mode, limit and pace stand in the header of each supply, since a sheet
 * is read apart from the page. Blank = nobody to count. Metres are whole; supply has three decimals.
 */
export function addSupplyColumns(sheet: Sheet, supply: SheetSupply, asked: Asked): Sheet {
  const { sheet: words, alike, zoned, units } = supplyWords(asked.locale);
  const by = messages(asked.locale).review.by[asked.evaluation.settings.mode];
  const byId = new Map(supply.areas.map((area) => [area.id, area]));
  const perElders = formatInteger(supply.per, asked.locale);
  const supplyHeader = (measure: string) => words.supply(measure, perElders, units[supply.unit], describeBasis(asked));
  const columns: { header: string; width: number; cell: (area: AreaSupply) => Cell }[] = [
    { header: words.median(by), width: 20, cell: ({ medianMetres }) => round(medianMetres, 0) },
    { header: supplyHeader(alike), width: 28, cell: (area) => round(area.alike, 3) },
    { header: supplyHeader(zoned), width: 28, cell: (area) => round(area.zoned, 3) },
    { header: words.oldestMean(by), width: 24, cell: ({ oldest }) => round(oldest.meanMetres, 0) },
    { header: words.oldestMedian(by), width: 24, cell: ({ oldest }) => round(oldest.medianMetres, 0) },
  ];
  const idAt = sheet.columns.findIndex(({ header }) => header === messages(asked.locale).areaSheet.id);
  return {
    ...sheet,
    columns: [...sheet.columns, ...columns.map(({ header, width }) => ({ header, width }))],
    rows: sheet.rows.map((row) => {
      const area = byId.get(String(row[idAt]));
      return [...row, ...columns.map(({ cell }) => (area ? cell(area) : null))];
    }),
  };
}

/** What the columns mean and where they end, one sentence a row: a sheet beside the list. */
export function createSupplyNotes(supply: SheetSupply, asked: Asked): Sheet {
  const words = supplyWords(asked.locale);
  const notes = [
    `${words.title(formatKind(asked.kind, asked.locale))} (${describeBasis(asked)})`,
    describeCapacities(supply, asked.locale),
    words.alikeMeaning,
    words.zonedMeaning,
    ...(supply.withoutElders > 0 ? [words.withoutElders(formatInteger(supply.withoutElders, asked.locale))] : []),
  ];
  return {
    name: words.sheet.notes,
    columns: [{ header: words.sheet.notes, width: 120 }],
    rows: notes.map((note) => [note]),
  };
}

function describeBasis({ evaluation, kind, locale }: Asked): string {
  const { mode, limits, speedMetresPerSecond } = evaluation.settings;
  const limit = formatRunLimit(limits[kind] ?? { metres: evaluation.services[kind]?.limitMetres ?? 0 }, locale);
  return supplyWords(locale).sheet.basis[mode](limit, formatSpeed(speedMetresPerSecond, locale));
}

function round(value: number | null, decimals: number): number | null {
  return value === null ? null : Number(value.toFixed(decimals));
}
