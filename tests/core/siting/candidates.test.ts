import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/evaluate.ts';
import { chooseSource, listSites, type SiteRules } from '../../../src/core/siting/candidates.ts';
import { box, makeArea, makeProject, makeResidence } from '../make.ts';
import { makeWalkways } from '../network/make-streets.ts';
import { makePremises } from './siting-town.ts';

const FIT = { floor_area_m2: 400, floor: 1, own_entrance: true, fire_safety: 'passed', cost: 80 };
const PROJECT = makeProject({
  areas: [
    makeArea('c1', { parentId: 's1', polygon: box(118, 32, 118.01, 32.01) }),
    makeArea('s1', { level: 'subdistrict' }),
  ],
  residences: [makeResidence('h2', [118.001, 32.001]), makeResidence('h1', [118.002, 32.002], { elders: 0 })],
  walkways: makeWalkways([
    [
      [118.001, 32.001],
      [118.004, 32.001],
    ],
  ]),
  candidates: [
    makePremises('p3', [118.001, 32.001], { ...FIT, floor_area_m2: 50, available: 2030 }),
    makePremises('p2', [118.002, 32.001], { ...FIT, available: 2027, cost: null }),
    makePremises('p1', [119, 32], { ...FIT, area_id: 'c1' }),
    makePremises('p4', [119, 32], { cost: 10 }),
  ],
});
const DEMAND = prepareDemand(PROJECT, null);
const list = (given: Partial<SiteRules> = {}, project = PROJECT) =>
  listSites(project, DEMAND, {
    ...{
      kind: 'day_care',
      year: null,
      checkConditions: true,
      needsCost: false,
      needsPlaces: false,
      forced: new Set<string>(),
    },
    ...given,
  });

describe('the source', () => {
  it('is the list where there is one, else the streets, else the homes', () => {
    expect(chooseSource(PROJECT)).toBe('list');
    expect(chooseSource({ ...PROJECT, candidates: [] })).toBe('network');
    expect(chooseSource({ candidates: [], walkways: makeWalkways([]) })).toBe('homes');
    expect(chooseSource({ candidates: [], walkways: null })).toBe('homes');
    expect(list({}, { ...PROJECT, candidates: [] }).source).toBe('network');
  });

  it('may be said', () => {
    expect(list({ source: 'homes' }).sites.map(({ id }) => id)).toEqual(['h1', 'h2']);
    const along = list({ source: 'network' });
    expect(along.streets).toMatchObject({ everyMetres: 50, apartMetres: 150 });
    expect(along.sites.length).toBeGreaterThan(0);
    expect(along.sites[0]).toMatchObject({ id: 'S1', cost: null, unknown: [] });
  });

  it('may hold nothing', () => {
    expect(list({ source: 'list' }, { ...PROJECT, candidates: [] }).sites).toEqual([]);
    expect(list({ source: 'network' }, { ...PROJECT, walkways: null }).sites).toEqual([]);
  });
});

describe('a list', () => {
  it('comes by id, each place with its areas from below, its cost, and what is not known', () => {
    const { sites, excluded } = list();
    expect(sites.map(({ id }) => id)).toEqual(['p1', 'p2', 'p4']);
    const levels = sites.map(({ areas }) => areas.map((place) => DEMAND.areas[place]!.id));
    // p1 lies elsewhere and says where it belongs.
    expect(levels).toEqual([['c1', 's1'], ['c1', 's1'], []]);
    expect(sites.map(({ cost }) => cost)).toEqual([80, null, 10]);
    expect(sites[2]!.unknown).toEqual(['floor_area', 'below_ground', 'lift', 'own_entrance', 'fire_safety']);
    expect(excluded).toEqual([{ id: 'p3', name: 'premises p3', position: [118.001, 32.001], reasons: ['floor_area'] }]);
  });

  it('leaves out what is not there yet, unless years are not looked at', () => {
    const reasons = (year: number) => list({ year }).excluded.map((site) => [site.id, ...site.reasons]);
    expect(reasons(2026)).toEqual([
      ['p2', 'not_available'],
      ['p3', 'floor_area', 'not_available'],
    ]);
    expect(reasons(2027)).toEqual([['p3', 'floor_area', 'not_available']]);
    expect(reasons(2030)).toEqual([['p3', 'floor_area']]);
  });

  it('leaves out what has no cost where a budget is to be kept, forced or not', () => {
    const { excluded } = list({ needsCost: true, forced: new Set(['p2']) });
    expect(excluded.map(({ id, reasons }) => [id, ...reasons])).toEqual([
      ['p2', 'cost_unknown'],
      ['p3', 'floor_area'],
    ]);
  });

  it('keeps what the user insists on, and remembers why not', () => {
    const { sites, excluded } = list({ forced: new Set(['p3']), year: 2026 });
    expect(sites.find(({ id }) => id === 'p3')!.despite).toEqual(['floor_area', 'not_available']);
    expect(excluded.map(({ id }) => id)).toEqual(['p2']);
  });

  it('is not looked at for what it offers where that does not matter', () => {
    const { sites, excluded } = list({ checkConditions: false });
    expect(excluded).toEqual([]);
    expect(sites.flatMap(({ unknown }) => unknown)).toEqual([]);
  });

  it('needs less for a meal point', () => {
    expect(list({ kind: 'meals' }).excluded).toEqual([]);
  });
});
