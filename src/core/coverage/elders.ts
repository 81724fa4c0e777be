/** Elders in a year, from a figure at the year of the data and columns `elders_<year>`. */

/** What a residence and an area have in common. */
export interface ElderFigures {
  elders: number | null;
  eldersByYear: Readonly<Record<number, number>>;
}

/** Figures by year, the earliest first. */
export type KnownElders = readonly (readonly [year: number, elders: number])[];

/** A column of the year of the data goes before `elders`, which is of that year. Empty where no year is known. */
export function listKnownElders({ elders, eldersByYear }: ElderFigures, yearOfData: number | null): KnownElders {
  const known = new Map<number, number>();
  if (elders !== null && yearOfData !== null) known.set(yearOfData, elders);
  for (const [column, figure] of Object.entries(eldersByYear)) known.set(Number(column), figure);
  return [...known].sort(([a], [b]) => a - b);
}

/** As `eldersInYear`, from the list: for whoever asks for many years. */
export function eldersAt(known: KnownElders, figures: ElderFigures, year: number | null): number | null {
  return year === null || known.length === 0 ? figures.elders : interpolate(known, year);
}

/**
 * Elders in `year`: linear between known years, held beyond the first and the last, whole persons where it is between.
 * A column of the year of the data goes before `elders`. Null = not known.
 */
export function eldersInYear(figures: ElderFigures, year: number | null, yearOfData: number | null): number | null {
  return eldersAt(listKnownElders(figures, yearOfData), figures, year);
}

/** `known` is by year and not empty. */
function interpolate(known: KnownElders, year: number): number {
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
