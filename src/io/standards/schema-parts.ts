/** What the schemas of packs are made of: bounds, ways to say what a field is, and a check of each against its type. */
import * as v from 'valibot';
import type { LocalName } from '../../core/types.ts';

/** More than any document needs; a file beyond is damaged or hostile. Lengths of text in UTF-16 units. */
export const BOUNDS = {
  /** Of the whole file. */
  characters: 4_000_000,
  rows: 2000,
  /** Items of a list inside a row. */
  items: 100,
  text: 2000,
  /** Ids, column names, type codes. */
  word: 100,
  /** Objects and lists inside each other in one row: conditions within conditions up to about ten deep. */
  nesting: 30,
  /** Texts, numbers, lists and objects in one row. */
  values: 5000,
  number: 1e12,
} as const;

/** All fields there and required, so that one which a schema has forgotten shows. */
type Full<T> = T extends object ? { [K in keyof T]-?: Full<T[K]> } : T;
type Fits<A, B> = [A] extends [B] ? true : false;
/** Whether two types take the same values, optional fields included. */
export type SameShape<A, B> = false extends Fits<A, B> | Fits<B, A> | Fits<Full<A>, Full<B>> | Fits<Full<B>, Full<A>>
  ? false
  : true;

/** Gives the schema back; does not compile where it is not exactly the schema of `T`. */
export function exactly<T>() {
  return <S extends v.GenericSchema>(schema: SameShape<v.InferOutput<S>, T> extends true ? S : never): S => schema;
}

/** A field with its meaning, which the JSON Schema shows. */
export function field<S extends v.GenericSchema>(description: string, schema: S): S {
  // The pipe has all that the schema has, and the description.
  return v.pipe(schema, v.description(description)) as unknown as S;
}

/** A field that may be left away. */
export function maybe<S extends v.GenericSchema>(description: string, schema: S): v.ExactOptionalSchema<S, undefined> {
  return v.exactOptional(field(description, schema));
}

/** A part that has a name of its own in the JSON Schema. */
export function part<S extends v.GenericSchema>(schema: S): v.LazySchema<S> {
  return v.lazy(() => schema);
}

/**
 * A union that looks at the input to tell which member is meant, so that what is wrong is said of that one alone.
 * For JSON Schema it is a union like any other.
 */
export function oneOf<const Options extends v.UnionOptions>(
  options: Options,
  choose: (input: object) => v.GenericSchema,
): v.UnionSchema<Options, undefined> {
  const union = v.union(options);
  const run: v.GenericSchema['~run'] = (dataset, config) => {
    const { value } = dataset;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return (isObject ? choose(value) : union)['~run'](dataset, config);
  };
  return { ...union, '~run': run };
}

export const text = v.pipe(v.string(), v.minLength(1), v.maxLength(BOUNDS.text));
export const word = v.pipe(v.string(), v.minLength(1), v.maxLength(BOUNDS.word), v.regex(/^\S+(?: \S+)*$/));
/** Bounded on both sides, which leaves out the infinity that 1e999 is read as. */
export const number = v.pipe(v.number(), v.minValue(-BOUNDS.number), v.maxValue(BOUNDS.number));
export const amountAboveZero = v.pipe(v.number(), v.gtValue(0), v.maxValue(BOUNDS.number));
export const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2200));
export const cell = v.union([v.pipe(v.string(), v.maxLength(BOUNDS.text)), number, v.boolean(), v.null()]);

/** A list with at least one item. */
export function listOf<S extends v.GenericSchema>(item: S) {
  return v.pipe(v.array(item), v.minLength(1), v.maxLength(BOUNDS.items));
}

/** A list that may be empty. */
export function anyOf<S extends v.GenericSchema>(item: S) {
  return v.pipe(v.array(item), v.maxLength(BOUNDS.items));
}

export const localName = exactly<LocalName>()(
  v.strictObject({ zh: field('Chinese.', text), en: field('English.', text) }),
);
export const name = part(localName);
