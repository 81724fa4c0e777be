import { createProblem } from '../../core/problems.ts';
import type { Facility, FacilityStatus } from '../../core/types.ts';
import { FACILITY_STATUSES } from '../../core/types.ts';
import { findFacilityType, findTypeInName } from '../columns/facility-types.ts';
import { SERVICE_WORDS, STATUS_WORDS } from '../columns/words.ts';
import type { Table } from '../tables.ts';
import { findChoice, parseText, splitList } from '../values.ts';
import type { Cursor } from './cursor.ts';
import { Ids } from './ids.ts';
import { placeTable, readAreaId, reportRowSwapped, StrangeIds, type PlacedTable, type ReadContext } from './layer.ts';
import { isPlaced, reportUnplaced } from './placing.ts';

/** Reads tables of facilities; rows that cannot be placed are left out, with a problem each. */
export function readFacilities(tables: readonly Table[], context: ReadContext): Facility[] {
  const facilities: Facility[] = [];
  const ids = new Ids();
  const strangers = new StrangeIds();
  for (const table of tables) {
    const placed = placeTable(table, 'facilities', context);
    const types = new TypeReader(placed.cursor, context.types);
    table.rows.forEach((row, i) => {
      placed.cursor.moveTo(row);
      const facility = readFacility(placed, i, { ids, types, strangers, context });
      if (facility !== null) facilities.push(facility);
    });
    types.finish();
    ids.finish(placed.cursor);
  }
  strangers.finish(context.problems);
  return facilities;
}

interface Reader {
  ids: Ids;
  types: TypeReader;
  strangers: StrangeIds;
  context: ReadContext;
}

function readFacility(placed: PlacedTable, i: number, { ids, types, strangers, context }: Reader): Facility | null {
  const { cursor, places } = placed;
  const id = ids.take(cursor, null);
  if (id === null) return null;
  cursor.id = id;
  cursor.checkCode('id');
  if (!isPlaced(places, i)) {
    reportUnplaced(cursor, places, i, null);
    return null;
  }
  reportRowSwapped(placed, i, null);
  return {
    id,
    name: cursor.text('name'),
    position: [places.longitudes[i] ?? 0, places.latitudes[i] ?? 0],
    types: types.read(),
    services: unique(splitList(cursor.cell('services')).map((item) => findChoice(item, SERVICE_WORDS) ?? item)),
    status: readStatus(cursor),
    opened: cursor.year('opened'),
    closes: cursor.year('closes'),
    areaId: readAreaId(cursor, context.names, strangers),
    attributes: cursor.attributes(),
  };
}

/** Blank is open. A word that we do not know must not pass as open: the facility stays but does not count. */
function readStatus(cursor: Cursor): FacilityStatus {
  const code = cursor.choice('status', STATUS_WORDS);
  if (code === null) return 'open';
  const status = FACILITY_STATUSES.find((known) => known === code);
  if (status !== undefined) return status;
  const column = cursor.binding.headers.get('status') ?? 'status';
  cursor.report('status_unknown', { column, value: cursor.cell('status'), action: 'changed' });
  cursor.keepOriginal('status');
  return 'closed';
}

function unique(items: string[]): string[] {
  return items.length < 2 ? items : [...new Set(items)];
}

/** Types of the rows of one table; categories that are not on our list are told once each. */
class TypeReader {
  readonly #cursor: Cursor;
  readonly #said: Map<string, string[]>;
  readonly #known = new Map<string, string[]>();
  readonly #strange = new Set<string>();
  readonly #fallback: string | undefined;
  #missing = 0;
  #firstMissing: number | null = null;

  constructor(cursor: Cursor, said: Record<string, string>) {
    this.#cursor = cursor;
    this.#said = new Map(Object.entries(said).map(([word, codes]) => [normaliseWord(word), splitList(codes)]));
    this.#fallback = cursor.has('types') ? undefined : findTypeInName(cursor.table.file);
  }

  read(): string[] {
    const cell = this.#cursor.cell('types');
    const types = this.#find(parseText(cell));
    if (types.length === 0) {
      this.#missing++;
      this.#firstMissing ??= this.#cursor.row.row;
    }
    return types;
  }

  /** One problem for all rows without a type. */
  finish(): void {
    if (this.#missing === 0) return;
    const { table, layer } = this.#cursor;
    const details = { layer, file: table.file, row: this.#firstMissing, column: 'types', value: this.#missing };
    this.#cursor.problems.push(createProblem('type_missing', details));
  }

  #find(text: string): string[] {
    if (text === '') return this.#fallback === undefined ? [] : [this.#fallback];
    let types = this.#known.get(text);
    if (types === undefined) {
      const whole = this.#said.get(normaliseWord(text));
      types = whole ?? unique(splitTypes(text).flatMap((word) => this.#findWord(word)));
      this.#known.set(text, types);
    }
    return [...types];
  }

  #findWord(word: string): string[] {
    const said = this.#said.get(normaliseWord(word));
    if (said !== undefined) return said;
    const code = findFacilityType(word);
    if (code !== undefined) return [code];
    if (!this.#strange.has(word)) {
      const column = this.#cursor.binding.headers.get('types') ?? 'types';
      this.#cursor.report('type_unknown', { severity: 'note', column, value: word });
      this.#strange.add(word);
    }
    return [word];
  }
}

/** A category such as 助餐点/老年食堂 is known as a whole, or else a list. */
function splitTypes(text: string): string[] {
  return findFacilityType(text) === undefined ? splitList(text) : [text];
}

function normaliseWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}
