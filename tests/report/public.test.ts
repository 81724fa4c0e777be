/** What a public report lets out, in every format: nothing of it may depend on figures that are kept back. */
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { AreaResult } from '../../src/core/types.ts';
import { reportWriters } from '../../src/io/report-writers.ts';
import { createContext } from '../../src/report/context.ts';
import { createReport } from '../../src/report/create-report.ts';
import { REPORT_FORMATS, writeReport, type ReportFormat } from '../../src/report/files.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { box, createRandom, makeFacility } from '../core/make.ts';
import { figuresOf, makeInput, makeResult, makeStandard, RESULTS, textsOf } from './make-input.ts';
import { makeInput as makeRun } from './make-report.ts';
import { columnOf, makeUnitsInput, tableOf, type Unit } from './make-units.ts';

const noPictures = async () => ({});

/** All that a file says, in a form that is the same for the same content. */
async function contentOf(input: ReportInput, format: ReportFormat): Promise<string> {
  const files = await writeReport(input, format, { writers: reportWriters, pictures: noPictures });
  return files.map(({ name, bytes }) => `${name}\n${textOf(bytes, format)}`).join('\n');
}

function textOf(bytes: Uint8Array, format: ReportFormat): string {
  if (format === 'html' || format === 'geojson') return new TextDecoder().decode(bytes);
  if (format === 'fgb') return [...bytes].join(',');
  // Word's and Excel's files are zipped XML; media have random names, dates differ.
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => !/docProps|_rels/.test(name));
  const texts = parts.map(([name, part]) => `${name.replace(/media\/.*\./, 'media/*.')}: ${strFromU8(part)}`);
  return texts
    .map((text) => text.replace(/(r:embed|r:id|w:id|id)="[^"]*"|asvg:svgBlip[^>]*|w:rsid\w*="[^"]*"/g, ''))
    .join('\n')
    .trim();
}

/** Three subdistricts; one community of 6 elders, and the smallest beside it, which is withheld for its sake. */
const UNITS: Record<string, Unit> = {
  t1: { level: 'subdistrict', elders: 806, covered: 500 },
  t2: { level: 'subdistrict', elders: 450, covered: 100 },
  small: { elders: 6, covered: 2, parent: 't1' },
  beside: { elders: 100, covered: 40, parent: 't1' },
  large: { elders: 700, covered: 458, parent: 't1' },
  other: { elders: 450, covered: 100, parent: 't2' },
};

function place(
  units: Record<string, Unit>,
  change: (areas: AreaResult[]) => AreaResult[] = (areas) => areas,
): ReportInput {
  const input = makeUnitsInput(units, { isPublic: true });
  const at = Object.keys(units);
  return {
    ...input,
    evaluation: { ...input.evaluation, areas: change(input.evaluation.areas) },
    project: {
      ...input.project,
      facilities: [makeFacility('f', [120.11, 31.005])],
      areas: input.project.areas.map((area) => {
        const west = 120 + 0.02 * at.indexOf(area.id);
        return area.level === 'community' ? { ...area, polygon: box(west, 31, west + 0.02, 31.02) } : area;
      }),
    },
  };
}

/** Another split of what the two hidden communities hold together, with other distances. */
function split(small: number, covered: number): ReportInput {
  const units = {
    ...UNITS,
    small: { ...UNITS.small, elders: small, covered },
    beside: { ...UNITS.beside, elders: 106 - small, covered: 42 - covered },
  };
  return place(units, (areas) =>
    areas.map((area) => {
      const dayCare = area.services['day_care'];
      if (!dayCare || (area.id !== 'small' && area.id !== 'beside')) return area;
      return {
        ...area,
        services: { day_care: { ...dayCare, meanMetres: 1000 + small * 37, worstMetres: 3000 + small } },
      };
    }),
  );
}

