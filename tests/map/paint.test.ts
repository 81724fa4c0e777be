import { describe, expect, it } from 'vitest';
import { FACILITY_KINDS } from '../../src/map/kinds.ts';
import { AREA_CLASSES, MAP_PAINT, type MapPaint, type Theme } from '../../src/map/paint.ts';
import { createSymbolLook, SYMBOL_PATHS, SYMBOL_STATES } from '../../src/map/symbols.ts';
import { measureContrast, measureDifference, type Vision } from './colour.ts';

const THEMES: Theme[] = ['light', 'dark'];
const VISIONS: Vision[] = ['normal', 'deuteranopia', 'protanopia'];
/** Difference in L*a*b* of two large fills that are told apart at a glance; 2.3 is just noticeable side by side. */
const CLEAR = 10;
type Plain = Exclude<keyof MapPaint, 'areas' | 'facilities' | 'reach'>;
const TEXTS: [Plain, Plain][] = [
  ['ink', 'halo'],
  ['mutedInk', 'halo'],
  ['mutedInk', 'road'],
  ['waterText', 'waterHalo'],
  ['greenText', 'green'],
  ['gapText', 'halo'],
  ['ink', 'land'],
];

describe('colour formulas', () => {
  it('agree with published values', () => {
    expect(measureContrast('#000000', '#FFFFFF')).toBeCloseTo(21, 6);
    expect(measureContrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
    expect(measureDifference('#000000', '#FFFFFF', 'normal')).toBeCloseTo(100, 1);
    // Lab of sRGB red is 53.24, 80.09, 67.20.
    expect(measureDifference('#FF0000', '#000000', 'normal')).toBeCloseTo(Math.hypot(53.24, 80.09, 67.2), 1);
  });

  it('know that red and green come close for those who lack green cones', () => {
    const [red, green] = ['#C00000', '#5A7A00'];
    const seen = measureDifference(red, green, 'deuteranopia');
    expect(seen).toBeLessThan(measureDifference(red, green, 'normal') / 2);
  });
});

describe.each(THEMES)('palette, %s theme', (theme) => {
  const paint = MAP_PAINT[theme];

  it.each(TEXTS)('%s stands out from %s by at least 4.5:1', (text, ground) => {
    expect(measureContrast(paint[text], paint[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(FACILITY_KINDS)('the letter in the symbol of %s is legible: filled, hollow and struck', (kind) => {
    for (const state of SYMBOL_STATES) {
      const { fill, letter } = createSymbolLook(kind, state, paint);
      expect(measureContrast(letter, fill)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(VISIONS)('neighbouring classes of communities differ clearly with %s vision', (vision) => {
    for (const [i, name] of AREA_CLASSES.slice(1).entries()) {
      const before = AREA_CLASSES[i] ?? 'lacking';
      expect(measureDifference(paint.areas[before], paint.areas[name], vision)).toBeGreaterThan(CLEAR);
    }
  });

  it.each(VISIONS)('no two plain classes look alike with %s vision; the hatched ones do not need colour', (vision) => {
    const plain = AREA_CLASSES.filter((name) => name !== 'lacking');
    for (const a of plain) {
      for (const b of plain) {
        if (a !== b) expect(measureDifference(paint.areas[a], paint.areas[b], vision)).toBeGreaterThan(CLEAR);
      }
    }
  });

  it.each(VISIONS)(
    'steps of minutes on streets differ clearly, one lighter than the other, with %s vision',
    (vision) => {
      const far = paint.reach.map((colour) => measureContrast(colour, paint.land));
      expect(far).toEqual([...far].sort((a, b) => b - a));
      paint.reach.slice(1).forEach((colour, i) => {
        expect(measureDifference(paint.reach[i] ?? '', colour, vision)).toBeGreaterThan(CLEAR);
      });
      expect(far.at(-1)).toBeGreaterThan(1.5);
    },
  );

  it('hatches, outlines and home rings stand out from the fill below them by at least 3:1', () => {
    const { areas } = paint;
    expect(measureContrast(paint.gap, areas.lacking)).toBeGreaterThanOrEqual(3);
    expect(measureContrast(paint.unknownLine, areas.unknown)).toBeGreaterThanOrEqual(3);
    for (const fill of Object.values(areas)) {
      expect(measureContrast(paint.homeOutsideRing, fill)).toBeGreaterThanOrEqual(3);
      expect(measureContrast(paint.homeInside, fill)).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('symbols', () => {
  it('have a shape of their own for every group', () => {
    expect(new Set(Object.values(SYMBOL_PATHS)).size).toBe(FACILITY_KINDS.length);
  });

  it('show planned facilities hollow and closed ones struck', () => {
    const [open, planned, closed] = SYMBOL_STATES.map((state) => createSymbolLook('meals', state, MAP_PAINT.light));
    expect(open?.fill).toBe(MAP_PAINT.light.facilities.meals);
    expect(planned?.fill).toBe(MAP_PAINT.light.facilityGround);
    expect([open?.struck, planned?.struck, closed?.struck]).toEqual([false, false, true]);
  });
});
