import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { MapLayer } from '../../src/map/layer-types.ts';
import { DRAWING_ORDER, sortLayers } from '../../src/map/order.ts';
import { MAP_PAINT } from '../../src/map/paint.ts';
import { createLayers, createStyle, EMPTY } from '../../src/map/style.ts';

const layers = createLayers(MAP_PAINT.light);

describe('drawing order', () => {
  it('declares every layer that is created, and every declared layer is created', () => {
    expect(layers.map(({ id }) => id)).toEqual([...DRAWING_ORDER]);
  });

  it('refuses a layer that is not declared', () => {
    const stray: MapLayer = { id: 'stray', type: 'background' };
    expect(() => sortLayers([...layers, stray])).toThrow('map layer "stray" is not declared');
  });

  it('refuses a layer that is created twice', () => {
    expect(() => sortLayers([...layers, ...layers.slice(0, 1)])).toThrow('map layer "land" is created twice');
  });

  it('does not depend on the order in which layers are handed over', () => {
    expect(sortLayers([...layers].reverse())).toEqual(layers);
  });

  it('draws all texts above everything else, the gaps last but for the ends of a walk', () => {
    const texts = layers.map(({ id }) => id.startsWith('label-'));
    expect(texts.lastIndexOf(false)).toBeLessThan(texts.indexOf(true));
    expect(layers.slice(-2).map(({ id }) => id)).toEqual(['label-gap', 'label-walk']);
  });
});

describe('style', () => {
  const style = createStyle(
    {
      bounds: [0, 0, 1, 1],
      areas: EMPTY,
      residences: EMPTY,
      facilities: EMPTY,
      findPoint: () => undefined,
    },
    MAP_PAINT.light,
  );

  it('is accepted by the validator of the style specification that MapLibre uses', () => {
    // The package belongs to MapLibre and not to us: it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('maplibre-gl/package.json'));
    const { validateStyleMin } = require('@maplibre/maplibre-gl-style-spec') as {
      validateStyleMin: (style: unknown) => { message: string }[];
    };
    expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
    expect(validateStyleMin({ ...style, layers: [{ id: 'wrong', type: 'fill' }] })).not.toEqual([]);
  });

  it('names no address, so nothing is fetched', () => {
    expect(JSON.stringify(style)).not.toMatch(/https?:|\/\//);
    expect(style).not.toHaveProperty('glyphs');
    expect(style).not.toHaveProperty('sprite');
  });

  it('has the same layers with the same layout in both themes, so that a theme changes colours only', () => {
    const bare = (all: MapLayer[]): unknown[] => all.map(({ paint: _paint, ...rest }) => rest);
    expect(bare(createLayers(MAP_PAINT.dark))).toEqual(bare(layers));
  });
});
