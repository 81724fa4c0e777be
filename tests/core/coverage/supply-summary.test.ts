/** The summary of supply, against plain sums over every home and every facility. */
import { describe, expect, it } from 'vitest';
import { nearestByKind, prepareDemand } from '../../../src/core/evaluate.ts';
import { gini, lorenz, weightedMedian } from '../../../src/core/coverage/equity.ts';
import { pairsInLine } from '../../../src/core/coverage/straight-pairs.ts';
import { summariseSupply, type SupplySummary } from '../../../src/core/coverage/supply-summary.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { finish, type Facility, type Project } from '../../../src/core/types.ts';
import { createRandom, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';

const LIMIT_METRES = 900;

function createTown(capacityOf: (place: number) => number | null, count = 10): Project {
  const random = createRandom(5);
  const at = () => [118.77 + random() * 0.03, 32.06 + random() * 0.02] as const;
  return makeProject({
    areas: [
      makeArea('town', { level: 'subdistrict' }),
      ...['a', 'b', 'c', 'd'].map((id) => makeArea(id, { parentId: 'town' })),
    ],
    residences: Array.from({ length: 500 }, (_, i) =>
      makeResidence(`h${String(i).padStart(3, '0')}`, at(), {
        // Nobody's number is known in d.
        areaId: ['a', 'b', 'c', 'd'][i % 4]!,
        elders: i % 4 === 3 ? null : Math.floor(random() * 90),
        elders80: i % 3 === 0 ? null : Math.floor(random() * 20),
      }),
    ),
    facilities: Array.from({ length: count }, (_, i) =>
      // The last one lies off: nobody is within its limit.
      makeFacility(`f${String(i).padStart(2, '0')}`, i === count - 1 ? [118.9, 32.2] : at(), {
        attributes: { day_places: capacityOf(i) },
      }),
    ),
  });
}

function summarise(project: Project, kind = 'day_care') {
  const demand = prepareDemand(project, null);
  const nearest = nearestByKind(demand, project.facilities, kind, { year: null, pipeline: false });
  const pairs = finish(pairsInLine(demand, nearest.facilities, LIMIT_METRES));
  const summary = finish(summariseSupply({ demand, nearest, pairs, limitMetres: LIMIT_METRES }));
  return { demand, nearest, summary };
}

/** 2SFCA of an area for 1,000 elders, home by home and facility by facility. */
function supplyByHand(project: Project, areaId: string | null, placesOf: (facility: Facility) => number): number {
  const reach = (home: Project['residences'][number], facility: Facility): boolean =>
    distanceMetres(home.position[0], home.position[1], facility.position[0], facility.position[1]) <= LIMIT_METRES;
  const ratios = project.facilities.map((facility) => {
    const heads = project.residences.reduce((sum, home) => sum + (reach(home, facility) ? (home.elders ?? 0) : 0), 0);
    return heads > 0 ? placesOf(facility) / heads : 0;
  });
  let [people, supply] = [0, 0];
  for (const home of project.residences) {
    if ((areaId !== null && home.areaId !== areaId) || home.elders === null) continue;
    people += home.elders;
    project.facilities.forEach((facility, i) => {
      if (reach(home, facility)) supply += home.elders! * ratios[i]!;
    });
  }
  return (1000 * supply) / people;
}

const areaOf = (summary: SupplySummary, id: string) => summary.areas.find((area) => area.id === id)!;

describe('the summary of supply', () => {
  const project = createTown((i) => (i === 4 ? null : 10 + 3 * i));
  const { demand, nearest, summary } = summarise(project);
  const placesOf = ({ attributes }: Facility): number => Number(attributes['day_places'] ?? 0);

  it('counts in places where most facilities state them, and says how many do not', () => {
    expect(summary).toMatchObject({ unit: 'day_places', column: 'day_places', per: 1000, capacitiesKnown: 9 });
    expect(summary.withoutElders).toBe(1);
  });

  it('gives the supply of each area and of all as summed by hand', () => {
    for (const id of ['a', 'b', 'c'])
      expect(areaOf(summary, id).alike).toBeCloseTo(supplyByHand(project, id, placesOf), 9);
    expect(summary.everybody.alike).toBeCloseTo(supplyByHand(project, null, placesOf), 9);
    expect(areaOf(summary, 'town').alike).toBeCloseTo(summary.everybody.alike!, 9);
    // Nobody in c is weighed by thirds as all alike.
    expect(areaOf(summary, 'c').zoned).not.toBeCloseTo(areaOf(summary, 'c').alike!, 3);
  });

  it('spends all places that anybody reaches, by both measures', () => {
    const reached = project.facilities.slice(0, -1).reduce((sum, facility) => sum + placesOf(facility), 0);
    for (const perHead of [summary.perHead.alike, summary.perHead.zoned]) {
      const spent = perHead.reduce((sum, each, row) => sum + each * (demand.elders[row]! || 0), 0);
      expect(spent).toBeCloseTo(reached, 6);
    }
  });

  it('has mean, median and Gini of everybody and of the oldest apart', () => {
    const oldest = Float64Array.from(demand.residences, ({ elders80 }) => elders80 ?? NaN);
    for (const [group, people] of [
      [summary.everybody, demand.elders],
      [summary.oldest, oldest],
    ] as const) {
      const known = people.filter((each) => !Number.isNaN(each));
      expect(group.people).toBe(known.reduce((sum, each) => sum + each, 0));
      expect(group.medianMetres).toBeCloseTo(weightedMedian(nearest.metres, people)!, 3);
      expect(group.gini).toBe(gini(nearest.metres, people));
      const elderMetres = nearest.metres.reduce((sum, metres, row) => sum + metres * (people[row]! || 0), 0);
      expect(group.meanMetres).toBeCloseTo(elderMetres / group.people, 3);
    }
    expect(summary.oldest).toMatchObject({ homesKnown: oldest.filter((each) => each >= 0).length, homes: 500 });
    expect(summary.oldest.gini).not.toBe(summary.everybody.gini);
  });

  it('has the median of every area', () => {
    for (const [place, { id }] of demand.areas.entries()) {
      const rows = demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]);
      const metres = Float64Array.from(rows, (row) => nearest.metres[row]!);
      const people = Float64Array.from(rows, (row) => demand.elders[row]!);
      const expected = weightedMedian(metres, people);
      if (expected === null) expect(areaOf(summary, id).medianMetres).toBeNull();
      else expect(areaOf(summary, id).medianMetres).toBeCloseTo(expected, 3);
    }
    expect(areaOf(summary, 'd')).toMatchObject({ people: 0, meanMetres: null, medianMetres: null, alike: null });
    expect(areaOf(summary, 'd').oldest.people).toBeGreaterThan(0);
  });

  it('thins the curve to points of it, both ends kept', () => {
    const whole = lorenz(nearest.metres, demand.elders);
    const { people, burden } = summary.everybody.curve;
    expect(whole.people.length).toBeGreaterThan(300);
    expect(people.length).toBeLessThanOrEqual(200);
    expect([people[0], burden[0], people.at(-1), burden.at(-1)]).toEqual([0, 0, 1, 1]);
    const points = new Map([...whole.people].map((share, i) => [share, whole.burden[i]]));
    people.forEach((share, i) => expect(points.get(share)).toBe(burden[i]));
    const gaps = people.slice(1).map((share, i) => share - people[i]!);
    expect(Math.max(...gaps)).toBeLessThan(0.02);
  });

  it('loads each facility with those who have it nearest', () => {
    const sum = (key: 'elders' | 'eldersAnyDistance' | 'oldest') =>
      summary.facilities.reduce((all, facility) => all + facility[key], 0);
    const within = nearest.metres.map((metres, row) => (metres <= LIMIT_METRES ? demand.elders[row]! || 0 : 0));
    expect(sum('elders')).toBe(within.reduce((all, each) => all + each, 0));
    expect(sum('eldersAnyDistance')).toBe(demand.totals.elders);
    expect(summary.facilities[4]).toMatchObject({ id: 'f04', capacity: null, perPlace: null });
    const third = summary.facilities[3]!;
    expect(third.capacity).toBe(19);
    expect(third.perPlace).toBeCloseTo(third.elders / 19, 12);
  });

  it('does not depend on the order of rows', () => {
    const turned = summarise({
      ...project,
      residences: [...project.residences].reverse(),
      facilities: [...project.facilities].reverse(),
    });
    expect(turned.summary).toEqual(summary);
  });
});

