/** Walks in real places against reference answers: Dijkstra on the same lines, lengths of WGS-84 geodesics. */
import { describe, expect, it } from 'vitest';
import { createSettings, prepareDemand, serviceResults } from '../../src/core/evaluate.ts';
import { findRoute } from '../../src/core/network/route.ts';
import { nearestOnFoot, placeHomes, prepareStreets, walkByKind } from '../../src/core/network/streets.ts';
import type { Snaps } from '../../src/core/network/types.ts';
import { Walker, type Start } from '../../src/core/network/walker.ts';
import { finish } from '../../src/core/types.ts';
import type { Project } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import { readOsm } from '../../src/io/osm/read.ts';
import { hasShared, readShared } from '../io/fixtures.ts';
import { readJson, readRows } from './read-place.ts';

interface Covered {
  residences: number;
  elders: number;
}

interface Summary {
  elders: number;
  residences: number;
  snapLimitMetres: number;
  network: { km: number };
  types: Record<
    string,
    {
      facilities: number;
      walking: Record<string, Covered>;
      unplacedElders: number;
      unreachableElders: number;
    }
  >;
}

const absent = hasShared ? '' : ' (skipped: ../shared is absent)';
const PLACES = ['porto', 'taipei-daan'];
const LIMITS = [500, 800, 1000, 1500];

/** All walks of a place, by type of facility. */
function walkPlace(project: Project, { snapLimitMetres, types }: Summary) {
  const streets = finish(prepareStreets(project, snapLimitMetres))!;
  const demand = prepareDemand(project, null);
  const homes = finish(placeHomes(streets, demand, project.gates));
  const moment = { year: null, pipeline: false };
  const tables = Object.keys(types).map((kind) => {
    const table = finish(walkByKind(streets, homes, { facilities: project.facilities, kind, moment }));
    return { kind, table, nearest: nearestOnFoot(table, homes) };
  });
  return { streets, demand, homes, tables };
}

const startAt = ({ edge, along, leg }: Snaps, i: number): Start => ({ edge: edge[i]!, along: along[i]!, leg: leg[i]! });

async function openPlace(place: string, isWrittenAgain: boolean): Promise<Project> {
  const { project } = await openFiles(readShared(place));
  if (!isWrittenAgain) return project;
  const { project: again, problems } = await openFiles(await writeProjectFolder(project));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return again;
}

const CASES = PLACES.flatMap((place) => [
  { place, isWrittenAgain: false, title: place },
  { place, isWrittenAgain: true, title: `${place}, written to a folder and read again` },
]);

