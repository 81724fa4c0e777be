import { beforeEach, describe, expect, it } from 'vitest';
import Geodesic from 'geographiclib-geodesic';
import type { Cell, Facility, Position } from '../../src/core/types.ts';
import { csv } from '../../src/io/formats/csv.ts';
import { xlsx } from '../../src/io/formats/xlsx.ts';
import { createAreaSheet } from '../../src/report/area-sheet.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import { Cancelled } from '../../src/worker/protocol.ts';
import { requireOpen } from '../../src/worker/session.ts';
import { areasFile, csvFile, textFile } from '../io/fixtures.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

const AT = ORIGINS[0]!.at;
let context: JobContext;

async function open(at: Position = AT): Promise<void> {
  context = createContext();
  await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(at) }));
}

beforeEach(() => open());

/** What counts as a facility of the kind, written down anew. */
function isOpenOf(kind: string, year: number | null) {
  return ({ types, status, opened, closes }: Facility) =>
    types.some(
      (type) => type === kind || (kind === 'meals' && ['meal_point', 'canteen', 'meal_center'].includes(type)),
    ) &&
    status === 'open' &&
    (year === null || ((opened ?? 0) <= year && (closes ?? 9999) > year));
}

describe.each(ORIGINS)('what is near a place ($name)', ({ at }) => {
  const position: Position = [at[0] + 0.013, at[1] + 0.007];

  beforeEach(() => open(at));

  it.each([2025, 2027, null])('is every open facility of a kind, the nearest first (year %s)', async (year) => {
    const { facilities } = requireOpen(context.session).project;
    const { state, groups } = await drive(jobs.findNearby(context, { position, year, most: 99 }));
    expect(state).toBe('no_streets');
    expect(groups.map(({ kind }) => kind).sort()).toEqual(['canteen', 'day_care', 'meal_point', 'meals', 'pharmacy']);
    for (const { kind, facilities: found } of groups) {
      const expected = facilities
        .filter(isOpenOf(kind, year))
        .map((facility) => {
          const [lon, lat] = facility.position;
          const { s12 = NaN } = Geodesic.Geodesic.WGS84.Inverse(position[1], position[0], lat, lon);
          return { id: facility.id, metres: s12 };
        })
        .sort((a, b) => a.metres - b.metres);
      expect(found.map(({ facility }) => facility.id)).toEqual(expected.map(({ id }) => id));
      found.forEach(({ metres, walkMetres }, i) => {
        expect(metres).toBeCloseTo(expected[i]!.metres, 1);
        expect(walkMetres).toBeNull();
      });
    }
  });

  it('is cut to as many as were asked for, in the same order', async () => {
    const all = (await drive(jobs.findNearby(context, { position, year: null, most: 99 }))).groups;
    const few = await drive(jobs.findNearby(context, { position, year: null, most: 2 }));
    expect(few.groups).toEqual(all.map(({ kind, facilities }) => ({ kind, facilities: facilities.slice(0, 2) })));
  });
});

describe('exporting the list of areas', () => {
  const exportAs = async (format: 'csv' | 'xlsx', locale: 'zh' | 'en') => {
    const { evaluation, kind } = await drive(jobs.evaluate(context, QUESTION));
    const sheet = createAreaSheet(requireOpen(context.session).project, evaluation, kind, locale);
    const bytes = await drive(jobs.exportAreas(context, { format, locale, evaluation, kind }));
    const read = await (format === 'csv' ? csv : xlsx).read({ name: `list.${format}`, bytes });
    expect(read.problems).toEqual([]);
    const rows = read.tables[0]?.rows ?? [];
    return { sheet, rows: rows.map(({ cells }) => sheet.columns.map(({ header }) => cells[header] ?? null)) };
  };

  it.each([
    ['csv', 'zh'],
    ['csv', 'en'],
    ['xlsx', 'zh'],
    ['xlsx', 'en'],
  ] as const)('reads back as the list that is shown (%s, %s)', async (format, locale) => {
    const { sheet, rows } = await exportAs(format, locale);
    const asText = (cells: Cell[][]) => cells.map((row) => row.map((cell) => String(cell ?? '')));
    expect(rows).toHaveLength(8);
    expect(asText(rows)).toEqual(asText(sheet.rows));
  });
});

