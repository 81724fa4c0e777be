/** Random towns to drag facilities in, and full runs to compare with. */
import { checkStreets, createSettings, nearestOnFoot, placeHomes, prepareDemand } from '../../../src/core/evaluate.ts';
import { nearestByKind, prepareStreets, serviceResults, walkByKind } from '../../../src/core/evaluate.ts';
import { prepareLive, type Live } from '../../../src/core/scenario/live.ts';
import { finish, type Facility, type Kind, type Mode, type Position, type Project } from '../../../src/core/types.ts';
import { makeFacility } from '../make.ts';
import { createDice, createGround } from '../network/make-streets.ts';
import { makeSitingTown } from '../siting/siting-town.ts';

export interface Asked {
  mode: Mode;
  kind: Kind;
  limitMetres: number;
}

/**
 * The town of the siting tests with facilities of all sorts: several types, a service, planned, closed, without street.
 * A wall stands in it, one home has a gate, and elders of some homes are fractions.
 */
export function makeLiveTown(seed: number, corner: Position): Project {
  const dice = createDice(seed + 77);
  const at = createGround(corner);
  const town = makeSitingTown(seed, corner);
  const somewhere = (): Position => at(dice.between(-90, 640), dice.between(-90, 640));
  const given: Partial<Facility>[] = [
    {},
    { types: ['day_care', 'meal_point'] },
    { types: ['meal_point'], services: ['day_care'] },
    { types: ['pharmacy'] },
    { status: 'approved', opened: 2026 },
    { status: 'closed' },
    { areaId: 'c1' },
    {},
  ];
  const ids = dice.shuffle(given.map((_, i) => `x${i}`));
  const wall: Position[] = [at(200, -90), at(210, 400)];
  return {
    ...town,
    residences: town.residences.map((residence, i) => (i % 9 === 4 ? { ...residence, elders: 12.3 } : residence)),
    facilities: [...town.facilities, ...given.map((fields, i) => makeFacility(ids[i]!, somewhere(), fields))],
    gates: [{ residenceId: 'h7', position: somewhere(), attributes: {} }],
    background: [
      {
        kind: 'wall',
        name: '',
        geometry: { type: 'LineString', coordinates: wall.map((p) => [...p]) },
        attributes: {},
      },
    ],
  };
}

/** Where a facility may be dropped in the town: mostly inside, now and then on a home or a facility, beside one, or far off. */
export function drawPosition(dice: ReturnType<typeof createDice>, corner: Position, project: Project): Position {
  const at = createGround(corner);
  const draw = dice.whole(12);
  if (draw === 0) return dice.pick(project.residences).position;
  if (draw === 1) return dice.pick(project.facilities).position;
  if (draw === 2) return at(dice.between(1500, 3000), dice.between(1500, 3000));
  if (draw < 5) {
    // Within a millimetre of another facility, where the smaller id is the nearest.
    const [longitude, latitude] = dice.pick(project.facilities).position;
    return [longitude + dice.between(-6e-9, 6e-9), latitude + dice.between(-6e-9, 6e-9)];
  }
  return at(dice.between(-120, 700), dice.between(-120, 1000));
}

export function moveTo(project: Project, id: string, position: Position): Project {
  const facilities = project.facilities.map((each) => (each.id === id ? { ...each, position } : each));
  return { ...project, facilities };
}

/** Everything of a run made afresh. */
export function runFully(project: Project, { mode, kind, limitMetres }: Asked) {
  const settings = { ...createSettings(project), mode };
  const demand = prepareDemand(project, settings.year);
  const streets = mode === 'walking' ? finish(prepareStreets(project, settings.snapLimitMetres)) : null;
  const homes = streets && finish(placeHomes(streets, demand, project.gates));
  const { facilities } = project;
  const table = streets && homes && finish(walkByKind(streets, homes, { facilities, kind, moment: settings }));
  const walks = table && { streets, homes, table };
  const check = walks && finish(checkStreets({ project, ...walks, demand, rules: settings }));
  const nearest = walks ? nearestOnFoot(table, homes) : nearestByKind(demand, facilities, kind, settings);
  const judgement = { ...settings, limitMetres, incomplete: check?.incomplete ?? null };
  return { settings, demand, walks, nearest, judgement, results: serviceResults(demand, nearest, judgement) };
}
export type FullRun = ReturnType<typeof runFully>;

/** Takes a facility of the project up; `base` is a full run of the data without any edit. */
export function takeUp(project: Project, id: string, { asked, base }: { asked: Asked; base: FullRun }): Live {
  const hand = project.facilities.find((facility) => facility.id === id)!;
  const others = { ...project, facilities: project.facilities.filter((facility) => facility.id !== id) };
  const { settings, demand, walks, nearest, judgement } = runFully(others, asked);
  const held = { hand, moment: settings, demand, nearest, walks, judgement };
  return prepareLive({ ...held, level: 'community', base: base.results.covered });
}
