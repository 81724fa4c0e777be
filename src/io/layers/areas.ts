import { createProblem } from '../../core/problems.ts';
import { AREA_LEVELS, type Area, type AreaLevel } from '../../core/types.ts';
import { LEVEL_WORDS, SETTING_WORDS } from '../columns/words.ts';
import type { Table } from '../tables.ts';
import type { Cursor } from './cursor.ts';
import { checkNumbers, readPolygon, repairForUse, writePolygon, type Reading } from './geometry.ts';
import { Ids } from './ids.ts';
import { createCursor, readGeometryReading, type ReadContext } from './layer.ts';
import { createTable, writeEldersByYear } from './table.ts';

/** Reads tables of areas, with or without polygons; a polygon that cannot be used costs the polygon, not the row. */
export function readAreas(tables: readonly Table[], context: ReadContext): Area[] {
  const areas: Area[] = [];
  const parents: ParentNote[] = [];
  const ids = new Ids();
  for (const table of tables) {
    const cursor = createCursor(table, 'areas', context);
    const reading = readGeometryReading(table, context, 'areas');
    for (const row of table.rows) {
      cursor.moveTo(row);
      const elders = cursor.has('elders') ? cursor.number('elders') : null;
      const id = ids.take(cursor, null);
      if (id === null) continue;
      cursor.id = id;
      const area = readArea(cursor, id, elders, reading);
      areas.push(area);
      parents.push({ area, file: table.file, row: row.row, column: cursor.binding.headers.get('parent_id') ?? null });
    }
    ids.finish(cursor);
  }
  linkParents(parents, context);
  return areas;
}

function readArea(cursor: Cursor, id: string, elders: number | null, reading: Reading): Area {
  cursor.checkCode('id');
  const name = cursor.text('name');
  const damagedParent = cursor.checkCode('parent_id');
  if (damagedParent) cursor.keepOriginal('parent_id');
  const parent = damagedParent ? '' : cursor.text('parent_id');
  return {
    id,
    name,
    level: readLevel(cursor, id, name),
    parentId: parent === '' ? null : parent,
    polygon: readAreaPolygon(cursor, reading, elders),
    setting: readSetting(cursor),
    population: cursor.number('population'),
    households: cursor.number('households'),
    elders,
    elders80: cursor.number('elders_80'),
    eldersByYear: cursor.eldersByYear(),
    attributes: cursor.attributes(),
  };
}

function readSetting(cursor: Cursor): 'urban' | 'rural' | null {
  const code = cursor.choice('setting', SETTING_WORDS);
  if (code === 'urban' || code === 'rural') return code;
  if (code === undefined) cursor.keepOriginal('setting');
  return null;
}

const NAME_LEVELS: readonly [AreaLevel, RegExp][] = [
  ['community', /(?:社区|村|居委会|村委会|里)$/u],
  ['subdistrict', /(?:街道|街道办事处|镇|乡)$/u],
  ['county', /(?:区|區|县|縣)$/u],
  ['city', /市$/u],
];

/** The level that is said, else what the 12-digit code or the end of the name tells. */
function readLevel(cursor: Cursor, id: string, name: string): AreaLevel {
  const code = cursor.choice('level', LEVEL_WORDS);
  const said = AREA_LEVELS.find((level) => level === code);
  if (said !== undefined) return said;
  if (code === undefined) cursor.keepOriginal('level');
  const guessed = code === null ? (findCodeLevel(id) ?? findNameLevel(name)) : undefined;
  const column = cursor.binding.headers.get('level') ?? 'level';
  if (guessed === undefined) cursor.report('level_unknown', { column, value: cursor.cell('level'), action: 'changed' });
  return guessed ?? 'unit';
}

function findNameLevel(name: string): AreaLevel | undefined {
  return NAME_LEVELS.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Statistical division code: 2 province, 2 city, 2 county, 3 subdistrict, 3 community (domain: NBS codes). */
function findCodeLevel(id: string): AreaLevel | undefined {
  const code = /^\d{12}$/u.test(id) ? id : /^\d{9}$/u.test(id) ? `${id}000` : /^\d{6}$/u.test(id) ? `${id}000000` : '';
  if (code === '') return undefined;
  if (!code.endsWith('000')) return 'community';
  if (!code.endsWith('000000')) return 'subdistrict';
  return code.slice(4, 6) === '00' ? 'city' : 'county';
}

function readAreaPolygon(cursor: Cursor, reading: Reading, elders: number | null): Area['polygon'] {
  const { geometry } = cursor.row;
  if (geometry === null) return null;
  const numbers = checkNumbers(geometry);
  const code =
    numbers === 'not_number' ? 'coordinate_not_number' : numbers === 'out_of_range' ? 'coordinates_out_of_range' : null;
  if (code !== null) {
    cursor.report(code, { value: geometry.type, action: 'changed', elders });
    return null;
  }
  const polygon = readPolygon(geometry, reading);
  if (polygon === null) {
    cursor.report('geometry_wrong_kind', { value: geometry.type, action: 'changed', elders });
    return null;
  }
  return repairForUse(cursor, polygon, elders);
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
  const strange = new Set<string>();
  for (const { area, file, row, column } of notes) {
    const { parentId } = area;
    if (parentId === null || byId.has(parentId)) continue;
    const named = byName.get(parentId);
    if (named) {
      area.parentId = named.id;
    } else if (!strange.has(parentId)) {
      strange.add(parentId);
      const details = { layer: 'areas', file, row, id: area.id, column, value: parentId, elders: area.elders } as const;
      context.problems.push(createProblem('area_unknown', details));
    }
  }
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

/** Areas as a table; rows without a polygon have no geometry. */
export function writeAreas(areas: readonly Area[], file: string): Table {
  return createTable(file, 'areas', areas, (area) => ({
    cells: {
      id: area.id,
      name: area.name,
      level: area.level,
      parent_id: area.parentId,
      setting: area.setting,
      population: area.population,
      households: area.households,
      elders: area.elders,
      elders_80: area.elders80,
      ...writeEldersByYear(area.eldersByYear),
    },
    geometry: area.polygon === null ? null : writePolygon(area.polygon),
  }));
}
