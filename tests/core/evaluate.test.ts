import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSharesOf, createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import { finish } from '../../src/core/types.ts';
import type { Area, AreaStatus, Evaluation, Position, Project, Settings } from '../../src/core/types.ts';
import { box, deepFreeze, makeArea, makeFacility, makeProject, makeResidence } from './make.ts';

const all = { areaShares: true, residences: true };
const STATUS_ORDER: AreaStatus[] = ['lacking', 'partial', 'covered'];

function run(project: Project, settings: Settings = createSettings(project), options = all): Evaluation {
  return finish(evaluate(project, settings, options));
}

/** Origins in China and in the south-west of the globe. */
const origin = fc.constantFrom<Position>([118.77, 32.06], [-58.38, -34.6]);
const offset = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));

/** Nine square communities of 1.1 km, one of them without residences, under two subdistricts. */
function communities([lon, lat]: Position): Area[] {
  const areas: Area[] = [0, 1].map((i) => makeArea(`s${i}`, { level: 'subdistrict' }));
  for (let i = 0; i < 9; i++) {
    const [west, south] = [lon + (i % 3) * 0.012, lat + Math.floor(i / 3) * 0.012];
    const polygon = box(west, south, west + 0.012, south + 0.012);
    areas.push(makeArea(`c${i}`, { parentId: `s${i % 2}`, polygon, elders: i === 8 ? 321 : null }));
  }
  return areas;
}

const town = fc
  .record({
    origin,
    homes: fc.array(fc.tuple(offset, fc.option(fc.integer({ min: 0, max: 500 }))), { minLength: 1, maxLength: 30 }),
    facilities: fc.array(fc.tuple(offset, fc.constantFrom('day_care', 'canteen', 'meal_point')), { maxLength: 12 }),
  })
  .map(({ origin: at, homes, facilities }) => {
    const place = ([x, y]: readonly [number, number], size: number): Position => [at[0] + x * size, at[1] + y * size];
    return makeProject({
      year: 2025,
      areas: communities(at),
      residences: homes.map(([where, elders], i) => makeResidence(`r${i}`, place(where, 0.00006), { elders })),
      facilities: facilities.map(([where, type], i) => makeFacility(`f${i}`, place(where, 0.00012), { types: [type] })),
    });
  });

