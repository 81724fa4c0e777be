import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../scripts/commands/main.ts';
import { ROOT } from '../../../scripts/setup/packages.mjs';
import type { Plan } from '../../../src/core/siting/plan.ts';
import type { ScenarioFile } from '../../../src/core/scenario/types.ts';
import { hasPlaces } from '../../cases/read-place.ts';
import { makePack, makeRow, PRESENCE } from '../../core/standards/make-pack.ts';
import { createTemporary, parseEvaluation, PLACE, readText, runCareCircle, type Run } from './place.ts';

const { folder, write } = createTemporary();
write(PLACE);
const CANDIDATES = [
  'id,name,lon,lat,floor_area_m2,floor,lift,own_entrance,fire_safety,cost,available',
  'P1,河边用房,120.984,31.31,300,1,no,yes,passed,40,2020',
  'P2,山边用房,120.9605,31.31,260,2,no,yes,passed,20,2020',
  'P3,空地,120.981,31.31,,,,,,,',
].join('\n');
const manifest = JSON.parse(PLACE['project.json']!) as { layers: object };
const withCandidates = JSON.stringify({ ...manifest, layers: { ...manifest.layers, candidates: 'candidates.csv' } });
const inFolder = (name: string, files: Record<string, string>) =>
  write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text])));
inFolder('listed', { ...PLACE, 'project.json': withCandidates, 'candidates.csv': CANDIDATES });

afterEach(() => vi.restoreAllMocks());

