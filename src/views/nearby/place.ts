import type { Position } from '../../core/types.ts';
import type { WalkFrom } from '../../worker/walk-jobs.ts';

/** The place to look from: a home of the data, or any point of the map. */
export interface Place {
  position: Position;
  name: string;
  /** Where it is a home of the data: its people leave by its gates. */
  homeId?: string;
}

/** What a walk from a place starts at. */
export function startOf({ homeId, position }: Place): WalkFrom {
  return homeId === undefined ? { position } : { home: homeId };
}
