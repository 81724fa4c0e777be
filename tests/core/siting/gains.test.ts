/** What each site adds: a street counted on paper, and every step of two services against fresh evaluations. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { orderByGain } from '../../../src/core/siting/gains.ts';
import { candidateAt, prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan } from '../../../src/core/siting/plan.ts';
import {
  compareIds,
  finish,
  type Evaluation,
  type Mode,
  type Position,
  type Project,
} from '../../../src/core/types.ts';
import { CORNERS, createRandom, deepFreeze, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createDice, createGround } from '../network/make-streets.ts';
import {
  makeAnswer,
  makePremises,
  makeRequest,
  makeSettings,
  makeSitingTown,
  type GivenRequest,
} from './siting-town.ts';

/** Three communities along one line, 500 m to a centre, premises between them; everything by metres from the west. */
function makeLine(at: (east: number, north: number) => Position): Project {
  const home = (id: string, east: number, elders: number | null, elders80: number | null) =>
    makeResidence(id, at(east, 0), { areaId: id.charAt(0), elders, elders80 });
  return makeProject({
    areas: [
      ...['a', 'b', 'c'].map((id) => makeArea(id, { parentId: 'town' })),
      makeArea('town', { level: 'subdistrict' }),
    ],
    residences: [
      home('a1', 0, 100, 0),
      home('a2', 400, 50, 20),
      home('b1', 1000, 80, 5),
      home('b2', 1450, 0, null),
      home('c1', 2600, 40, 30),
      home('c2', 2700, null, 7),
    ],
    candidates: [
      makePremises('p1', at(200, 0)),
      makePremises('p2', at(600, 0)),
      makePremises('p3', at(1200, 0)),
      makePremises('p4', at(2650, 0)),
      makePremises('p5', at(9000, 0)),
    ],
  });
}

/** [site, elders, weight, areas mended] in the order told. */
function told(made: SitingCase, ids?: readonly string[]): [string, number, number, string[]][] {
  const count = made.instance.candidates;
  const all = Array.from({ length: count }, (_, site) => site);
  const chosen = all.filter((site) => ids === undefined || ids.includes(candidateAt(made, site).site.id));
  return [...orderByGain(made, chosen)].map(({ site, elders, weight, areasMended }) => {
    return [candidateAt(made, site).site.id, elders, weight, areasMended];
  });
}

