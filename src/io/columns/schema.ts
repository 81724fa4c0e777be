/** The columns of each layer, and which of them the core computes with. The others go to `attributes`. */
import type { LayerName } from '../../core/types.ts';
import type { Column } from './column.ts';
import { FACILITY_COLUMNS } from './facilities.ts';
import { BACKGROUND_COLUMNS, CANDIDATE_COLUMNS, GATE_COLUMNS, REPORTED_COLUMNS, WALKWAY_COLUMNS } from './others.ts';
import { AREA_COLUMNS, RESIDENCE_COLUMNS } from './places.ts';

export const SCHEMA: Readonly<Record<LayerName, readonly Column[]>> = {
  facilities: FACILITY_COLUMNS,
  areas: AREA_COLUMNS,
  residences: RESIDENCE_COLUMNS,
  walkways: WALKWAY_COLUMNS,
  candidates: CANDIDATE_COLUMNS,
  background: BACKGROUND_COLUMNS,
  gates: GATE_COLUMNS,
  reported: REPORTED_COLUMNS,
};

/** Columns that are fields of the core's own types (`core/types.ts`); `elders_<year>` is one more for two layers. */
export const CORE_COLUMNS: Readonly<Record<LayerName, ReadonlySet<string>>> = {
  facilities: new Set(['id', 'name', 'types', 'services', 'status', 'opened', 'closes', 'area_id']),
  areas: new Set('id name level parent_id setting population households elders elders_80'.split(' ')),
  residences: new Set('id name area_id households population elders elders_80 stage completed estimated'.split(' ')),
  walkways: new Set(['id', 'kind']),
  candidates: new Set(['id', 'name']),
  background: new Set(['kind', 'name']),
  gates: new Set(['residence_id']),
  reported: new Set(['requirement_id', 'value', 'source', 'date']),
};
