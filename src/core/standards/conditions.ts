/** Tests on the columns of a row, in three values: what a blank cell leaves open is not known. */
import { eldersInYear } from '../coverage/elders.ts';
import type { Area, Cell, Facility, Residence } from '../types.ts';
import { areasAbove } from './chain.ts';
import { parseGrade } from './grades.ts';
import type { Moment } from './moment.ts';
import { amountOf, both, either, not } from './range.ts';
import type { Truth } from './range.ts';
import type { Amount, Condition, FacilitySet, PartOf } from './types.ts';

export type Parameters = Pick<Moment, 'parameter'>;

/** What is asked, as a text: parameters are in it by their value, since packs, and readings of a row, differ in it. */
export function keyOf(asked: Condition | FacilitySet, parameters: Parameters): string {
  return JSON.stringify(asked, (_, value: unknown) => {
    const isParameter = typeof value === 'object' && value !== null && 'parameter' in value;
    return isParameter ? amountOf(value as Extract<Amount, { parameter: string }>, parameters) : value;
  });
}

/** A row of a layer by the columns of the data contract; null = blank. */
export interface Fields {
  layer: 'facilities' | 'areas' | 'residences';
  read(column: string): Cell | readonly string[];
}

/** `setting` and `main_urban` are those of the area it lies in, where its own row does not say. */
export function facilityFields(facility: Facility, moment: Pick<Moment, 'demand' | 'areasOf'>): Fields {
  return {
    layer: 'facilities',
    read: (column) => {
      switch (column) {
        case 'id':
          return facility.id;
        case 'name':
          return facility.name;
        case 'types':
          return facility.types;
        case 'services':
          return facility.services;
        case 'status':
          return facility.status;
        case 'opened':
          return facility.opened;
        case 'closes':
          return facility.closes;
        case 'area_id':
          return facility.areaId;
      }
      const own = ownOf(facility, column);
      if (own !== null || !OF_AREAS.includes(column)) return own;
      return readAbove(moment.demand.areas, moment.areasOf(facility), column);
    },
  };
}

/** Place `place` of `demand.areas`. `elders` are those of the year; `main_urban` is inherited from above. */
export function areaFields(moment: Pick<Moment, 'demand' | 'year' | 'dataYear'>, place: number): Fields {
  const { areas } = moment.demand;
  const area = areas[place];
  if (area === undefined) throw new Error(`there is no area at place ${place} of ${areas.length}`);
  return {
    layer: 'areas',
    read: (column) =>
      column === 'main_urban'
        ? readAbove(areas, areasAbove(moment.demand, place), column)
        : readArea(area, column, moment),
  };
}

/** A residence in row `row` of the demand; `elders` are those of the year. */
export function residenceFields({ demand }: Pick<Moment, 'demand'>, row: number): Fields {
  return new ResidenceRow(demand, row);
}

/** A class with plain fields: there are a hundred thousand of them. */
class ResidenceRow implements Fields {
  readonly layer = 'residences';
  private readonly demand: Moment['demand'];
  private readonly row: number;
  private readonly residence: Residence;

  constructor(demand: Moment['demand'], row: number) {
    const residence = demand.residences[row];
    if (residence === undefined) throw new Error(`there is no residence in row ${row} of ${demand.residences.length}`);
    this.demand = demand;
    this.row = row;
    this.residence = residence;
  }

  read(column: string): Cell {
    if (column === 'elders') return knownOrNull(this.demand.elders[this.row]);
    const own = readResidence(this.residence, column);
    if (own !== null || !OF_AREAS.includes(column)) return own;
    return readAbove(this.demand.areas, areasAbove(this.demand, this.demand.area[this.row] ?? -1), column);
  }
}

/** Columns that a row has from its area where its own cell is blank. */
export const OF_AREAS: readonly string[] = ['setting', 'main_urban'];

