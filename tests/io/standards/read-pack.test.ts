import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { BOUNDS } from '../../../src/io/standards/schema-parts.ts';
import { readPack } from '../../../src/io/standards/read-pack.ts';
import { at, createExample, EXAMPLE_TEXT, read, readChanged, rowOf, rowsOf, type Json } from './make-pack.ts';

const ROWS = rowsOf(createExample()).length;

function brief(problems: readonly Problem[]) {
  return problems.map(({ code, id, column, value, action }) => ({ code, id, column, value, action }));
}

describe('a pack that is fine', () => {
  it('is read as it stands, without a word', () => {
    const { pack, problems } = readPack(EXAMPLE_TEXT, 'example-city.json');
    expect(problems).toEqual([]);
    expect(pack).toEqual(createExample());
  });

  it('may begin with the mark that editors on Windows write', () => {
    expect(readPack(`\uFEFF${EXAMPLE_TEXT}`, 'a.json').problems).toEqual([]);
  });
});

describe('a file that is no pack', () => {
  it.each([
    ['', 'pack_not_json', null],
    ['{"format": "care-circle-standard",', 'pack_not_json', null],
    ['[1, 2]', 'pack_not_a_pack', 'format'],
    ['null', 'pack_not_a_pack', 'format'],
    ['{"format": "care-circle-project", "version": 1}', 'pack_not_a_pack', 'format'],
    ['{"format": "care-circle-standard"}', 'pack_not_a_pack', 'version'],
    ['{"format": "care-circle-standard", "version": 2}', 'pack_newer', 'version'],
  ] as const)('%s is refused once, as %s', (text, code, column) => {
    const { pack, problems } = readPack(text, 'a.json');
    expect(pack).toBeNull();
    expect(problems.map((problem) => [problem.code, problem.column, problem.severity, problem.action])).toEqual([
      [code, column, 'error', 'left_out'],
    ]);
  });

  it('longer than any document is not even parsed', () => {
    const { pack, problems } = readPack(' '.repeat(BOUNDS.characters + 1), 'a.json');
    expect([pack, problems[0]?.code, problems[0]?.value]).toEqual([null, 'pack_too_large', BOUNDS.characters]);
  });

  it.each(['title', 'place', 'period', 'status', 'elders', 'unitWords', 'statusNote', 'id'])(
    'without its %s is refused by name',
    (key) => {
      const pack = createExample();
      Reflect.deleteProperty(pack, key);
      const { pack: none, problems } = read(pack);
      expect(none).toBeNull();
      expect(brief(problems)).toEqual([
        { code: 'pack_field_missing', id: null, column: key, value: null, action: 'left_out' },
      ]);
    },
  );
});

