/** Small places for tests: every field has a plain default, a test names what it is about. */
import type { Scenario } from '../../src/core/scenario/types.ts';
import type { Area, Facility, MultiPolygon, Position, Project, Residence } from '../../src/core/types.ts';

export function makeFacility(id: string, position: Position, given: Partial<Facility> = {}): Facility {
  return {
    id,
    name: id,
    position,
    types: ['day_care'],
    services: [],
    status: 'open',
    opened: null,
    closes: null,
    areaId: null,
    attributes: {},
    ...given,
  };
}

export function makeResidence(id: string, position: Position, given: Partial<Residence> = {}): Residence {
  return {
    id,
    name: id,
    position,
    polygon: null,
    areaId: null,
    households: null,
    population: null,
    elders: 100,
    elders80: null,
    eldersByYear: {},
    stage: null,
    completed: null,
    estimated: false,
    attributes: {},
    ...given,
  };
}

export function makeArea(id: string, given: Partial<Area> = {}): Area {
  return {
    id,
    name: id,
    level: 'community',
    parentId: null,
    polygon: null,
    setting: null,
    population: null,
    households: null,
    elders: null,
    elders80: null,
    eldersByYear: {},
    attributes: {},
    ...given,
  };
}

export function makeProject(given: Partial<Project> = {}): Project {
  return {
    name: { zh: '试验区', en: 'Test district' },
    year: null,
    facilities: [],
    areas: [],
    residences: [],
    walkways: null,
    candidates: [],
    background: [],
    gates: [],
    reported: [],
    standards: [],
    scenarios: [],
    sources: [],
    ...given,
  };
}

export function makeScenario(id: string, given: Partial<Scenario> = {}): Scenario {
  return { id, name: id, note: '', year: null, stages: [], edits: [], ...given };
}

/** An upright rectangle in degrees. */
export function box(west: number, south: number, east: number, north: number): MultiPolygon {
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
}

/** Freezes everything in reach, so that any change to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** Uniform numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Places where every geometry test runs: China, and the other sides of the globe. */
export const CORNERS: readonly { name: string; at: Position }[] = [
  { name: 'Nanjing', at: [118.77, 32.066] },
  { name: 'Sanya', at: [109.51, 18.25] },
  { name: 'Mohe', at: [122.53, 53.48] },
  { name: 'Buenos Aires', at: [-58.38, -34.6] },
  { name: 'Porto', at: [-8.61, 41.15] },
  { name: 'Suva on the antimeridian', at: [179.999, -17.9] },
];
