import { standingPoint } from '../../core/geo/polygons.ts';
import type { Position, Residence } from '../../core/types.ts';
import { STAGE_WORDS } from '../columns/words.ts';
import type { Table } from '../tables.ts';
import { parseBoolean } from '../values.ts';
import { checkEldersOfHome } from './check-elders.ts';
import type { Cursor } from './cursor.ts';
import { readPolygon, repairForUse } from './geometry.ts';
import { Ids } from './ids.ts';
import {
  placeTable,
  readAreaId,
  readingOf,
  reportRowSwapped,
  StrangeIds,
  type PlacedTable,
  type ReadContext,
} from './layer.ts';
import { isPlaced, reportUnplaced } from './placing.ts';

/** Reads tables of residences; rows that cannot be placed are left out, each with a problem that says its elders. */
export function readResidences(tables: readonly Table[], context: ReadContext): Residence[] {
  const residences: Residence[] = [];
  const ids = new Ids();
  const strangers = new StrangeIds();
  for (const table of tables) {
    const placed = placeTable(table, 'residences', context);
    const { cursor } = placed;
    if (!cursor.has('elders') && cursor.binding.eldersYears.length === 0) {
      cursor.report('column_missing', { row: null, column: 'elders', value: table.rows.length });
    }
    table.rows.forEach((row, i) => {
      cursor.moveTo(row);
      const residence = readResidence(placed, i, ids, { context, strangers });
      if (residence !== null) residences.push(residence);
    });
    ids.finish(cursor);
  }
  strangers.finish(context.problems);
  return residences;
}

function readResidence(
  placed: PlacedTable,
  i: number,
  ids: Ids,
  { context, strangers }: { context: ReadContext; strangers: StrangeIds },
): Residence | null {
  const { cursor, places } = placed;
  const known = cursor.peekElders();
  const id = ids.take(cursor, known);
  if (id === null) return null;
  cursor.id = id;
  cursor.checkCode('id');
  if (!isPlaced(places, i)) {
    reportUnplaced(cursor, places, i, known);
    return null;
  }
  reportRowSwapped(placed, i, known);
  const polygon = readOwnPolygon(placed, i, known);
  const residence: Residence = {
    id,
    name: cursor.text('name'),
    position: polygon === null ? placeOf(placed, i) : standingPoint(polygon),
    polygon,
    areaId: readAreaId(cursor, context.names, strangers.of(known)),
    households: cursor.number('households'),
    population: cursor.number('population'),
    elders: cursor.number('elders'),
    elders80: cursor.number('elders_80'),
    eldersByYear: cursor.eldersByYear(),
    stage: readStage(cursor),
    completed: cursor.year('completed'),
    estimated: parseBoolean(cursor.cell('estimated')) ?? false,
    attributes: cursor.attributes(),
  };
  checkEldersOfHome(cursor, residence);
  return residence;
}

function placeOf({ places }: PlacedTable, i: number): Position {
  return [places.longitudes[i] ?? 0, places.latitudes[i] ?? 0];
}

function readOwnPolygon(placed: PlacedTable, i: number, elders: number | null): Residence['polygon'] {
  const { geometry } = placed.cursor.row;
  if (geometry === null) return null;
  const reading = readingOf(placed, i);
  const polygon = readPolygon(geometry, reading);
  return polygon === null ? null : repairForUse(placed.cursor, polygon, { ...reading, elders });
}

function readStage(cursor: Cursor): 'new' | 'existing' | null {
  const code = cursor.knownChoice('stage', STAGE_WORDS);
  return code === 'new' || code === 'existing' ? code : null;
}