describe('files that hold nothing to analyse', () => {
  it.each([
    ['nothing at all', []],
    ['an empty file', [textFile('设施.csv', '')]],
    ['a text that is no table', [textFile('readme.txt', 'hello')]],
    [
      'facilities without homes',
      [
        csvFile('facilities.csv', [
          ['id', 'name', 'types', 'lon', 'lat'],
          ['F', 'F', 'day_care', 120.98, 31.38],
        ]),
      ],
    ],
    [
      'homes without facilities',
      [
        csvFile('residences.csv', [
          ['id', 'name', 'elders', 'lon', 'lat'],
          ['R', 'R', 10, 120.98, 31.38],
        ]),
      ],
    ],
    ['a broken project', [textFile('project.json', '{"format":')]],
    ['a zip that is none', [textFile('project.zip', 'PK but no zip')]],
  ])('leave the open project as it was: %s', async (_, files) => {
    const before = await drive(jobs.evaluate(context, QUESTION));
    const { addresses } = requireOpen(context.session);
    const opened = await drive(jobs.open(context, { from: 'files', files }));
    expect(opened.usable).toBe(false);
    expect(await drive(jobs.evaluate(context, QUESTION))).toEqual(before);
    for (const address of addresses) expect((await fetch(address)).ok).toBe(true);
  });

  it('say why they cannot be used', async () => {
    const opened = await drive(jobs.open(context, { from: 'files', files: [textFile('设施.csv', '')] }));
    const codes = opened.usable ? [] : opened.problems.map(({ code }) => code);
    expect(codes).toContain('file_empty');
  });
});

describe('opening another project', () => {
  it('forgets what was computed from the former one, and gives its map texts back when no map can want them', async () => {
    const former = requireOpen(context.session);
    await drive(jobs.evaluate(context, QUESTION));
    await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(ORIGINS[1]!.at) }));
    expect(requireOpen(context.session).nearest.size).toBe(0);
    // The map may be about to read what it was told before.
    for (const address of former.addresses) expect((await fetch(address)).ok).toBe(true);
    await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(ORIGINS[0]!.at) }));
    for (const address of former.addresses) await expect(fetch(address)).rejects.toThrow();
  });

  it('is needed before anything can be asked', async () => {
    const nothing = createContext();
    await expect(drive(jobs.evaluate(nothing, QUESTION))).rejects.toThrow('no project is open');
    await expect(drive(jobs.save(nothing, { as: 'zip' }))).rejects.toThrow('no project is open');
  });
});

describe('a job that is stopped', () => {
  it('at any of its steps changes nothing, and the next runs as if it had never been', async () => {
    const former = requireOpen(context.session);
    for (let stopAt = 1; stopAt <= 2; stopAt++) {
      const work = jobs.open(context, { from: 'files', files: createPlaceFiles(ORIGINS[1]!.at) });
      for (let step = 0; step < stopAt; step++) expect((await work.next()).done).toBe(false);
      await work.return({ result: { usable: false, problems: [] } });
      expect(context.session.open).toBe(former);
    }
    const drawing = jobs.drawBuffers(context, QUESTION);
    expect((await drawing.next()).done).toBe(false);
    await drawing.return(undefined as never);
    expect((await drawing.next()).done).toBe(true);
    expect((await drive(jobs.drawBuffers(context, QUESTION))).total).toBeGreaterThan(0);
  });

  it('inside a parser stops there when its report says so', async () => {
    const former = requireOpen(context.session);
    const stopped: JobContext = {
      session: context.session,
      report: () => {
        throw new Cancelled();
      },
    };
    const work = jobs.open(stopped, { from: 'files', files: createPlaceFiles(ORIGINS[1]!.at) });
    await expect(drive(work)).rejects.toBeInstanceOf(Cancelled);
    expect(context.session.open).toBe(former);
  });
});

describe('a community that will have elders only in later years', () => {
  it('counts in those years, its elders by their nearest facility too', async () => {
    const files = [
      areasFile('areas.geojson', [
        {
          id: 'C1',
          name: '新社区',
          west: 120.98,
          south: 31.38,
          size: 0.01,
          properties: { elders: 0, elders_2030: 40 },
        },
      ]),
      csvFile('facilities.csv', [
        ['id', 'name', 'types', 'lon', 'lat'],
        ['F1', '日间照料', 'day_care', 120.985, 31.385],
      ]),
      csvFile('residences.csv', [
        ['id', 'name', 'elders', 'lon', 'lat'],
        ['R1', '别处', 7, 121.2, 31.5],
      ]),
      textFile(
        'project.json',
        JSON.stringify({
          format: 'care-circle-project',
          version: 1,
          name: { zh: '新区', en: 'New' },
          year: 2025,
          layers: { areas: 'areas.geojson', facilities: 'facilities.csv', residences: 'residences.csv' },
        }),
      ),
    ];
    await drive(jobs.open(context, { from: 'files', files }));
    const { evaluation, eldersNearest } = await drive(
      jobs.evaluate(context, { ...QUESTION, limitMetres: 5000, year: 2030 }),
    );
    expect(evaluation.totals).toMatchObject({ elders: 47, estimatedElders: 40 });
    expect(evaluation.services['day_care']?.eldersCovered).toBe(40);
    expect(eldersNearest).toEqual({ F1: 40 });
  });
});
