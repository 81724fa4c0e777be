/**
 * Tiny districts for the rows of the packs. Every layer is a list of rows as a ledger has them: columns of the data
 * contract with plain values, lists with `;` between. What is not a field of the core goes to the attributes.
 *
 *   const town = makeTown({ areas: communities(2, { setting: 'urban' }), facilities: [{ types: 'day_care', in: 'c1' }] });
 *   stateOf(readPack('kunshan-2021-2025'), 'KS-048', town)   // 'met', 'not_met', ...
 *
 * - Communities are squares of 1 km in a row, 3 km from middle to middle: nothing in one is near another. Areas of other
 *   levels have no polygon. An area named as `parent_id` that has no row is made: a subdistrict.
 * - `in` (facilities, residences) puts a row into the middle of a community, `east` and `north` (metres) away from it;
 *   an area of another level is named as the row's `area_id`. A row without `in` lies outside every square, and belongs
 *   nowhere unless it has an `area_id`.
 * - Without `residences`, every community has one home in its middle with the elders of its row (100 where it has none).
 * - `testRows` tries each row of a pack on a town that keeps it and on one that just does not, and that no row is left
 *   out; `testLists` that every service of a list is asked for.
 * - `reported` is figures by requirement id. Facilities without `id` are f1, f2 ...; residences r1, r2 ...
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSettings } from '../../../src/core/evaluate.ts';
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../../src/core/standards/evaluate-standard.ts';
import type { RequirementResult, StandardPack, State } from '../../../src/core/standards/types.ts';
import { finish } from '../../../src/core/types.ts';
import type {
  Area,
  AreaLevel,
  Attributes,
  Cell,
  Facility,
  MultiPolygon,
  Position,
  Project,
  Residence,
} from '../../../src/core/types.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../../core/make.ts';

export type Row = Record<string, Cell>;

export interface Town {
  year?: number | null;
  areas?: Row[];
  facilities?: Row[];
  residences?: Row[];
  reported?: Row;
}

export function packFile(id: string): URL {
  return new URL(`../../../data/standards/${id}.json`, import.meta.url);
}

export function readPack(id: string): StandardPack {
  return JSON.parse(readFileSync(packFile(id), 'utf8')) as StandardPack;
}

/** A row as the whole pack gives it, in the project's own mode; `year` is that of the run, in place of the project's. */
export function resultOf(pack: StandardPack, id: string, project: Project, year = project.year): RequirementResult {
  const settings = { ...createSettings(project), year };
  const moments = createMoments(project, settings);
  const { requirements } = finish(evaluateStandard(pack, { moments, reported: project.reported, settings }));
  const result = requirements.find((row) => row.id === id);
  if (!result) throw new Error(`The pack ${pack.id} has no row ${id}`);
  return result;
}

export function stateOf(pack: StandardPack, id: string, project: Project, year = project.year): State {
  return resultOf(pack, id, project, year).state;
}

/** Rows that data answer on towns written by hand; rows that are typed in, by their own number. */
export function testRows(pack: StandardPack, towns: Record<string, [met: Town, missed: Town]>): void {
  const tested = pack.requirements.filter(({ target }) => target !== null);
  const typed = tested.filter(({ measure }) => measure.kind === 'reported_value');

  describe(`rows of ${pack.id}`, () => {
    test.each(Object.entries(towns))('%s is met by one town and not by another', (id, [met, missed]) => {
      expect([makeTown(met), makeTown(missed)].map((town) => stateOf(pack, id, town))).toEqual(['met', 'not_met']);
    });

    test.each(typed)('$id is judged by the figure typed in, and unknown without', ({ id, printed }) => {
      const threshold = Number(printed.threshold);
      const [enough, tooLittle] =
        printed.comparator === '>' ? [threshold + 1, threshold] : [threshold, threshold - 0.1];
      const states = [{ [id]: enough }, { [id]: tooLittle }, {}].map((reported) =>
        stateOf(pack, id, makeTown({ reported })),
      );
      expect(states).toEqual(['met', 'not_met', 'unknown']);
    });

    test.each(tested)('$id is not met where nothing is loaded', ({ id }) => {
      expect(['unknown', 'not_met']).toContain(stateOf(pack, id, makeTown({})));
    });

    test('every row with a target is tried', () => {
      const tried = [...Object.keys(towns), ...typed.map(({ id }) => id)];
      expect(tried.sort()).toEqual(tested.map(({ id }) => id).sort());
    });
  });
}

/** Lists of services: the codes and the words of the text alike are enough, and not one of them can be left out. */
export function testLists(pack: StandardPack, lists: Record<string, [place: Row, ...services: string[][]]>): void {
  // Both settings, for places of which a row asks for one.
  const areas = [
    { id: 'c1', setting: 'urban' },
    { id: 'c2', setting: 'rural' },
  ];
  test.each(Object.entries(lists))('%s asks for each service of its list', (id, [place, ...versions]) => {
    const state = (services: string[]): State =>
      stateOf(pack, id, makeTown({ areas, facilities: [{ ...place, services: [...services, 'outings'].join(';') }] }));
    for (const services of versions) {
      expect(state(services)).toBe('met');
      for (const one of services) expect(state(services.filter((own) => own !== one)), one).toBe('not_met');
    }
  });
}

/** The same row n times over; rows with an id get a number behind it. */
export function copies(n: number, row: Row): Row[] {
  return Array.from({ length: n }, (_, i) => (row['id'] === undefined ? row : { ...row, id: `${row['id']}${i + 1}` }));
}