/** The lowest area says whether it is urban; for `main_urban` the nearest above that says anything. */
export function readAbove(areas: readonly Area[], places: Iterable<number>, column: string): Cell {
  for (const place of places) {
    const area = areas[place];
    const cell = area === undefined ? null : column === 'setting' ? area.setting : ownOf(area, column);
    if (column === 'setting' || cell !== null) return cell;
  }
  return null;
}

function readArea(area: Area, column: string, { year, dataYear }: Pick<Moment, 'year' | 'dataYear'>): Cell {
  switch (column) {
    case 'id':
      return area.id;
    case 'name':
      return area.name;
    case 'level':
      return area.level;
    case 'parent_id':
      return area.parentId;
    case 'setting':
      return area.setting;
    case 'population':
      return area.population;
    case 'households':
      return area.households;
    case 'elders':
      return eldersInYear(area, year, dataYear);
    case 'elders_80':
      return area.elders80;
    default:
      return ofYear(area, column) ?? ownOf(area, column);
  }
}

export function readResidence(residence: Residence, column: string): Cell {
  switch (column) {
    case 'id':
      return residence.id;
    case 'name':
      return residence.name;
    case 'area_id':
      return residence.areaId;
    case 'population':
      return residence.population;
    case 'households':
      return residence.households;
    case 'elders_80':
      return residence.elders80;
    case 'stage':
      return residence.stage;
    case 'completed':
      return residence.completed;
    case 'estimated':
      return residence.estimated;
    default:
      return ofYear(residence, column) ?? ownOf(residence, column);
  }
}

const ELDERS_OF = 'elders_';

function ofYear({ eldersByYear }: Pick<Area, 'eldersByYear'>, column: string): Cell {
  if (!column.startsWith(ELDERS_OF)) return null;
  const year = column.slice(ELDERS_OF.length);
  return /^\d{4}$/u.test(year) ? (eldersByYear[Number(year)] ?? null) : null;
}

function ownOf({ attributes }: Pick<Facility, 'attributes'>, column: string): Cell {
  const cell = Object.hasOwn(attributes, column) ? attributes[column] : null;
  return cell === undefined || cell === '' ? null : cell;
}

function knownOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Whether a row passes: true, false, or null where blank cells leave it open. No condition: true. */
export function test(condition: Condition | undefined, fields: Fields, parameters: Parameters): Truth {
  if (condition === undefined) return true;
  if ('all' in condition) return both(each(condition.all, fields, parameters));
  if ('any' in condition) return either(each(condition.any, fields, parameters));
  if ('not' in condition) return not(test(condition.not, fields, parameters));
  return testColumn(condition, fields, parameters);
}

function* each(conditions: readonly Condition[], fields: Fields, parameters: Parameters): Generator<Truth> {
  for (const condition of conditions) yield test(condition, fields, parameters);
}

/** As `test`; where the answer is null, the columns that would settle it go to `missing` (`facilities.beds`). */
export function testAndTell(
  condition: Condition | undefined,
  fields: Fields,
  parameters: Parameters,
  missing: Set<string>,
): Truth {
  const truth = test(condition, fields, parameters);
  if (truth === null && condition !== undefined) tellMissing(condition, fields, parameters, missing);
  return truth;
}

/** Adds to `missing` the columns that would settle a condition which is not known of a row. */
export function tellMissing(condition: Condition, fields: Fields, parameters: Parameters, missing: Set<string>): void {
  if (test(condition, fields, parameters) !== null) return;
  const inner = innerOf(condition);
  for (const one of inner) tellMissing(one, fields, parameters, missing);
  if (!('field' in condition)) return;
  const other = partIn(condition);
  if (other !== null && toNumber(fields.read(other)) === null) missing.add(`${fields.layer}.${other}`);
  if (other === null || toNumber(fields.read(condition.field)) === null) {
    missing.add(`${fields.layer}.${condition.field}`);
  }
}

export function innerOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [];
}

