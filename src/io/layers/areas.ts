import { createProblem } from '../../core/problems.ts';
import type { Area, Problem } from '../../core/types.ts';
import { LEVEL_WORDS, SETTING_WORDS } from '../columns/words.ts';
import type { Table } from '../tables.ts';
import { AreaJoins } from './area-joins.ts';
import { LevelReader } from './area-levels.ts';
import { checkElders80 } from './check-elders.ts';
import type { Cursor } from './cursor.ts';
import { checkNumbers, codeOfNumbers, findOddPosition, readPolygon, repairForUse, type Reading } from './geometry.ts';
import { Ids } from './ids.ts';
import { createCursor, readGeometryReading, type ReadContext } from './layer.ts';

/** Reads tables of areas, with or without polygons; a polygon that cannot be used costs the polygon, not the row. */
export function readAreas(tables: readonly Table[], context: ReadContext): Area[] {
  const areas: Area[] = [];
  const parents: ParentNote[] = [];
  const ids = new Ids();
  const joins = new AreaJoins();
  for (const table of tables) {
    const cursor = createCursor(table, 'areas', context);
    const reading = readGeometryReading(table, context, 'areas');
    const levels = new LevelReader(cursor);
    for (const row of table.rows) {
      cursor.moveTo(row);
      const half = joins.find(cursor);
      if (half !== undefined) {
        const id = cursor.text('id');
        cursor.id = id === '' || id === half.id ? half.id : ids.take(cursor, cursor.peekElders());
        joins.join(half, readArea(cursor, cursor.id ?? half.id, reading));
        continue;
      }
      const id = ids.take(cursor, cursor.peekElders());
      if (id === null) continue;
      cursor.id = id;
      const area = readArea(cursor, id, reading);
      levels.read(area);
      areas.push(area);
      joins.add(area, cursor);
      parents.push({ area, file: table.file, row: row.row, column: cursor.binding.headers.get('parent_id') ?? null });
    }
    levels.finish();
    joins.finish(cursor);
    ids.finish(cursor);
  }
  linkParents(parents, context);
  return areas;
}

function readArea(cursor: Cursor, id: string, reading: Reading): Area {
  cursor.checkCode('id');
  if (cursor.choice('level', LEVEL_WORDS) === undefined) cursor.keepOriginal('level');
  const damagedParent = cursor.checkCode('parent_id');
  if (damagedParent) cursor.keepOriginal('parent_id');
  const parent = damagedParent ? '' : cursor.text('parent_id');
  const area: Area = {
    id,
    name: cursor.text('name'),
    // Told by LevelReader, for which the whole table counts.
    level: 'unit',
    parentId: parent === '' ? null : parent,
    polygon: readAreaPolygon(cursor, reading),
    setting: readSetting(cursor),
    population: cursor.number('population'),
    households: cursor.number('households'),
    elders: cursor.number('elders'),
    elders80: cursor.number('elders_80'),
    eldersByYear: cursor.eldersByYear(),
    attributes: cursor.attributes(),
  };
  checkElders80(cursor, area);
  return area;
}

function readSetting(cursor: Cursor): 'urban' | 'rural' | null {
  const code = cursor.knownChoice('setting', SETTING_WORDS);
  return code === 'urban' || code === 'rural' ? code : null;
}

function readAreaPolygon(cursor: Cursor, reading: Reading): Area['polygon'] {
  const { geometry } = cursor.row;
  if (geometry === null) return null;
  const elders = cursor.peekElders();
  const code = codeOfNumbers(checkNumbers(geometry));
  if (code !== null) {
    cursor.report(code, { value: findOddPosition(geometry), action: 'changed', elders });
    return null;
  }
  const polygon = readPolygon(geometry, reading);
  if (polygon === null) {
    cursor.report('geometry_wrong_kind', { value: geometry.type, action: 'changed', elders });
    return null;
  }
  return repairForUse(cursor, polygon, { ...reading, elders });
}

interface ParentNote {
  area: Area;
  file: string;
  row: number;
  column: string | null;
}

/** Turns names of parents into ids, tells of parents that are not there, and cuts circles. */
function linkParents(notes: readonly ParentNote[], context: ReadContext): void {
  const byId = new Map(notes.map(({ area }) => [area.id, area]));
  const byName = new Map<string, Area | null>();
  for (const { area } of notes) {
    if (area.name !== '' && area.level !== 'community') byName.set(area.name, byName.has(area.name) ? null : area);
  }
  const strange = new Map<string, Problem>();
  for (const { area, file, row, column } of notes) {
    const { parentId } = area;
    if (parentId === null || byId.has(parentId)) continue;
    const named = byName.get(parentId);
    const told = strange.get(parentId);
    if (named) {
      area.parentId = named.id;
    } else if (told === undefined) {
      const details = { layer: 'areas', file, row, id: area.id, column, value: parentId, elders: area.elders } as const;
      strange.set(parentId, createProblem('area_unknown', details));
    } else if (area.elders !== null) {
      told.elders = (told.elders ?? 0) + area.elders;
    }
  }
  context.problems.push(...strange.values());
  for (const { area, file, row, column } of notes) cutCircle(area, byId, { file, row, column }, context);
}

function cutCircle(
  area: Area,
  byId: ReadonlyMap<string, Area>,
  place: { file: string; row: number; column: string | null },
  context: ReadContext,
): void {
  const seen = new Set<Area>();
  let at: Area | undefined = area;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  if (at !== area) return;
  const details = { layer: 'areas', id: area.id, value: area.parentId, action: 'changed' } as const;
  context.problems.push(createProblem('area_cycle', { ...details, ...place }));
  area.parentId = null;
}
