/** Random towns with streets, homes, areas, facilities and premises, to be sited in. */
import { createSettings } from '../../../src/core/evaluate.ts';
import type { SitingCase } from '../../../src/core/siting/instance.ts';
import type { SitingRequest } from '../../../src/core/siting/request.ts';
import type { Answer, Question } from '../../../src/core/siting/types.ts';
import type { Candidate, Kind, Mode, Position, Project, Settings } from '../../../src/core/types.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createDice, createGround, makeTown, makeWalkways } from '../network/make-streets.ts';

const wrap = (longitude: number): number => (longitude > 180 ? longitude - 360 : longitude);

/** Four communities of some 330 m in two subdistricts; odd homes, and premises some of which fit nothing. */
export function makeSitingTown(seed: number, corner: Position): Project {
  const dice = createDice(seed + 1000);
  const town = makeTown(seed, corner, [40, 14]);
  const at = createGround(corner);
  const square = (east: number, north: number, size: number) => {
    const [[west, south], [right, top]] = [at(east, north), at(east + size, north + size)];
    return box(west, south, right, top);
  };
  const communities = [0, 1, 2, 3].map((i) =>
    makeArea(`c${i}`, {
      parentId: `s${i % 2}`,
      polygon: square((i % 2) * 330 - 90, Math.floor(i / 2) * 450 - 90, 450),
    }),
  );
  const towns = [0, 1].map((i) => makeArea(`s${i}`, { level: 'subdistrict' }));
  return makeProject({
    areas: [...communities, ...towns],
    walkways: makeWalkways(town.lines),
    residences: town.homes.map(([lon, lat], i) =>
      makeResidence(`h${(i * 7) % 40}`, [wrap(lon), lat], {
        elders: dice.pick([null, 0, 5, 12, 30, 31, 80, 200]),
        elders80: dice.pick([null, 0, 1, 9, 20]),
      }),
    ),
    facilities: town.facilities.slice(0, 2).map((position, i) => makeFacility(`f${i}`, position)),
    candidates: town.facilities.slice(2).map((position, i) => makePremises(`p${(i * 5) % 12}`, position)),
  });
}

export function makePremises(id: string, position: Position, attributes: Candidate['attributes'] = {}): Candidate {
  return { id, name: `premises ${id}`, position, attributes };
}

/** One service, by its kind and a question; or several. */
export interface GivenRequest extends Partial<SitingRequest> {
  kind?: Kind;
  question?: Question;
}

export function makeRequest({ kind = 'day_care', question, ...given }: GivenRequest = {}): SitingRequest {
  const { model, ...rest } = question ?? { model: 'coverage', count: 3 };
  return {
    services: [{ kind, count: 'count' in rest ? rest.count : 0 }],
    model,
    share: 'share' in rest ? rest.share : 1,
    weight: 'elders',
    scope: { in: 'all' },
    checkConditions: true,
    forced: [],
    forbidden: [],
    budget: null,
    atMostPerSubdistrict: null,
    atLeastPerSubdistrict: null,
    capacity: null,
    ...given,
  };
}

/** The sites of the only service, or of a later one. */
export function sitesOf(
  { services }: Pick<SitingCase, 'services'>,
  service = 0,
): SitingCase['services'][number]['sites'] {
  return services[service]!.sites;
}

export function makeSettings(project: Project, mode: Mode, metres: number): Settings {
  return { ...createSettings(project), mode, limits: { day_care: { metres } } };
}

/** An answer as a solver would give it, of any choice of sites. */
export function makeAnswer(chosen: number[], given: Partial<Answer> = {}): Answer {
  const proof = { status: 'optimal', objective: 1, bound: 1, gap: 0 } as const;
  return { ...proof, chosen, unreachable: [], reason: null, ...given };
}
