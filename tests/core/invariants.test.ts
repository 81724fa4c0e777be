/** What must hold between two runs, on random towns with everything odd in them (odd-towns.ts). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSharesOf, evaluate, prepareDemand } from '../../src/core/evaluate.ts';
import { areaOf } from '../../src/core/geo/polygons.ts';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import type { Edit } from '../../src/core/scenario/edits.ts';
import { finish } from '../../src/core/types.ts';
import type { AreaStatus, Evaluation, Position, Project, Residence, Settings } from '../../src/core/types.ts';
import { makeFacility } from './make.ts';
import { anySettings, oddTown } from './odd-towns.ts';

const KIND = 'day_care';

function run(project: Project, settings: Settings): Evaluation {
  return finish(evaluate(project, settings, { areaShares: false, residences: true }));
}

const bytes = (project: Project, settings: Settings): string => JSON.stringify(run(project, settings));

const withLimit = (settings: Settings, metres: number): Settings => ({ ...settings, limits: { [KIND]: { metres } } });

/** From worst to best; unknown and empty do not depend on facilities and must stay. */
const ORDER: AreaStatus[] = ['lacking', 'partial', 'covered'];

/** Whatever is in reach before is in reach after, in total, by area and by home. */
function expectNothingLost(before: Evaluation, after: Evaluation): void {
  for (const [kind, was] of Object.entries(before.services)) {
    const is = after.services[kind]!;
    expect(is.eldersCovered).toBeGreaterThanOrEqual(was.eldersCovered);
    expect(is.homesCovered).toBeGreaterThanOrEqual(was.homesCovered);
    expect(is.eldersShare ?? -1).toBeGreaterThanOrEqual(was.eldersShare ?? -1);
    before.areas.forEach(({ services }, i) => {
      const [old, now] = [services[kind]!, after.areas[i]!.services[kind]!];
      expect(now.eldersCovered).toBeGreaterThanOrEqual(old.eldersCovered);
      if (ORDER.includes(old.status)) {
        expect(ORDER.indexOf(now.status)).toBeGreaterThanOrEqual(ORDER.indexOf(old.status));
      } else expect(now).toMatchObject({ status: old.status, reason: old.reason });
    });
    before.residences!.forEach(({ services }, i) => {
      const old = services[kind]!.metres ?? Infinity;
      expect(after.residences![i]!.services[kind]!.metres ?? Infinity).toBeLessThanOrEqual(old);
    });
  }
}

const townWithFacility = oddTown.filter(({ facilities }) => facilities.length > 0);

