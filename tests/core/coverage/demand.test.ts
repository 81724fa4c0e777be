import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import type { Demand } from '../../../src/core/coverage/demand.ts';
import { isInside } from '../../../src/core/geo/polygons.ts';
import type { Position } from '../../../src/core/types.ts';
import { box, CORNERS, deepFreeze, makeArea, makeProject, makeResidence } from '../make.ts';

const HOME: Position = [120.005, 31.005];
const square = box(120, 31, 120.01, 31.01);

function membersOf(demand: Demand, id: string): string[] {
  const place = demand.areas.findIndex((area) => area.id === id);
  const rows = demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]);
  return [...rows].map((row) => demand.residences[row]!.id);
}

const codes = (demand: Demand): string[] => demand.problems.map(({ code, id }) => `${code} ${id}`);

describe('which residences count', () => {
  it('leaves out what is completed after the year, and asks nothing without a year', () => {
    const project = makeProject({
      residences: [
        makeResidence('late', HOME, { completed: 2026 }),
        makeResidence('just', HOME, { completed: 2025 }),
        makeResidence('old', HOME),
      ],
    });
    expect(prepareDemand(project, 2025).residences.map(({ id }) => id)).toEqual(['just', 'old']);
    expect(prepareDemand(project, null).residences).toHaveLength(3);
    expect(prepareDemand(project, 2025).totals.elders).toBe(200);
  });

  it('keeps unknown elders out of every sum and says so', () => {
    const demand = prepareDemand(
      makeProject({
        residences: [makeResidence('a', HOME, { elders: null }), makeResidence('b', HOME, { elders: 0 })],
      }),
      null,
    );
    expect(demand.totals).toEqual({ residences: 2, elders: 0, estimatedElders: 0, residencesWithoutElders: 1 });
    expect([...demand.elders]).toEqual([NaN, 0]);
    expect(codes(demand)).toEqual(['elders_unknown a']);
  });
});

describe('the area of a residence', () => {
  it('is the one its row names, wherever it stands; else the polygon around it', () => {
    const demand = prepareDemand(
      makeProject({
        areas: [makeArea('here', { polygon: square }), makeArea('there', { polygon: box(-58.4, -34.6, -58.3, -34.5) })],
        residences: [
          makeResidence('named', HOME, { areaId: 'there' }),
          makeResidence('misnamed', HOME, { areaId: 'gone' }),
          makeResidence('inside', HOME),
          makeResidence('south', [-58.35, -34.55]),
          makeResidence('outside', [121, 31]),
        ],
      }),
      null,
    );
    expect(membersOf(demand, 'here')).toEqual(['inside', 'misnamed']);
    expect(membersOf(demand, 'there')).toEqual(['named', 'south']);
    expect(codes(demand)).toEqual(['residence_outside_areas outside']);
    expect(demand.problems[0]!.elders).toBe(100);
  });

  it('is the community before the subdistrict around it, and counts upwards by parent_id only', () => {
    const demand = prepareDemand(
      makeProject({
        areas: [
          makeArea('city', { level: 'city' }),
          makeArea('street', { level: 'subdistrict', parentId: 'city', polygon: box(119.99, 30.99, 120.02, 31.02) }),
          makeArea('village', { parentId: 'street', polygon: square }),
          makeArea('stray', { polygon: box(120.01, 31, 120.02, 31.01) }),
        ],
        residences: [
          makeResidence('a', HOME),
          makeResidence('b', [120.005, 31.015]),
          makeResidence('c', [120.015, 31.005]),
        ],
      }),
      null,
    );
    expect(membersOf(demand, 'village')).toEqual(['a']);
    expect(membersOf(demand, 'street')).toEqual(['a', 'b']);
    expect(membersOf(demand, 'city')).toEqual(['a', 'b']);
    expect(membersOf(demand, 'stray')).toEqual(['c']);
  });

  it('is the smallest id on a shared border, in any order of the rows', () => {
    const areas = [
      makeArea('z', { polygon: box(-58.5, -34.6, -58.4, -34.5) }),
      makeArea('m', { polygon: box(-58.4, -34.6, -58.3, -34.5) }),
    ];
    const residences = [makeResidence('a', [-58.4, -34.55])];
    expect(membersOf(prepareDemand(makeProject({ areas, residences }), null), 'm')).toEqual(['a']);
    expect(membersOf(prepareDemand(makeProject({ areas: areas.reverse(), residences }), null), 'm')).toEqual(['a']);
  });

  it('survives areas that are each other’s ancestors', () => {
    const demand = prepareDemand(
      makeProject({
        areas: [
          makeArea('a', { parentId: 'b' }),
          makeArea('b', { parentId: 'c' }),
          makeArea('c', { parentId: 'a' }),
          makeArea('d', { parentId: 'a' }),
          makeArea('self', { parentId: 'self' }),
        ],
        residences: [makeResidence('r', HOME, { areaId: 'd' }), makeResidence('s', HOME, { areaId: 'self' })],
      }),
      null,
    );
    expect(codes(demand)).toEqual(['area_cycle a', 'area_cycle self']);
    expect(membersOf(demand, 'a')).toEqual(['r']);
    expect(membersOf(demand, 'self')).toEqual(['s']);
  });
});

