/** Elders in a year, from a figure at the year of the data and columns `elders_<year>`. */

import { keepByObject } from '../keep.ts';

/** What a residence and an area have in common. */
export interface ElderFigures {
  elders: number | null;
  eldersByYear: Readonly<Record<number, number>>;
}

/** What is known of many rows, flat: a city has a hundred thousand of them, and a plan looks at several years. */
export interface KnownElders {
  /** Ascending. */
  years: readonly number[];
  /** Of row r in years[i]: figures[r * years.length + i]; NaN = not known. */
  figures: Float64Array;
  /** As the row says, of no year; NaN = not known. */
  elders: Float64Array;
}

/** A column of the year of the data goes before `elders`, which is of that year. */
export function listKnownElders(rows: readonly ElderFigures[], yearOfData: number | null): KnownElders {
  const found = new Set<number>(yearOfData === null ? [] : [yearOfData]);
  for (const { eldersByYear } of rows) for (const column of Object.keys(eldersByYear)) found.add(Number(column));
  const years = [...found].sort((a, b) => a - b);
  const places = new Map(years.map((year, i) => [year, i]));
  const figures = new Float64Array(rows.length * years.length).fill(NaN);
  const elders = new Float64Array(rows.length).fill(NaN);
  rows.forEach((row, r) => {
    const start = r * years.length;
    if (row.elders !== null) elders[r] = row.elders;
    if (yearOfData !== null) figures[start + places.get(yearOfData)!] = elders[r]!;
    for (const [column, figure] of Object.entries(row.eldersByYear)) {
      figures[start + places.get(Number(column))!] = figure;
    }
  });
  return { years, figures, elders };
}

/**
 * Elders of a row in `year`: linear between known years, held beyond the first and the last, whole persons where it is
 * between; without a year (null), or where none is known, as the row says. NaN = not known.
 */
export function eldersOfRow({ years, figures, elders }: KnownElders, row: number, year: number | null): number {
  if (year === null) return elders[row]!;
  let before = NaN;
  let yearBefore = NaN;
  for (let i = 0; i < years.length; i++) {
    const after = figures[row * years.length + i]!;
    if (Number.isNaN(after)) continue;
    const yearAfter = years[i]!;
    if (yearAfter === year || (yearAfter > year && Number.isNaN(before))) return after;
    if (yearAfter > year) {
      return Math.round(before + ((after - before) * (year - yearBefore)) / (yearAfter - yearBefore));
    }
    before = after;
    yearBefore = yearAfter;
  }
  return Number.isNaN(before) ? elders[row]! : before;
}

/** The same of one row; null = not known. What is known of it is listed once: an area is asked again and again. */
export function eldersInYear(figures: ElderFigures, year: number | null, yearOfData: number | null): number | null {
  const known = tablesOf(figures);
  let table = known.get(yearOfData);
  if (!table) known.set(yearOfData, (table = listKnownElders([figures], yearOfData)));
  const elders = eldersOfRow(table, 0, year);
  return Number.isNaN(elders) ? null : elders;
}

/** By the year of the data. */
const tablesOf = keepByObject((_figures: ElderFigures) => new Map<number | null, KnownElders>());
