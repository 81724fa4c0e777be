/** The worker's jobs on foot, on the made-up district: the same figures as the core's, and walks that hold together. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import { createSettings, evaluate, findStreetProblems } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import type { Edit } from '../../src/core/scenario/types.ts';
import { finish, type Position, type Project } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { RunResult } from '../../src/worker/results.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { listBands } from '../../src/worker/draw-reach.ts';
import { createContext, drive, QUESTION } from './place.ts';

const WALK: Question = { ...QUESTION, mode: 'walking', limitMetres: 900, minutes: 15 };

const context: JobContext = createContext();
let project: Project;
let walked: RunResult;

beforeAll(async () => {
  const files = await writeProjectFolder(createSample({ size: 'district', seed: 3 }));
  await drive(jobs.open(context, { from: 'files', files }));
  project = requireOpen(context.session).project;
  walked = await drive(jobs.evaluate(context, WALK));
}, 60_000);

function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, [lon, lat], i) => sum + distanceMetres(line[i]![0], line[i]![1], lon, lat), 0);
}

describe('a question on foot', () => {
  it('gets the figures of the core, and those of the straight line beside them', () => {
    const limits = Object.fromEntries(['day_care', 'meals'].map((kind) => [kind, { metres: 900, minutes: 15 }]));
    const settings = { ...createSettings(project), year: 2025, limits };
    const options = { areaShares: false, residences: false };
    const { services, areas, totals, problems } = finish(evaluate(project, settings, options));
    expect(walked.evaluation).toMatchObject({ settings, services, areas, totals });
    expect(walked.evaluation.problems).toEqual(problems);
    expect(problems.map(({ code }) => code)).toContain('streets_end_near');
    const straight = finish(evaluate(project, { ...settings, mode: 'straight' }, options));
    expect(walked.straight?.evaluation.services).toEqual(straight.services);
    expect(services['day_care']!.eldersCovered).toBeLessThan(straight.services['day_care']!.eldersCovered);
  });

  it('tells what is odd about the streets when asked, in the words of the core', async () => {
    const far = createSample({ size: 'district', seed: 3 });
    const [first, ...others] = far.residences;
    const away: Position = [first!.position[0] + 0.1, first!.position[1]];
    const residences = [{ ...first!, position: away, polygon: null }, ...others];
    const own = createContext();
    const files = await writeProjectFolder({ ...far, residences, gates: [] });
    await drive(jobs.open(own, { from: 'files', files }));
    const opened = requireOpen(own.session).project;
    const settings = { ...createSettings(opened), year: 2025 };
    const told = await drive(jobs.listStreetProblems(own, WALK));
    expect(told.map(({ code }) => code)).toContain('homes_unplaced');
    expect(told).toEqual(finish(findStreetProblems(opened, settings)));
    expect(await drive(jobs.listStreetProblems(own, { ...WALK, mode: 'straight' }))).toEqual([]);
    // A run of the core has them before those of its question.
    const { problems } = finish(evaluate(opened, settings, { areaShares: false, residences: false }));
    const codes = (list: readonly { code: string }[]) =>
      list.map(({ code }) => code).filter((code) => /^(streets|homes)_/.test(code));
    const { evaluation } = await drive(jobs.evaluate(own, { ...WALK, limitMetres: 1000, minutes: null }));
    expect(codes(problems)).toEqual([...codes(told), ...codes(evaluation.problems)]);
  });

  it('never walks a shorter way than the straight line, and has a farther facility next', () => {
    let reached = 0;
    walked.metres.forEach((metres, home) => {
      if (Number.isNaN(metres)) return;
      reached++;
      expect(metres).toBeGreaterThanOrEqual((walked.straight?.metres[home] ?? NaN) - 0.01);
      expect(walked.next?.metres[home]).toBeGreaterThanOrEqual(metres);
      expect(walked.next?.facility[home]).not.toBe(walked.nearest[home]);
    });
    expect(reached).toBeGreaterThan(1000);
  });

  it('is drawn as streets in steps of five minutes and as ground', async () => {
    const { union, streets, bands, shares, total } = await drive(jobs.drawBuffers(context, WALK));
    expect(bands).toEqual([300, 600, 900]);
    expect([shares, total]).toEqual([{}, null]);
    expect(union.features[0]?.geometry.type).toBe('MultiPolygon');
    expect(streets).toMatch(/^blob:/);
  });
});

describe('one walk', () => {
  it('is as long as the answer says, and its line leads from door to door', async () => {
    const { homes } = requireOpen(context.session);
    for (let home = 0; home < homes.ids.length; home += 97) {
      const place = walked.nearest[home] ?? -1;
      if (place < 0) continue;
      const args = { from: { home: homes.ids[home]! }, facility: walked.facilityIds[place]!, year: 2025 };
      const walk = await drive(jobs.findWalk(context, args));
      expect(walk?.metres).toBeCloseTo(walked.metres[home]!, 6);
      const legs = walk!.legs.reduce((sum, leg) => sum + lengthOf(leg), 0);
      // A home that leaves by a gate has its leg drawn straight: never longer than it is.
      expect(lengthOf(walk!.line) + legs).toBeLessThanOrEqual(walk!.metres + 0.01);
      expect(walk!.legs[0]?.[0]).toEqual([homes.positions[2 * home], homes.positions[2 * home + 1]]);
      const goal = project.facilities.find(({ id }) => id === args.facility)!;
      expect(walk!.legs[1]?.[1]).toEqual([...goal.position]);
    }
  });

  it('is none to a facility that does not exist, nor from a place without streets', async () => {
    const home = requireOpen(context.session).homes.ids[0]!;
    expect(await drive(jobs.findWalk(context, { from: { home }, facility: 'none', year: 2025 }))).toBeNull();
    const { id, position } = project.facilities[0]!;
    const far: Position = [position[0] + 1, position[1]];
    expect(await drive(jobs.findWalk(context, { from: { position: far }, facility: id, year: 2025 }))).toBeNull();
  });
});

describe('a scenario', () => {
  const at = (home: number): Position => {
    const { homes } = requireOpen(context.session);
    return [homes.positions[2 * home]!, homes.positions[2 * home + 1]!];
  };

  it('has its walks lead to where an edit puts the facility, as its answer counts them', async () => {
    const { homes } = requireOpen(context.session);
    const id = 'new~1';
    const position = at(walked.homes.indexOf(2));
    const edits: Edit[] = [{ action: 'add', facility: { id, name: '', types: ['day_care'], position } }];
    const answer = await drive(jobs.evaluate(context, { ...WALK, edits }));
    const row = answer.nearest.indexOf(answer.facilityIds.indexOf(id));
    expect(row).toBeGreaterThanOrEqual(0);
    const from = { home: homes.ids[row]! };
    const walk = await drive(jobs.findWalk(context, { from, facility: id, year: 2025, edits }));
    expect(walk?.metres).toBeCloseTo(answer.metres[row]!, 6);
    expect(await drive(jobs.findWalk(context, { from, facility: id, year: 2025 }))).toBeNull();
  });

  it('has the reach of a facility drawn where it was moved to', async () => {
    const id = walked.facilityIds[0]!;
    const position = at(walked.homes.indexOf(2));
    const args = { from: { facility: id }, year: 2025, limitMetres: 500, speedMetresPerSecond: 1 };
    const edits: Edit[] = [{ action: 'move', id, position }];
    const [before, after] = [
      await drive(jobs.drawReach(context, args)),
      await drive(jobs.drawReach(context, { ...args, edits })),
    ];
    const there = await drive(jobs.drawReach(context, { ...args, from: { position } }));
    expect(after?.streets).toEqual(there?.streets);
    expect(after?.streets).not.toEqual(before?.streets);
  });
});

describe('the reach of one place', () => {
  it('of a facility is drawn around it, and smaller at a slower pace', async () => {
    const id = walked.facilityIds[walked.nearest.find((place) => place >= 0) ?? 0]!;
    const lengths: number[] = [];
    for (const speedMetresPerSecond of [1, 0.6]) {
      const limitMetres = 900 * speedMetresPerSecond;
      const args = { from: { facility: id }, year: 2025, limitMetres, speedMetresPerSecond };
      const reach = await drive(jobs.drawReach(context, args));
      expect(reach?.bands).toHaveLength(3);
      const lines = reach!.streets.features.flatMap(({ geometry }) =>
        geometry.type === 'MultiLineString' ? geometry.coordinates : [],
      );
      lengths.push(lines.reduce((sum, line) => sum + lengthOf(line as unknown as Position[]), 0));
    }
    expect(lengths[1]).toBeGreaterThan(0);
    expect(lengths[1]).toBeLessThan(lengths[0]!);
  });

  it('has the circle of the same limit around it, be it of a facility, a home or any place', async () => {
    const { homes } = requireOpen(context.session);
    const { id, position } = project.facilities.find((facility) => facility.id === walked.facilityIds[0])!;
    const row = walked.homes.indexOf(2);
    const homePosition: Position = [homes.positions[2 * row]!, homes.positions[2 * row + 1]!];
    const cases = [
      { from: { facility: id }, centre: position },
      { from: { home: homes.ids[row]! }, centre: homePosition },
      { from: { position: homePosition }, centre: homePosition },
    ];
    for (const { from, centre } of cases) {
      const args = { from, year: 2025, limitMetres: 720, speedMetresPerSecond: 0.8 };
      const { circle } = (await drive(jobs.drawReach(context, args)))!;
      const { geometry } = circle.features[0]!;
      if (geometry.type !== 'MultiPolygon') throw new Error('the circle is no polygon');
      for (const [longitude = 0, latitude = 0] of geometry.coordinates.flat(2)) {
        // The vertices of a polygon of the same area lie a little outside the true circle.
        const metres = distanceMetres(centre[0], centre[1], longitude, latitude);
        expect(Math.abs(metres / 720 - 1)).toBeLessThan(0.005);
      }
    }
  });
});

describe('what is near a place on foot', () => {
  it('is ranked by the walk, and agrees with the answer for the homes there', async () => {
    const { homes } = requireOpen(context.session);
    let compared = 0;
    for (let home = 0; home < homes.ids.length; home += 61) {
      const id = homes.ids[home]!;
      if (homes.estimated[home] === 1) continue;
      const position: Position = [homes.positions[2 * home]!, homes.positions[2 * home + 1]!];
      const { state, groups } = await drive(jobs.findNearby(context, { position, home: id, year: 2025, most: 3 }));
      if (state !== 'walked') continue;
      const found = groups.find(({ kind }) => kind === 'day_care')!.facilities;
      const walks = found.map(({ walkMetres }) => walkMetres ?? Infinity);
      expect(walks).toEqual([...walks].sort((a, b) => a - b));
      expect(walks[0]).toBeCloseTo(walked.metres[home]!, 6);
      compared++;
    }
    expect(compared).toBeGreaterThan(3);
  });
});

describe('steps of the colours', () => {
  it('are five minutes each and end at the limit', () => {
    expect(listBands(1000, 1)).toEqual([300, 600, 900, 1000]);
    expect(listBands(900, 1)).toEqual([300, 600, 900]);
    expect(listBands(200, 0.8)).toEqual([200]);
  });
});
