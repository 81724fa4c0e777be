/** New day-care centres in Taipei: existing ones stay, every village is a candidate, straight lines; 18 proven optima. */
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import type { Position } from '../../../src/core/types.ts';
import type { Instance } from '../../../src/core/siting/types.ts';
import { makeInstance } from '../../core/siting/enumerate.ts';
import { tellTimes } from '../../core/siting/timed.ts';
import { hasPlaces, readPlace, readRows } from '../read-place.ts';
import { answer } from './read-reference.ts';

const rows = hasPlaces ? readRows('taipei', 'expected/siting.csv') : [];

const far = (from: Position, to: Position) => distanceMetres(from[0], from[1], to[0], to[1]);

function readInstance(limitMetres: number): Instance {
  const { residences, facilities } = readPlace('taipei');
  const old = facilities.filter((facility) => facility.types.includes('day_care'));
  const table = residences.map((home) =>
    residences.map((site) => {
      const metres = far(home.position, site.position);
      return metres <= limitMetres ? metres : Infinity;
    }),
  );
  return makeInstance(table, {
    weights: residences.map((home) => home.elders ?? 0),
    existing: residences.map((home) => Math.min(...old.map((place) => far(home.position, place.position)))),
    limitMetres,
  });
}

const FAMILY = 'Taipei';

describe.skipIf(!hasPlaces)(`Taipei${hasPlaces ? '' : ' (skipped: ../shared is absent)'}`, () => {
  tellTimes();

  it('is the whole reference', () => {
    expect(rows).toHaveLength(18);
  });

  it.each(rows.map((row) => [`${row['model']!} ${row['limit_metres']!} m, ${row['new_sites']!} sites`, row] as const))(
    'has the reference optimum: %s',
    async (_, row) => {
      const instance = readInstance(Number(row['limit_metres']));
      const count = Number(row['new_sites']);
      if (row['model'] === 'LSCP') {
        expect(await answer(FAMILY, instance, { model: 'sites', share: 1 })).toMatchObject({
          status: 'optimal',
          objective: count,
        });
        return;
      }
      const before = await answer(FAMILY, instance, { model: 'coverage', count: 0 });
      expect(before.objective).toBe(Number(row['elders_covered_before']));
      const found = await answer(FAMILY, instance, { model: 'coverage', count });
      expect(found).toMatchObject({
        status: 'optimal',
        objective: Number(row['elders_covered_total_or_homes_no_candidate_reaches']),
      });
      expect(found.objective - before.objective).toBe(Number(row['elders_added']));
    },
  );
});