describe('estimated residences', () => {
  for (const { name, at } of CORNERS.slice(0, 5)) {
    it(`fill a community at ${name} with whole persons that add up to its own figure`, () => {
      const polygon = box(at[0], at[1], at[0] + 0.01, at[1] + 0.01);
      const area = makeArea('village', { polygon, elders: 1237 });
      const demand = prepareDemand(makeProject({ areas: [area] }), null);
      expect(demand.totals.elders).toBe(1237);
      expect(demand.totals.estimatedElders).toBe(1237);
      expect(demand.residences.length).toBeGreaterThan(80);
      expect(demand.residences.length).toBeLessThan(120);
      for (const { id, elders, estimated, position } of demand.residences) {
        expect(id).toMatch(/^village~\d+$/);
        expect(Number.isInteger(elders)).toBe(true);
        expect(estimated).toBe(true);
        expect(isInside(position, polygon)).toBe(true);
      }
      expect(codes(demand)).toEqual(['elders_estimated village']);
      expect(demand.problems[0]).toMatchObject({ value: demand.residences.length, elders: 1237, severity: 'note' });
    });
  }

  it('are not more than the elders, and one stands inside the thinnest sliver', () => {
    const few = prepareDemand(makeProject({ areas: [makeArea('v', { polygon: square, elders: 3 })] }), null);
    expect(few.residences.length).toBeLessThanOrEqual(3);
    expect(few.totals.elders).toBe(3);
    const sliver = box(120, 31, 120.5, 31.000001);
    const thin = prepareDemand(makeProject({ areas: [makeArea('v', { polygon: sliver, elders: 50 })] }), null);
    expect(thin.totals.elders).toBe(50);
  });

  it('stand at buildings where those are known, by floor area', () => {
    const building = (west: number, size: number) => ({
      kind: 'building',
      name: '',
      geometry: {
        type: 'Polygon' as const,
        coordinates: box(west, 31.002, west + size, 31.002 + 0.0005)[0]! as [number, number][][],
      },
      attributes: {},
    });
    const background = [building(120.002, 0.001), building(120.006, 0.0005), building(120.5, 0.001)];
    const demand = prepareDemand(
      makeProject({ areas: [makeArea('v', { polygon: square, elders: 301 })], background }),
      null,
    );
    expect(demand.residences.map(({ elders }) => elders)).toEqual([201, 100]);
    expect(demand.residences[0]!.position[0]).toBeCloseTo(120.0025, 6);
  });

  it('are made for communities and units only, and not where residences or filled communities are', () => {
    const demand = prepareDemand(
      makeProject({
        areas: [
          makeArea('street', { level: 'subdistrict', polygon: square, elders: 500 }),
          makeArea('lived', { polygon: square, elders: 100 }),
          makeArea('part', { parentId: 'unit', polygon: box(120, 31, 120.004, 31.004), elders: 70 }),
          makeArea('unit', { level: 'unit', polygon: square, elders: 900 }),
          makeArea('nobody', { polygon: square, elders: 0 }),
          makeArea('unknown', { polygon: square }),
          makeArea('shapeless', { elders: 40 }),
        ],
        residences: [makeResidence('r', HOME, { areaId: 'lived', completed: 2030 })],
      }),
      2025,
    );
    expect(new Set(demand.residences.map(({ areaId }) => areaId))).toEqual(new Set(['part']));
    // Nobody is lost in silence: areas whose elders are in no residence are reported.
    expect(codes(demand)).toContain('elders_mismatch street');
    expect(codes(demand)).toContain('elders_mismatch shapeless');
    expect(codes(demand)).toContain('elders_mismatch unit');
  });

  it('follow the year', () => {
    const area = makeArea('v', { polygon: square, elders: 100, eldersByYear: { 2030: 200 } });
    expect(prepareDemand(makeProject({ year: 2020, areas: [area] }), 2025).totals.elders).toBe(150);
  });
});

describe('an area whose own elders differ from its residences', () => {
  const project = (own: number) =>
    makeProject({ areas: [makeArea('v', { elders: own })], residences: [makeResidence('r', HOME, { areaId: 'v' })] });

  it('is reported above 2 % of its own figure, not at it', () => {
    expect(prepareDemand(project(102), null).problems).toEqual([]);
    expect(prepareDemand(project(98.05), null).problems).toEqual([]);
    const [problem] = prepareDemand(project(103), null).problems;
    expect(problem).toMatchObject({ code: 'elders_mismatch', id: 'v', value: 100, elders: 103 });
  });

  it('is compared at the year of the data, so that a later year is no new problem', () => {
    const growing = makeProject({
      year: 2025,
      areas: [makeArea('v', { elders: 100 })],
      residences: [makeResidence('r', HOME, { areaId: 'v', eldersByYear: { 2035: 300 } })],
    });
    expect(prepareDemand(growing, 2035).problems).toEqual([]);
    expect(prepareDemand(growing, 2035).totals.elders).toBe(300);
  });

  it('cannot be compared where a residence is unknown', () => {
    const unknown = makeProject({
      areas: [makeArea('v', { elders: 500 })],
      residences: [makeResidence('r', HOME, { areaId: 'v', elders: null })],
    });
    expect(codes(prepareDemand(unknown, null))).toEqual(['elders_unknown r']);
  });
});

it('prepareDemand changes nothing of a frozen project', () => {
  const project = deepFreeze(
    makeProject({
      areas: [makeArea('z', { polygon: square, elders: 10 }), makeArea('a', { parentId: 'z' })],
      residences: [makeResidence('s', [121, 31]), makeResidence('r', [121, 31])],
    }),
  );
  expect(() => prepareDemand(project, 2025)).not.toThrow();
});