describe('invariants over random towns', () => {
  it('another facility never lowers a share, a count or a status, nor raises a distance', () => {
    fc.assert(
      fc.property(town, offset, (project, [x, y]) => {
        const [lon, lat] = project.areas[2]!.polygon![0]![0]![0]!;
        const position: Position = [lon + x * 0.0001, lat + y * 0.0001];
        const more = applyEdits(project, [
          { action: 'add', facility: { id: 'a-new', name: 'new', types: ['day_care'], position } },
        ]);
        const before = run(project);
        const after = run(more);
        const [was, is] = [before.services['day_care']!, after.services['day_care']!];
        expect(is.facilities).toBe(was.facilities + 1);
        expect(is.eldersCovered).toBeGreaterThanOrEqual(was.eldersCovered);
        expect(is.homesCovered).toBeGreaterThanOrEqual(was.homesCovered);
        expect(is.areaShare!).toBeGreaterThanOrEqual(was.areaShare! - 1e-6);
        before.residences!.forEach((residence, i) => {
          const old = residence.services['day_care']!.metres ?? Infinity;
          expect(after.residences![i]!.services['day_care']!.metres).toBeLessThanOrEqual(old);
        });
        before.areas.forEach((area, i) => {
          const [old, now] = [area.services['day_care']!, after.areas[i]!.services['day_care']!];
          expect(STATUS_ORDER.indexOf(now.status)).toBeGreaterThanOrEqual(STATUS_ORDER.indexOf(old.status));
          expect(now.eldersShare ?? 0).toBeGreaterThanOrEqual(old.eldersShare ?? 0);
        });
        expect(after.services['meals']).toEqual(before.services['meals']);
      }),
      { numRuns: 40 },
    );
  });

  it('the order of rows changes no byte', () => {
    fc.assert(
      fc.property(town, (project) => {
        const shuffled = {
          ...project,
          facilities: [...project.facilities].reverse(),
          residences: [...project.residences.slice(7), ...project.residences.slice(0, 7)],
          areas: [...project.areas].reverse(),
        };
        expect(JSON.stringify(run(shuffled))).toBe(JSON.stringify(run(project)));
      }),
      { numRuns: 40 },
    );
  });

  it('a wider limit never covers less, in elders and in ground', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 50, max: 3000 }), (project, metres) => {
        const at = (limit: number): Evaluation =>
          run(project, { ...createSettings(project), limits: { day_care: { metres: limit } } });
        const [narrow, wide] = [at(metres).services['day_care']!, at(metres + 100).services['day_care']!];
        expect(wide.eldersCovered).toBeGreaterThanOrEqual(narrow.eldersCovered);
        expect(wide.areaShare!).toBeGreaterThanOrEqual(narrow.areaShare! - 1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it('totals are the sums of their communities, and nobody is counted twice', () => {
    fc.assert(
      fc.property(town, (project) => {
        const result = run(project);
        const residences = project.residences.reduce((sum, { elders }) => sum + (elders ?? 0), 0);
        expect(result.totals.elders).toBe(residences + result.totals.estimatedElders);
        const bySubdistrict = result.areas.filter(({ level }) => level === 'subdistrict');
        const outside = result.problems.filter(({ code }) => code === 'residence_outside_areas');
        const covered = bySubdistrict.reduce((sum, area) => sum + area.services['day_care']!.eldersCovered, 0);
        if (outside.length === 0) expect(covered).toBe(result.services['day_care']!.eldersCovered);
      }),
      { numRuns: 30 },
    );
  });

  it('frozen input is not changed', () => {
    fc.assert(
      fc.property(town, (project) => {
        const settings = deepFreeze(createSettings(project));
        expect(() => run(deepFreeze(project), settings)).not.toThrow();
      }),
      { numRuns: 10 },
    );
  });
});

describe('evaluate', () => {
  const project = makeProject({
    year: 2025,
    areas: communities([120, 31]),
    residences: [makeResidence('r', [120.001, 31.001]), makeResidence('far', [120.5, 31.5])],
    facilities: [makeFacility('f', [120.001, 31.002])],
  });

  it('echoes its settings, kinds in order, whatever order they were given in', () => {
    const settings = { ...createSettings(project), limits: { meals: { metres: 500 }, day_care: { metres: 800 } } };
    const result = run(project, settings);
    expect(Object.keys(result.settings.limits)).toEqual(['day_care', 'meals']);
    expect(Object.keys(result.services)).toEqual(['day_care', 'meals']);
    expect(result).toMatchObject({ format: 'care-circle-evaluation', version: 1 });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('writes metres to the millimetre, and null where no facility of the kind counts', () => {
    const home = run(project).residences!.find(({ id }) => id === 'r')!;
    expect(home.services['day_care']).toEqual({ metres: 110.869, facility: 'f', state: 'reached' });
    expect(home.services['meals']).toEqual({ metres: null, facility: null, state: 'no_facility' });
  });

  it('leaves residences and area shares out unless asked for', () => {
    const result = run(project, createSettings(project), { areaShares: false, residences: false });
    expect('residences' in result).toBe(false);
    expect(result.services['day_care']!.areaShare).toBeNull();
    expect(result.areas.every((area) => area.services['day_care']!.areaShare === null)).toBe(true);
  });

  it('gives the ground inside the discs of every area with a polygon, and of all communities', () => {
    const result = run(project);
    const share = (id: string) => result.areas.find((area) => area.id === id)!.services['day_care']!.areaShare;
    expect(share('c0')).toBeGreaterThan(0.5);
    expect(share('c8')).toBe(0);
    expect(share('s0')).toBeNull();
    const mean = [0, 1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, i) => sum + share(`c${i}`)!, 0) / 9;
    expect(result.services['day_care']!.areaShare).toBeCloseTo(mean, 3);
  });

  it('still tells the elders of areas when no kind is asked for', () => {
    const result = run(project, { ...createSettings(project), limits: {} });
    expect(result.services).toEqual({});
    expect(result.areas.find(({ id }) => id === 'c0')!.elders).toBe(100);
  });

  it('has defaults of 1 km for day care and meals in the year of the data', () => {
    expect(createSettings(project)).toEqual({
      mode: 'straight',
      speedMetresPerSecond: 1,
      snapLimitMetres: 200,
      incompleteShare: 0.2,
      leastStreetMetresPerHectare: 20,
      year: 2025,
      limits: { day_care: { metres: 1000 }, meals: { metres: 1000 } },
      pipeline: false,
      bands: { covered: 0.9, lacking: 0.5 },
    });
  });

  it('refuses settings that make no sense, with the value', () => {
    const settings = createSettings(project);
    expect(() => run(project, { ...settings, limits: { day_care: { metres: -5 } } })).toThrow(
      'day_care must be positive, got -5',
    );
    expect(() => run(project, { ...settings, bands: { covered: 0.4, lacking: 0.5 } })).toThrow('got 0.5 and 0.4');
    expect(() => finish(areaSharesOf(project, 'canteen', settings))).toThrow('no limit for canteen');
  });

  it('can be stopped between any two steps', () => {
    const work = evaluate(project, createSettings(project), all);
    expect(work.next().value).toMatchObject({ stage: 'demand' });
    expect(work.return(undefined as never).done).toBe(true);
  });

  it('gives nothing but zeros and nulls for an empty project', () => {
    const result = run(makeProject());
    expect(result.totals).toEqual({
      residences: 0,
      elders: 0,
      unplacedElders: 0,
      estimatedElders: 0,
      residencesWithoutElders: 0,
    });
    expect(result.services['day_care']).toMatchObject({ facilities: 0, eldersShare: null, areaShare: null });
  });
});
