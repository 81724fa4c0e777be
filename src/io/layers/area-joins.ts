/**
 * One area from two files: boundaries drawn in a mapping program, and its people in a ledger. Offices keep them apart,
 * so a row with a polygon and a row without one that have the same code, or the same name where the ledger has no
 * codes, are the same place. Within one file, and between two of a kind, they stay two (see Ids).
 */
import { createProblem } from '../../core/problems.ts';
import type { Area } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { isDamagedCode } from '../values.ts';
import type { Cursor } from './cursor.ts';

interface Known {
  area: Area;
  table: Table;
  /** The ledger gave no code, so the name is all there is to know the area by. */
  isNamed: boolean;
}

export class AreaJoins {
  readonly #byId = new Map<string, Known>();
  /** Null for a name that several areas have. */
  readonly #byName = new Map<string, Known | null>();
  /** Areas that have been joined already: a third row of the code is a duplicate. */
  readonly #joined = new Set<Area>();
  #rows = 0;

  /** Remembers the area that the cursor's row has become. */
  add(area: Area, cursor: Cursor): void {
    const known = { area, table: cursor.table, isNamed: cursor.text('id') === '' };
    this.#byId.set(area.id, known);
    const name = nameOf(area.name);
    if (name !== '') this.#byName.set(name, this.#byName.has(name) ? null : known);
  }

  /** The area of an earlier file that the cursor's row is the other half of. */
  find(cursor: Cursor): Area | undefined {
    const id = cursor.text('id');
    if (isDamagedCode(id)) return undefined;
    const named = this.#byName.get(nameOf(cursor.text('name')));
    const known = this.#byId.get(id) ?? (id === '' || named?.isNamed === true ? named : undefined);
    if (!known || known.table === cursor.table || this.#joined.has(known.area)) return undefined;
    const hasPolygon = cursor.row.geometry !== null;
    return hasPolygon === (known.area.polygon === null) ? known.area : undefined;
  }

  /** Fills what is not known of an area from its other half; what both know stays as it was read first. */
  join(area: Area, other: Area): void {
    // The code of the file that has one.
    area.id = other.id;
    area.polygon ??= other.polygon;
    area.parentId ??= other.parentId;
    area.setting ??= other.setting;
    area.population ??= other.population;
    area.households ??= other.households;
    area.elders ??= other.elders;
    area.elders80 ??= other.elders80;
    if (area.name === '') area.name = other.name;
    area.eldersByYear = { ...other.eldersByYear, ...area.eldersByYear };
    area.attributes = { ...other.attributes, ...area.attributes };
    this.#joined.add(area);
    this.#rows++;
  }

  /** Tells once per table how many of its rows became one with an earlier one. */
  finish({ table, layer, problems }: Cursor): void {
    if (this.#rows > 0) {
      const details = { severity: 'note', layer, file: table.file, value: this.#rows, action: 'changed' } as const;
      problems.push(createProblem('rows_joined', details));
    }
    this.#rows = 0;
  }
}

function nameOf(name: string): string {
  return name.normalize('NFKC').replace(/\s/gu, '');
}
