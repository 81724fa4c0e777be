/** Rows of the list of areas: what the evaluation says of each, joined by id with where it lies. */
import { compareIds, type AreaServiceResult, type Kind } from '../../core/types.ts';
import type { AreaSummary, ProjectSummary, RunResult } from '../../worker/results.ts';

export interface AreaRow {
  area: AreaSummary;
  elders: number | null;
  uncoveredElders: number | null;
  service: AreaServiceResult;
  /** Other services that the area lacks too. */
  alsoLacking: Kind[];
}

export interface AreaCounts {
  lacking: number;
  /** Areas with a verdict: neither unknown nor empty. */
  judged: number;
  unknown: number;
}

/** All areas of the level shown; most elders not covered first, those without a verdict last. */
export function listAreaRows(result: RunResult, summary: ProjectSummary): AreaRow[] {
  const known = new Map(summary.areas.map((area) => [area.id, area]));
  const rows: AreaRow[] = [];
  for (const { id, level, elders, services } of result.evaluation.areas) {
    const area = known.get(id);
    const service = services[result.kind];
    if (!area || !service || level !== summary.level) continue;
    rows.push({
      area,
      elders,
      uncoveredElders: elders === null ? null : elders - service.eldersCovered,
      service,
      alsoLacking: Object.keys(services).filter((kind) => kind !== result.kind && services[kind]?.status === 'lacking'),
    });
  }
  return rows.sort((a, b) => (b.uncoveredElders ?? -1) - (a.uncoveredElders ?? -1) || compareIds(a.area.id, b.area.id));
}

export function countAreas(rows: AreaRow[]): AreaCounts {
  const count = (test: (row: AreaRow) => boolean) => rows.filter(test).length;
  const unknown = count((row) => row.service.status === 'unknown');
  const empty = count((row) => row.service.status === 'empty');
  return { lacking: count((row) => row.service.status === 'lacking'), unknown, judged: rows.length - unknown - empty };
}
