/** Problems about the streets of a project, one town for each. */
import { describe, expect, it } from 'vitest';
import { createSample } from '../../../scripts/sample/create.ts';
import { createSettings, findStreetProblems } from '../../../src/core/evaluate.ts';
import { convert } from '../../../src/core/geo/systems.ts';
import { finish, type CoordinateSystem, type Position, type Problem, type Project } from '../../../src/core/types.ts';
import { LOCALES } from '../../../src/i18n/index.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createGround, makeWalkways, type Line } from './make-streets.ts';

const place = createGround([118.77, 32.066]);

const check = (project: Project): Problem[] => finish(findStreetProblems(project, createSettings(project)));
const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

/** Streets every 100 m, joined wherever they cross; homes beside them. */
function layTown(at = place, side = 10): { lines: Line[]; homes: Position[] } {
  const steps = Array.from({ length: side + 1 }, (_, i) => 100 * i);
  const lines = steps.flatMap((aside): Line[] => [
    steps.map((along) => at(along, aside)),
    steps.map((along) => at(aside, along)),
  ]);
  return { lines, homes: steps.slice(1).map((along) => at(along - 50, 420)) };
}

function makeTown(lines: readonly Line[], homes: readonly Position[], given: Partial<Project> = {}): Project {
  return makeProject({
    walkways: makeWalkways(lines),
    residences: homes.map((position, i) => makeResidence(`h${String(i).padStart(2, '0')}`, position)),
    facilities: [makeFacility('f', place(500, 510))],
    ...given,
  });
}

/** The same lines as a file in another system has them. */
function inSystem({ walkways, ...project }: Project, system: CoordinateSystem): Project {
  if (walkways === null) throw new Error('needs walkways');
  const coordinates = walkways.coordinates.slice();
  for (let i = 0; i < coordinates.length; i += 2) {
    coordinates.set(convert([coordinates[i]!, coordinates[i + 1]!], 'wgs84', system), i);
  }
  return { ...project, walkways: { ...walkways, coordinates } };
}

describe('streets as they should be', () => {
  it('have no problem, nor has a project without any', () => {
    const { lines, homes } = layTown();
    expect(check(makeTown(lines, homes))).toEqual([]);
    expect(check({ ...makeTown(lines, homes), walkways: null })).toEqual([]);
  });
});

describe('streets by themselves', () => {
  it('that only cross are told, as a warning where they are many', () => {
    const { homes } = layTown();
    const steps = Array.from({ length: 11 }, (_, i) => 100 * i + 50);
    const lines = steps.flatMap((aside): Line[] => [
      [place(0, aside), place(1100, aside)],
      [place(aside, 0), place(aside, 1100)],
    ]);
    const [found] = check(makeTown(lines, homes)).filter(({ code }) => code === 'streets_not_joined');
    expect(found).toMatchObject({ value: 121, severity: 'warning' });
  });

  it('a few crossings among many junctions are no news, more are a note', () => {
    const { lines, homes } = layTown(place, 20);
    const across = (count: number): Line[] =>
      Array.from({ length: count }, (_, i) => [place(110 + 100 * (i % 18), 450), place(190 + 100 * (i % 18), 550)]).map(
        ([a, b], i): Line => [a!, b!].map(([x, y]): Position => [x, y + Math.floor(i / 18) * 0.002]),
      );
    expect(codes(check(makeTown([...lines, ...across(18)], homes)))).not.toContain('streets_not_joined');
    const [found] = check(makeTown([...lines, ...across(36)], homes)).filter(
      ({ code }) => code === 'streets_not_joined',
    );
    expect(found).toMatchObject({ value: 36, severity: 'note' });
  });

  it('lines without length are counted', () => {
    const { lines, homes } = layTown();
    const point = place(10, 10);
    const found = check(makeTown([...lines, [point, point], [point], [point, point, point]], homes));
    expect(found).toMatchObject([{ code: 'streets_zero_length', value: 3, severity: 'note', action: 'left_out' }]);
  });

  it('islands are told with the elders on those without a facility', () => {
    const { lines, homes } = layTown();
    const island: Line = [place(3000, 0), place(3400, 0)];
    const away = [place(3100, 10), place(3200, 10)];
    const [found] = check(makeTown([...lines, island], [...homes, ...away]));
    expect(found).toMatchObject({ code: 'streets_islands', value: 1, elders: 200 });
    const served = makeTown([...lines, island], [...homes, ...away]);
    served.facilities.push(makeFacility('g', place(3300, 10)));
    expect(check(served)).toEqual([]);
  });
});

describe('streets and homes', () => {
  it('homes off the streets are one note, the farthest named', () => {
    const { lines, homes } = layTown();
    const found = check(makeTown(lines, [...homes, place(1500, 0), place(2500, 0), place(1300, 0)]));
    expect(found).toMatchObject([{ code: 'homes_unplaced', value: 3, elders: 300, id: 'h11', severity: 'note' }]);
  });

  it('streets of another place are told as such, with how far it is', () => {
    const { lines } = layTown();
    const { homes } = layTown(createGround([119.77, 32.066]));
    const found = check(makeTown(lines, homes));
    expect(found[0]).toMatchObject({ code: 'streets_elsewhere', severity: 'error', elders: 1000 });
    // A degree of longitude at 32.066 north.
    expect(found[0]!.value).toBe(94);
  });

  it.each(['gcj02', 'bd09'] as const)('sparse streets in %s are found by the homes alone', (system) => {
    const random = createRandom(5);
    const homes = Array.from({ length: 60 }, () => place(random() * 30_000, random() * 30_000));
    const lines = homes.map(([x, y]): Line => [
      [x - 0.0004, y + 0.00005],
      [x + 0.0004, y + 0.00005],
    ]);
    const straight = makeTown(lines, homes);
    expect(codes(check(straight))).not.toContain('streets_shifted');
    const shifted = check(inSystem(straight, system)).filter(({ code }) => code === 'streets_shifted');
    expect(shifted).toMatchObject([{ layer: 'walkways', value: system }]);
    const places = homes.map((position): Position => [...convert(position, 'wgs84', system)] as unknown as Position);
    const turned = check(makeTown(lines, places)).filter(({ code }) => code === 'streets_shifted');
    expect(turned).toMatchObject([{ layer: 'residences', value: system }]);
  });

  it('streets of a dense district are found by gates and borders, though homes still lie near one', () => {
    const project = createSample({ size: 'district', seed: 2 });
    expect(codes(check(project))).not.toContain('streets_shifted');
    for (const system of ['gcj02', 'bd09'] as const) {
      const found = check(inSystem(project, system));
      expect(found.filter(({ code }) => code === 'streets_shifted')).toMatchObject([
        { layer: 'walkways', value: system, elders: expect.any(Number) as number },
      ]);
      // One cause, one sentence: no list of areas beside it.
      expect(codes(found)).not.toContain('streets_incomplete');
    }
  }, 60_000);

  it('outside China no such shift is thought of', () => {
    const at = createGround([-8.61, 41.15]);
    const { lines, homes } = layTown(at);
    const moved = lines.map((line) => line.map(([x, y]): Position => [x + 0.0115, y + 0.006]));
    expect(codes(check(makeTown(moved, homes)))).not.toContain('streets_shifted');
  });
});

it.each(LOCALES)('every sentence names the numbers and the system (%s)', (locale) => {
  const { lines } = layTown();
  const { homes } = layTown(createGround([119.77, 32.066]));
  for (const problem of check(makeTown([...lines, [place(1, 1)]], homes))) {
    expect(problemLine(problem, locale)).toContain(String(problem.value));
  }
});