describe.skipIf(!hasShared).each(CASES)(`walks in $title${absent}`, async ({ place, isWrittenAgain }) => {
  const summary = hasShared ? (readJson(place, 'expected/summary.json') as Summary) : null!;
  const rows = hasShared ? readRows(place, 'expected/walking.csv') : [];
  const project = hasShared ? await openPlace(place, isWrittenAgain) : null!;
  const walked = hasShared ? walkPlace(project, summary) : null!;
  const references = new Map(rows.map((row) => [row['id']!, row]));

  it('has every residence at its reference distance on foot, and in its state, for every type', () => {
    const { demand, tables } = walked;
    expect(demand.residences).toHaveLength(rows.length);
    for (const { kind, nearest } of tables) {
      expect(nearest.facilities).toHaveLength(summary.types[kind]!.facilities);
      demand.residences.forEach(({ id }, row) => {
        const reference = references.get(id)!;
        const metres = nearest.metres[row]!;
        const placed = metres < Infinity ? 'reached' : 'unreachable';
        expect(nearest.unplaced[row] === 1 ? 'unplaced' : placed, `${id} ${kind}`).toBe(reference[`${kind}_state`]);
        if (reference[`${kind}_state`] !== 'reached') {
          expect([metres, nearest.facility[row]]).toEqual([Infinity, -1]);
          return;
        }
        const far = Number(reference[`${kind}_metres`]);
        expect(Math.abs(metres - far), `${id} ${kind}`).toBeLessThanOrEqual(Math.max(0.1, far * 1e-4));
      });
    }
  });

  it('names the reference facility, or one at most a metre farther or nearer on foot', () => {
    const { streets, demand, homes, tables } = walked;
    const walker = new Walker(streets.network);
    const { accesses } = homes;
    let same = 0;
    let reached = 0;
    for (const { kind, table, nearest } of tables) {
      demand.residences.forEach(({ id }, row) => {
        const named = references.get(id)![`${kind}_facility`]!;
        if (nearest.facility[row]! < 0) return;
        reached += 1;
        if (table.facilities[nearest.facility[row]!]!.id === named) {
          same += 1;
          return;
        }
        const other = table.facilities.findIndex((facility) => facility.id === named);
        const [first, end] = [accesses.starts[row]!, accesses.starts[row + 1]!];
        const starts = Array.from({ length: end - first }, (_, i) => startAt(accesses, first + i));
        const route = findRoute(walker, starts, startAt(table.sites, other))!;
        expect(Math.abs(route.metres - nearest.metres[row]!), `${id} ${kind}`).toBeLessThanOrEqual(1);
      });
    }
    expect(same / reached).toBeGreaterThan(0.9);
  });

  it('covers exactly the reference residences and elders at 500, 800, 1000 and 1500 m, for every type', () => {
    const { demand, tables } = walked;
    expect(demand.totals).toMatchObject({ residences: summary.residences, elders: summary.elders });
    for (const { kind, nearest } of tables) {
      for (const limitMetres of LIMITS) {
        const { total } = serviceResults(demand, nearest, { ...createSettings(project), limitMetres });
        const covered = { residences: total.homesCovered, elders: total.eldersCovered };
        expect({ kind, limitMetres, ...covered }).toEqual({
          kind,
          limitMetres,
          ...summary.types[kind]!.walking[limitMetres],
        });
      }
    }
  });

  it('has the reference number of elders who are on no street, and who are on one that leads nowhere', () => {
    const { demand, tables } = walked;
    for (const { kind, nearest } of tables) {
      let [unplaced, unreachable] = [0, 0];
      demand.elders.forEach((elders, row) => {
        if (nearest.unplaced[row] === 1) unplaced += elders;
        else if (nearest.metres[row] === Infinity) unreachable += elders;
      });
      const { unplacedElders, unreachableElders } = summary.types[kind]!;
      expect({ kind, unplaced, unreachable }).toEqual({
        kind,
        unplaced: unplacedElders,
        unreachable: unreachableElders,
      });
    }
  });

  it('has the length of streets that the reference has, less what is drawn twice', () => {
    const km = walked.streets.network.edgeMetres.reduce((sum, metres) => sum + metres, 0) / 1000;
    expect(km).toBeLessThan(summary.network.km * 1.0001);
    expect(km).toBeGreaterThan(summary.network.km * 0.99);
  });
});

describe.skipIf(!hasShared)(`streets of porto by our own filter${absent}`, () => {
  it('cover within 3 % of the elders that the reference lines do at 1000 and 1500 m, for every type', async () => {
    const summary = readJson('porto', 'expected/summary.json') as Summary;
    const { project } = await openFiles(readShared('porto').filter(({ name }) => !/\.pbf$|walkways/u.test(name)));
    const extract = readShared('porto').find(({ name }) => name.endsWith('.pbf'))!;
    const clip = project.areas.flatMap(({ polygon }) => (polygon ? [polygon] : []));
    const { walkways } = await readOsm(extract, { clip });
    const { demand, tables } = walkPlace({ ...project, walkways }, summary);
    for (const { kind, nearest } of tables) {
      for (const limitMetres of [1000, 1500]) {
        const { total } = serviceResults(demand, nearest, { ...createSettings(project), limitMetres });
        const reference = summary.types[kind]!.walking[limitMetres]!.elders;
        expect(Math.abs(total.eldersCovered / reference - 1), `${kind} ${limitMetres} m`).toBeLessThan(0.03);
        // Islands are kept: who lives beside one is told apart. The reference has none.
        expect(total.unreachableElders).toBeLessThan(0.02 * summary.elders);
      }
    }
  });
});