describe('a public report', () => {
  it('keeps back the small community and the one beside it', () => {
    expect([...createContext(place(UNITS)).suppressed]).toEqual([
      ['small', 'small'],
      ['beside', 'withheld'],
    ]);
  });

  it.each(REPORT_FORMATS)('says in %s the same however the hidden elders are split', async (format) => {
    // Both stay lacking, by some in reach: verdicts are told, figures are not.
    const [first, ...others] = await Promise.all(
      [split(6, 2), split(5, 1), split(9, 4)].map((each) => contentOf(each, format)),
    );
    expect(first?.length).toBeGreaterThan(500);
    for (const other of others) expect(other).toBe(first);
  });

  it.each(REPORT_FORMATS)('is not as telling in %s where it is not for the public', async (format) => {
    const own = (input: ReportInput) => contentOf({ ...input, isPublic: false }, format);
    expect(await own(split(6, 2))).not.toBe(await own(split(5, 1)));
  });

  it('says the same however elders of hidden communities are split, in made-up places', () => {
    const random = createRandom(77);
    const whole = (most: number): number => Math.floor(random() * most);
    let hiddenOnes = 0;
    for (let round = 0; round < 40; round++) {
      const units: Record<string, Unit> = {};
      for (const town of ['t1', 't2', 't3']) {
        const members = Array.from({ length: 2 + whole(4) }, (_, i): [string, Unit] => {
          const elders = random() < 0.3 ? 1 + whole(9) : 20 + whole(300);
          return [`${town}-${i}`, { elders, covered: 0, parent: town }];
        });
        const sum = members.reduce((all, [, { elders }]) => all + (elders ?? 0), 0);
        Object.assign(
          units,
          { [town]: { level: 'subdistrict', elders: sum, covered: 0 } },
          Object.fromEntries(members),
        );
      }
      const input = place(units);
      const { suppressed } = createContext(input);
      const before = JSON.stringify(createReport(input));
      // Of two hidden communities of one subdistrict one elder goes from the one to the other, both stay what they are.
      const pair = ['t1', 't2', 't3'].flatMap((town) => {
        const hidden = Object.keys(units).filter((id) => units[id]?.parent === town && suppressed.has(id));
        const from = hidden.find((id) => suppressed.get(id) === 'small' && (units[id]?.elders ?? 0) > 1);
        const to = hidden.find((id) => id !== from && suppressed.get(id) === 'withheld');
        return from !== undefined && to !== undefined ? [[from, to] as const] : [];
      });
      for (const [from, to] of pair) {
        const moved = {
          ...units,
          [from]: { ...units[from], elders: (units[from]?.elders ?? 0) - 1 },
          [to]: { ...units[to], elders: (units[to]?.elders ?? 0) + 1 },
        };
        const changed = place(moved);
        const now = createContext(changed).suppressed;
        // Where the choice of what is withheld changes with it, the two are different reports.
        if (JSON.stringify([...now]) !== JSON.stringify([...suppressed])) continue;
        expect(JSON.stringify(createReport(changed))).toBe(before);
        hiddenOnes += 1;
      }
    }
    expect(hiddenOnes).toBeGreaterThan(15);
  });

  it('lets nothing out through the rows of a plan: elders of hidden communities are left out of sums', () => {
    const elders = (given: { elders: number; failing: string[] }): string => {
      const { pack, result } = makeStandard();
      const requirements = RESULTS.map((row) => (row.id === 'R1' ? makeResult('R1', { ...row, ...given }) : row));
      const input = makeInput({ isPublic: true, locale: 'en', packs: [pack] });
      const report = createReport({
        ...input,
        evaluation: { ...input.evaluation, standards: [{ ...result, requirements }] },
      });
      return textsOf(report).join('\n');
    };
    // d holds 6 elders and is small, e is withheld beside it.
    expect(elders({ elders: 206, failing: ['c', 'd'] })).toContain('at least 200');
    expect(elders({ elders: 300, failing: ['c', 'd', 'e'] })).toContain('at least 200');
    expect(elders({ elders: 206, failing: ['c', 'd'] })).not.toContain('206');
  });
});

describe('names and telephone numbers', () => {
  const PHONE = '13912345678';
  const LANDLINE = '0512-57321234';

  function withPhones(isPublic: boolean): ReportInput {
    const { project, ...input } = makeRun({ isPublic });
    return {
      ...input,
      project: {
        ...project,
        name: { zh: `河区 ${LANDLINE}`, en: `River ${LANDLINE}` },
        sources: [
          { layer: 'facilities', title: `台账（联系人 ${PHONE}）`, licence: `公开 ${LANDLINE}`, date: '2025-01-01' },
        ],
      },
    };
  }

  it.each(REPORT_FORMATS)(
    'are in no public %s, whoever wrote them into the name of the place and sources',
    async (format) => {
      const open = await contentOf(withPhones(true), format);
      const bytes =
        format === 'fgb'
          ? new TextDecoder().decode(Uint8Array.from(open.slice(open.indexOf('\n') + 1).split(','), Number))
          : open;
      expect(bytes).not.toContain(PHONE);
      expect(bytes).not.toContain(LANDLINE);
    },
  );

  it('stay where they are in a report for the office', async () => {
    expect(await contentOf(withPhones(false), 'html')).toContain(PHONE);
  });
});

describe('names of areas that are census codes', () => {
  it('stay in the public report, in tables and on the map', () => {
    const input = makeInput({ isPublic: true });
    const code = (id: string): string => `1312170230${id.charCodeAt(0) % 10}`;
    const coded = <Named extends { id: string; name: string }>(list: readonly Named[]): Named[] =>
      list.map((each) => ({ ...each, name: code(each.id) }));
    const { project, evaluation } = input;
    const report = createReport({
      ...input,
      project: { ...project, areas: coded(project.areas) },
      evaluation: { ...evaluation, areas: coded(evaluation.areas) },
    });
    expect(columnOf(tableOf(report, 'gaps'), '社区（村）')).toEqual(['c', 'd', 'e'].map(code));
    expect(figuresOf(report).some(({ svg }) => svg.includes(`>${code('e')}<`))).toBe(true);
  });
});

describe('homes', () => {
  it('are in no public file, drawn or listed', async () => {
    for (const format of ['geojson', 'fgb'] as const) {
      const files = await writeReport(makeRun({ isPublic: true }), format, {
        writers: reportWriters,
        pictures: noPictures,
      });
      expect(files.map(({ name }) => name)).toEqual([`report.${format}`]);
    }
    const own = await writeReport(makeRun(), 'geojson', { writers: reportWriters, pictures: noPictures });
    expect(own.map(({ name }) => name)).toEqual(['report.geojson', 'report-residences.geojson']);
  });
});
