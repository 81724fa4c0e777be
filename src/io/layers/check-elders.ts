/** Numbers of elders that cannot be right, or hardly: kept as they stand, because which figure is wrong is not known. */
import type { Cursor } from './cursor.ts';

/** More live in no compound, village or building; a sum over a town in the wrong table does. */
const MOST_IN_A_HOME = 100_000;

interface Elders {
  elders: number | null;
  elders80: number | null;
}

/** Those of 80 and more are among those of 60 and more. */
export function checkElders80(cursor: Cursor, { elders, elders80 }: Elders): void {
  if (elders === null || elders80 === null || elders80 <= elders) return;
  const column = cursor.binding.headers.get('elders_80') ?? 'elders_80';
  cursor.report('elders_80_above', { column, value: elders80, elders });
}

export function checkEldersOfHome(cursor: Cursor, home: Elders): void {
  checkElders80(cursor, home);
  const { elders } = home;
  if (elders === null || elders <= MOST_IN_A_HOME) return;
  const column = cursor.binding.headers.get('elders') ?? 'elders';
  cursor.report('elders_many', { column, value: elders, elders });
}
