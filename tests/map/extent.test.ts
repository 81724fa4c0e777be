import { describe, expect, it } from 'vitest';
import { clampPadding, findBounds, findMissingZoom, isInView } from '../../src/map/extent.ts';

describe('bounds of what is selected', () => {
  it('hold in Suzhou and in Valparaíso', () => {
    expect(
      findBounds({
        type: 'LineString',
        coordinates: [
          [120.6, 31.3],
          [120.4, 31.5],
        ],
      }),
    ).toEqual([120.4, 31.3, 120.6, 31.5]);
    expect(findBounds({ type: 'Point', coordinates: [-71.6, -33.04] })).toEqual([-71.6, -33.04, -71.6, -33.04]);
  });

  it('are none without coordinates', () => {
    expect(findBounds({ type: 'Polygon', coordinates: [] })).toBeUndefined();
  });
});

describe('whether something is in view', () => {
  const view = { left: 400, top: 0, right: 1000, bottom: 600 };

  it('is denied to what lies under the panel', () => {
    expect(isInView({ left: 100, top: 100, right: 200, bottom: 200 }, view)).toBe(false);
    expect(isInView({ left: 390, top: 100, right: 500, bottom: 200 }, view)).toBe(false);
  });

  it('is granted to what is wholly free and to what fills the view', () => {
    expect(isInView({ left: 400, top: 0, right: 500, bottom: 100 }, view)).toBe(true);
    expect(isInView({ left: -2000, top: -2000, right: 3000, bottom: 3000 }, view)).toBe(true);
  });
});

describe('zoom that an area misses', () => {
  const box = (width: number, height: number) => ({ left: 300, top: 200, right: 300 + width, bottom: 200 + height });

  it('is none for what can be told from its neighbours, be it narrow', () => {
    expect(findMissingZoom(box(40, 3))).toBe(0);
    expect(findMissingZoom(box(900, 700))).toBe(0);
  });

  it('makes a speck a hundred pixels wide, and stops where it would show no neighbours', () => {
    expect(25 * 2 ** findMissingZoom(box(20, 25))).toBeCloseTo(100);
    expect(findMissingZoom(box(0, 0))).toBe(4);
  });
});

describe('padding', () => {
  it('is kept where there is room', () => {
    const padding = { left: 420, top: 0, right: 0, bottom: 20 };
    expect(clampPadding(padding, 1280, 720)).toEqual(padding);
  });

  it('always leaves some map to fit into, even under a sheet that covers all', () => {
    const { top, bottom } = clampPadding({ left: 0, top: 100, right: 0, bottom: 800 }, 390, 600);
    expect(600 - top - bottom).toBeGreaterThanOrEqual(79.999);
  });
});
