import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types.ts';
import { createTemporary, parseEvaluation, PLACE, readText, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();
write(PLACE);
const analyse = (...words: string[]) => runCareCircle(folder, 'analyse', '.', ...words);

describe('analyse', () => {
  it('answers day care and meals within 1 km when nothing is said', () => {
    const { settings, totals, services, areas } = parseEvaluation(analyse());
    expect(settings.limits).toEqual({ day_care: { metres: 1000 }, meals: { metres: 1000 } });
    expect(totals).toMatchObject({ residences: 4, elders: 200, residencesWithoutElders: 1 });
    // Without a year F2 counts for nothing: it is approved, not open.
    expect(services.day_care).toMatchObject({ facilities: 1, eldersCovered: 160, homesCovered: 2, eldersShare: 0.8 });
    expect(services.meals).toMatchObject({ facilities: 1, eldersCovered: 40, homesCovered: 2 });
    expect(areas.map((area) => [area.id, area.services.day_care?.status])).toEqual([
      ['320000000001', 'covered'],
      ['320000000002', 'unknown'],
    ]);
  });

  it('takes other limits, a later year with what is planned, and lists the residences', () => {
    const words = ['--limit', 'day_care=300m', '--year', '2027', '--pipeline', '--residences', '--no-area-shares'];
    const { settings, services, residences } = parseEvaluation(analyse(...words));
    expect(settings).toMatchObject({ year: 2027, pipeline: true, limits: { day_care: { metres: 300 } } });
    expect(services.day_care).toMatchObject({ facilities: 2, eldersCovered: 140, areaShare: null });
    expect(residences?.map((home) => [home.id, home.services.day_care?.facility])).toEqual([
      ['R1', 'F1'],
      ['R2', 'F1'],
      ['R3', 'F2'],
      ['R4', 'F2'],
    ]);
  });

  it('writes the same bytes to a file as to stdout, and nothing else to stdout', () => {
    const printed = analyse();
    const written = analyse('-o', 'deep/evaluation.json');
    expect(written).toMatchObject({ code: 0, out: '' });
    expect(readText(folder, 'deep/evaluation.json')).toBe(printed.out);
  });

  it('reads single files like a folder of them', () => {
    const { out } = runCareCircle(
      folder,
      'analyse',
      'facilities.csv',
      'residences.csv',
      'areas.geojson',
      '--no-area-shares',
    );
    const alone = JSON.parse(out) as { services: unknown };
    expect(alone.services).toEqual(parseEvaluation(analyse('--no-area-shares')).services);
  });

  it('says which kinds there are when nothing of a kind counts', () => {
    const { code, err, out } = analyse('--limit', 'day_car=1000m');
    expect(code).toBe(0);
    expect(err).toContain('No facility of kind "day_car" counts; kinds in the data: day_care, meal_point, meals.');
    expect(out).toContain('"facilities": 0');
  });

  it('tells in the evaluation and on stderr what was wrong with the data', () => {
    write({
      'odd/facilities.csv': PLACE['facilities.csv']!.replace('120.955', 'east'),
      'odd/residences.csv': PLACE['residences.csv']!,
    });
    const run = runCareCircle(folder, 'analyse', 'odd', '--lang', 'zh');
    const problem = parseEvaluation(run).problems.find(({ code }) => code === 'coordinate_not_number');
    expect(problem).toMatchObject({ layer: 'facilities', row: 2, action: 'left_out' });
    expect(run.err).toMatch(/第 2 行.*不是数字/);
  });
});

describe('what cannot be used ends with 1 and one sentence', () => {
  it.each([
    ['a folder that is not there', ['gone'], /There is no file or folder gone/],
    ['facilities without anybody who could need them', ['facilities.csv'], /nobody to count/],
  ])('%s', (_, words, sentence) => {
    const { code, out, err } = runCareCircle(folder, 'analyse', ...words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('an empty file', () => {
    write({ 'empty.csv': '' });
    const { code, err } = runCareCircle(folder, 'check', 'empty.csv');
    expect(code).toBe(1);
    expect(err).toContain('The file is empty');
  });
});

describe('analyse on foot', () => {
  const town = createTemporary();
  const manifest = JSON.parse(PLACE['project.json'] ?? '') as { layers: Record<string, string> };
  manifest.layers['walkways'] = 'walkways.geojson';
  // One street past R1 and F1 to R2; the east of the place has none.
  const street = {
    type: 'Feature',
    properties: { id: 'w', kind: 'residential' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [120.955, 31.312],
        [120.955, 31.31],
        [120.96, 31.31],
      ],
    },
  };
  town.write({
    ...PLACE,
    'project.json': JSON.stringify(manifest),
    'walkways.geojson': JSON.stringify({ type: 'FeatureCollection', features: [street] }),
  });
  const walk = (...words: string[]) => runCareCircle(town.folder, 'analyse', '.', ...words);

  it('is what a project with streets gets when nothing is said; homes without a street are counted apart', () => {
    const { settings, totals, services, residences } = parseEvaluation(walk('--residences'));
    expect(settings).toMatchObject({ mode: 'walking', speedMetresPerSecond: 1, snapLimitMetres: 200 });
    expect(totals).toMatchObject({ elders: 200, unplacedElders: 40 });
    expect(services.day_care).toMatchObject({ eldersCovered: 160, unreachableElders: 0, areaShare: null });
    // F3 stands where no street is: there is a meal point, and nobody can walk to it.
    expect(services.meals).toMatchObject({
      facilities: 1,
      facilitiesUnplaced: 1,
      eldersCovered: 0,
      unreachableElders: 160,
    });
    const states = residences?.map(({ id, services: { day_care, meals } }) => [id, day_care?.state, meals?.state]);
    expect(states).toEqual([
      ['R1', 'reached', 'unreachable'],
      ['R2', 'reached', 'unreachable'],
      ['R3', 'unplaced', 'unplaced'],
      ['R4', 'unplaced', 'unplaced'],
    ]);
    // 0.001 degrees of latitude, 0.005 of longitude at 31.31 N, by geographiclib: 110.87 m and 475.96 m.
    const metres = residences?.slice(0, 2).map(({ services: { day_care } }) => day_care?.metres ?? NaN) ?? [];
    expect(Math.abs((metres[0] ?? NaN) - 110.87)).toBeLessThan(0.02);
    expect(Math.abs((metres[1] ?? NaN) - 475.96)).toBeLessThan(0.05);
  });

  it('takes minutes at a pace, and the straight line where it is asked for', () => {
    const slow = parseEvaluation(walk('--limit', 'day_care=5min', '--speed', '0.6'));
    expect(slow.settings.limits).toEqual({ day_care: { metres: 180, minutes: 5 } });
    expect(slow.services.day_care).toMatchObject({ eldersCovered: 100 });
    const straight = parseEvaluation(walk('--mode', 'straight'));
    expect(straight.totals.unplacedElders).toBe(0);
    expect(straight.services.meals).toMatchObject({ eldersCovered: 40, facilitiesUnplaced: 0 });
  });

  it('tells what is odd about the streets, and so does check', () => {
    const listed = JSON.parse(runCareCircle(town.folder, 'check', '.', '--json').out) as { list: Problem[] };
    for (const problems of [parseEvaluation(walk()).problems, listed.list]) {
      const found = problems.filter(({ code }) => /^(?:streets|homes)_/.test(code));
      expect(found.map(({ code, id, elders }) => [code, id, elders]).slice(0, 1)).toEqual([
        ['homes_unplaced', 'R3', 40],
      ]);
      if (problems !== listed.list) {
        expect(found.slice(1)).toMatchObject([{ code: 'streets_end_near', column: 'meals', value: 2, elders: 160 }]);
      }
    }
    expect(runCareCircle(town.folder, 'check', '.', '--lang', 'zh').out).toContain('请补上通到小区的路');
  });

  it('in a project without streets ends with 1 and says how to get them', () => {
    const { code, err } = analyse('--mode', 'walking');
    expect(code).toBe(1);
    expect(err).toContain('The project has no walkways');
    expect(err).toContain('--mode straight');
  });
});