describe('facilities', () => {
  it('closing one or taking it away never raises anything', () => {
    fc.assert(
      fc.property(townWithFacility, anySettings, fc.nat(), (project, settings, pick) => {
        const { id } = project.facilities[pick % project.facilities.length]!;
        const full = run(project, settings);
        const edits: Edit[] = [
          { action: 'close', id, year: null },
          { action: 'remove', id },
          ...(settings.year === null ? [] : [{ action: 'close' as const, id, year: settings.year }]),
        ];
        for (const edit of edits) expectNothingLost(run(applyEdits(project, [edit]), settings), full);
      }),
      { numRuns: 60 },
    );
  });

  it('one more never lowers anything, nor do planned ones that are let in', () => {
    fc.assert(
      fc.property(townWithFacility, anySettings, (project, settings) => {
        const [first] = project.facilities;
        const facility = { id: 'new', name: '', types: [KIND, 'canteen'], position: first!.position };
        const more = applyEdits(project, [{ action: 'add', facility }]);
        expectNothingLost(run(project, settings), run(more, settings));
        expectNothingLost(
          run(project, { ...settings, pipeline: false }),
          run(project, { ...settings, pipeline: true }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a second one at the same place changes no figure of anybody', () => {
    fc.assert(
      fc.property(townWithFacility, anySettings, (project, settings) => {
        const twins = project.facilities.map((facility) => ({ ...facility, id: `${facility.id}-twin` }));
        const doubled = run({ ...project, facilities: [...twins, ...project.facilities] }, settings);
        const single = run(project, settings);
        expect(doubled.areas).toEqual(single.areas);
        expect(doubled.residences).toEqual(single.residences);
      }),
      { numRuns: 40 },
    );
  });

  it('of a kind nobody asked for change no byte', () => {
    fc.assert(
      fc.property(oddTown, anySettings, (project, settings) => {
        const bank = makeFacility('bank', project.residences[0]?.position ?? [0, 0], { types: ['bank'] });
        expect(bytes({ ...project, facilities: [bank, ...project.facilities] }, settings)).toBe(
          bytes(project, settings),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('limits and bands', () => {
  it('a larger limit never lowers anything and moves no distance', () => {
    fc.assert(
      fc.property(oddTown, anySettings, fc.integer({ min: 1, max: 3000 }), (project, settings, metres) => {
        const narrow = run(project, withLimit(settings, metres));
        const wide = run(project, withLimit(settings, metres + 250));
        expectNothingLost(narrow, wide);
        expect(wide.residences).toEqual(narrow.residences);
        expect(wide.services[KIND]!.meanMetres).toBe(narrow.services[KIND]!.meanMetres);
      }),
      { numRuns: 60 },
    );
  });

  it('one that holds every facility on earth covers everybody, wherever there is a facility', () => {
    fc.assert(
      fc.property(oddTown, anySettings, (project, settings) => {
        const { services, totals } = run(project, withLimit(settings, 1e9));
        const all = services[KIND]!.facilities > 0;
        expect(services[KIND]!.eldersCovered).toBe(all ? totals.elders : 0);
        expect(services[KIND]!.homesCovered).toBe(all ? totals.residences : 0);
      }),
      { numRuns: 40 },
    );
  });

  it('each kind is judged by itself: run alone it has the same figures', () => {
    fc.assert(
      fc.property(oddTown, anySettings, (project, settings) => {
        const together = run(project, settings);
        for (const [kind, limit] of Object.entries(settings.limits)) {
          const alone = run(project, { ...settings, limits: { [kind]: limit } });
          expect(alone.services).toEqual({ [kind]: together.services[kind] });
          expect(alone.areas.map(({ services }) => services[kind])).toEqual(
            together.areas.map(({ services }) => services[kind]),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The residence in two rows at one place, its elders shared out; the second row has the next id. */
function splitInTwo(residence: Residence, first: number): Residence[] {
  const part = (of: number | null, take: boolean): number | null => {
    if (of === null) return null;
    const least = Math.min(of, first);
    return take ? least : of - least;
  };
  return [true, false].map((take, i) => ({
    ...residence,
    id: `${residence.id}${'ab'[i]}`,
    elders: part(residence.elders, take),
  }));
}

describe('residences', () => {
  const sameYear = oddTown.map((project) => ({
    ...project,
    // Whole persons are interpolated for each row by itself, so only figures without years split exactly.
    residences: project.residences.map((residence) => ({ ...residence, eldersByYear: {} })),
  }));

  it('split into two rows at one place change no figure of elders', () => {
    fc.assert(
      fc.property(sameYear, anySettings, fc.nat({ max: 50 }), (project, settings, first) => {
        const rows = project.residences.flatMap((residence) => splitInTwo(residence, first));
        const split = run({ ...project, residences: rows }, settings);
        const whole = run(project, settings);
        for (const [kind, was] of Object.entries(whole.services)) {
          const { homesCovered, meanMetres, ...is } = split.services[kind]!;
          const { homesCovered: homes, meanMetres: mean, ...rest } = was;
          expect(is).toEqual(rest);
          expect(homesCovered).toBeGreaterThanOrEqual(homes);
          // The sums of a mean have other steps, so its last millimetre may differ.
          expect(Math.abs((meanMetres ?? 0) - (mean ?? 0))).toBeLessThan(0.0015);
        }
        expect(split.totals).toMatchObject({ elders: whole.totals.elders });
        expect(split.areas.map(({ elders }) => elders)).toEqual(whole.areas.map(({ elders }) => elders));
        expect(split.areas.map(({ services }) => services[KIND]!.status)).toEqual(
          whole.areas.map(({ services }) => services[KIND]!.status),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('with nobody in them change no figure of elders either', () => {
    fc.assert(
      fc.property(oddTown, anySettings, (project, settings) => {
        const empty = project.residences.map((residence) => ({
          ...residence,
          id: `${residence.id}-empty`,
          elders: 0,
          eldersByYear: {},
        }));
        const more = run({ ...project, residences: [...empty, ...project.residences] }, settings);
        const before = run(project, settings);
        expect(more.totals.elders).toBe(before.totals.elders);
        for (const [kind, { homesCovered, ...rest }] of Object.entries(before.services)) {
          expect(more.services[kind]).toMatchObject(rest);
          expect(more.services[kind]!.homesCovered).toBeGreaterThanOrEqual(homesCovered);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('whose rows come in another order change no byte, nor do facilities and areas', () => {
    fc.assert(
      fc.property(oddTown, anySettings, fc.nat({ max: 20 }), (project, settings, turn) => {
        const turned = <T>(rows: T[]): T[] => [...rows.slice(turn % (rows.length + 1)), ...rows].slice(0, rows.length);
        const reversed = <T>(rows: T[]): T[] => [...rows].reverse();
        for (const order of [turned, reversed]) {
          const facilities = [...new Set([...order(project.facilities), ...project.facilities])];
          const residences = [...new Set([...order(project.residences), ...project.residences])];
          const areas = [...new Set([...order(project.areas), ...project.areas])];
          expect(bytes({ ...project, facilities, residences, areas }, settings)).toBe(bytes(project, settings));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('and facilities shifted together along the parallel keep every distance and share', () => {
    fc.assert(
      fc.property(oddTown, anySettings, fc.integer({ min: -100, max: 100 }), (project, settings, degrees) => {
        const shifted = <T extends { position: Position }>(row: T): T => {
          const longitude = row.position[0] + degrees;
          const wrapped = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
          return { ...row, position: [wrapped, row.position[1]] };
        };
        // Polygons are not shifted: who belongs where is not asked here.
        const here = { ...project, areas: [] };
        const there = {
          ...here,
          residences: here.residences.map(shifted),
          facilities: here.facilities.map(shifted),
        };
        const [was, is] = [run(here, settings), run(there, settings)];
        was.residences!.forEach(({ services }, i) => {
          for (const [kind, { metres }] of Object.entries(services)) {
            const now = is.residences![i]!.services[kind]!.metres;
            expect(now === null).toBe(metres === null);
            expect(Math.abs((now ?? 0) - (metres ?? 0))).toBeLessThan(0.0015);
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('years', () => {
  it('without any year in the rows no year of analysis changes anything but itself', () => {
    const timeless = oddTown.map((project) => ({
      ...project,
      facilities: project.facilities.map((row) => ({ ...row, opened: null, closes: null })),
      residences: project.residences.map((row) => ({ ...row, eldersByYear: {}, completed: null })),
      areas: project.areas.map((row) => ({ ...row, eldersByYear: {} })),
    }));
    fc.assert(
      fc.property(timeless, anySettings, (project, settings) => {
        const { settings: asked, ...now } = run(project, { ...settings, year: 2025 });
        const { settings: other, ...later } = run(project, { ...settings, year: 2050 });
        expect([asked.year, other.year]).toEqual([2025, 2050]);
        expect(JSON.stringify(later)).toBe(JSON.stringify(now));
      }),
      { numRuns: 40 },
    );
  });

  it('every home of a year is one of the homes of any year, at the same place', () => {
    fc.assert(
      fc.property(oddTown, fc.constantFrom(2018, 2025, 2030, 2050), (project, year) => {
        const places = (at: number | null) =>
          new Map(prepareDemand(project, at).residences.map(({ id, position }) => [id, position]));
        const [some, other] = [places(year), places(2027)];
        for (const [id, position] of some) {
          const there = other.get(id);
          if (there) expect(there).toEqual(position);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('shares of ground', () => {
  it('grow with the limit, stay between 0 and 1, and hold no more than the discs do', () => {
    fc.assert(
      fc.property(townWithFacility, anySettings, fc.integer({ min: 20, max: 1500 }), (project, settings, metres) => {
        const at = (limit: number) => finish(areaSharesOf(project, KIND, withLimit(settings, limit)));
        const [narrow, wide] = [at(metres), at(metres * 1.3)];
        const facilities = run(project, withLimit(settings, metres)).services[KIND]!.facilities;
        expect(areaOf(narrow.union)).toBeLessThanOrEqual(facilities * Math.PI * metres * metres * 1.0001 + 1e-6);
        const withGround = project.areas.filter(({ polygon }) => polygon !== null).map(({ id }) => id);
        expect([...narrow.shares.keys()].sort()).toEqual(withGround.sort());
        for (const [id, share] of narrow.shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(wide.shares.get(id)!).toBeGreaterThanOrEqual(share - 1e-7);
          expect(wide.shares.get(id)!).toBeLessThanOrEqual(1);
        }
        expect((wide.total ?? 0) - (narrow.total ?? 0)).toBeGreaterThanOrEqual(-1e-7);
      }),
      { numRuns: 30 },
    );
  });
});
