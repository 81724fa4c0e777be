import { describe, expect, it } from 'vitest';
import { createSettings } from '../../../src/core/evaluate.ts';
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../../src/core/standards/evaluate-standard.ts';
import { finish } from '../../../src/core/types.ts';
import { OWN_PARAMETERS } from '../../../src/io/standards/check-pack.ts';
import { makeProject } from '../../core/make.ts';
import { at, createExample, read, readChanged, rowOf, rowsOf } from './make-pack.ts';

const IDS = rowsOf(createExample()).map(({ id }) => id);

describe('rows that do not fit each other', () => {
  it('with one id twice: the second is left out', () => {
    const pack = createExample();
    rowsOf(pack).push({ ...rowOf(pack, 'EX-13'), text: { zh: '另一条', en: 'another' } });
    const { pack: rest, problems } = read(pack);
    expect(rest?.requirements.map(({ id }) => id)).toEqual(IDS);
    expect(rest?.requirements.find(({ id }) => id === 'EX-13')?.text.en).not.toBe('another');
    expect(problems).toMatchObject([{ code: 'pack_id_duplicate', id: 'EX-13', action: 'left_out' }]);
  });

  it.each([
    ['sameAs', ['EX-14', 'EX-99'], 'EX-99'],
    ['baseline', 'EX-B9', 'EX-B9'],
  ])('that name a row in %s that is not there keep the rest of what they name', (key, value, unknown) => {
    const { pack, problems } = readChanged('EX-04', (row) => (row[key] = value));
    expect(problems).toMatchObject([
      {
        code: 'pack_reference_unknown',
        id: 'EX-04',
        column: `requirements[EX-04].${key}`,
        value: unknown,
        action: 'changed',
      },
    ]);
    const row = pack?.requirements.find(({ id }) => id === 'EX-04');
    expect([row?.sameAs, row?.baseline]).toEqual([['EX-14'], undefined]);
  });

  it('in a contradiction with a row that is not there are kept in it', () => {
    const pack = createExample();
    at(pack, 'conflicts', 0).requirements = ['EX-09', 'EX-B1', 'nobody'];
    const { pack: rest, problems } = read(pack);
    expect(rest?.conflicts[0]?.requirements).toEqual(['EX-09', 'EX-B1']);
    expect(problems).toMatchObject([
      { code: 'pack_reference_unknown', column: 'conflicts[0].requirements', value: 'nobody' },
    ]);
  });

  it('told once: a row left out for its own fault is no fault of those that name it', () => {
    const { pack, problems } = readChanged('EX-14', (row) => (row.force = 'maybe'));
    expect(problems.map(({ code, id }) => [code, id])).toEqual([['pack_field_invalid', 'EX-14']]);
    expect(pack?.requirements.find(({ id }) => id === 'EX-04')).not.toHaveProperty('sameAs');
  });

  it('where a parameter is used that the pack does not declare are left out', () => {
    const { pack, problems } = readChanged('EX-11', (row) => (at(row, 'measure').within = { parameter: 'beside' }));
    expect(pack?.requirements.map(({ id }) => id)).toEqual(IDS.filter((id) => id !== 'EX-11'));
    expect(problems).toMatchObject([
      { code: 'pack_parameter_unknown', id: 'EX-11', column: 'requirements[EX-11].measure.within', value: 'beside' },
    ]);
  });

  it('need not declare the words that the rules themselves use', () => {
    const { pack, problems } = read({ ...createExample(), parameters: [] });
    expect(problems).toEqual([]);
    expect(pack?.requirements).toHaveLength(IDS.length);
  });

  it('and these words are those that the engine has a default for', () => {
    const { pack } = read({ ...createExample(), parameters: [], requirements: [], conflicts: [] });
    const project = makeProject();
    const settings = createSettings(project);
    const moments = createMoments(project, settings);
    const result = pack && finish(evaluateStandard(pack, { moments, reported: [], settings }));
    expect(Object.keys(result?.parameters ?? {}).sort()).toEqual(OWN_PARAMETERS);
  });

  it('find a parameter in conditions and other readings too', () => {
    const inside = readChanged('EX-10', (row) => (at(row, 'measure', 'set', 'where').atLeast = { parameter: 'large' }));
    expect(inside.problems).toMatchObject([
      { column: 'requirements[EX-10].measure.set.where.atLeast', value: 'large' },
    ]);
    const reading = readChanged(
      'EX-03',
      (row) => (at(row, 'readings', 0).target = { comparator: '>=', value: { parameter: 'x' } }),
    );
    expect(reading.problems).toMatchObject([{ column: 'requirements[EX-03].readings[0].target.value', value: 'x' }]);
  });

  it.each([
    ['each', 'units'],
    ['units', 'each'],
  ])('that lose %s while they have %s are left out', (lost, kept) => {
    const { pack, problems } = readChanged('EX-05', (row) => Reflect.deleteProperty(at(row, 'measure'), lost));
    expect(problems).toMatchObject([{ code: 'pack_field_missing', column: `requirements[EX-05].measure.${lost}` }]);
    expect(pack?.requirements.map(({ id }) => id)).not.toContain('EX-05');
    expect(kept in at(rowOf(createExample(), 'EX-05'), 'measure')).toBe(true);
  });

  it('that list a service without saying what it is are left out', () => {
    const { problems } = readChanged('EX-13', (row) => {
      row.measure = {
        kind: 'service_composition',
        scope: { units: { level: 'community' } },
        required: [{ name: { zh: '助餐', en: 'meals' }, services: ['meals'] }, { name: { zh: '浴', en: 'baths' } }],
      };
    });
    expect(problems).toMatchObject([
      { code: 'pack_field_missing', column: 'requirements[EX-13].measure.required[1].types' },
    ]);
  });
});

