/** Whole evaluations of the real places against figures worked out here from the reference distances, row by row. */
import { area as areaOfTurf, featureCollection, intersect, polygon as polygonOfTurf, union } from '@turf/turf';
import type { Feature, MultiPolygon as MultiPolygonGeometry, Polygon as PolygonGeometry } from 'geojson';
import geographiclib from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { areaSharesOf, createSettings, evaluate } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import { areaOf, boundsOf } from '../../src/core/geo/polygons.ts';
import { finish } from '../../src/core/types.ts';
import type { Area, Evaluation, Facility, Project, Residence } from '../../src/core/types.ts';
import { hasPlaces, readJson, readPlace, readRows } from './read-place.ts';

const absent = hasPlaces ? '' : ' (skipped: ../shared is absent)';
const LIMITS = [500, 800, 1000, 1500];

interface Summary {
  types: Record<string, { straight: Record<string, { residences: number; elders: number }> }>;
}

/** Reference metres of every residence to the nearest facility of a type. */
function referenceMetres(place: string, type: string): Map<string, number> {
  return new Map(readRows(place, 'expected/straight.csv').map((row) => [row['id']!, Number(row[`${type}_metres`])]));
}

function run(project: Project, types: readonly string[], metres: number): Evaluation {
  const limits = Object.fromEntries(types.map((type) => [type, { metres }]));
  return finish(evaluate(project, { ...createSettings(project), limits }, { areaShares: false, residences: false }));
}

/** All ids from an area upwards. */
function lineageOf(project: Project, residence: Residence): string[] {
  const ids: string[] = [];
  let at = project.areas.find(({ id }) => id === residence.areaId);
  while (at) {
    ids.push(at.id);
    const parent: string | null = at.parentId;
    at = project.areas.find(({ id }) => id === parent);
  }
  return ids;
}

/** Elders of each area: all, and those within the limit. */
function eldersByArea(project: Project, metres: Map<string, number>, limit: number): Map<string, [number, number]> {
  const sums = new Map(project.areas.map(({ id }): [string, [number, number]] => [id, [0, 0]]));
  for (const residence of project.residences) {
    const elders = residence.elders ?? 0;
    const isCovered = metres.get(residence.id)! <= limit;
    for (const id of lineageOf(project, residence)) {
      const [all, covered] = sums.get(id)!;
      sums.set(id, [all + elders, covered + (isCovered ? elders : 0)]);
    }
  }
  return sums;
}

function statusOf([all, covered]: [number, number]): string {
  if (all === 0) return 'empty';
  if (covered * 10 >= all * 9) return 'covered';
  if (covered * 2 >= all) return 'partial';
  return covered === 0 ? 'lacking none_in_reach' : 'lacking too_few';
}

function countOf(list: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of list.sort()) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
}

describe.skipIf(!hasPlaces).each(['taipei', 'porto', 'taipei-daan'])(`evaluation of %s${absent}`, (place) => {
  const project = hasPlaces ? readPlace(place) : null!;
  const summary = hasPlaces ? (readJson(place, 'expected/summary.json') as Summary) : null!;
  const types = hasPlaces ? Object.keys(summary.types) : [];
  const references = new Map(types.map((type) => [type, referenceMetres(place, type)]));
  const results = new Map(LIMITS.map((metres) => [metres, hasPlaces ? run(project, types, metres) : null!]));

  it('has the status of every area that its own residences give, for every type and limit', () => {
    for (const [limit, result] of results) {
      for (const type of types) {
        const sums = eldersByArea(project, references.get(type)!, limit);
        const expected = project.areas.map(({ id }) => `${id} ${statusOf(sums.get(id)!)}`);
        const actual = result.areas.map(({ id, elders, services }) => {
          const { status, reason } = services[type]!;
          // Areas where no residence stands are unknown in an evaluation; the reference has nobody in them.
          const shown = elders === null ? 'empty' : status;
          return `${id} ${shown}${status === 'lacking' ? ` ${reason}` : ''}`;
        });
        expect(actual.sort(), `${type} ${limit}`).toEqual(expected.sort());
      }
    }
  });

  it('counts communities by status so that all of them, unknown and empty ones included, add up', () => {
    const communities = project.areas.filter(({ level }) => level === 'community').length;
    let before: Record<string, number> = {};
    for (const [limit, result] of results) {
      const [type] = types;
      const counts = countOf(
        result.areas.filter(({ level }) => level === 'community').map(({ services }) => services[type!]!.status),
      );
      expect(
        Object.values(counts).reduce((a, b) => a + b, 0),
        String(limit),
      ).toBe(communities);
      expect(counts['covered'] ?? 0).toBeGreaterThanOrEqual(before['covered'] ?? 0);
      expect(counts['lacking'] ?? 0).toBeLessThanOrEqual(before['lacking'] ?? Infinity);
      before = counts;
    }
  });

  it('has the mean, median and worst distance of the reference rows, the same at every limit', () => {
    for (const type of types) {
      const rows = project.residences
        .map(({ id, elders }) => ({ elders: elders ?? 0, metres: references.get(type)!.get(id)! }))
        .filter(({ elders }) => elders > 0)
        .sort((a, b) => a.metres - b.metres);
      const all = rows.reduce((sum, { elders }) => sum + elders, 0);
      let passed = 0;
      const median = rows.find(({ elders }) => (passed += elders) * 2 >= all)!.metres;
      const mean = rows.reduce((sum, { elders, metres }) => sum + elders * metres, 0) / all;
      const worst = rows.at(-1)!.metres;
      for (const result of results.values()) {
        const { meanMetres, medianMetres, worstMetres } = result.services[type]!;
        // The reference is written to the centimetre; beyond 2 km a distance may be off by 0.02 %.
        expect(Math.abs(meanMetres! - mean)).toBeLessThan(0.01 + mean * 5e-5);
        expect(Math.abs(medianMetres! - median)).toBeLessThan(0.01 + median * 5e-5);
        expect(Math.abs(worstMetres! - worst)).toBeLessThan(0.01 + worst * 2e-4);
      }
    }
  });

  it('adds up: elders of the top areas are the total, and so are the elders in reach', () => {
    const parents = new Set(project.areas.flatMap(({ parentId }) => (parentId ? [parentId] : [])));
    const tops = project.areas.filter(({ id }) => parents.has(id)).map(({ id }) => id);
    const wanted = new Set(tops.length > 0 ? tops : project.areas.map(({ id }) => id));
    for (const [limit, result] of results) {
      for (const type of types) {
        let [elders, covered] = [0, 0];
        for (const area of result.areas) {
          if (!wanted.has(area.id)) continue;
          elders += area.elders ?? 0;
          covered += area.services[type]!.eldersCovered;
        }
        expect(elders).toBe(result.totals.elders);
        expect(covered).toBe(summary.types[type]!.straight[limit]!.elders);
        const { eldersShare } = result.services[type]!;
        expect(eldersShare).toBe(covered / elders);
      }
    }
  });

  it('covers at least as many by a group of types as by any of them', () => {
    const group = ['meal_point', 'canteen', 'meal_center'];
    const members = types.filter((type) => group.includes(type));
    const meals = run(project, ['meals'], 1000).services['meals']!;
    const most = Math.max(0, ...members.map((type) => summary.types[type]!.straight['1000']!.elders));
    expect(meals.eldersCovered).toBeGreaterThanOrEqual(most);
    if (members.length === 1) expect(meals.eldersCovered).toBe(most);
    if (members.length === 0) expect(meals).toMatchObject({ facilities: 0, meanMetres: null, eldersCovered: 0 });
  });
});

