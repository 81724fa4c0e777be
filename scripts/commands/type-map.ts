/** `--types map.csv`: the user's own words for types of facilities. */
import { basename } from 'node:path';
import { csv } from '../../src/io/formats/csv.ts';
import { InputError } from './failures.ts';
import { readInputs } from './files.ts';

/** The first two columns of a CSV file with a header: their category, our code (several separated by `;`). */
export async function readTypeMap(path: string): Promise<Record<string, string>> {
  const { tables } = await csv.read({ name: basename(path), bytes: readInputs([path])[0]?.bytes ?? new Uint8Array() });
  const table = tables[0];
  const [category, code] = table?.columns ?? [];
  if (!table || category === undefined || code === undefined) {
    throw new InputError(`${path} must be a CSV file with a header and two columns: your category, our type code.`);
  }
  const pairs = table.rows.map(({ cells }): [string, string] => [
    String(cells[category] ?? ''),
    String(cells[code] ?? ''),
  ]);
  return Object.fromEntries(pairs.filter(([theirs, ours]) => theirs !== '' && ours !== ''));
}