describe('names that are none of ours are noted, once each, and used', () => {
  it.each([
    [
      'EX-10',
      'of a condition',
      (row: object) => (at(row, 'measure', 'passes').field = 'roof_garden'),
      'measure.passes.field',
    ],
    [
      'EX-10',
      'of a part',
      (row: object) => (at(row, 'measure', 'passes', 'atLeast').of = 'roof_garden'),
      'measure.passes.atLeast.of',
    ],
    [
      'EX-08',
      'of a capacity',
      (row: object) => (at(row, 'measure', 'capacity', 0).field = 'roof_garden'),
      'measure.capacity[0].field',
    ],
    ['EX-06', 'of an area per bed', (row: object) => (at(row, 'measure').area = 'roof_garden'), 'measure.area'],
    ['EX-02', 'of homes', (row: object) => (at(row, 'measure', 'where').field = 'roof_garden'), 'measure.where.field'],
    [
      'EX-03',
      'of areas',
      (row: object) => (at(row, 'measure', 'units', 'where').field = 'roof_garden'),
      'measure.units.where.field',
    ],
  ])('in %s, a column %s', (id, _what, change, field) => {
    const { pack, problems } = readChanged(id, change);
    expect(problems).toMatchObject([
      {
        code: 'pack_column_unknown',
        severity: 'note',
        id,
        column: `requirements[${id}].${field}`,
        value: 'roof_garden',
      },
    ]);
    expect(pack?.requirements).toHaveLength(IDS.length);
  });

  it('a facility type, though it is used in five rows', () => {
    const pack = createExample();
    for (const id of ['EX-06', 'EX-07', 'EX-10', 'EX-11', 'EX-12'])
      at(rowOf(pack, id), 'measure', 'set').types = ['robot'];
    expect(read(pack).problems).toMatchObject([
      { code: 'pack_type_unknown', severity: 'note', id: 'EX-06', value: 'robot' },
    ]);
  });

  it('but not the setting of the area that a home or facility lies in, nor elders of a year, nor a service', () => {
    const setting = readChanged(
      'EX-10',
      (row) => (at(row, 'measure', 'set').where = { field: 'setting', is: 'rural' }),
    );
    const elders = readChanged(
      'EX-03',
      (row) => (at(row, 'measure', 'units').where = { field: 'elders_2030', moreThan: 50 }),
    );
    const service = readChanged('EX-12', (row) => (at(row, 'measure', 'set').types = ['meals']));
    expect([...setting.problems, ...elders.problems, ...service.problems]).toEqual([]);
  });
});
