/** The five packs against the table of the five plans that they were made from. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Requirement, Statement } from '../../../src/core/standards/types.ts';
import type { Cell } from '../../../src/core/types.ts';
import { readPack as checkFile } from '../../../src/io/standards/read-pack.ts';
import { packFile, readPack } from './town.ts';

interface PlanRow {
  id: string;
  doc: string;
  kind: 'requirement' | 'baseline' | 'forecast';
  section_path: string[];
  anchor: string[];
  text_zh: string;
  text_en: string;
  comparator: string;
  threshold: Cell | string[];
  range?: [number, number];
  unit: string;
  year: number | null;
  force: string;
  strive?: boolean;
  legal_basis?: string;
  computable: string;
  same_as?: string[];
  threshold_inferred?: boolean;
}

interface Plans {
  items: PlanRow[];
  documents: Record<string, Record<'title_zh' | 'title_en' | 'place_zh' | 'place_en' | 'adcode' | 'period', string>>;
  conflicts: { doc: string; items: string[] }[];
}

const PACKS = {
  KS: 'kunshan-2021-2025',
  GL: 'gulou-2021-2025',
  HZ: 'hangzhou-2021-2025-draft',
  LX: 'liangxi-2021-2025',
  QD: 'qidong-2020-2022',
};
const FILE = new URL('../../../../shared/standards/plans.json', import.meta.url);
const plans = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Plans) : null;
const absent = plans ? '' : ' (skipped: ../shared is absent)';

describe.each(Object.values(PACKS))('%s as a file', (id) => {
  const text = readFileSync(packFile(id), 'utf8');
  const pack = readPack(id);

  it('has no field or reference that the reader finds fault with', () => {
    const { problems } = checkFile(text, id);
    expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('has nothing left to be written', () => {
    expect(text).not.toMatch(/TODO/u);
  });

  it('says everything in both languages', () => {
    const names = [...text.matchAll(/"zh": "([^"]*)",\s*"en": "([^"]*)"/gu)];
    expect(names.length).toBeGreaterThan(pack.requirements.length);
    // An English text may quote the Chinese word that it stands for.
    const faulty = names.filter(([, zh, en]) => zh === '' || en === '' || /^\p{Script=Han}/u.test(en ?? ''));
    expect(faulty.map(([whole]) => whole)).toEqual([]);
  });

  it('links repeats both ways and baselines to rows that it has', () => {
    const rows = new Map(pack.requirements.map((row) => [row.id, row]));
    const oneWay = pack.requirements.flatMap((row) =>
      (row.sameAs ?? []).filter((other) => !rows.get(other)?.sameAs?.includes(row.id)).map((other) => [row.id, other]),
    );
    expect(oneWay).toEqual([]);
    const baselines = pack.baselines.map((row) => row.id);
    for (const { baseline } of pack.requirements) if (baseline !== undefined) expect(baselines).toContain(baseline);
  });

  it('shows of every contradiction between its rows another reading', () => {
    const rows = new Map(pack.requirements.map((row) => [row.id, row]));
    const silent = pack.conflicts.filter(({ requirements }) => {
      const parties = requirements.flatMap((party) => rows.get(party) ?? []);
      return parties.length > 1 && !parties.some(({ readings = [] }) => readings.length > 0);
    });
    expect(silent.map(({ text: { zh } }) => zh)).toEqual([]);
  });
});

describe.skipIf(!plans).each(Object.entries(PACKS))(`%s beside its source${absent}`, (doc, id) => {
  const pack = readPack(id);
  const rowsOf = (kind: PlanRow['kind']): PlanRow[] =>
    plans?.items.filter((row) => row.doc === doc && row.kind === kind) ?? [];

  it('has the rows of the plan, no more and no fewer', () => {
    const ids = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id).sort();
    expect(ids(pack.requirements)).toEqual(ids(rowsOf('requirement')));
    expect(ids(pack.baselines)).toEqual(ids(rowsOf('baseline')));
    expect(ids(pack.forecasts)).toEqual(ids(rowsOf('forecast')));
  });

  it.each(rowsOf('requirement').map((row) => [row.id, row] as const))('%s says what the plan says', (_, row) => {
    expect(
      outlineOf(
        pack.requirements.find((own) => own.id === row.id),
        row.year,
      ),
    ).toEqual({
      ...placeOf(row),
      force: row.force,
      strive: row.strive ?? false,
      legalBasis: row.legal_basis ?? null,
      printed: { comparator: row.comparator, threshold: row.threshold, unit: row.unit },
      sameAs: [...(row.same_as ?? [])].sort(),
      inferred: row.threshold_inferred ?? false,
    });
  });

  it('asks figures that no map gives to be typed in, and no others', () => {
    const typed = rowsOf('requirement').filter(({ computable }) => ['reported', 'no'].includes(computable));
    const reported = pack.requirements.filter(({ measure }) => measure.kind === 'reported_value');
    expect(reported.map((row) => row.id).sort()).toEqual(typed.map((row) => row.id).sort());
  });

  it('states what was and what is foretold as the plan does', () => {
    for (const row of [...rowsOf('baseline'), ...rowsOf('forecast')]) {
      const own = [...pack.baselines, ...pack.forecasts].find((statement) => statement.id === row.id);
      expect(own).toMatchObject({ ...placeOf(row), value: row.threshold, unit: row.unit });
    }
  });

  it('has a number to hold to wherever the plan prints one', () => {
    const tested = ['>', '>=', '=', '<=', '<', '~'];
    const silent = rowsOf('requirement').filter(({ comparator, threshold, unit }) => {
      if (!tested.includes(comparator) || typeof threshold !== 'number') return false;
      return !/^(?:minutes|m|metres|km)\b/u.test(unit);
    });
    const without = pack.requirements.filter((row) => row.target === null).map((row) => row.id);
    expect(silent.map((row) => row.id).filter((own) => without.includes(own))).toEqual([]);
  });

  it('names the place, the document and its contradictions', () => {
    const source = plans?.documents[doc];
    expect(pack).toMatchObject({
      title: { zh: source?.title_zh, en: source?.title_en },
      place: { zh: source?.place_zh, en: source?.place_en },
      adcode: source?.adcode,
      period: source?.period.split('-').map(Number),
    });
    for (const { items } of plans?.conflicts.filter((conflict) => conflict.doc === doc) ?? []) {
      if (items.length === 0) continue;
      const holding = pack.conflicts.filter(({ requirements }) => items.every((own) => requirements.includes(own)));
      expect(holding.length, items.join()).toBeGreaterThan(0);
    }
  });
});

function placeOf(row: PlanRow): Pick<Statement, 'id' | 'section' | 'anchors' | 'text' | 'year'> {
  const { id, section_path: section, anchor: anchors, text_zh: zh, text_en: en, year } = row;
  return { id, section, anchors, text: { zh, en }, year };
}

/** Where a row holds several years in steps, the plan's table dates it at one of them. */
function outlineOf(row: Requirement | undefined, dated: number | null): object | undefined {
  if (!row) return undefined;
  const { id, section, anchors, text, force, printed, steps = [] } = row;
  const year = steps.some((step) => step.year === dated) ? dated : row.year;
  const repeats = [...(row.sameAs ?? [])].sort();
  const words = { strive: row.strive ?? false, legalBasis: row.legalBasis ?? null, inferred: row.inferred ?? false };
  return { id, section, anchors, text, year, force, printed, sameAs: repeats, ...words };
}
