import type { Position } from '../../core/types.ts';
import type { Homes } from '../../worker/results.ts';

/** A home as a place to look from. `row` is a row of the homes. */
export function findHomePlace(homes: Homes, row: number): { position: Position; name: string } {
  return {
    position: [homes.positions[row * 2] ?? 0, homes.positions[row * 2 + 1] ?? 0],
    name: homes.names[row] ?? '',
  };
}
