import { beforeEach, describe, expect, it } from 'vitest';
import { areaOf } from '../../src/core/geo/polygons.ts';
import type { MultiPolygon } from '../../src/core/types.ts';
import { writeCsv } from '../../src/io/formats/csv.ts';
import { writeWorkbook } from '../../src/io/formats/xlsx.ts';
import { createTemplate, tidyFigures } from '../../src/views/review/standards/reported-rows.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { ProjectSummary } from '../../src/worker/results.ts';
import { requireOpen } from '../../src/worker/session.ts';
import { makePack, makeRow } from '../core/standards/make-pack.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

const item = (name: string, type: string) => ({ name: { zh: name, en: name }, types: [type] });
const tier = (name: string, type: string) => ({ name: { zh: name, en: name }, types: [type] });
const CIRCLE = makeRow('U', {
  kind: 'service_composition',
  scope: { units: { level: 'unit' } },
  required: [item('照料', 'day_care'), item('厨房', 'central_kitchen')],
});
const CHAIN = makeRow('H', {
  kind: 'hierarchy',
  tiers: [tier('厨房', 'central_kitchen'), tier('食堂', 'canteen'), tier('助餐点', 'meal_point')],
});
const pack = { text: JSON.stringify(makePack([CIRCLE, CHAIN])), file: 'own.json' };
const { mode, year, pipeline, speedMetresPerSecond } = QUESTION;
const question = { mode, year, pipeline, speedMetresPerSecond, edits: [] };

describe('a table of reported figures', () => {
  const read = async (name: string, bytes: Uint8Array) => drive(jobs.readReported(createContext(), [{ name, bytes }]));
  const ROWS = [
    ['指标编号', '数值', '来源', '日期'],
    ['KS-021', '1,200', '2025 年公报', '2025-12-31'],
    ['KS-029', '', '', ''],
    ['', '5', '不知何条', ''],
  ];

  it.each([
    ['任意.csv', () => Promise.resolve(writeCsv(ROWS))],
    [
      '任意.xlsx',
      () =>
        writeWorkbook([
          { name: '表', columns: (ROWS[0] ?? []).map((header) => ({ header, width: 10 })), rows: ROWS.slice(1) },
        ]),
    ],
  ])(
    'is read from %s whatever it is called: blank lines are left, those without a number are counted',
    async (name, write) => {
      const found = await read(name, await write());
      expect(found.figures).toMatchObject([
        {
          requirementId: 'KS-021',
          value: '1,200',
          source: '2025 年公报',
          date: '2025-12-31',
        },
      ]);
      expect(found.nameless).toBe(1);
      expect(found.problems.map(({ code }) => code)).not.toContain('layer_missing');
    },
  );

  it('goes out in either language and comes back the same', async () => {
    const requirement = makeRow('A', { kind: 'reported_value' });
    const figure = { requirementId: 'A', value: '98.5%', source: '=公报', date: '2025-12-31', attributes: {} };
    const row = { requirement, result: { target: 100, comparator: '>=' } as never, figure };
    for (const locale of ['zh', 'en'] as const) {
      const found = await read('x.csv', writeCsv(createTemplate([row], locale)));
      expect(tidyFigures(found.figures)).toEqual([figure]);
    }
  });

  it('tells a file that is none', async () => {
    const found = await read('x.xlsx', new TextEncoder().encode('no workbook'));
    expect(found.figures).toEqual([]);
    expect(found.problems.length).toBeGreaterThan(0);
  });
});

