/** Things of core -> a table for writing: our columns in the order of the schema, then the user's own by name. */
import { compareIds, type Attributes, type Cell, type LayerName } from '../../core/types.ts';
import { CORE_COLUMNS, SCHEMA } from '../columns/schema.ts';
import type { Table, TableRow } from '../tables.ts';

interface Written {
  cells: Record<string, Cell>;
  geometry: TableRow['geometry'];
}

/**
 * Makes a table. An attribute under the name of one of the core's own columns holds the original of a value that could
 * not be read: it is written in its place, so that the next reading finds it again.
 */
export function createTable<T extends { attributes: Attributes }>(
  file: string,
  layer: LayerName,
  items: readonly T[],
  write: (item: T) => Written,
): Table {
  const used = new Set<string>(CORE_COLUMNS[layer]);
  const rows = items.map((item, i): TableRow => {
    const { cells, geometry } = write(item);
    for (const name in cells) if (cells[name] === '') cells[name] = null;
    for (const name in item.attributes) cells[name] = item.attributes[name] ?? null;
    for (const name in cells) used.add(name);
    return { row: i + 2, cells, geometry };
  });
  return { file, columns: orderColumns(used, layer), rows };
}

function orderColumns(used: Set<string>, layer: LayerName): string[] {
  const ours = SCHEMA[layer].map((column) => column.name);
  const others = [...used].filter((name) => !ours.includes(name)).sort(compareIds);
  return [...ours.filter((name) => used.has(name)), ...others];
}