describe.each(CORNERS)('on one line in $name', ({ at: corner }) => {
  const project = deepFreeze(makeLine(createGround(corner)));
  const prepare = (given: GivenRequest = {}, metres = 500, of: Project = project): SitingCase =>
    finish(prepareSiting(of, makeSettings(of, 'straight', metres), makeRequest(given)));

  it('sites come by what they add, of equals the first by id; whom nobody counted keeps an area unknown', () => {
    expect(told(prepare())).toEqual([
      ['p1', 150, 150, ['a']],
      // Both would add b1 now; p2 is the first. 230 of 270 known elders, but c2 is blank: the town stays unknown as c does.
      ['p2', 80, 80, ['b']],
      ['p4', 40, 40, []],
      ['p3', 0, 0, []],
      ['p5', 0, 0, []],
    ]);
  });

  it('an area above is mended by the site that lifts it over half, and only once', () => {
    const counted = { ...project, residences: project.residences.map((row) => ({ ...row, elders: row.elders ?? 90 })) };
    // 150 + 130 + 80 = 360 elders: 150 are less than half of them, 280 are more.
    expect(told(prepare({}, 500, counted))).toEqual([
      ['p1', 150, 150, ['a']],
      ['p4', 130, 130, ['c', 'town']],
      ['p2', 80, 80, ['b']],
      ['p3', 0, 0, []],
      ['p5', 0, 0, []],
    ]);
  });

  it('by those of 80 and over the order is theirs, the elders are all elders', () => {
    expect(told(prepare({ weight: 'elders_80' }))).toEqual([
      ['p4', 40, 37, []],
      ['p2', 130, 25, ['b']],
      ['p1', 100, 0, ['a']],
      ['p3', 0, 0, []],
      ['p5', 0, 0, []],
    ]);
  });

  it('what stands already is nobody’s gain, and an area that was not lacking is not mended', () => {
    const at = createGround(corner);
    const standing = { ...project, facilities: [makeFacility('f', at(100, 0))] };
    expect(told(prepare({}, 500, standing), ['p1', 'p2'])).toEqual([
      ['p2', 80, 80, ['b']],
      ['p1', 0, 0, []],
    ]);
    const shut = { ...project, facilities: [makeFacility('f', at(100, 0), { status: 'closed' })] };
    expect(told(prepare({}, 500, shut), ['p1'])).toEqual([['p1', 150, 150, ['a']]]);
  });

  it('the limit is closed', () => {
    const [west, east] = [project.residences[4]!.position, project.candidates[4]!.position];
    const metres = distanceMetres(east[0], east[1], west[0], west[1]);
    const alone = { ...project, residences: [project.residences[4]!], candidates: [project.candidates[4]!] };
    expect(told(prepare({}, metres, alone))).toEqual([['p5', 40, 40, ['c', 'town']]]);
    expect(told(prepare({}, metres - 0.001, alone))).toEqual([['p5', 0, 0, []]]);
  });

  it('for the shortest walks, whoever is reached at all comes first, then the metres saved', () => {
    const given: GivenRequest = { question: { model: 'mean', count: 5 } };
    // Without a facility the first reaches everybody: all are equal, whatever the metres.
    expect(told(prepare(given)).map(([id]) => id)[0]).toBe('p1');
    const at = createGround(corner);
    const standing = { ...project, facilities: [makeFacility('f', at(-400, 0))] };
    // Metres saved, by the places along the line; give or take what a metre is rounded by.
    const saved = (east: number, before: readonly number[]): number => {
      const homes = [
        [0, 100],
        [400, 50],
        [1000, 80],
        [2600, 40],
      ] as const;
      const metres = (home: number): number => Math.min(...before.map((place) => Math.abs(place - home)));
      return homes.reduce((sum, [home, elders]) => sum + elders * Math.max(0, metres(home) - Math.abs(east - home)), 0);
    };
    const places = new Map([
      ['p1', 200],
      ['p2', 600],
      ['p3', 1200],
      ['p4', 2650],
      ['p5', 9000],
    ]);
    const before = [-400];
    for (const [id] of told(prepare(given, 500, standing))) {
      const best = Math.max(...[...places.values()].map((east) => saved(east, before)));
      expect(saved(places.get(id)!, before)).toBeGreaterThan(best - 200);
      before.push(places.get(id)!);
      places.delete(id);
    }
  });

  it('no site has no gain, and rows in another order change nothing', () => {
    expect([...orderByGain(prepare(), [])]).toEqual([]);
    const dice = createDice(4);
    const { areas, residences, candidates } = project;
    const shuffled = {
      ...project,
      areas: dice.shuffle(areas),
      residences: dice.shuffle(residences),
      candidates: dice.shuffle(candidates),
    };
    expect(told(prepare({}, 500, shuffled))).toEqual(told(prepare()));
  });
});

const LIMITS = { day_care: { metres: 260 }, meals: { metres: 170 } };
const KINDS = ['day_care', 'meals'] as const;
const TYPES = { day_care: 'day_care', meals: 'meal_point' } as const;

/** A town with a canteen, evaluated with facilities of a kind at places. */
function evaluateWith(
  project: Project,
  mode: Mode,
  placed: readonly { kind: string; position: Position }[],
): Evaluation {
  const added = placed.map(({ kind, position }, i) =>
    makeFacility(`zz${i}`, position, { types: [kind === 'meals' ? TYPES.meals : TYPES.day_care] }),
  );
  const full = { ...project, facilities: [...project.facilities, ...added] };
  const settings = { ...makeSettings(full, mode, 260), limits: LIMITS };
  return finish(evaluate(full, settings, { areaShares: false, residences: true }));
}

const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).map((mode, k) => ({ name, at, mode, seed: 40 + 2 * i + k })),
);