export type ColumnTest = Extract<Condition, { field: string }>;

export function partIn(condition: ColumnTest): string | null {
  const limit = limitOf(condition);
  return limit !== null && typeof limit === 'object' && 'of' in limit ? limit.of : null;
}

function limitOf(condition: ColumnTest): Amount | PartOf | null {
  if ('grade' in condition) return null;
  if ('atLeast' in condition) return condition.atLeast;
  if ('moreThan' in condition) return condition.moreThan;
  if ('atMost' in condition) return condition.atMost;
  return 'lessThan' in condition ? condition.lessThan : null;
}

function testColumn(condition: ColumnTest, fields: Fields, parameters: Parameters): Truth {
  const part = partIn(condition);
  const cells = { own: fields.read(condition.field), whole: part === null ? null : fields.read(part) };
  return testCell(condition, cells, parameters);
}

/** `whole`: the cell that the limit is a part of, where it is one. */
export function testCell(
  condition: ColumnTest,
  { own: cell, whole }: { own: Cell | readonly string[]; whole: Cell | readonly string[] },
  parameters: Parameters,
): Truth {
  if (isBlank(cell)) return null;
  if ('grade' in condition) return testGrade(cell, condition);
  if ('is' in condition) {
    const { is } = condition;
    return Array.isArray(is) ? either(is.map((wanted) => isSame(cell, wanted))) : isSame(cell, is);
  }
  if ('includes' in condition) return listOf(cell).some((item) => condition.includes.includes(item));
  if ('given' in condition) return condition.field === 'grade' ? parseGrade(textOf(cell)) !== 'none' : true;
  return testNumber(condition, toNumber(cell), resolve(limitOf(condition), whole, parameters));
}

function testNumber(condition: ColumnTest, value: number | null, limit: number | null): Truth {
  if (value === null || limit === null) return null;
  if ('atLeast' in condition) return value >= limit;
  if ('moreThan' in condition) return value > limit;
  return 'atMost' in condition ? value <= limit : value < limit;
}

function resolve(limit: Amount | PartOf | null, cell: Cell | readonly string[], parameters: Parameters): number | null {
  if (limit === null || typeof limit === 'number') return limit;
  if ('parameter' in limit) return amountOf(limit, parameters);
  const whole = toNumber(cell);
  return whole === null ? null : (limit.percent * whole) / 100;
}

function testGrade(cell: Cell | readonly string[], { grade, atLeast }: Extract<Condition, { grade: string }>): Truth {
  const found = parseGrade(textOf(cell));
  if (found === 'none') return false;
  return found !== null && found.scale === grade ? found.value >= atLeast : null;
}

function isBlank(cell: Cell | readonly string[]): boolean {
  return cell === null || cell === '' || (typeof cell === 'object' && cell.length === 0);
}

/** A text where a yes or no is asked for is one that nobody could read: not known. */
function isSame(cell: Cell | readonly string[], wanted: Cell): Truth {
  if (typeof cell === 'object') return listOf(cell).includes(String(wanted));
  if (typeof wanted !== 'boolean' || typeof cell === 'boolean') return String(cell) === String(wanted);
  if (cell === 1 || cell === 0) return wanted === (cell === 1);
  return null;
}

/** Items of a list column: lists of attributes are kept as one text. */
export function listOf(cell: Cell | readonly string[]): readonly string[] {
  if (typeof cell === 'object') return cell ?? [];
  return String(cell)
    .split(/[;；,，、]/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function textOf(cell: Cell | readonly string[]): Cell {
  return typeof cell === 'object' && cell !== null ? cell.join(';') : cell;
}

/** Null where a cell is blank or no number. */
export function toNumber(cell: Cell | readonly string[]): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string' || cell.trim() === '') return null;
  const value = Number(cell.replaceAll(/[,，\s]/gu, ''));
  return Number.isFinite(value) ? value : null;
}