/** The program in this process: a new one for every call would take most of the time. */
async function run(...words: string[]): Promise<Run> {
  const said = { out: '', err: '' };
  const take = (to: keyof typeof said) => (text: string | Uint8Array) => {
    said[to] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(take('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(take('err'));
  const code = await main(words.includes('--lang') ? words : [...words, '--lang', 'en']);
  vi.restoreAllMocks();
  return { code, ...said };
}
const at = (project: string) => join(folder, project);
const site = (project: string, ...words: string[]) =>
  run('site', at(project), '--service', 'day_care', '--limit', 'day_care=300m', ...words);
function parsePlan({ code, out, err }: Run): Plan {
  if (code !== 0) throw new Error(`site ended with ${code}: ${err}`);
  return JSON.parse(out) as Plan; // the schema test proves the shape
}
const schema = JSON.parse(readFileSync(join(ROOT, 'data/schemas/plan.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe('site', () => {
  it('finds the best places of the list, with proof, and says what each adds', async () => {
    const told = await site('listed', '--count', '1');
    const plan = parsePlan(told);
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    // R1 has its 100 elders within 111 m of F1. R3 (40) is 95 m from P1 and R4 (unknown) 95 m from P3.
    expect(plan).toMatchObject({
      model: 'coverage',
      status: 'optimal',
      objective: 140,
      bound: 140,
      gap: 0,
      unreachable: ['R2'],
    });
    expect(plan.sites).toMatchObject([
      { id: 'P1', lon: 120.984, lat: 31.31, eldersGained: 40, cost: 40, areasMended: [] },
    ]);
    expect(plan.excluded).toEqual([{ id: 'P2', name: '山边用房', service: 'day_care', reasons: ['lift'] }]);
    expect(plan.settings.candidates).toEqual({ source: 'list', streets: null });
    expect(plan.settings.services).toMatchObject([{ service: 'day_care', count: 1, considered: 2, excluded: 1 }]);
    expect(told.err).toMatch(/elders covered 140 \(proven optimal\)/);
    expect(told.err).toContain('1 new sites bring 40 elders within the limit; 2 candidates, 1 excluded');
  });

  it('counts what analyse counts once the sites stand', async () => {
    const plan = parsePlan(await site('listed', '--count', '2', '--no-conditions'));
    const rows = plan.sites.map(({ id, lon, lat }) => `new ${id},新,day_care,open,,${lon},${lat}`);
    inFolder('built', { ...PLACE, 'facilities.csv': [PLACE['facilities.csv'], ...rows].join('\n') });
    const told = await run('analyse', at('built'), '--limit', 'day_care=300m', '--no-area-shares');
    const { facilities, eldersCovered, meanMetres, worstMetres } = parseEvaluation(told).services['day_care']!;
    expect(plan.after['day_care']).toMatchObject({ facilities, eldersCovered, meanMetres, worstMetres });
    expect(plan.objective).toBe(eldersCovered);
    expect(plan.sites.map(({ id }) => id)).toEqual(['P2', 'P1']);
    expect(plan.sites.map(({ eldersGained }) => eldersGained)).toEqual([60, 40]);
  });

  it('finds the fewest for a share of all elders, and the homes themselves where there is no list', async () => {
    const plan = parsePlan(await site('.', '--cover', '100%'));
    expect(plan).toMatchObject({ model: 'sites', status: 'optimal', objective: 2, bound: 2 });
    expect(plan.settings).toMatchObject({
      ...{ share: 1, candidates: { source: 'homes' } },
      services: [{ count: null, considered: 4 }],
    });
    expect(plan.after['day_care']!.eldersCovered).toBe(200);
    for (const share of ['0.5', '50', '50%']) {
      expect(parsePlan(await site('.', '--cover', share))).toMatchObject({
        objective: 0,
        sites: [],
        status: 'optimal',
      });
    }
  });

  it('ends with 0 where there is no answer, and names the homes', async () => {
    const told = await site('listed', '--cover', '100%', '--lang', 'zh');
    expect(parsePlan(told)).toMatchObject({
      ...{ status: 'infeasible', reason: 'unreachable', objective: null, gap: null, sites: [] },
      ...{ unreachable: ['R2'], unreachableElders: 60 },
    });
    expect(told.err).toContain('无解：有老年人的居住小区没有任何现有设施或备选点可及（1 处，老年人 60 名）');
  });

  it.each([
    ['mean', ['P1']],
    ['worst', ['P1']],
  ])('shortens walks by the %s, whatever the limit', async (objective, ids) => {
    const plan = parsePlan(await site('listed', '--count', '1', '--objective', objective));
    expect(plan).toMatchObject({ model: objective, status: 'optimal' });
    expect(plan.sites.map(({ id }) => id)).toEqual(ids);
    const figure = objective === 'mean' ? plan.after['day_care']!.meanMetres : plan.after['day_care']!.worstMetres;
    expect(plan.objective).toBeCloseTo(figure!, 2);
  });

  it('keeps what is forced, forbidden and affordable', async () => {
    expect(parsePlan(await site('listed', '--count', '1', '--force', 'P2')).sites).toMatchObject([
      { id: 'P2', forced: true },
    ]);
    expect(parsePlan(await site('listed', '--count', '1', '--forbid', 'P1')).sites.map(({ id }) => id)).not.toContain(
      'P1',
    );
    const cheap = parsePlan(await site('listed', '--count', '2', '--no-conditions', '--budget', '39'));
    expect(cheap.sites.map(({ id }) => id)).toEqual(['P2']);
    expect(cheap.excluded).toEqual([{ id: 'P3', name: '空地', service: 'day_care', reasons: ['cost_unknown'] }]);
  });

  it('tells which requirements of a standard turn met', async () => {
    const plan = parsePlan(await site('listed', '--count', '1', '--standard', 'kunshan-2021-2025'));
    expect(plan.notes.map(({ code }) => code)).not.toContain('requirements_not_tested');
    expect(plan.sites[0]!.requirementsMet).toEqual(expect.any(Array));
  });

  it('writes the same plan to a file, but for the time it took', async () => {
    const printed = parsePlan(await site('listed', '--count', '1'));
    expect(await site('listed', '--count', '1', '-o', at('deep/plan.json'))).toMatchObject({ code: 0, out: '' });
    const written = JSON.parse(readText(folder, 'deep/plan.json')) as Plan;
    expect({ ...written, seconds: 0 }).toEqual({ ...printed, seconds: 0 });
  });

  it('sites several services together, each with its own number', async () => {
    const both = ['--service', 'day_care', '--service', 'meals', '--limit', 'day_care=300m', '--limit', 'meals=200m'];
    const told = await run('site', at('listed'), ...both, '--count', 'day_care=1', '--count', 'meals=2');
    const plan = parsePlan(told);
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    // Day care as above: 140. Meals: R3 has F3; P3 brings only R4, whose number is not known; P2 on the first floor has no lift.
    expect(plan).toMatchObject({ status: 'optimal', objective: 140 + 40 });
    expect(plan.sites.filter(({ service }) => service === 'day_care').map(({ id }) => id)).toEqual(['P1']);
    expect(plan.settings.services).toMatchObject([
      { service: 'day_care', count: 1, limit: { metres: 300 } },
      { service: 'meals', count: 2, limit: { metres: 200 } },
    ]);
    expect(plan.excluded.map(({ id, service }) => [service, id])).toEqual([
      ['day_care', 'P2'],
      ['meals', 'P2'],
    ]);
    expect(told.err).toMatch(/day_care: 1 new sites bring 40 elders/);
  });

  it('counts those only who live in an area, in communities that are lacking, or in what a standard misses', async () => {
    // 乙社区 holds R3 (40) and R4, whose number is not known: whether it is lacking cannot be told.
    const inArea = parsePlan(await site('.', '--count', '4', '--in', '320000000002'));
    expect(inArea).toMatchObject({ objective: 40, settings: { scope: { in: 'areas', ids: ['320000000002'] } } });
    expect((await site('.', '--count', '4', '--weight', 'elders_lacking')).err).toMatch(/No community .* is lacking/);
    inFolder('known', { ...PLACE, 'residences.csv': PLACE['residences.csv']!.replace('北村,,', '北村,20,') });
    const lacking = parsePlan(await site('known', '--count', '4', '--weight', 'elders_lacking'));
    expect(lacking).toMatchObject({ objective: 60, settings: { weight: 'elders_lacking' } });
    const pack = makePack([makeRow('EACH', PRESENCE)]);
    inFolder('pack', { 'test.json': JSON.stringify(pack) });
    const mend = (row: string) =>
      site('listed', '--count', '1', '--no-conditions', '--mend', `${at('pack/test.json')}:${row}`);
    const mended = parsePlan(await mend('EACH'));
    expect(validate(mended), JSON.stringify(validate.errors)).toBe(true);
    expect(mended).toMatchObject({ objective: 40, settings: { scope: { in: 'areas', ids: ['320000000002'] } } });
    expect(mended.sites).toMatchObject([{ id: 'P1', requirementsMet: ['EACH'] }]);
    expect(await mend('NONE')).toMatchObject({ code: 1, err: expect.stringContaining('has no row "NONE"') as string });
    expect((await site('.', '--count', '1', '--in', 'X9')).err).toMatch(/no area and no residence with the id "X9"/);
  });

  it('covers no more than there is room for', async () => {
    const plan = parsePlan(await site('.', '--count', '1', '--capacity', '5', '--people-per-place', '5'));
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    // F1 does not say its places and takes its 100; a new site has room for 25.
    expect(plan).toMatchObject({ status: 'optimal', objective: 125, settings: { capacity: { placesPerSite: 5 } } });
    expect(plan.sites).toMatchObject([{ capacity: 25, assigned: 25 }]);
    expect(plan.notes).toContainEqual({ code: 'room_unknown', value: 1, detail: 'day_care' });
    const [head, ...rows] = CANDIDATES.split('\n');
    const roomy = [`${head},可设日托床位`, `${rows[0]},12`, `${rows[1]},30`, `${rows[2]},`].join('\n');
    inFolder('roomy', { ...PLACE, 'project.json': withCandidates, 'candidates.csv': roomy });
    const listed = parsePlan(await site('roomy', '--count', '2', '--no-conditions', '--capacity', 'list'));
    // P1 takes 12 of R3's 40, P2 30 of R2's 60; P3 does not say.
    expect(listed.sites.map(({ id, assigned }) => [id, assigned]).sort()).toEqual([
      ['P1', 12],
      ['P2', 30],
    ]);
    expect(listed).toMatchObject({ objective: 142, excluded: [{ id: 'P3', reasons: ['places_unknown'] }] });
    expect((await site('listed', '--count', '1', '--capacity', 'list')).err).toMatch(/how many places it would have/);
  });

  it('writes a scenario that analyse confirms, and stands on one', async () => {
    const out = at('made/sites.json');
    const first = parsePlan(await site('listed', '--count', '1', '--scenario-out', out));
    const analyse = ['--limit', 'day_care=300m', '--no-area-shares'];
    const told = parseEvaluation(await run('analyse', at('listed'), ...analyse, '--scenario', out));
    const { facilities, eldersCovered } = told.services['day_care']!;
    expect(first.after['day_care']).toMatchObject({ facilities, eldersCovered });
    const { scenarios } = JSON.parse(readText(folder, 'made/sites.json')) as ScenarioFile;
    expect(scenarios).toMatchObject([
      {
        ...{ id: 's1', name: 'Proposed sites: 1 of day_care', stages: [] },
        edits: [{ action: 'add', facility: { id: 'new~P1', attributes: { cost: 40, floor_area_m2: 300 } } }],
      },
    ]);
    const words = ['--count', '2', '--scenario', out, '--scenario-out', at('made/more.json'), '--no-conditions'];
    const second = parsePlan(await site('listed', ...words));
    expect(second.before).toEqual(first.after);
    expect(second.excluded).toEqual([{ id: 'P1', name: '河边用房', service: 'day_care', reasons: ['taken'] }]);
    const more = JSON.parse(readText(folder, 'made/more.json')) as ScenarioFile;
    expect(more.scenarios[0]!.edits.slice(0, 1)).toEqual(scenarios[0]!.edits);
    expect(more.scenarios[0]!.edits).toHaveLength(1 + second.sites.length);
    const all = parseEvaluation(await run('analyse', at('listed'), ...analyse, '--scenario', at('made/more.json')));
    expect(all.services['day_care']!.eldersCovered).toBe(second.objective);
  });

  it.skipIf(!hasPlaces)('finds the proven optimum for Taipei', () => {
    const taipei = fileURLToPath(new URL('../../../../shared/data/taipei', import.meta.url));
    const words = ['--service', 'day_care', '--limit', 'day_care=1000m', '--candidates', 'homes', '--count', '10'];
    const plan = parsePlan(runCareCircle(folder, 'site', taipei, ...words));
    expect(plan).toMatchObject({ status: 'optimal', objective: 421_450, bound: 421_450, gap: 0 });
    expect(plan.before['day_care']!.eldersCovered).toBe(263_234);
    expect(plan.sites.reduce((sum, { eldersGained }) => sum + eldersGained, 0)).toBe(158_216);
  });
});

describe('site called wrongly ends with 2 and one sentence', () => {
  const day = ['--service', 'day_care'];
  it.each<[string, string[], RegExp]>([
    ['no service', ['--count', '1'], /--service and a kind/],
    ['two services and one number', [...day, '--service', 'meals', '--count', '1'], /Say how many of day_care/],
    [
      'two services by the mean',
      [...day, '--service', 'meals', '--count', '1', '--objective', 'mean'],
      /coverage only/,
    ],
    ['a service twice', [...day, ...day, '--count', '1'], /given twice/],
    ['a count of another service', [...day, '--count', 'meals=1'], /given for meals, but --service is day_care/],
    ['an area and a row', [...day, '--count', '1', '--in', 'C1', '--mend', 'a:b'], /takes no --in/],
    ['half a row', [...day, '--count', '1', '--mend', 'KS-038'], /a standard and one of its rows/],
    ['no room', [...day, '--count', '1', '--capacity', '0'], /--capacity must be a number/],
    ['people without places', [...day, '--count', '1', '--people-per-place', '20'], /give both/],
    [
      'the worst-off with rooms',
      [...day, '--count', '1', '--capacity', '5', '--objective', 'worst'],
      /has no --capacity/,
    ],
    ['neither count nor cover', day, /--count 5 .* or --cover 95%/],
    ['both', [...day, '--count', '1', '--cover', '9%'], /two questions/],
    ['a count of none', [...day, '--count', '0'], /--count must be a whole number from 1/],
    ['a share above all', [...day, '--cover', '101%'], /--cover must be a share/],
    ['an unknown objective', [...day, '--count', '1', '--objective', 'best'], /coverage, mean or worst/],
    ['fewest by the mean', [...day, '--cover', '9%', '--objective', 'mean'], /no --objective mean/],
    ['an unknown source', [...day, '--count', '1', '--candidates', 'air'], /list or network or homes/],
    [
      'a budget for places without cost',
      [...day, '--count', '1', '--candidates', 'homes', '--budget', '9'],
      /needs the costs/,
    ],
    ['forced and forbidden', [...day, '--count', '1', '--force', 'a', '--forbid', 'a'], /one is meant/],
    ['an unknown weight', [...day, '--count', '1', '--weight', 'all'], /elders or elders_80 or elders_lacking/],
    ['no time', [...day, '--count', '1', '--seconds', '0'], /--seconds must be/],
    ['a limit for something else', [...day, '--count', '1', '--limit', 'meals=1km'], /given for meals/],
    ['a kind without a limit', ['--service', 'station', '--count', '1'], /--limit station=1000m/],
  ])('%s', async (_, words, sentence) => {
    const { code, out, err } = await run('site', at('.'), ...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('site that the data cannot answer ends with 1 and one sentence', () => {
  it.each<[string, string, string[], RegExp]>([
    ['no list', '.', ['--candidates', 'list'], /no candidates: add a layer/],
    ['no streets', '.', ['--candidates', 'network'], /no candidates: add a layer/],
    ['an id that nobody has', 'listed', ['--force', 'P9'], /no candidate with the id "P9"/],
    ['no subdistricts', 'listed', ['--at-most-per-subdistrict', '1'], /level subdistrict/],
    ['nobody of 80 and over', 'listed', ['--weight', 'elders_80'], /nobody to site for/],
    ['no streets to walk on', 'listed', ['--mode', 'walking'], /no walkways/],
  ])('%s', async (_, project, words, sentence) => {
    const { code, out, err } = await site(project, '--count', '1', ...words);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
