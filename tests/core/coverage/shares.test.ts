import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { nearestByKind } from '../../../src/core/coverage/nearest.ts';
import { serviceResults } from '../../../src/core/coverage/shares.ts';
import type { ServiceResults } from '../../../src/core/coverage/shares.ts';
import { areaStatus } from '../../../src/core/coverage/status.ts';
import { metresPerDegree } from '../../../src/core/geo/metric.ts';
import type { Project } from '../../../src/core/types.ts';
import { CORNERS, createRandom, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';

const rules = { bands: { covered: 0.9, lacking: 0.5 }, incompleteShare: 0.2 };
const NORTH = metresPerDegree(31)[1];

function run(project: Project, limitMetres = 1000): ServiceResults {
  const demand = prepareDemand(project, project.year);
  const nearest = nearestByKind(demand, project.facilities, 'day_care', { year: project.year, pipeline: false });
  return serviceResults(demand, nearest, { limitMetres, ...rules });
}

/** A street north of one facility: elders at metres. */
function street(homes: [metres: number, elders: number | null][], areaId: string | null = 'v'): Project {
  return makeProject({
    areas: [makeArea('v')],
    facilities: [makeFacility('f', [120, 31])],
    residences: homes.map(([metres, elders], i) =>
      makeResidence(`r${i}`, [120, 31 + metres / NORTH], { elders, areaId }),
    ),
  });
}

describe('the limit', () => {
  it('is closed: covered at it, at 1 m less, and not at 1 m more', () => {
    const project = street([
      [999, 1],
      [1001, 1],
    ]);
    const exact = nearestByKind(prepareDemand(project, null), project.facilities, 'day_care', {
      year: null,
      pipeline: false,
    }).metres[1]!;
    expect(run(project, exact).total.homesCovered).toBe(2);
    expect(run(project, exact - 1).total.homesCovered).toBe(1);
    expect(run(project, exact + 1).total.homesCovered).toBe(2);
    // Not even a thousandth of a millimetre is given away by rounding.
    expect(run(project, exact - 1e-6).total.homesCovered).toBe(1);
  });

  it('must be positive', () => {
    expect(() => run(street([]), 0)).toThrow('limitMetres of day_care must be positive, got 0');
    expect(() => run(street([]), NaN)).toThrow('NaN');
  });
});

describe('figures of a service', () => {
  it('are weighted by elders; the median is the lower one; empty homes count as homes only', () => {
    const { total } = run(
      street([
        [100, 10],
        [400, 30],
        [900, 20],
        [3000, 20],
        [5000, 0],
        [50, null],
      ]),
    );
    expect(total.eldersCovered).toBe(60);
    expect(total.eldersShare).toBe(60 / 80);
    expect(total.homesCovered).toBe(4);
    expect(total.meanMetres).toBeCloseTo((100 * 10 + 400 * 30 + 900 * 20 + 3000 * 20) / 80, 1);
    expect(total.medianMetres).toBeCloseTo(400, 1);
    expect(total.worstMetres).toBeCloseTo(3000, 0);
    expect(total.worstMetres).toBe(Math.round(total.worstMetres! * 1000) / 1000);
    expect(total).toMatchObject({ facilities: 1, limitMetres: 1000, facilitiesUnplaced: 0, unreachableElders: 0 });
  });

  it('have the median that counting every elder one by one gives', () => {
    const random = createRandom(23);
    for (let i = 0; i < 50; i++) {
      const homes = Array.from({ length: 1 + Math.floor(random() * 9) }, (): [number, number] => [
        Math.floor(random() * 6) * 100 + 50,
        Math.floor(random() * 5),
      ]);
      const one = homes.flatMap(([metres, elders]) => Array<number>(elders).fill(metres)).sort((a, b) => a - b);
      const { medianMetres } = run(street(homes)).total;
      if (one.length === 0) expect(medianMetres).toBeNull();
      else expect(medianMetres).toBeCloseTo(one[Math.ceil(one.length / 2) - 1]!, 1);
    }
  });

  it('are null, not 0, without elders or without facilities', () => {
    const nobody = run(street([[100, 0]])).total;
    expect([nobody.eldersShare, nobody.meanMetres, nobody.medianMetres, nobody.worstMetres]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const nothing = run({ ...street([[100, 10]]), facilities: [] });
    expect(nothing.total).toMatchObject({ facilities: 0, eldersCovered: 0, eldersShare: 0, homesCovered: 0 });
    expect(nothing.total.meanMetres).toBeNull();
    expect(nothing.areas[0]).toMatchObject({ status: 'lacking', reason: 'none_in_reach', worstMetres: null });
  });

  for (const { name, at } of CORNERS) {
    it(`count a facility beyond the area's border at ${name}`, () => {
      const [east] = metresPerDegree(at[1]);
      const project = makeProject({
        areas: [makeArea('v')],
        facilities: [makeFacility('neighbour', [at[0] - 600 / east, at[1]], { areaId: 'elsewhere' })],
        residences: [makeResidence('r', at, { areaId: 'v' })],
      });
      expect(run(project).areas[0]).toMatchObject({ eldersCovered: 100, status: 'covered' });
    });
  }
});

describe('status of an area', () => {
  const judge = (elders: number | null, covered: number, unplaced = 0) =>
    areaStatus({ elders, covered, unplaced }, rules);

  it('is covered from 90 %, partial from 50 %, else lacking, told apart by whether anybody is in reach', () => {
    expect(judge(10, 9)).toEqual({ status: 'covered', reason: null });
    expect(judge(1000, 899)).toEqual({ status: 'partial', reason: null });
    expect(judge(10, 5)).toEqual({ status: 'partial', reason: null });
    expect(judge(1000, 499)).toEqual({ status: 'lacking', reason: 'too_few' });
    expect(judge(10, 0)).toEqual({ status: 'lacking', reason: 'none_in_reach' });
  });

  it('is unknown where it depends on elders who are not on the streets, and where those are too many', () => {
    expect(judge(100, 89, 1)).toEqual({ status: 'unknown', reason: 'unplaced' });
    expect(judge(100, 88, 1)).toEqual({ status: 'partial', reason: null });
    expect(judge(100, 90, 10)).toEqual({ status: 'covered', reason: null });
    expect(judge(100, 45, 5)).toEqual({ status: 'unknown', reason: 'unplaced' });
    expect(judge(100, 0, 20)).toEqual({ status: 'lacking', reason: 'none_in_reach' });
    expect(judge(100, 0, 21)).toEqual({ status: 'unknown', reason: 'streets_incomplete' });
    expect(judge(100, 60, 40)).toEqual({ status: 'unknown', reason: 'streets_incomplete' });
  });

  it('is unknown where elders are, and empty where there are none', () => {
    expect(
      run(
        street([
          [100, 10],
          [200, null],
        ]),
      ).areas[0],
    ).toMatchObject({
      status: 'unknown',
      reason: 'no_data',
      eldersCovered: 10,
      eldersShare: null,
    });
    expect(run(street([[100, 0]])).areas[0]).toMatchObject({ status: 'empty', reason: null, eldersShare: null });
    const bare = (elders: number | null): Project => makeProject({ areas: [makeArea('v', { elders })] });
    expect(run(bare(null)).areas[0]!.status).toBe('unknown');
    expect(run(bare(30)).areas[0]!.status).toBe('unknown');
    expect(run(bare(0)).areas[0]!.status).toBe('empty');
  });

  it('of a subdistrict counts the elders of its communities', () => {
    const project = street([
      [100, 10],
      [2000, 30],
    ]);
    const areas = [makeArea('s', { level: 'subdistrict' }), makeArea('v', { parentId: 's' })];
    expect(run({ ...project, areas }).areas[0]).toMatchObject({
      eldersCovered: 10,
      eldersShare: 0.25,
      status: 'lacking',
    });
  });
});
