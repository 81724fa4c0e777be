import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '../../../src/core/types.ts';
import { writeProjectFolder } from '../../../src/io/write-folder.ts';
import { csv } from '../../../src/io/formats/csv.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { openFiles } from '../../../src/io/open.ts';
import { zipFiles } from '../../../src/io/zip.ts';
import { textFile } from '../fixtures.ts';
import { oddTable, quoteCsv } from './tables.ts';

/** Map layers are written along a curve: their order is not kept. */
function sorted(project: Project): unknown {
  const byId = <T extends { id: string }>(items: readonly T[]) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { facilities, residences, areas, candidates } = project;
  return {
    facilities: byId(facilities),
    residences: byId(residences),
    areas: byId(areas),
    candidates: byId(candidates),
  };
}

describe('whatever was read from odd tables', () => {
  const files = fc.record({
    facilities: oddTable('facilities'),
    residences: oddTable('residences'),
    areas: oddTable('areas'),
    candidates: oddTable('candidates'),
  });
  const openLoose = (tables: Record<string, string[][]>) =>
    openFiles(Object.entries(tables).map(([layer, rows]) => textFile(`${layer}.csv`, quoteCsv(rows))));

  it('is the same project after it was saved and opened, and the same bytes when saved again', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (tables) => {
        const { project } = await openLoose(tables);
        const saved = await writeProjectFolder(project);
        const again = (await openFiles(saved)).project;
        expect(sorted(again)).toEqual(sorted(project));
        expect(await writeProjectFolder(again)).toEqual(saved);
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('is the same project from one zip', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (tables) => {
        const { project } = await openLoose(tables);
        const bytes = zipFiles(await writeProjectFolder(project));
        expect(sorted((await openFiles([{ name: 'a.zip', bytes }])).project)).toEqual(sorted(project));
      }),
      { numRuns: 8, seed: 6 },
    );
  });

  it('has no value that was told as unreadable lost: a saved project tells of it again', async () => {
    const told = ['number_unreadable', 'number_negative', 'year_unreadable', 'status_unknown', 'level_unknown'];
    await fc.assert(
      fc.asyncProperty(files, async (tables) => {
        const first = await openLoose(tables);
        const second = await openFiles(await writeProjectFolder(first.project));
        // Rows that were left out are not in the project; an odd value of theirs was never told.
        const count = (problems: typeof first.problems, code: string) =>
          problems.filter((problem) => problem.code === code && problem.value !== null).length;
        for (const code of told)
          expect([code, count(second.problems, code)]).toEqual([code, count(first.problems, code)]);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

/** A lone half of a surrogate pair is no character: UTF-8 has none. */
function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

describe('any cells', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 });
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z甲乙丙]{1,5}$/u), { minLength: 1, maxLength: 5 });

  it('come back from CSV as they were, but for white space around them', async () => {
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.array(fc.array(text, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
        async (columns, rows) => {
          const wanted = rows
            .map((row, i) => ({
              row: i + 2,
              cells: Object.fromEntries(columns.map((name, c) => [name, wellFormed(row[c] ?? '').trim() || null])),
              geometry: null,
            }))
            .filter(({ cells }) => Object.values(cells).some((cell) => cell !== null));
          const bytes = await csv.write({
            file: 'a.csv',
            columns,
            rows: rows.map((row, i) => ({
              row: i + 2,
              cells: Object.fromEntries(columns.map((name, c) => [name, row[c] ?? null])),
              geometry: null,
            })),
          });
          const { tables } = await csv.read({ name: 'a.csv', bytes });
          expect(tables[0]?.rows ?? []).toEqual(wanted);
        },
      ),
      { numRuns: 80, seed: 8 },
    );
  });

  it('come back from GeoJSON exactly', async () => {
    const value = fc.oneof(
      text.map(wellFormed),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
    );
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        async (columns, rows) => {
          const table = {
            file: 'a.geojson',
            columns,
            rows: rows.map((row, i) => ({
              row: i + 1,
              cells: Object.fromEntries(columns.map((name, c) => [name, row[c] ?? null])),
              geometry: null,
            })),
          };
          const { tables, problems } = await geojson.read({ name: 'a.geojson', bytes: await geojson.write(table) });
          expect(problems).toEqual([]);
          expect(tables).toEqual([table]);
        },
      ),
      { numRuns: 100, seed: 9 },
    );
  });
});