describe.each(ORIGINS)('listed units ($name)', ({ at }) => {
  let context: JobContext;
  let summary: ProjectSummary;

  beforeEach(async () => {
    context = createContext();
    const opened = await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(at) }));
    if (!opened.usable) throw new Error('the place cannot be opened');
    ({ summary } = opened);
  });

  const test = async () => {
    const { tested } = await drive(jobs.testStandard(context, { pack, question, parameters: {} }));
    const found = tested?.result.requirements.find(({ id }) => id === 'U');
    if (!found) throw new Error('the row was not tested');
    return found;
  };
  const set = (units: ProjectSummary['units']) => drive(jobs.setUnits(context, units));
  const WEST = { id: 'unit-1', name: '西片', members: ['C1', 'C3'] };

  it('are judged at once, and are gone when they are taken back', async () => {
    const before = await test();
    expect([before.state, before.missing.includes('areas.unit')]).toEqual(['unknown', true]);
    await set([WEST, { id: 'unit-2', name: '全部', members: ['C1', 'C2', 'C3', 'C4'] }]);
    const found = await test();
    expect(found).toMatchObject({ state: 'not_met', failing: ['unit-1', 'unit-2'] });
    // All day-care centres lie in C1 to C4, no kitchen anywhere.
    expect(found.parts.map(({ failing }) => failing.includes('unit-2'))).toEqual([false, true]);
    await set([]);
    expect((await test()).state).toBe('unknown');
  });

  it('lie where their communities do, with their elders, and change nothing else of a run', async () => {
    const before = await drive(jobs.evaluate(context, QUESTION));
    const { areas, layer, units } = await set([WEST]);
    expect(units).toEqual([WEST]);
    const polygonOf = (id: string) => {
      const geometry = layer.features.find(({ properties }) => properties?.['id'] === id)?.geometry;
      if (geometry?.type !== 'MultiPolygon') throw new Error(`${id} is not drawn`);
      return geometry.coordinates as unknown as MultiPolygon;
    };
    const [whole, ...parts] = ['unit-1', 'C1', 'C3'].map((id) => areaOf(polygonOf(id)));
    expect(whole).toBeCloseTo(
      parts.reduce((sum, each) => sum + each, 0),
      -1,
    );
    // C3 lies north of C1: one piece, without the border between them.
    expect(polygonOf('unit-1')).toHaveLength(1);
    expect(areas.find(({ id }) => id === 'unit-1')).toMatchObject({ level: 'unit', name: '西片' });
    const after = await drive(jobs.evaluate(context, QUESTION));
    const eldersOf = (id: string): number => after.evaluation.areas.find((area) => area.id === id)?.elders ?? NaN;
    expect(eldersOf('unit-1')).toBe(eldersOf('C1') + eldersOf('C3'));
    expect(after.evaluation.areas.filter(({ id }) => id !== 'unit-1')).toEqual(before.evaluation.areas);
    expect([after.evaluation.totals, after.homes]).toEqual([before.evaluation.totals, before.homes]);
  });

  it('are kept in the saved project', async () => {
    await set([WEST]);
    const [saved] = await drive(jobs.save(context, { as: 'zip' }));
    if (!saved) throw new Error('nothing was saved');
    const again = await drive(jobs.open(createContext(), { from: 'files', files: [saved] }));
    if (!again.usable) throw new Error('the saved project cannot be opened');
    expect(again.summary.units).toEqual([WEST]);
    expect(again.summary.level).toBe(summary.level);
  });

  it('are refused under the id of another area, and without members', async () => {
    await expect(set([{ ...WEST, id: 'C1' }])).rejects.toThrow('there is already an area C1');
    await expect(set([{ ...WEST, members: [] }])).rejects.toThrow('lists no areas');
    expect(requireOpen(context.session).project.areas.some(({ level }) => level === 'unit')).toBe(false);
  });

  it('stand beside the tiers of a chain: who supplies whom, by the facilities that count', async () => {
    const args = { pack, question, parameters: {}, year: QUESTION.year };
    const chain = await drive(jobs.traceChain(context, { ...args, row: 'H' }));
    // F1 and F2 are canteens, F3 a meal point; there is no kitchen.
    expect(chain?.tiers.map(({ ids }) => ids)).toEqual([[], ['F1', 'F2'], ['F3']]);
    expect(chain?.links).toMatchObject([{ from: 'F3', isStated: false }]);
    expect(['F1', 'F2']).toContain(chain?.links[0]?.to);
    expect(await drive(jobs.traceChain(context, { ...args, row: 'U' }))).toBeNull();
  });
});
