import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { linkTiers } from '../../../src/core/standards/links.ts';
import { compareIds, type Facility } from '../../../src/core/types.ts';
import { makeFacility } from '../make.ts';

/** East of each other on one parallel, `step` in hundredths of a degree. */
const at = (id: string, step: number, attributes: Facility['attributes'] = {}): Facility =>
  makeFacility(id, [118.7 + step / 100, 32], { name: `名${id}`, attributes });
const endsOf = (tiers: Facility[][]): string[] => linkTiers(tiers).map(({ from, to }) => `${from}>${to}`);

describe('links between tiers', () => {
  it('go from each facility to the nearest of the tier right above, in metres of the straight line', () => {
    const tiers = [[at('k', 0)], [at('c1', 1), at('c2', 9)], [at('p1', 2), at('p2', 7)]];
    expect(endsOf(tiers)).toEqual(['c1>k', 'c2>k', 'p1>c1', 'p2>c2']);
    const [first] = linkTiers(tiers);
    expect(first).toMatchObject({ isStated: false, metres: distanceMetres(118.7 + 1 / 100, 32, 118.7, 32) });
  });

  it('go to the one that the data name by id or name, of any tier above, however far', () => {
    const kitchen = at('k', 0);
    const canteens = [at('c1', 1), at('c2', 90)];
    const points = [
      at('p1', 2, { parent_id: 'c2' }),
      at('p2', 2, { provider: '名k' }),
      at('p3', 2, { provider: '某某公司' }),
    ];
    expect(linkTiers([[kitchen], canteens, points]).slice(2)).toMatchObject([
      { from: 'p1', to: 'c2', isStated: true },
      { from: 'p2', to: 'k', isStated: true },
      { from: 'p3', to: 'c1', isStated: false },
    ]);
  });

  it('need none for what stands in both tiers, and have none past an empty tier', () => {
    const both = at('b', 3);
    expect(endsOf([[at('k', 0)], [both], [both, at('p', 4)]])).toEqual(['b>k', 'p>b']);
    expect(endsOf([[at('k', 0)], [], [at('p', 4)]])).toEqual([]);
    // Named, it is found all the same.
    expect(endsOf([[at('k', 0)], [], [at('p', 4, { parent_id: 'k' })]])).toEqual(['p>k']);
    // Nobody supplies itself.
    expect(endsOf([[at('k', 0)], [at('c', 1, { parent_id: 'c' })]])).toEqual(['c>k']);
  });

  it('are the shortest that there are, ties by id', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const tier = (prefix: string) =>
      fc
        .array(place, { minLength: 1, maxLength: 6 })
        .map((places) => places.map(([x, y], i) => makeFacility(`${prefix}${i}`, [-58.4 + x / 100, -34.6 + y / 100])));
    fc.assert(
      fc.property(tier('a'), tier('b'), (above, below) => {
        const metres = (a: Facility, b: Facility): number =>
          distanceMetres(a.position[0], a.position[1], b.position[0], b.position[1]);
        for (const { from, to, metres: found } of linkTiers([above, below])) {
          const one = below.find(({ id }) => id === from);
          if (!one) throw new Error(`${from} is not below`);
          const least = Math.min(...above.map((other) => metres(one, other)));
          expect(found).toBe(least);
          const nearest = above.filter((other) => metres(one, other) === least).map(({ id }) => id);
          expect(to).toBe(nearest.sort(compareIds)[0]);
        }
        expect(linkTiers([above, below])).toHaveLength(below.length);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});
