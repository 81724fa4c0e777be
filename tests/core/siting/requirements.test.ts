/** Requirements that turn met, against a test of every pack after every single edit. */
import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { planEdits } from '../../../src/core/siting/plan.ts';
import { requirementsMetBy } from '../../../src/core/siting/requirements.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/types.ts';
import type { Comparator, Measure, Requirement, StandardPack } from '../../../src/core/standards/types.ts';
import { finish, type Mode, type Project } from '../../../src/core/types.ts';
import { CORNERS, createRandom, deepFreeze, makeProject, makeResidence } from '../make.ts';
import { createGround } from '../network/make-streets.ts';
import { DAY_CARE, makePack, makeRow, PRESENCE } from '../standards/make-pack.ts';
import { makePremises, makeRequest, makeSettings, makeSitingTown } from './siting-town.ts';

const WORDS = { zh: '近', en: 'near' };
const COUNT: Measure = { kind: 'count_total', set: DAY_CARE };
const count = (id: string, comparator: Comparator, value: number): Requirement =>
  makeRow(id, COUNT, { unit: 'count', target: { comparator, value } });
const share = (id: string, value: number): Requirement =>
  makeRow(id, PRESENCE, { target: { comparator: '>=', value } });

function prepare(project: Project, mode: Mode): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, 260), makeRequest()));
}

/** What is met after each number of edits, by fresh evaluations; the first is before any. */
function metByHand(
  project: Project,
  mode: Mode,
  packs: readonly StandardPack[],
  edits: readonly Edit[],
): Set<string>[] {
  const settings = { ...createSettings(project), mode, limits: { day_care: { metres: 260 } } };
  return [0, ...edits.keys()].map((_, made) => {
    const after = applyEdits(project, edits.slice(0, made));
    const options = { areaShares: false, residences: false, standards: packs };
    const { standards = [] } = finish(evaluate(after, settings, options));
    const rows = standards.flatMap(({ requirements }) => requirements);
    return new Set(rows.filter(({ state }) => state === 'met').map(({ id }) => id));
  });
}

const TOWNS = CORNERS.map(({ name, at }, i) => ({
  name,
  at,
  mode: i % 2 === 0 ? ('walking' as const) : ('straight' as const),
  seed: 300 + i,
}));

describe.each(TOWNS)('sites in $name, $mode', ({ at, mode, seed }) => {
  const project = deepFreeze(makeSitingTown(seed, at));
  const made = prepare(project, mode);
  const random = createRandom(seed);
  const order = [...made.services[0]!.sites.sites.keys()].map((site) => ({ site, key: random() }));
  const edits = planEdits(
    made,
    order
      .sort((a, b) => a.key - b.key)
      .slice(0, 7)
      .map(({ site }) => site),
  );
  // Two stand there: with seven more there are nine. `MIDDLE` is met on the way and no longer at the end; `FEW` before.
  const packs = [
    makePack([
      ...[3, 4, 6, 9, 10].map((least) => count(`AT_LEAST_${least}`, '>=', least)),
      count('FEW', '<=', 3),
      count('MANY', '>', 8),
    ]),
    makePack(
      [10, 25, 50, 75, 100].map((least) => share(`SHARE_${least}`, least)),
      { id: 'shares' },
    ),
  ];
  const told = finish(requirementsMetBy(made, { packs }, edits));
  const met = metByHand(project, mode, packs, edits);

  it('are told with what is met from them on, and was not before', () => {
    const last = met.at(-1)!;
    expect(told).toHaveLength(7);
    const expected = edits.map((_, i) =>
      [...met[i + 1]!].filter((id) => !met[i]!.has(id) && !met[0]!.has(id) && last.has(id)),
    );
    expect(told.map((ids) => [...ids].sort())).toEqual(expected.map((ids) => ids.sort()));
    expect(told.flat()).toEqual(
      expect.arrayContaining(['AT_LEAST_3', 'AT_LEAST_4', 'AT_LEAST_6', 'AT_LEAST_9', 'MANY']),
    );
    expect(told.map((ids) => ids.filter((id) => id.startsWith('AT_LEAST')))).toEqual([
      ['AT_LEAST_3'],
      ['AT_LEAST_4'],
      [],
      ['AT_LEAST_6'],
      [],
      [],
      ['AT_LEAST_9'],
    ]);
  });

  it('leave out what was met before, is met meanwhile only, or never is', () => {
    const passing = [3, 4, 5, 6, 7, 8].map((value) => count(`JUST_${value}`, '=', value));
    const odd = [makePack([...passing, count('FEW', '<=', 3), count('TEN', '>=', 10), count('NINE', '>=', 9)])];
    const steps = metByHand(project, mode, odd, edits);
    expect([...steps[0]!]).toEqual(['FEW']);
    passing.forEach(({ id }, i) => expect([steps[i + 1]!.has(id), steps.at(-1)!.has(id)]).toEqual([true, false]));
    expect(finish(requirementsMetBy(made, { packs: odd }, edits))).toEqual([[], [], [], [], [], [], ['NINE']]);
  });

  it('are tested again when other packs are asked for, or another choice, whatever was asked before', () => {
    const fewer = edits.slice(2, 5);
    const own = metByHand(project, mode, packs, fewer);
    const turned = finish(requirementsMetBy(made, { packs }, fewer)).flat();
    expect(turned.sort()).toEqual([...own.at(-1)!].filter((id) => !own[0]!.has(id)).sort());
    // The same id, another row: told by what the pack is.
    const stricter = [makePack([count('AT_LEAST_3', '>=', 5)])];
    expect(finish(requirementsMetBy(made, { packs: stricter }, fewer))).toEqual([[], [], ['AT_LEAST_3']]);
    expect(finish(requirementsMetBy(made, { packs }, edits))).toEqual(told);
  });
});

