import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { exactly, oneOf, type SameShape } from '../../../src/io/standards/schema-parts.ts';
import { MEASURE_KINDS } from '../../../src/io/standards/measure-schema.ts';
import { packSchema } from '../../../src/io/standards/pack-schema.ts';
import { at, createExample } from './make-pack.ts';

interface Place {
  id: string;
  beds?: number;
}

describe('a schema that is not exactly its type', () => {
  it('does not compile, whatever the difference', () => {
    const place = exactly<Place>();
    expect(place(v.strictObject({ id: v.string(), beds: v.exactOptional(v.number()) })).type).toBe('strict_object');
    // @ts-expect-error: the optional field is forgotten
    place(v.strictObject({ id: v.string() }));
    // @ts-expect-error: the optional field is required
    place(v.strictObject({ id: v.string(), beds: v.number() }));
    // @ts-expect-error: a field too many
    place(v.strictObject({ id: v.string(), beds: v.exactOptional(v.number()), mood: v.exactOptional(v.string()) }));
    // @ts-expect-error: another type
    place(v.strictObject({ id: v.string(), beds: v.exactOptional(v.string()) }));
    // @ts-expect-error: a member of a union is forgotten
    exactly<'a' | 'b'>()(v.literal('a'));
    // @ts-expect-error: deep inside, an optional field is forgotten
    exactly<{ places: Place[] }>()(v.strictObject({ places: v.array(v.strictObject({ id: v.string() })) }));
  });

  it('differs in the eyes of the compiler from the type', () => {
    const same: SameShape<Place, Place> = true;
    const different: SameShape<Place, { id: string }> = false;
    expect([same, different]).toEqual([true, false]);
  });
});

describe('a union that looks at what is meant', () => {
  const circle = v.strictObject({ radius: v.number() });
  const box = v.strictObject({ width: v.number(), height: v.number() });
  const shape = oneOf([v.string(), circle, box], (input) => ('radius' in input ? circle : box));

  it('takes each of its members', () => {
    for (const value of ['none', { radius: 1 }, { width: 1, height: 2 }]) expect(v.is(shape, value)).toBe(true);
  });

  it('says what is wrong with the member that was meant', () => {
    const issues = v.safeParse(shape, { width: 1, height: 'tall' }).issues ?? [];
    expect(issues.map((issue) => [v.getDotPath(issue), issue.expected])).toEqual([['height', 'number']]);
  });

  it.each([[null], [[]], [4], [undefined]])('refuses %j', (value) => {
    expect(v.is(shape, value)).toBe(false);
  });
});

describe('the schema of packs', () => {
  it('takes the example and gives back the same', () => {
    expect(v.parse(packSchema, createExample())).toEqual(createExample());
  });

  it('knows the 23 kinds of measures', () => {
    expect(new Set(MEASURE_KINDS).size).toBe(23);
  });

  it('takes no number that a computer reads as infinite', () => {
    const pack = createExample();
    at(pack, 'requirements', 3, 'target').value = Number.POSITIVE_INFINITY;
    expect(v.is(packSchema, pack)).toBe(false);
  });
});