describe('a field that does not fit', () => {
  const FAULTS: [string, (row: Json) => unknown, [Problem['code'], field: string, value: string | null]][] = [
    [
      'EX-08',
      (row) => (at(row, 'target').value = 'many'),
      ['pack_field_invalid', 'target.value', '"many" → (number | Object)'],
    ],
    [
      'EX-05',
      (row) => (at(row, 'measure', 'each').value = []),
      ['pack_field_invalid', 'measure.each.value', 'Array → (number | Object)'],
    ],
    [
      'EX-06',
      (row) => Reflect.deleteProperty(at(row, 'measure'), 'area'),
      ['pack_field_missing', 'measure.area', null],
    ],
    [
      'EX-07',
      (row) => (at(row, 'target').value = '90'),
      ['pack_field_invalid', 'target.value', '"90" → (number | Object)'],
    ],
    ['EX-09', (row) => (row.mood = 'good'), ['pack_field_unknown', 'mood', null]],
    [
      'EX-02',
      (row) => (at(row, 'measure').wehre = at(row, 'measure').where),
      ['pack_field_unknown', 'measure.wehre', null],
    ],
    [
      'EX-03',
      (row) => (at(row, 'measure', 'units', 'where').is = {}),
      ['pack_field_invalid', 'measure.units.where.is', null],
    ],
    [
      'EX-10',
      (row) => Reflect.deleteProperty(at(row, 'measure', 'passes', 'atLeast'), 'of'),
      ['pack_field_missing', 'measure.passes.atLeast.of', null],
    ],
    [
      'EX-11',
      (row) => (at(row, 'measure', 'set').types = []),
      ['pack_field_invalid', 'measure.set.types', 'Array → >=1'],
    ],
    ['EX-12', (row) => (at(row, 'target').comparator = '≥'), ['pack_field_invalid', 'target.comparator', null]],
    ['EX-13', (row) => (at(row, 'measure').kind = 'magic'), ['pack_field_invalid', 'measure.kind', null]],
    ['EX-14', (row) => (row.year = 2030.5), ['pack_field_invalid', 'year', '2030.5 → integer']],
    [
      'EX-01',
      (row) => (at(row, 'measure', 'bands', 1).metres = -3),
      ['pack_field_invalid', 'measure.bands[1].metres', '-3 → >0'],
    ],
    ['EX-15', (row) => (at(row, 'text').zh = 'x'.repeat(2001)), ['pack_field_invalid', 'text.zh', null]],
  ];

  it.each(FAULTS)(
    'in %s leaves out that row alone, and is told by row and field',
    (id, change, [code, field, value]) => {
      const { pack, problems } = readChanged(id, change);
      expect(pack?.requirements.map((row) => row.id)).toEqual(
        rowsOf(createExample())
          .map((row) => row.id)
          .filter((other) => other !== id),
      );
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ code, id, column: `requirements[${id}].${field}`, action: 'left_out' });
      if (value !== null) expect(problems[0]?.value).toBe(value);
      for (const locale of ['zh', 'en'] as const) {
        expect(problemLine(problems[0]!, locale)).toContain(`requirements[${id}].${field}`);
      }
    },
  );

  it.each([150, -1])('of %s per cent as a target leaves out the row, and is told by row and field', (value) => {
    const { pack, problems } = readChanged('EX-02', (row) => {
      row.unit = 'percent';
      at(row, 'target').value = value;
      row.steps = [{ year: 2027, target: { comparator: '>=', value: 101 } }];
    });
    expect(pack?.requirements).toHaveLength(ROWS - 1);
    expect(problems.map(({ code, id, column, value: told }) => [code, id, column, told])).toEqual([
      ['pack_field_invalid', 'EX-02', 'requirements[EX-02].target.value', `${value} → 0-100`],
      ['pack_field_invalid', 'EX-02', 'requirements[EX-02].steps[0].target.value', '101 → 0-100'],
    ]);
  });

  it('of a period that ends before it begins is told with both years', () => {
    const { pack, problems } = read({ ...createExample(), period: [2030, 2020] });
    expect(pack).toBeNull();
    expect(problems).toMatchObject([
      { code: 'pack_field_invalid', severity: 'error', column: 'period', value: '[2030, 2020] → [2020, 2030]' },
    ]);
  });

  it('of a list of requirements that is missing or empty is an error', () => {
    const missing = createExample();
    Reflect.deleteProperty(missing, 'requirements');
    const empty = { ...createExample(), requirements: [] };
    const [first, second] = [missing, empty].map((pack) => read(pack).problems[0]);
    expect(first).toMatchObject({ code: 'pack_field_missing', severity: 'error', column: 'requirements' });
    expect(second).toMatchObject({ code: 'pack_field_invalid', severity: 'error', column: 'requirements' });
  });

  it('is told by the place of its row where the row has no id', () => {
    const pack = createExample();
    Reflect.deleteProperty(rowOf(pack, 'EX-03'), 'id');
    const { pack: rest, problems } = read(pack);
    expect(rest?.requirements).toHaveLength(ROWS - 1);
    expect(brief(problems)).toEqual([
      { code: 'pack_field_missing', id: null, column: 'requirements[2].id', value: null, action: 'left_out' },
    ]);
    expect(problems[0]?.row).toBe(3);
  });

  it('is one problem each where a row has several', () => {
    const { problems } = readChanged('EX-08', (row) => {
      row.unit = 'miles';
      row.force = 'maybe';
      at(row, 'measure').base = 0;
    });
    expect(problems.map(({ column }) => column?.replace('requirements[EX-08].', ''))).toEqual([
      'force',
      'unit',
      'measure.base',
    ]);
  });

  it('of the pack itself is a note where it is only one too many', () => {
    const { pack, problems } = read({ ...createExample(), author: 'somebody' });
    expect(pack?.requirements).toHaveLength(ROWS);
    expect(Object.keys(pack ?? {})).not.toContain('author');
    expect(problems.map(({ code, column, severity }) => [code, column, severity])).toEqual([
      ['pack_field_unknown', 'author', 'note'],
    ]);
  });

  it('of a list that is not there leaves the others', () => {
    const pack = createExample();
    Reflect.deleteProperty(pack, 'forecasts');
    pack.conflicts = 'none';
    const { pack: rest, problems } = read(pack);
    expect(rest?.requirements).toHaveLength(ROWS);
    expect([rest?.forecasts, rest?.conflicts]).toEqual([[], []]);
    expect(brief(problems).map(({ code, column }) => [code, column])).toEqual([
      ['pack_field_missing', 'forecasts'],
      ['pack_field_invalid', 'conflicts'],
    ]);
  });
});

