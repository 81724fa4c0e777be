import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/i18n/index.ts';
import {
  formatAddress,
  LIMIT_RANGE,
  MEASURES,
  MINUTES_RANGE,
  parseAddress,
  SELECTABLE,
  VIEWS,
  type Address,
} from '../../src/state/address.ts';

const DEFAULTS: Address = {
  view: 'review',
  kind: null,
  mode: null,
  limitMetres: null,
  minutes: null,
  speedMetresPerSecond: null,
  year: null,
  pipeline: false,
  standard: null,
  row: null,
  selection: null,
  locale: null,
};

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('社区 3', 'a&b=c', '100%', '#/plan?x', 'R:1:2', 'a+b', '320500000001'),
);
const addresses: fc.Arbitrary<Address> = fc
  .record({
    view: fc.constantFrom(...VIEWS),
    kind: fc.option(text),
    mode: fc.option(fc.constantFrom(...MEASURES)),
    limitMetres: fc.option(fc.integer({ min: LIMIT_RANGE.least, max: LIMIT_RANGE.most })),
    minutes: fc.option(fc.integer({ min: MINUTES_RANGE.least, max: MINUTES_RANGE.most })),
    speedMetresPerSecond: fc.option(fc.integer({ min: 30, max: 160 }).map((hundredths) => hundredths / 100)),
    year: fc.oneof(fc.constant(null), fc.constant('any' as const), fc.integer({ min: 1900, max: 2200 })),
    pipeline: fc.boolean(),
    standard: fc.option(text),
    row: fc.option(text),
    selection: fc.option(fc.record({ kind: fc.constantFrom(...SELECTABLE), id: text })),
    locale: fc.option(fc.constantFrom(...LOCALES)),
  })
  // A limit is said in metres or in minutes; a row is one of a standard.
  .map((address) => ({
    ...address,
    ...(address.minutes !== null && { limitMetres: null }),
    ...(address.standard === null && { row: null }),
  }));

describe('the address of a view', () => {
  it('reads back as it was written, whatever ids and kinds are called', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const hash = formatAddress(address);
        expect(parseAddress(hash)).toEqual(address);
        // What the browser gives back is a whole address's hash.
        expect(parseAddress(new URL(`https://example.org/a/b/index.html${hash}`).hash)).toEqual(address);
      }),
    );
  });

  it('is short where nothing was said', () => {
    for (const view of VIEWS) expect(formatAddress({ ...DEFAULTS, view })).toBe(`#/${view}`);
  });

  it('can be written by hand', () => {
    expect(parseAddress('#/plan?kind=meals&limit=1500&year=2027&pipeline=1&lang=en&select=facility:F:1')).toEqual({
      view: 'plan',
      kind: 'meals',
      mode: null,
      limitMetres: 1500,
      minutes: null,
      speedMetresPerSecond: null,
      year: 2027,
      pipeline: true,
      standard: null,
      row: null,
      selection: { kind: 'facility', id: 'F:1' },
      locale: 'en',
    });
    expect(parseAddress('#nearby').view).toBe('nearby');
    expect(parseAddress('#/review?mode=both&minutes=15&speed=0.8')).toEqual({
      ...DEFAULTS,
      mode: 'both',
      minutes: 15,
      speedMetresPerSecond: 0.8,
    });
  });
});

describe('an address that makes no sense', () => {
  it.each([
    ['nothing', ''],
    ['a bare sign', '#'],
    ['an unknown view', '#/admin'],
    ['a view in capitals', '#/PLAN'],
    ['a name every object has', '#/constructor?lang=toString&select=__proto__:x'],
    ['a limit below 0', '#/review?limit=-500'],
    ['a limit of 0', '#/review?limit=0'],
    ['a limit below the range', '#/review?limit=9'],
    ['a limit beyond the range', '#/review?limit=6001'],
    ['an unknown way of measuring', '#/review?mode=cycling'],
    ['no minutes', '#/review?minutes=0'],
    ['minutes beyond the range', '#/review?minutes=61'],
    ['a pace below the range', '#/review?speed=0.29'],
    ['a pace beyond the range', '#/review?speed=1.61'],
    ['a limit with a fraction', '#/review?limit=500.5'],
    ['a limit as a power', '#/review?limit=1e3'],
    ['a limit in hexadecimal', '#/review?limit=0x3e8'],
    ['a limit that is no number', '#/review?limit=NaN'],
    ['an endless limit', `#/review?limit=${'9'.repeat(400)}`],
    ['a blank limit', '#/review?limit=&year='],
    ['a year of long ago', '#/review?year=1899'],
    ['a year far ahead', '#/review?year=2201'],
    ['planned ones in words', '#/review?pipeline=true'],
    ['a selection without a kind', '#/review?select=R1'],
    ['a selection of an unknown kind', '#/review?select=person:Wang'],
    ['an unknown language', '#/review?lang=fr'],
    ['broken escapes', '#/review?limit=%zz&lang=%'],
    ['script text', '#/<script>alert(1)</script>?limit=<script>&select=<img src=x onerror=alert(1)>&lang="><b>'],
    ['a very long one', `#/${'x'.repeat(1_000_000)}?limit=${'1'.repeat(1_000_000)}`],
  ])('is as if nothing was said: %s', (_, hash) => {
    expect(parseAddress(hash)).toEqual(DEFAULTS);
  });

  it('never throws, and never gives what is out of range', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `#/review?limit=${tail}`),
        ),
        (hash) => {
          const { view, limitMetres, year } = parseAddress(hash);
          expect(VIEWS).toContain(view);
          if (limitMetres !== null) expect(limitMetres).toBeGreaterThanOrEqual(LIMIT_RANGE.least);
          if (limitMetres !== null) expect(limitMetres).toBeLessThanOrEqual(LIMIT_RANGE.most);
          if (typeof year === 'number') expect(Number.isInteger(year)).toBe(true);
        },
      ),
    );
  });

  it('keeps what can be understood beside what cannot', () => {
    expect(parseAddress('#/plan?limit=-1&year=2026&lang=xx')).toEqual({ ...DEFAULTS, view: 'plan', year: 2026 });
  });
});