describe('sites', () => {
  const project = makeSitingTown(310, CORNERS[3]!.at);
  const made = prepare(project, 'straight');
  const edits = planEdits(made, [0, 1]);

  it('without packs or edits turn nothing', () => {
    expect(finish(requirementsMetBy(made, { packs: [] }, edits))).toEqual([[], []]);
    expect(finish(requirementsMetBy(made, { packs: [makePack([count('ONE', '>=', 1)])] }, []))).toEqual([]);
  });

  it('are judged by the parameters that are said, each time', () => {
    const at = createGround(CORNERS[4]!.at);
    const line = makeProject({
      residences: [makeResidence('near', at(0, 0), { elders: 60 }), makeResidence('far', at(300, 0), { elders: 40 })],
      candidates: [makePremises('p', at(-100, 0)), makePremises('q', at(-1000, 0))],
    });
    const measure: Measure = {
      ...{ kind: 'distance_share', sets: [DAY_CARE], combine: 'any', weight: 'elders' },
      limit: { metres: { parameter: 'near' } },
    };
    const near = { id: 'near', name: WORDS, value: 200, unit: WORDS, why: WORDS };
    const packs = [
      makePack([makeRow('ALL', measure), makeRow('HALF', measure, { target: { comparator: '>=', value: 50 } })], {
        parameters: [near],
      }),
    ];
    const town = prepare(line, 'straight');
    const turned = (parameters?: Record<string, number>): string[][] =>
      finish(requirementsMetBy(town, { packs, ...(parameters && { parameters }) }, planEdits(town, [1, 0])));
    expect(turned()).toEqual([[], ['HALF']]);
    expect(turned({ near: 450 })).toEqual([[], ['ALL', 'HALF']]);
    expect(turned({ near: 1100 })).toEqual([['HALF'], ['ALL']]);
    expect(turned({ near: 50 })).toEqual([[], []]);
    expect(turned()).toEqual([[], ['HALF']]);
  });

  it('turn nothing met that is reported only: a figure that was typed in stays as it is', () => {
    for (const value of [40, 95]) {
      const reported = {
        ...project,
        reported: [{ requirementId: 'SHARE', value, source: 's', date: '', attributes: {} }],
      };
      const again = prepare(reported, 'straight');
      const rows = [
        makePack([
          makeRow('SHARE', { kind: 'reported_value' }, { target: { comparator: '>=', value: 90 } }),
          count('FOUR', '>=', 4),
        ]),
      ];
      expect(finish(requirementsMetBy(again, { packs: rows }, edits))).toEqual([[], ['FOUR']]);
    }
  });

  it('of another type than a row counts do not turn it', () => {
    const canteens: Requirement = makeRow(
      'CANTEENS',
      { kind: 'count_total', set: { types: ['canteen'] } },
      { unit: 'count', target: { comparator: '>=', value: 1 } },
    );
    expect(finish(requirementsMetBy(made, { packs: [makePack([canteens])] }, edits))).toEqual([[], []]);
    const mixed: Edit[] = [
      ...edits,
      { action: 'add', facility: { id: 'k', name: '', types: ['canteen'], position: CORNERS[3]!.at } },
    ];
    expect(finish(requirementsMetBy(made, { packs: [makePack([canteens])] }, mixed))).toEqual([[], [], ['CANTEENS']]);
  });
});
