/** What all layer readers share: the question of where the rows lie, and of which columns hold what. */
import { createProblem } from '../../core/problems.ts';
import type { Area, Bounds, CoordinateSystem, LayerName, Problem } from '../../core/types.ts';
import { bindColumns } from '../columns/match.ts';
import { countInside, type Counts, type SystemEvidence } from '../systems.ts';
import type { Table } from '../tables.ts';
import { isDamagedCode, parseNumber } from '../values.ts';
import { AreaNames } from './area-names.ts';
import { Cursor } from './cursor.ts';
import { checkNumbers, codeOfNumbers, findOddPosition, type Reading, type Repair } from './geometry.ts';
import { convertPlaces, isSwappedTogether, pairOf, readPlaces, type Places } from './placing.ts';

/** What is known while the layers are read, and what they find. */
export interface ReadContext {
  /** The files are a project folder: coordinates are WGS-84 by contract. */
  inProject: boolean;
  /** The system that the user said loose files are in. */
  crs: CoordinateSystem | null;
  /** The user's categories -> type codes. */
  types: Record<string, string>;
  repair: Repair;
  names: AreaNames;
  /** Bounds of the areas, a degree wider; null where no area has a polygon. */
  near: Bounds | null;
  systems: SystemEvidence[];
  problems: Problem[];
}

export function createContext(known: Pick<ReadContext, 'inProject' | 'crs' | 'types' | 'repair'>): ReadContext {
  return { ...known, names: new AreaNames([]), near: null, systems: [], problems: [] };
}

/** A table of places, ready to be read row by row. */
export interface PlacedTable {
  cursor: Cursor;
  places: Places;
  /** How the geometry of its rows becomes WGS-84; whether the axes are exchanged is said row by row in `places`. */
  system: CoordinateSystem;
  repair: Repair;
}

export function hasGeometry(table: Table): boolean {
  return table.rows.some((row) => row.geometry !== null);
}

/** Binds the columns of a table; problems about them are reported at once. */
export function createCursor(table: Table, layer: LayerName, context: ReadContext): Cursor {
  const binding = bindColumns(table, layer, context.inProject, hasGeometry(table));
  context.problems.push(...binding.problems);
  return new Cursor(table, layer, binding, context.problems);
}

/** Reads where the rows of a point table lie, finds their system and puts them into WGS-84. */
export function placeTable(table: Table, layer: LayerName, context: ReadContext): PlacedTable {
  const cursor = createCursor(table, layer, context);
  const places = readPlaces(table, cursor.binding.places, layer === 'residences', context.near);
  reportColumns(cursor);
  reportSwapped(cursor, places);
  const system = applySystem(cursor, places, context);
  return { cursor, places, system, repair: context.repair };
}

/** The named area of each row; the attribute columns of ledgers help where there is no id. */
export function findNamedAreas(cursor: Cursor, names: AreaNames): (Area | undefined)[] {
  return cursor.table.rows.map((row) => {
    cursor.moveTo(row);
    return findNamedArea(cursor, names);
  });
}

export function findNamedArea(cursor: Cursor, names: AreaNames): Area | undefined {
  const areaId = cursor.text('area_id');
  return names.find({
    // A damaged code is the same text for many places: it names none, not even an area whose own code was damaged alike.
    areaId: isDamagedCode(areaId) ? '' : areaId,
    community: cursor.text('community'),
    subdistrict: cursor.text('subdistrict'),
    district: cursor.text('district'),
  });
}

/** A table of places without any coordinates cannot be placed at all: said once, the rows follow one by one. */
function reportColumns(cursor: Cursor): void {
  if (cursor.binding.places !== null || hasGeometry(cursor.table) || cursor.table.rows.length === 0) return;
  const { layer } = cursor;
  // The rows are left out one by one, with their elders: what is told here must not be added to that.
  const details = { severity: 'error', row: null, column: 'lon, lat', action: 'kept' } as const;
  const elders = layer === 'residences' ? sumElders(cursor, () => true) : null;
  cursor.report('column_missing', { ...details, value: cursor.table.rows.length, elders });
}

