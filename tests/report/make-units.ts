/** A place said in one table: its units with elders and those covered; everything else of the evaluation follows. */
import type {
  Area,
  AreaLevel,
  AreaReason,
  AreaResult,
  AreaServiceResult,
  AreaStatus,
  Evaluation,
} from '../../src/core/types.ts';
import type { Report, ReportInput, Table } from '../../src/report/model.ts';
import { makeArea, makeProject } from '../core/make.ts';
import { findSection, makeEvaluation, tablesOf } from './make-input.ts';

export interface Unit {
  /** null: not known. */
  elders: number | null;
  /** Elders with a day-care centre in reach; 0 unless said. */
  covered?: number;
  parent?: string;
  level?: AreaLevel;
  name?: string;
  status?: AreaStatus;
  reason?: AreaReason;
}

/** One service, day care, by the bands of design.md: covered from 0.9 on, lacking below 0.5. */
function serviceOf({ elders, covered = 0, status, reason }: Unit): AreaServiceResult {
  const share = elders === null || elders === 0 ? null : covered / elders;
  const band = share === null ? (elders === 0 ? 'empty' : 'unknown') : null;
  const own = band ?? ((share ?? 0) >= 0.9 ? 'covered' : (share ?? 0) >= 0.5 ? 'partial' : 'lacking');
  const found = status ?? own;
  const why =
    found === 'lacking' ? (covered > 0 ? 'too_few' : 'none_in_reach') : found === 'unknown' ? 'no_data' : null;
  return {
    eldersCovered: covered,
    eldersShare: share,
    areaShare: null,
    meanMetres: share === null ? null : 800,
    worstMetres: share === null ? null : 1500,
    status: found,
    reason: reason ?? why,
  };
}

function areaOf(id: string, { name = id, level = 'community', parent }: Unit): Area {
  return makeArea(id, { name, level, parentId: parent ?? null });
}

function resultOf(id: string, unit: Unit): AreaResult {
  const { elders, level = 'community', name = id } = unit;
  return { id, name, level, elders, services: { day_care: serviceOf(unit) } };
}

/** Elders and covered ones of the whole are those of the communities. */
export function evaluateUnits(units: Record<string, Unit>, given: Partial<Evaluation> = {}): Evaluation {
  const communities = Object.values(units).filter(({ level }) => (level ?? 'community') === 'community');
  const elders = communities.reduce((sum, unit) => sum + (unit.elders ?? 0), 0);
  const covered = communities.reduce((sum, unit) => sum + (unit.covered ?? 0), 0);
  const base = makeEvaluation('en');
  const dayCare = base.services['day_care'];
  if (!dayCare) throw new Error('no day care');
  return {
    ...base,
    settings: { ...base.settings, limits: { day_care: { metres: 1000 } } },
    totals: { ...base.totals, elders },
    services: { day_care: { ...dayCare, eldersCovered: covered, eldersShare: elders === 0 ? null : covered / elders } },
    areas: Object.entries(units).map(([id, unit]) => resultOf(id, unit)),
    ...given,
  };
}

/** In English, without documents, unless said otherwise. */
export function makeUnitsInput(units: Record<string, Unit>, given: Partial<ReportInput> = {}): ReportInput {
  return {
    locale: 'en',
    project: makeProject({ areas: Object.entries(units).map(([id, unit]) => areaOf(id, unit)) }),
    evaluation: evaluateUnits(units),
    packs: [],
    sensitivity: [],
    earlier: null,
    scenario: null,
    date: '2026-01-15',
    isPublic: false,
    ...given,
  };
}

/** The table of a section at a place, counted from 0; throws where there is none. */
export function tableOf(report: Report, section: string, place = 0): Table {
  const table = tablesOf(findSection(report, section))[place];
  if (!table) throw new Error(`no table ${place} in ${section}`);
  return table;
}

/** Cells of one column, by its header. */
export function columnOf({ columns, rows, id }: Table, header: string): unknown[] {
  const at = columns.findIndex((column) => column.header === header);
  if (at < 0) throw new Error(`no column ${header} in ${id}`);
  return rows.map((row) => row[at]);
}
