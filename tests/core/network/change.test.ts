/** One facility more or less, against doing everything again. */
import { describe, expect, it } from 'vitest';
import { createSample } from '../../../scripts/sample/create.ts';
import { placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../../src/core/evaluate.ts';
import { eldersChanged, indexHomes, withoutSite, withSite, type WalkChange } from '../../../src/core/network/change.ts';
import { snapPlaces } from '../../../src/core/network/snap.ts';
import type { Start } from '../../../src/core/network/walker.ts';
import { Walker } from '../../../src/core/network/walker.ts';
import { finish, type Facility } from '../../../src/core/types.ts';

const project = createSample({ size: 'district', seed: 7 });
const demand = prepareDemand(project, project.year);
const streets = finish(prepareStreets(project, 200))!;
const homes = finish(placeHomes(streets, demand, project.gates));
const moment = { year: null, pipeline: false };
const tableOf = (facilities: Facility[]) =>
  finish(walkByKind(streets, homes, { facilities, kind: 'day_care', moment }));

const table = tableOf(project.facilities);
const index = indexHomes(table, homes, streets.network.edges);
const walker = new Walker(streets.network);

/** The metres of all homes after a change. */
function apply({ rows, metres }: WalkChange): number[] {
  const after = [...table.homes.firstMetres];
  rows.forEach((row, i) => (after[row] = metres[i]!));
  return after;
}

function expectSame(changed: number[], again: Float64Array): void {
  const worst = changed.reduce((most, metres, row) => {
    if (metres === again[row]) return most; // also where both are Infinity
    return Math.max(most, Math.abs(metres - again[row]!));
  }, 0);
  expect(worst).toBeLessThan(1e-6);
}

function placeAt(longitude: number, latitude: number): Start | null {
  const places = { longitudes: [longitude], latitudes: [latitude] };
  const { edge, along, leg } = finish(snapPlaces(streets.network, places, 200, streets.barriers));
  return edge[0]! < 0 ? null : { edge: edge[0]!, along: along[0]!, leg: leg[0]! };
}

describe('one facility', () => {
  it('more gives what the whole search gives, at every vacant premises', () => {
    expect(project.candidates.length).toBeGreaterThan(20);
    let changes = 0;
    for (const { position } of project.candidates) {
      const place = placeAt(position[0], position[1]);
      const change = withSite(walker, { table, homes, index }, place);
      const model = project.facilities.find(({ types }) => types.includes('day_care'))!;
      const added: Facility = { ...model, id: '~new', position, status: 'open', opened: null, closes: null };
      expectSame(apply(change), tableOf([...project.facilities, added]).homes.firstMetres);
      changes += change.rows.length;
    }
    expect(changes).toBeGreaterThan(500);
  });

  it('less gives what the whole search gives, whichever goes', () => {
    const before = table.facilities.length;
    expect(before).toBeGreaterThan(10);
    for (let site = 0; site < before; site++) {
      const gone = table.facilities[site]!;
      const again = tableOf(project.facilities.filter(({ id }) => id !== gone.id));
      expectSame(apply(withoutSite(table, index, site)), again.homes.firstMetres);
    }
  });

  it('off the streets changes nothing', () => {
    expect(withSite(walker, { table, homes, index }, null).rows).toHaveLength(0);
  });

  it('changes the elders within a limit by exactly those whose walk passes it', () => {
    const covered = (metres: ArrayLike<number>) =>
      Array.from(metres).reduce((sum, each, row) => sum + (each <= 800 ? demand.elders[row]! : 0), 0);
    const { position } = project.candidates[3]!;
    const more = withSite(walker, { table, homes, index }, placeAt(position[0], position[1]));
    const less = withoutSite(table, index, 0);
    for (const change of [more, less]) {
      const { gained, lost } = eldersChanged(demand, table, change, 800);
      expect(gained - lost).toBe(covered(apply(change)) - covered(table.homes.firstMetres));
    }
    expect(eldersChanged(demand, table, more, 800).lost).toBe(0);
    expect(eldersChanged(demand, table, less, 800).gained).toBe(0);
  });
});
