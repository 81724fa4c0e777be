/** The core against reference answers computed independently from WGS-84 geodesics. */
import { describe, expect, it } from 'vitest';
import { areaSharesOf, createSettings, evaluate, nearestByKind, prepareDemand } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import { areaOf, isSelfCrossing, standingPoint } from '../../src/core/geo/polygons.ts';
import { finish } from '../../src/core/types.ts';
import { hasPlaces, readJson, readPlace, readRows } from './read-place.ts';

interface Summary {
  elders: number;
  residences: number;
  types: Record<string, { facilities: number; straight: Record<string, { residences: number; elders: number }> }>;
}

const absent = hasPlaces ? '' : ' (skipped: ../shared is absent)';
const moment = { year: null, pipeline: false };

describe.skipIf(!hasPlaces).each(['taipei', 'porto', 'taipei-daan'])(`%s${absent}`, (place) => {
  const project = hasPlaces ? readPlace(place) : null!;
  const summary = hasPlaces ? (readJson(place, 'expected/summary.json') as Summary) : null!;
  const expected = hasPlaces
    ? new Map(readRows(place, 'expected/straight.csv').map((row) => [row['id']!, row]))
    : null!;
  const types = hasPlaces ? Object.keys(summary.types) : [];

  it('has every residence at its reference distance from the reference facility, for every type', () => {
    const demand = prepareDemand(project, null);
    for (const type of types) {
      const { metres, facility, facilities } = nearestByKind(demand, project.facilities, type, moment);
      expect(facilities).toHaveLength(summary.types[type]!.facilities);
      demand.residences.forEach((residence, row) => {
        const reference = expected.get(residence.id)!;
        const far = Number(reference[`${type}_metres`]);
        // The reference is written to the centimetre.
        expect(Math.abs(metres[row]! - far)).toBeLessThanOrEqual(Math.max(0.01, far * 5e-5));
        const found = facilities[facility[row]!]!.id;
        if (found === reference[`${type}_facility`]) return;
        const other = project.facilities.find(({ id }) => id === reference[`${type}_facility`])!;
        const [lon, lat] = residence.position;
        const otherMetres = distanceMetres(lon, lat, other.position[0], other.position[1]);
        expect(Math.abs(otherMetres - metres[row]!), `${residence.id} ${type}`).toBeLessThanOrEqual(0.02);
      });
    }
  });

  it('covers exactly the reference residences and elders at 500, 800, 1000 and 1500 m, for every type', () => {
    for (const metres of [500, 800, 1000, 1500]) {
      const limits = Object.fromEntries(types.map((type) => [type, { metres }]));
      const settings = { ...createSettings(project), limits };
      const result = finish(evaluate(project, settings, { areaShares: false, residences: false }));
      expect(result.totals).toMatchObject({ residences: summary.residences, elders: summary.elders });
      for (const type of types) {
        const { homesCovered, eldersCovered } = result.services[type]!;
        expect({ type, metres, residences: homesCovered, elders: eldersCovered }).toEqual({
          type,
          metres,
          ...summary.types[type]!.straight[metres],
        });
      }
    }
  });

  it('puts every residence into a community, and totals are the sums of communities', () => {
    const settings = createSettings(project);
    const result = finish(evaluate(project, settings, { areaShares: false, residences: false }));
    const communities = result.areas.filter(({ level }) => level === 'community');
    expect(communities.reduce((sum, area) => sum + (area.elders ?? 0), 0)).toBe(summary.elders);
    expect(result.problems.filter(({ code }) => code === 'residence_outside_areas')).toEqual([]);
  });

  it('has area shares between 0 and 1 that add up to the total', () => {
    const kind = types[0]!;
    const settings = { ...createSettings(project), limits: { [kind]: { metres: 1000 } } };
    const { shares, total, union } = finish(areaSharesOf(project, kind, settings));
    let [inside, ground] = [0, 0];
    for (const area of project.areas) {
      const share = shares.get(area.id);
      if (share === undefined || area.level !== 'community' || !area.polygon) continue;
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      inside += share * areaOf(area.polygon);
      ground += areaOf(area.polygon);
    }
    expect(total).toBeCloseTo(inside / ground, 5);
    expect(isSelfCrossing(union)).toBe(false);
  });

  it('finds most communities by their standing point', () => {
    const demand = prepareDemand(
      {
        ...project,
        residences: project.residences.map((residence) => {
          const area = project.areas.find(({ id }) => id === residence.areaId)!;
          return { ...residence, areaId: null, position: standingPoint(area.polygon!) };
        }),
      },
      null,
    );
    const right = demand.residences.filter((residence, row) => {
      const named = project.residences.find(({ id }) => id === residence.id)!.areaId;
      return demand.areas[demand.area[row]!]?.id === named;
    });
    expect(right.length / demand.residences.length).toBeGreaterThan(0.99);
  });
});
