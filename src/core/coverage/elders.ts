/** Elders in a year, from a figure at the year of the data and columns `elders_<year>`. */

/** What a residence and an area have in common. */
export interface ElderFigures {
  elders: number | null;
  eldersByYear: Readonly<Record<number, number>>;
}

/**
 * Elders in `year`: linear between known years, held beyond the first and the last, whole persons where it is between.
 * A column of the year of the data goes before `elders`. Null = not known.
 */
export function eldersInYear(figures: ElderFigures, year: number | null, yearOfData: number | null): number | null {
  if (year === null) return figures.elders;
  const known = new Map<number, number>();
  if (figures.elders !== null && yearOfData !== null) known.set(yearOfData, figures.elders);
  for (const [column, elders] of Object.entries(figures.eldersByYear)) known.set(Number(column), elders);
  if (known.size === 0) return figures.elders;
  return interpolate(
    [...known].sort(([a], [b]) => a - b),
    year,
  );
}

/** `known` is by year and not empty. */
function interpolate(known: [year: number, elders: number][], year: number): number {
  let [yearBefore, before] = known[0]!;
  if (year <= yearBefore) return before;
  for (const [yearAfter, after] of known) {
    if (yearAfter === year) return after;
    if (yearAfter > year) {
      return Math.round(before + ((after - before) * (year - yearBefore)) / (yearAfter - yearBefore));
    }
    [yearBefore, before] = [yearAfter, after];
  }
  return before;
}