/** Elders of the rows that pass; null where none of them is known. */
export function sumElders(cursor: Cursor, passes: (index: number) => boolean): number | null {
  const header = cursor.binding.headers.get('elders');
  if (header === undefined) return null;
  let sum: number | null = null;
  cursor.table.rows.forEach((row, i) => {
    const { value } = parseNumber(row.cells[header]);
    if (value !== null && value >= 0 && passes(i)) sum = (sum ?? 0) + value;
  });
  return sum;
}

function reportSwapped(cursor: Cursor, places: Places): void {
  if (!isSwappedTogether(places)) return;
  const elders = sumElders(cursor, (i) => places.swapped[i] === 1);
  const column = cursor.binding.places?.longitude ?? null;
  cursor.report('coordinates_swapped', { row: null, column, value: places.swappedRows, action: 'changed', elders });
}

function applySystem(cursor: Cursor, places: Places, context: ReadContext): CoordinateSystem {
  const { names, inProject, problems } = context;
  const { layer, table } = cursor;
  const header = cursor.binding.places?.system ?? null;
  const counts: Counts =
    names.size === 0
      ? { tested: 0, inside: { wgs84: 0, gcj02: 0, bd09: 0 }, best: null }
      : countInside(places, findNamedAreas(cursor, names), names);
  const stated = header ?? findDeclared(table, counts.best);
  const [basis, applied]: [SystemEvidence['basis'], CoordinateSystem] = inProject
    ? ['project', 'wgs84']
    : stated !== null
      ? ['header', stated]
      : context.crs !== null
        ? ['said', context.crs]
        : counts.best !== null
          ? ['evidence', counts.best]
          : ['assumed', 'wgs84'];
  if (header === null && basis === 'header') reportDeclared(table, layer, context);
  const { tested, inside, best } = counts;
  context.systems.push({ file: table.file, layer, applied, tested, inside, basis });
  if (best !== null && best !== applied) {
    problems.push(createProblem('crs_doubtful', { layer, file: table.file, value: best }));
  }
  if (applied !== 'wgs84') {
    const severity = basis === 'evidence' ? 'warning' : 'note';
    problems.push(
      createProblem('crs_applied', { severity, layer, file: table.file, value: applied, action: 'changed' }),
    );
    convertPlaces(places, applied);
  }
  return applied;
}

/**
 * The system that the file says its geometries are in. Programs write WGS-84 where nobody has said another: points that
 * clearly lie in their own areas under another system are not believed.
 */
function findDeclared({ declared }: Table, best: CoordinateSystem | null): CoordinateSystem | null {
  return declared === undefined || (best !== null && best !== declared) ? null : declared;
}

/** What the user says of all files does not move one that says another system itself: told, because it may be wrong. */
function reportDeclared({ declared, file }: Table, layer: LayerName, { crs, problems }: ReadContext): void {
  if (declared === undefined || crs === null || crs === declared) return;
  problems.push(createProblem('crs_declared', { severity: 'note', layer, file, value: declared, action: 'kept' }));
}

/** One table in another system beside one that nothing could be tested with: they may not fit together. */
export function reportMixedSystems(systems: readonly SystemEvidence[], problems: Problem[]): void {
  const other = systems.find((entry) => entry.basis === 'evidence' && entry.applied !== 'wgs84');
  if (other === undefined) return;
  for (const { file, layer, basis } of systems) {
    if (basis === 'assumed') problems.push(createProblem('crs_unverified', { layer, file, value: other.applied }));
  }
}

/** How to read the geometry of one row of a placed table. */
export function readingOf(placed: PlacedTable, i: number): Reading {
  return { system: placed.system, swapped: placed.places.swapped[i] === 1, repair: placed.repair };
}

