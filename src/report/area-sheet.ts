/** The list of areas for one service as a sheet: what the map shows, to take away. */
import '../i18n/both.ts';
import { messages, formatKind, type Locale } from '../i18n/index.ts';
import { formatLimit, formatShare } from '../i18n/numbers.ts';
import { compareIds, type AreaResult, type Cell, type Evaluation, type Kind, type Project } from '../core/types.ts';

export type SheetLocale = Locale;

export interface Sheet {
  name: string;
  columns: { header: string; width: number }[];
  rows: Cell[][];
}

/**
 * Areas that lack the service first (most elders not covered first), then all others that have a verdict, then unknown
 * ones. Areas above the community level stand after the communities. Shares are text, rounded towards failing.
 */
export function createAreaSheet(project: Project, evaluation: Evaluation, kind: Kind, locale: Locale): Sheet {
  const words = messages(locale);
  const sheet = words.areaSheet;
  const limit = evaluation.services[kind]?.limitMetres ?? 0;
  const by = words.review.by[evaluation.settings.mode];
  const names = new Map(project.areas.map((area) => [area.id, area]));
  const rows = [...evaluation.areas]
    .sort(
      (a, b) =>
        rankArea(a, kind) - rankArea(b, kind) || uncovered(b, kind) - uncovered(a, kind) || compareIds(a.id, b.id),
    )
    .map((area, index): Cell[] => {
      const service = area.services[kind];
      // A sum over the homes that are known, beside elders that are not, would read as a count.
      const covered = area.elders === null || !service ? null : service.eldersCovered;
      const parentId = names.get(area.id)?.parentId ?? null;
      return [
        index + 1,
        area.id,
        area.name,
        words.levels[area.level],
        parentId === null ? '' : (names.get(parentId)?.name ?? parentId),
        area.elders,
        covered,
        area.elders === null || covered === null ? null : area.elders - covered,
        formatShare(service?.eldersShare ?? null, locale),
        words.statuses[service?.status ?? 'unknown'],
        service?.reason ? words.reasons[service.reason] : '',
        roundOrNull(service?.meanMetres),
        roundOrNull(service?.worstMetres),
      ];
    });
  return {
    name: `${formatKind(kind, locale, true)} ${formatLimit(limit, locale)}`,
    columns: [
      { header: sheet.rank, width: 6 },
      { header: sheet.id, width: 16 },
      { header: sheet.name, width: 24 },
      { header: sheet.level, width: 14 },
      { header: sheet.parent, width: 18 },
      { header: sheet.elders, width: 12 },
      { header: sheet.covered(formatLimit(limit, locale)), width: 18 },
      { header: sheet.uncovered, width: 16 },
      { header: sheet.share, width: 18 },
      { header: sheet.status, width: 20 },
      { header: sheet.reason, width: 16 },
      { header: sheet.mean(by), width: 20 },
      { header: sheet.worst(by), width: 16 },
    ],
    rows,
  };
}

const STATUS_RANK = { lacking: 0, partial: 1, covered: 2, unknown: 3, empty: 4 } as const;

function rankArea(area: AreaResult, kind: Kind): number {
  const isAbove = area.level !== 'community' && area.level !== 'unit';
  return (isAbove ? 10 : 0) + STATUS_RANK[area.services[kind]?.status ?? 'unknown'];
}

function uncovered(area: AreaResult, kind: Kind): number {
  return (area.elders ?? 0) - (area.services[kind]?.eldersCovered ?? 0);
}

function roundOrNull(metres: number | null | undefined): number | null {
  return metres === null || metres === undefined ? null : Math.round(metres);
}