describe.each(TOWNS)('two services in $name, $mode', ({ at, mode, seed }) => {
  const town = makeSitingTown(seed, at);
  const canteen = makeFacility('canteen', town.candidates[0]!.position, { types: ['canteen'] });
  const project = { ...town, facilities: [...town.facilities, canteen] };
  const scope = project.areas[seed % 2 === 0 ? 0 : 4]!.id;
  const request = makeRequest({
    services: KINDS.map((kind) => ({ kind, count: 4 })),
    weight: 'elders_80',
    scope: { in: 'areas', ids: [scope] },
  });
  const settings = { ...makeSettings(project, mode, 260), limits: LIMITS };
  const made = finish(prepareSiting(project, settings, request));
  const random = createRandom(seed);
  const chosen = Array.from({ length: made.instance.candidates }, (_, site) => site).filter(() => random() < 0.4);
  const gains = [...orderByGain(made, chosen)];
  const placeOf = (site: number) => {
    const { service, site: place } = candidateAt(made, site);
    return { kind: service.kind, position: place.position };
  };
  const inScope = new Set(homesIn(project, scope));
  const coveredWeight = ({ residences = [] }: Evaluation): number => {
    const people = new Map(project.residences.map(({ id, elders80 }) => [id, inScope.has(id) ? (elders80 ?? 0) : 0]));
    const within = residences.flatMap(({ id, services }) =>
      KINDS.map((kind) => ((services[kind]!.metres ?? Infinity) <= LIMITS[kind].metres ? people.get(id)! : 0)),
    );
    return within.reduce((sum, each) => sum + each, 0);
  };

  it('each site adds what an evaluation with it has more than one without it', () => {
    expect(gains.map(({ site }) => site).sort((a, b) => a - b)).toEqual(chosen);
    const first = evaluateWith(project, mode, []);
    const mended = new Map(KINDS.map((kind) => [kind as string, new Set<string>()]));
    let last = first;
    gains.forEach((gain, i) => {
      const now = evaluateWith(
        project,
        mode,
        gains.slice(0, i + 1).map(({ site }) => placeOf(site)),
      );
      const { kind } = placeOf(gain.site);
      expect(gain.elders).toBe(now.services[kind]!.eldersCovered - last.services[kind]!.eldersCovered);
      expect(gain.weight).toBe(coveredWeight(now) - coveredWeight(last));
      const turned = first.areas.flatMap(({ id, services }, place) => {
        const status = now.areas[place]!.services[kind]!.status;
        const isMended = services[kind]!.status === 'lacking' && (status === 'partial' || status === 'covered');
        return isMended && !mended.get(kind)!.has(id) ? [id] : [];
      });
      expect(gain.areasMended).toEqual(turned.sort(compareIds));
      for (const id of turned) mended.get(kind)!.add(id);
      last = now;
    });
  });

  it('at each step none of those left would add more, nor as much and come before', () => {
    gains.forEach((gain, i) => {
      const earlier = gains.slice(0, i).map(({ site }) => placeOf(site));
      const base = coveredWeight(evaluateWith(project, mode, earlier));
      for (const { site } of gains.slice(i + 1)) {
        const other = coveredWeight(evaluateWith(project, mode, [...earlier, placeOf(site)])) - base;
        expect(other).toBeLessThanOrEqual(gain.weight);
        if (other === gain.weight) expect(gain.site).toBeLessThan(site);
      }
    });
  });

  it('the plan of it is the same for rows in any order, and changes nothing that it is given', () => {
    const dice = createDice(seed);
    const { facilities, residences, candidates, areas } = project;
    const shuffled: Project = {
      ...project,
      facilities: dice.shuffle(facilities),
      residences: dice.shuffle(residences),
      candidates: dice.shuffle(candidates),
      areas: dice.shuffle(areas),
    };
    const planOf = (given: Project) => {
      const again = finish(prepareSiting(deepFreeze(given), settings, request));
      return finish(createPlan(again, makeAnswer(chosen), { seconds: 0, packs: [] }));
    };
    expect(JSON.stringify(planOf(shuffled))).toBe(JSON.stringify(planOf(project)));
  });
});

/** Homes that an area holds, by the figures of an evaluation: each alone with one elder in it. */
function homesIn(project: Project, area: string): string[] {
  return project.residences.flatMap(({ id }) => {
    const residences = project.residences.map((row) => ({ ...row, elders: row.id === id ? 1 : 0 }));
    const { areas } = finish(
      evaluate({ ...project, residences }, makeSettings(project, 'straight', 1), {
        areaShares: false,
        residences: false,
      }),
    );
    return areas.find((row) => row.id === area)?.elders === 1 ? [id] : [];
  });
}