/** Communities c1 .. cn. */
export function communities(n: number, row: Row = {}): Row[] {
  return copies(n, { id: 'c', ...row });
}

/** One such facility in each of the communities c1 .. cn. */
export function inEach(n: number, row: Row): Row[] {
  return communities(n).map(({ id = null }) => ({ ...row, in: id }));
}

/** Subdistricts t1 .. tn. */
export function subdistricts(n: number, row: Row = {}): Row[] {
  return copies(n, { id: 't', level: 'subdistrict', ...row });
}

export function makeTown(town: Town): Project {
  const areas = makeAreas(town.areas ?? []);
  const homes = town.residences ?? makeHomes(areas);
  return makeProject({
    year: town.year ?? null,
    areas,
    facilities: (town.facilities ?? []).map((row, i) => readFacility(row, `f${i + 1}`, areas)),
    residences: homes.map((row, i) => readResidence(row, `r${i + 1}`, areas)),
    reported: Object.entries(town.reported ?? {}).map(([requirementId, value]) => ({
      requirementId,
      value,
      source: 'yearbook',
      date: '2025-12-31',
      attributes: {},
    })),
  });
}

const ORIGIN: Position = [120.9, 31.4];
const METRES_PER_DEGREE = 111_000;
/** From one community's middle to the next. */
const PITCH = 3000;
/** Where rows stand that lie in no community. */
const FAR_NORTH = 50_000;

/** Near enough to so many metres east and north of the first community's middle; tests stay away from limits. */
function offset(east: number, north: number): Position {
  const [longitude, latitude] = ORIGIN;
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return [longitude + east / (METRES_PER_DEGREE * shrink), latitude + north / METRES_PER_DEGREE];
}

/** Columns that are fields of the core; all others are attributes. */
const FIELDS =
  'id name in east north area_id types services status opened closes level parent_id setting population households elders elders_80 stage completed'.split(
    ' ',
  );

function makeAreas(rows: Row[]): Area[] {
  const squares = rows.filter((row) => (row['level'] ?? 'community') === 'community');
  const areas = rows.map((row) =>
    makeArea(String(row['id']), {
      name: String(row['name'] ?? row['id']),
      level: (row['level'] ?? 'community') as AreaLevel,
      parentId: text(row, 'parent_id'),
      polygon: squares.includes(row) ? squareAt(squares.indexOf(row)) : null,
      setting: text(row, 'setting') as Area['setting'],
      ...readCounts(row),
      attributes: readAttributes(row),
    }),
  );
  const parents = new Set(areas.flatMap(({ parentId }) => parentId ?? []));
  for (const { id } of areas) parents.delete(id);
  return [...areas, ...[...parents].map((id) => makeArea(id, { level: 'subdistrict' }))];
}

function squareAt(place: number): MultiPolygon {
  const [west, south] = offset(PITCH * place - 500, -500);
  const [east, north] = offset(PITCH * place + 500, 500);
  return box(west, south, east, north);
}

function makeHomes(areas: readonly Area[]): Row[] {
  const inhabited = areas.filter(({ polygon }) => polygon !== null);
  return inhabited.map(({ id, elders, elders80 }) => ({ in: id, elders: elders ?? 100, elders_80: elders80 }));
}

function readFacility(row: Row, id: string, areas: readonly Area[]): Facility {
  const { position, areaId } = findPlace(row, areas);
  return makeFacility(text(row, 'id') ?? id, position, {
    name: text(row, 'name') ?? id,
    types: list(row, 'types'),
    services: list(row, 'services'),
    status: (row['status'] ?? 'open') as Facility['status'],
    opened: number(row, 'opened'),
    closes: number(row, 'closes'),
    areaId,
    attributes: readAttributes(row),
  });
}

function readResidence(row: Row, id: string, areas: readonly Area[]): Residence {
  const { position, areaId } = findPlace(row, areas);
  return makeResidence(text(row, 'id') ?? id, position, {
    ...readCounts(row),
    elders: row['elders'] === undefined ? 100 : number(row, 'elders'),
    stage: text(row, 'stage') as Residence['stage'],
    completed: number(row, 'completed'),
    areaId,
    attributes: readAttributes(row),
  });
}

function findPlace(row: Row, areas: readonly Area[]): { position: Position; areaId: string | null } {
  const squares = areas.filter(({ polygon }) => polygon !== null);
  const place = squares.findIndex(({ id }) => id === row['in']);
  const [east, north] = [number(row, 'east') ?? 0, number(row, 'north') ?? 0];
  if (place >= 0) return { position: offset(PITCH * place + east, north), areaId: text(row, 'area_id') };
  const isNamed = areas.some(({ id }) => id === row['in']);
  if (!isNamed && row['in'] !== undefined) throw new Error(`The town has no area ${row['in']}`);
  return { position: offset(east, FAR_NORTH + north), areaId: text(row, 'area_id') ?? text(row, 'in') };
}

function readCounts(row: Row) {
  return {
    population: number(row, 'population'),
    households: number(row, 'households'),
    elders: number(row, 'elders'),
    elders80: number(row, 'elders_80'),
  };
}

function readAttributes(row: Row): Attributes {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !FIELDS.includes(column)));
}

function text(row: Row, column: string): string | null {
  const value = row[column];
  return value === undefined || value === null ? null : String(value);
}

function number(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === 'number' ? value : null;
}

function list(row: Row, column: string): string[] {
  return text(row, column)?.split(';') ?? [];
}