describe('what is too much', () => {
  function nest(levels: number): Json {
    let test: Json = { field: 'beds', given: true };
    for (let level = 0; level < levels; level++) test = { not: test };
    return test;
  }

  it('is refused in conditions inside conditions, before they are followed', () => {
    const shallow = readChanged('EX-11', (row) => (at(row, 'measure', 'set').where = nest(12)));
    expect(shallow.problems).toEqual([]);
    const deep = readChanged('EX-11', (row) => (at(row, 'measure', 'set').where = nest(3000)));
    expect(brief(deep.problems)).toEqual([
      { code: 'pack_too_large', id: 'EX-11', column: 'requirements[EX-11]', value: BOUNDS.nesting, action: 'left_out' },
    ]);
    expect(deep.pack?.requirements).toHaveLength(ROWS - 1);
  });

  it('is no harm in brackets a hundred thousand deep', () => {
    const text = `{"format":"care-circle-standard","version":1,"id":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
    expect(readPack(text, 'a.json').problems.map(({ code, column }) => [code, column])).toEqual([
      ['pack_too_large', 'id'],
    ]);
  });

  it('is refused in a list that is too long, by its field', () => {
    const { problems } = readChanged(
      'EX-12',
      (row) => (at(row, 'measure', 'set').types = new Array<string>(101).fill('canteen')),
    );
    expect(brief(problems)).toMatchObject([
      { code: 'pack_too_large', id: 'EX-12', column: 'requirements[EX-12].measure.set.types', value: 100 },
    ]);
  });

  it('is refused in a row of many values, though each of its lists is short', () => {
    const all = Array.from({ length: 90 }, () => ({ field: 'beds', is: new Array<number>(90).fill(1) }));
    const { problems } = readChanged('EX-12', (row) => (at(row, 'measure', 'set').where = { all }));
    expect(brief(problems)).toMatchObject([
      { code: 'pack_too_large', id: 'EX-12', column: 'requirements[EX-12]', value: BOUNDS.values },
    ]);
  });

  it('is cut off beyond the bound of rows, and told', () => {
    const pack = createExample();
    const [row] = rowsOf(pack);
    pack.requirements = Array.from({ length: BOUNDS.rows + 5 }, (_, place) => ({ ...row, id: `R${place}` }));
    pack.conflicts = [];
    const { pack: rest, problems } = read(pack);
    expect(rest?.requirements).toHaveLength(BOUNDS.rows);
    expect(brief(problems).map(({ code, column, value }) => [code, column, value])).toEqual([
      ['pack_too_large', 'requirements', BOUNDS.rows],
    ]);
  });
});
