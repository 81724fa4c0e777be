/** Conditions on all homes of a demand at once, column by column: rows of plans ask the same of a hundred thousand homes. */
import { createColumn } from '../coverage/columns.ts';
import { keepByObject } from '../keep.ts';
import { fillRows } from '../rows.ts';
import type { Cell } from '../types.ts';
import { areasAbove } from './chain.ts';
import {
  innerOf,
  keyOf,
  OF_AREAS,
  partIn,
  readAbove,
  readResidence,
  residenceFields,
  tellMissing,
  testCell,
  type ColumnTest,
} from './conditions.ts';
import type { Moment } from './moment.ts';
import { bothOf, codeOf, eitherOf, NO, UNKNOWN, YES, type Truths } from './range.ts';
import type { Condition } from './types.ts';

type Demand = Moment['demand'];

/** What a condition says of every home, rows as in the demand, and the columns that would settle what is not known. */
export interface TestedHomes {
  truths: Truths;
  /** Of residences of the data, and of estimated ones. */
  missing: { known: ReadonlySet<string>; estimated: ReadonlySet<string> };
}

/** True of every home. */
export const allHomes = keepByObject(({ residences }: Demand): Truths => new Uint8Array(residences.length).fill(YES));

const testedIn = keepByObject((_demand: Demand) => new Map<string, TestedHomes>());

/** As `testAndTell` of every home. Made once. */
export function testHomes(condition: Condition, moment: Pick<Moment, 'demand' | 'parameter'>): TestedHomes {
  const { demand } = moment;
  const key = keyOf(condition, moment);
  const known = testedIn(demand);
  let tested = known.get(key);
  if (!tested) {
    const truths = truthsOf(condition, moment);
    known.set(key, (tested = { truths, missing: findMissing(condition, truths, moment) }));
  }
  return tested;
}

function truthsOf(condition: Condition, moment: Pick<Moment, 'demand' | 'parameter'>): Truths {
  const join = (inner: readonly Condition[], empty: number, of: (one: number, other: number) => number): Truths => {
    const joined = new Uint8Array(moment.demand.residences.length).fill(empty);
    for (const one of inner) {
      const truths = truthsOf(one, moment);
      for (let row = 0; row < joined.length; row++) joined[row] = of(joined[row]!, truths[row]!);
    }
    return joined;
  };
  if ('all' in condition) return join(condition.all, YES, bothOf);
  if ('any' in condition) return join(condition.any, NO, eitherOf);
  if (!('not' in condition)) return testColumn(condition, moment);
  return truthsOf(condition.not, moment).map((code) => (code === UNKNOWN ? UNKNOWN : code === YES ? NO : YES));
}

function testColumn(condition: ColumnTest, moment: Pick<Moment, 'demand' | 'parameter'>): Truths {
  const { demand } = moment;
  const part = partIn(condition);
  const cells = readHomes(condition.field, demand);
  if (part !== null) {
    const wholes = readHomes(part, demand);
    const test = (row: number) => testCell(condition, { own: cells[row]!, whole: wholes[row]! }, moment);
    return fillRows(new Uint8Array(cells.length), (row) => codeOf(test(row)));
  }
  // The same few stages, settings and years stand in all rows.
  const known = new Map<Cell, number>();
  return fillRows(new Uint8Array(cells.length), (row) => {
    const own = cells[row]!;
    let code = known.get(own);
    if (code === undefined) known.set(own, (code = codeOf(testCell(condition, { own, whole: null }, moment))));
    return code;
  });
}

const columnsIn = keepByObject((_demand: Demand) => new Map<string, readonly Cell[]>());

/** A column of all homes as `residenceFields` reads it. Read once. */
export function readHomes(column: string, demand: Demand): readonly Cell[] {
  const known = columnsIn(demand);
  let cells = known.get(column);
  if (!cells) known.set(column, (cells = column === 'elders' ? readElders(demand) : readColumn(column, demand)));
  return cells;
}

function readElders({ elders }: Demand): Cell[] {
  return Array.from(elders, (known) => (Number.isNaN(known) ? null : known));
}

const readers = new Map<string, (demand: Demand) => readonly Cell[]>();

/** The names of columns are those of packs and of files: few. */
function columnReader(column: string): (demand: Demand) => readonly Cell[] {
  let reader = readers.get(column);
  if (!reader) readers.set(column, (reader = createColumn((residence) => readResidence(residence, column))));
  return reader;
}

function readColumn(column: string, demand: Demand): readonly Cell[] {
  const own = columnReader(column)(demand);
  if (!OF_AREAS.includes(column)) return own;
  const ofArea = new Map<number, Cell>();
  const readArea = (place: number): Cell => {
    let cell = ofArea.get(place);
    if (cell === undefined) ofArea.set(place, (cell = readAbove(demand.areas, areasAbove(demand, place), column)));
    return cell;
  };
  return own.map((cell, row) => cell ?? readArea(demand.area[row]!));
}

function findMissing(
  condition: Condition,
  truths: Truths,
  moment: Pick<Moment, 'demand' | 'parameter'>,
): TestedHomes['missing'] {
  const missing = { known: new Set<string>(), estimated: new Set<string>() };
  const most = countColumns(condition);
  truths.forEach((code, row) => {
    if (code !== UNKNOWN) return;
    const told = moment.demand.estimated[row] === 1 ? missing.estimated : missing.known;
    if (told.size < most) tellMissing(condition, residenceFields(moment, row), moment, told);
  });
  return missing;
}

/** How many columns can be missing at most. */
function countColumns(condition: Condition): number {
  if (!('field' in condition)) return innerOf(condition).reduce((sum, inner) => sum + countColumns(inner), 0);
  return partIn(condition) === null ? 1 : 2;
}