describe('what supply is counted in', () => {
  it('is facilities for 10,000 elders where at most half state a capacity: the two are never mixed', () => {
    const project = createTown((i) => (i < 5 ? 20 : null));
    const { summary } = summarise(project);
    expect(summary).toMatchObject({ unit: 'facilities', column: 'day_places', per: 10_000, capacitiesKnown: 5 });
    expect(summary.everybody.alike).toBeCloseTo(10 * supplyByHand(project, null, () => 1), 9);
    expect(summarise(createTown((i) => (i < 6 ? 20 : null))).summary.unit).toBe('day_places');
  });

  it.each([
    ['meals', 'canteen', 'meals_per_day'],
    ['institution', 'institution', 'beds'],
    ['pharmacy', 'pharmacy', null],
  ])('of %s is its own column', (kind, type, column) => {
    const facilities = [
      makeFacility('f', [118.77, 32.06], { types: [type], attributes: { day_places: 5, meals_per_day: 70, beds: 90 } }),
    ];
    const { summary } = summarise({ ...createTown(() => null), facilities }, kind);
    expect(summary).toMatchObject({ column, unit: column ?? 'facilities' });
    expect(summary.facilities[0]!.capacity).toBe(column === null ? null : column === 'beds' ? 90 : 70);
  });

  it.each([[-3], [Infinity], ['许多'], [true]])('does not take %s for a capacity, but takes 0', (value) => {
    const facilities = [value, 0, 8].map((day_places, i) =>
      makeFacility(`f${i}`, [118.77 + i / 100, 32.06], { attributes: { day_places } }),
    );
    const { summary } = summarise({ ...createTown(() => null), facilities });
    expect(summary.facilities.map(({ capacity }) => capacity)).toEqual([null, 0, 8]);
    expect(summary.facilities[1]!.perPlace).toBeNull();
  });

  it('is nothing where there is no facility, and nobody is said to be well off', () => {
    const { summary } = summarise({ ...createTown(() => null), facilities: [] });
    expect(summary.everybody).toMatchObject({ meanMetres: null, medianMetres: null, gini: null, alike: 0, zoned: 0 });
    expect(summary.everybody.curve.people).toEqual([]);
    expect(summary.everybody.leftOut).toBe(summary.everybody.people);
  });
});
