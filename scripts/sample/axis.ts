/**
 * One axis of the street grid: lines across it, the gaps between them, and what the gaps are. Cells (big blocks of
 * 380-620 m) are cut into gaps of about 44 m; corridors (river, canal, railway, expressway) have narrow gaps of their own.
 */
import type { Random } from './random.ts';

export type CorridorKind = 'river' | 'canal' | 'rail' | 'expressway';

/** Distances of the corridor's lines from its centre, metres: kerb of the road beside it, water's edge, centre ... */
const CORRIDOR_LINES: Record<CorridorKind, readonly number[]> = {
  river: [-96, -70, 0, 70, 96],
  canal: [-17, 0, 17],
  rail: [-24, 0, 24],
  expressway: [-36, 0, 36],
};

/** How much farther apart two sides count when communities are formed: borders then follow the corridors. Metres. */
const CORRIDOR_SEPARATION: Record<CorridorKind, number> = { river: 1_600, canal: 160, rail: 900, expressway: 1_000 };

export const LINE = { none: 0, arterial: 1, street: 2 } as const;

export interface Corridor {
  kind: CorridorKind;
  name: string;
  /** Line indexes. */
  first: number;
  centre: number;
  last: number;
}

export interface Axis {
  /** Position of each line, metres. */
  at: Float64Array;
  /** Road on each line, one of LINE; interior lines of cells have none of their own. */
  road: Uint8Array;
  /** Cell of each gap; -1 in corridors. */
  cellOfGap: Int32Array;
  /** Corridor of each gap; -1 in cells. */
  corridorOfGap: Int32Array;
  /** The gap itself in cells; in corridors the nearest gap of a cell on the same side of the centre. */
  homeGap: Int32Array;
  /** First and last line of each cell. */
  cells: { first: number; last: number }[];
  corridors: Corridor[];
  /** Middle of each gap, metres, with the separation of corridors added. */
  stretched: Float64Array;
}

interface Draft {
  at: number[];
  road: number[];
  cellOfGap: number[];
  corridorOfGap: number[];
  cells: { first: number; last: number }[];
  corridors: Corridor[];
}

const GAP_METRES = 44;
const CELL_METRES = 500;

function addCells(draft: Draft, end: number, random: Random): void {
  const start = draft.at[draft.at.length - 1] ?? 0;
  const count = Math.max(1, Math.round((end - start) / CELL_METRES));
  const weights = Array.from({ length: count }, () => random.between(0.78, 1.22));
  const sum = weights.reduce((a, b) => a + b, 0);
  let from = start;
  weights.forEach((weight, index) => {
    const to = index === count - 1 ? end : from + ((end - start) * weight) / sum;
    const gaps = Math.max(5, Math.round((to - from) / GAP_METRES));
    const first = draft.at.length - 1;
    for (let g = 1; g <= gaps; g++) {
      draft.at.push(from + ((to - from) * g) / gaps);
      draft.road.push(LINE.none);
      draft.cellOfGap.push(draft.cells.length);
      draft.corridorOfGap.push(-1);
    }
    draft.cells.push({ first, last: draft.at.length - 1 });
    // Every second line between big blocks is an arterial.
    if (index < count - 1) draft.road[draft.at.length - 1] = index % 2 === 0 ? LINE.arterial : LINE.street;
    from = to;
  });
}

function addCorridor(draft: Draft, kind: CorridorKind, centre: number, name: string): void {
  const offsets = CORRIDOR_LINES[kind];
  const first = draft.at.length - 1;
  const index = draft.corridors.length;
  draft.road[first] = kind === 'rail' ? LINE.none : LINE.street;
  offsets.slice(1).forEach((offset) => {
    draft.at.push(centre + offset);
    draft.road.push(LINE.none);
    draft.cellOfGap.push(-1);
    draft.corridorOfGap.push(index);
  });
  const last = draft.at.length - 1;
  draft.road[last] = LINE.street;
  draft.corridors.push({ kind, name, first, centre: first + (offsets.length - 1) / 2, last });
}

function findHomeGaps(draft: Draft): Int32Array {
  return Int32Array.from(draft.corridorOfGap, (corridorIndex, gap) => {
    const corridor = draft.corridors[corridorIndex];
    if (!corridor) return gap;
    return gap < corridor.centre ? corridor.first - 1 : corridor.last;
  });
}

function findStretched(draft: Draft): Float64Array {
  const stretched = new Float64Array(draft.cellOfGap.length);
  let added = 0;
  for (let gap = 0; gap < stretched.length; gap++) {
    const corridor = draft.corridors.find((c) => c.centre === gap);
    if (corridor) added += CORRIDOR_SEPARATION[corridor.kind];
    stretched[gap] = ((draft.at[gap] ?? 0) + (draft.at[gap + 1] ?? 0)) / 2 + added;
  }
  return stretched;
}

/** Corridors are wanted at positions in metres, in rising order and at least 400 m apart. */
export function createAxis(
  length: number,
  wanted: readonly { kind: CorridorKind; at: number; name: string }[],
  random: Random,
): Axis {
  const draft: Draft = { at: [0], road: [LINE.none], cellOfGap: [], corridorOfGap: [], cells: [], corridors: [] };
  for (const { kind, at, name } of wanted) {
    addCells(draft, at + (CORRIDOR_LINES[kind][0] ?? 0), random);
    addCorridor(draft, kind, at, name);
  }
  addCells(draft, length, random);
  return {
    at: Float64Array.from(draft.at),
    road: Uint8Array.from(draft.road),
    cellOfGap: Int32Array.from(draft.cellOfGap),
    corridorOfGap: Int32Array.from(draft.corridorOfGap),
    homeGap: findHomeGaps(draft),
    cells: draft.cells,
    corridors: draft.corridors,
    stretched: findStretched(draft),
  };
}