type Shape = Feature<PolygonGeometry | MultiPolygonGeometry>;

/** A disc as the geodesic library draws it: 240 corners at exactly the limit. */
function geodesicDisc([longitude, latitude]: Facility['position'], metres: number): Feature<PolygonGeometry> {
  const ring = Array.from({ length: 240 }, (_, i): [number, number] => {
    const { lon2, lat2 } = geographiclib.Geodesic.WGS84.Direct(latitude, longitude, i * -1.5, metres);
    return [lon2!, lat2!];
  });
  return polygonOfTurf([[...ring, ring[0]!]]);
}

/** Share of an area inside the discs of all facilities; only those that can touch it are drawn. */
function shareByTurf(area: Area, facilities: readonly Facility[], metres: number): number {
  const coordinates = area.polygon!.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat])));
  const shape: Shape = { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
  const [west, south, east, north] = boundsOf(area.polygon!);
  const across = distanceMetres(west, south, east, north);
  const near = facilities.filter(
    ({ position: [lon, lat] }) => distanceMetres(lon, lat, west, south) <= metres + across + 10,
  );
  const discs = near.map(({ position }) => geodesicDisc(position, metres));
  const united: Shape | null = discs.length > 1 ? union(featureCollection(discs)) : (discs[0] ?? null);
  const common = united && intersect(featureCollection([united, shape]));
  return common ? areaOfTurf(common) / areaOfTurf(shape) : 0;
}

describe.skipIf(!hasPlaces)(`shares of ground against Turf${absent}`, () => {
  for (const [place, kind] of [
    ['taipei', 'day_care'],
    ['porto', 'medical'],
  ] as const) {
    it(`are the same for communities of ${place} that the discs cut, as far as a disc of 96 corners can be`, () => {
      const project = readPlace(place);
      const facilities = project.facilities.filter(({ types }) => types.includes(kind)).slice(0, 25);
      const limits = { [kind]: { metres: 1000 } };
      const settings = { ...createSettings(project), limits };
      const { shares, total } = finish(areaSharesOf({ ...project, facilities }, kind, settings));
      const cut = project.areas.filter(({ id, level }) => {
        const share = shares.get(id) ?? 0;
        return level === 'community' && share > 0.02 && share < 0.98;
      });
      expect(cut.length).toBeGreaterThan(20);
      // Every so many, so that they lie all over the city.
      const step = Math.floor(cut.length / 9);
      for (const area of cut.filter((_, i) => i % step === 0)) {
        // The edge strays 0.4 m from the circle at most: next to nothing in a village, a hair of a block of 60 m.
        const most = Math.max(5e-4, 0.4 / Math.sqrt(areaOf(area.polygon!)));
        expect(Math.abs(shares.get(area.id)! - shareByTurf(area, facilities, 1000)), area.id).toBeLessThan(most);
      }
      expect(total).toBeGreaterThan(0.02);
      expect(total).toBeLessThan(0.98);
    });
  }
});