/** Says of single rows that their axes were exchanged; a whole table says it once. */
export function reportRowSwapped({ cursor, places }: PlacedTable, i: number, elders: number | null): void {
  if (places.swapped[i] !== 1 || isSwappedTogether(places)) return;
  const columns = cursor.binding.places;
  const value = columns === null ? null : pairOf(cursor, columns);
  cursor.report('coordinates_swapped', { column: columns?.longitude ?? null, value, action: 'changed', elders });
}

/**
 * The area id of a row: what stands under `area_id`, else the area that its names tell. A subdistrict is too coarse to
 * be written down where coordinates can find the community. A damaged code names nothing: the names tell then.
 */
export function readAreaId(cursor: Cursor, names: AreaNames, strangers: StrangeIds): string | null {
  const isDamaged = cursor.checkCode('area_id');
  if (isDamaged) cursor.keepOriginal('area_id');
  const given = cursor.text('area_id');
  if (given !== '' && !isDamaged) {
    if (names.size === 0 || names.has(given)) return given;
    strangers.add(cursor, given);
    return given;
  }
  const area = findNamedArea(cursor, names);
  if (area === undefined) return null;
  const fine = area.level === 'community' || area.level === 'unit' || !names.hasCommunityPolygons;
  return fine ? area.id : null;
}

/** Ids of areas that are not there: told once for each, with the elders of all their rows. */
export class StrangeIds {
  readonly #byId = new Map<string, Problem>();
  #elders: number | null = null;

  /** Elders of the row that comes next. */
  of(elders: number | null): this {
    this.#elders = elders;
    return this;
  }

  add(cursor: Cursor, id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) {
      const column = cursor.binding.headers.get('area_id') ?? 'area_id';
      const { layer, table, row } = cursor;
      const details = { layer, file: table.file, row: row.row, id: cursor.id, column, value: id, elders: this.#elders };
      this.#byId.set(id, createProblem('area_unknown', details));
    } else if (this.#elders !== null) {
      known.elders = (known.elders ?? 0) + this.#elders;
    }
  }

  finish(problems: Problem[]): void {
    for (const problem of this.#byId.values()) problems.push(problem);
  }
}

/** Whether the axes of a table of lines or polygons are exchanged, by the first geometry that tells. */
export function readGeometryReading(table: Table, context: ReadContext, layer: LayerName): Reading {
  const system = context.inProject ? 'wgs84' : (table.declared ?? context.crs ?? 'wgs84');
  if (!context.inProject) reportDeclared(table, layer, context);
  const swapped = table.rows.some((row) => row.geometry !== null && checkNumbers(row.geometry) === 'swapped');
  const details = { layer, file: table.file, action: 'changed' } as const;
  if (swapped) {
    const value = table.rows.filter((row) => row.geometry !== null).length;
    context.problems.push(createProblem('coordinates_swapped', { ...details, value }));
  }
  if (system !== 'wgs84') {
    context.problems.push(createProblem('crs_applied', { ...details, severity: 'note', value: system }));
  }
  return { system, swapped, repair: context.repair };
}

/** Reports a geometry that cannot be used and answers whether it can. */
export function checkGeometry(cursor: Cursor, kinds: readonly string[]): boolean {
  const { geometry } = cursor.row;
  if (geometry === null) {
    cursor.report('geometry_missing', { action: 'left_out' });
    return false;
  }
  const numbers = checkNumbers(geometry);
  if (kinds.length > 0 && !kinds.includes(geometry.type)) {
    cursor.report('geometry_wrong_kind', { value: geometry.type, action: 'left_out' });
  } else if (numbers === 'empty') {
    cursor.report('geometry_missing', { action: 'left_out' });
  } else {
    const code = codeOfNumbers(numbers);
    if (code === null) return true;
    cursor.report(code, { value: findOddPosition(geometry), action: 'left_out' });
  }
  return false;
}
