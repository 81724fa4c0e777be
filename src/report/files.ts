/** The files of a report, whoever asks for them: the page's worker or the command line. */
import '../i18n/both.ts';
import { createReport } from './create-report.ts';
import { createAreaLayer, createHomeLayer, type ReportLayer } from './layers.ts';
import type { Figure, Report, ReportInput } from './model.ts';
import { createReportSheets, type ReportSheet } from './workbook.ts';

export const REPORT_FORMATS = ['html', 'docx', 'xlsx', 'geojson', 'fgb'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Writers of formats that a report does not know itself. */
export interface Writers {
  workbook(sheets: readonly ReportSheet[]): Promise<Uint8Array>;
  layer(layer: ReportLayer, format: 'geojson' | 'fgb'): Promise<Uint8Array>;
}

export interface ReportFile {
  /** `report.html`; layers are `report.fgb` (areas) and `report-residences.fgb`. */
  name: string;
  bytes: Uint8Array;
}

export interface ReportOptions {
  writers: Writers;
  /** Pictures of the figures as PNG, for the document; asked for when a document is. */
  pictures(figures: readonly Figure[]): Promise<Readonly<Record<string, Uint8Array>>>;
}

/** Files of one format. Throws where `packs` of the input are not those of the evaluation. */
export async function writeReport(
  input: ReportInput,
  format: ReportFormat,
  options: ReportOptions,
): Promise<ReportFile[]> {
  const one = (bytes: Uint8Array): ReportFile[] => [{ name: `report.${format}`, bytes }];
  switch (format) {
    case 'html': {
      const { writeReportPage } = await import('./html.ts');
      return one(new TextEncoder().encode(writeReportPage(createReport(input))));
    }
    case 'docx': {
      const report = createReport(input);
      const { writeDocx } = await import('./docx.ts');
      return one(await writeDocx(report, await options.pictures(listFigures(report))));
    }
    case 'xlsx':
      return one(await options.writers.workbook(createReportSheets(createReport(input))));
    case 'geojson':
    case 'fgb':
      return writeLayers(input, format, options.writers);
  }
}

async function writeLayers(input: ReportInput, format: 'geojson' | 'fgb', writers: Writers): Promise<ReportFile[]> {
  const homes = createHomeLayer(input);
  const areas = await writers.layer(createAreaLayer(input), format);
  return [
    { name: `report.${format}`, bytes: areas },
    ...(homes ? [{ name: `report-residences.${format}`, bytes: await writers.layer(homes, format) }] : []),
  ];
}

export function listFigures({ sections }: Report): Figure[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : [])));
}
