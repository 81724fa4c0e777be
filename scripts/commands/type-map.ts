/** `--types map.csv`: the user's own words for types of facilities. */
import { basename } from 'node:path';
import { createProblem } from '../../src/core/problems.ts';
import type { Problem } from '../../src/core/types.ts';
import { findFacilityType } from '../../src/io/columns/facility-types.ts';
import { csv } from '../../src/io/formats/csv.ts';
import { parseText, splitList } from '../../src/io/values.ts';
import { InputError } from './failures.ts';
import { readInputs } from './files.ts';

export interface TypeMap {
  /** Their category -> our codes, `;` separated. */
  types: Record<string, string>;
  problems: Problem[];
}

/**
 * The first two columns of a CSV file with a header: their category, our code (several separated by `;`). A code that is
 * none of ours is kept, because a type may be the user's own (pharmacy), and told, because it may be a slip of the pen.
 */
export async function readTypeMap(path: string): Promise<TypeMap> {
  const file = basename(path);
  const { tables, problems } = await csv.read({ name: file, bytes: readInputs([path])[0]?.bytes ?? new Uint8Array() });
  const table = tables[0];
  const [category, code] = table?.columns ?? [];
  if (!table || category === undefined || code === undefined) {
    throw new InputError(`${path} must be a CSV file with a header and two columns: your category, our type code.`);
  }
  const map: TypeMap = { types: {}, problems };
  for (const { row, cells } of table.rows) {
    const [theirs, ours] = [parseText(cells[category]), splitList(cells[code])];
    if (theirs === '' || ours.length === 0) {
      map.problems.push(createProblem('type_map_row', { file, row, action: 'left_out' }));
      continue;
    }
    const codes = ours.map((word) => findFacilityType(word) ?? word);
    map.types[theirs] = codes.join(';');
    for (const value of codes.filter((known) => findFacilityType(known) === undefined)) {
      map.problems.push(createProblem('type_map_code', { file, row, column: code, value }));
    }
  }
  return map;
}
