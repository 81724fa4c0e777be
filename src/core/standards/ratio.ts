/** A part of a whole summed over facilities, where each may be in or out and its figures blank: used beds of all beds. */
import type { Range } from './types.ts';

/** What one facility adds to the part and to the whole. */
export interface Piece {
  part: Range;
  whole: Range;
  /** Whether it belongs at all is not known: both count, or neither. */
  isOptional: boolean;
  /** It adds to the part alone (beds of hospitals beside those of homes), so no whole of its own limits it. */
  isApart?: boolean;
}

interface Sums {
  part: number;
  whole: number;
}

/**
 * Least and most that the sums of the parts can be of the sums of the wholes, per cent. A part that is not known is at
 * most its whole. With nothing sure in the whole there may be nothing to share: 0 to 100. Null where it is surely 0.
 */
export function percentOfSums(pieces: readonly Piece[]): Range | null {
  if (pieces.every(({ whole }) => whole.high === 0)) return null;
  if (!pieces.some(({ whole, isOptional }) => !isOptional && whole.low > 0)) return { low: 0, high: 100 };
  const bounded = pieces.map(limitPart);
  return { low: extreme(bounded, leastOf, -1), high: extreme(bounded, mostOf, 1) };
}

function limitPart(piece: Piece): Piece {
  const { part, whole, isApart = false } = piece;
  return part.high === Infinity && !isApart
    ? { ...piece, part: { low: part.low, high: Math.max(part.low, whole.high) } }
    : piece;
}

function leastOf({ part, whole }: Piece): Sums {
  return { part: part.low, whole: whole.high };
}

/** A whole that is open holds at least its part. */
function mostOf({ part, whole }: Piece): Sums {
  return { part: part.high, whole: Math.max(whole.low, Math.min(part.high, whole.high)) };
}

/** Optional pieces come in, the most helpful first, as long as they move the share in the direction asked for. */
function extreme(pieces: readonly Piece[], choose: (piece: Piece) => Sums, direction: 1 | -1): number {
  const sums = { part: 0, whole: 0 };
  const add = (piece: Sums): void => {
    sums.part += piece.part;
    sums.whole += piece.whole;
  };
  for (const piece of pieces) if (!piece.isOptional) add(choose(piece));
  const optional = pieces.filter(({ isOptional }) => isOptional).map(choose);
  optional.sort((a, b) => direction * (shareOf(b) - shareOf(a)));
  for (const piece of optional) if (direction * (shareOf(piece) - shareOf(sums)) > 0) add(piece);
  return 100 * shareOf(sums);
}

function shareOf({ part, whole }: Sums): number {
  if (part === Infinity) return 1;
  return whole === Infinity || whole === 0 ? 0 : part / whole;
}
