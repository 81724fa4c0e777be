import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { MAX_NESTING } from '../../../src/io/formats/bounds.ts';
import { checkGeometry } from '../../../src/io/formats/geometry.ts';
import { GEOMETRIES } from './flatgeobuf-fixtures.ts';

/** Every position with a height, and a time behind it. */
const raise = (geometry: Geometry): unknown =>
  JSON.parse(JSON.stringify(geometry).replace(/\[(-?[\d.]+),(-?[\d.]+)\]/g, '[$1,$2,12.5,1700000000]'));

const codeOf = (value: unknown) => checkGeometry(value).fault?.code ?? null;

describe('a geometry from a file', () => {
  it.each(GEOMETRIES.map((geometry) => [geometry.type, geometry] as const))(
    'that is a sound %s is taken as it is, heights left out, and not shared with the input',
    (_, geometry) => {
      const given = raise(geometry);
      const before = structuredClone(given);
      expect(checkGeometry(given)).toEqual({ geometry, fault: null });
      expect(given).toEqual(before);
    },
  );

  it('that is missing is no fault', () => {
    expect(checkGeometry(null)).toEqual({ geometry: null, fault: null });
    expect(checkGeometry(undefined)).toEqual({ geometry: null, fault: null });
  });

  it('loses members that are none of its own', () => {
    const point = { type: 'Point', coordinates: [-70.65, -33.45], bbox: [0, 0, 1, 1], note: 'x', crs: {} };
    expect(checkGeometry(point).geometry).toEqual({ type: 'Point', coordinates: [-70.65, -33.45] });
  });

  it.each([
    ['a word', 'POINT (1 2)'],
    ['a number', 7],
    ['a list', [120, 31]],
    ['without a type', { coordinates: [120, 31] }],
    ['of a type in small letters', { type: 'point', coordinates: [120, 31] }],
    ['of a type that is a number', { type: 1, coordinates: [120, 31] }],
    ['a feature', { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }],
    ['a name that every object has', { type: 'constructor', coordinates: [1, 2] }],
    ['a collection without members', { type: 'GeometryCollection' }],
    ['a collection of words', { type: 'GeometryCollection', geometries: ['x'] }],
  ])('that is %s is of a wrong kind', (_, value) => {
    expect(codeOf(value)).toBe('geometry_wrong_kind');
    expect(checkGeometry(value).geometry).toBeNull();
  });

  const position = [120, 31];
  const line = [position, [121, 32]];
  const rings = [[...line, [121, 31], position]];

  it.each([
    ['Point', line],
    ['Point', []],
    ['Point', [120]],
    ['Point', [null, 31]],
    ['Point', ['120', '31']],
    ['Point', [120, Number.NaN]],
    ['Point', [Infinity, 31]],
    ['Point', { lon: 120, lat: 31 }],
    ['MultiPoint', position],
    ['LineString', position],
    ['LineString', rings],
    ['LineString', [position, null]],
    ['MultiLineString', line],
    ['Polygon', line],
    ['Polygon', [rings]],
    ['MultiPolygon', rings],
    ['MultiPolygon', [[rings]]],
    ['MultiPolygon', [[[position, [120, '31']]]]],
  ])('that is a %s with coordinates %j says so and quotes them', (type, coordinates) => {
    const { geometry, fault } = checkGeometry({ type, coordinates });
    expect(geometry).toBeNull();
    expect(fault?.code).toBe('coordinate_not_number');
    expect(typeof fault?.value).toBe('string');
  });

  it('quotes no more than a line, NaN and infinity by name', () => {
    expect(checkGeometry({ type: 'Point', coordinates: [Number.NaN, -Infinity] }).fault?.value).toBe(
      '["NaN","-Infinity"]',
    );
    const long = checkGeometry({ type: 'Point', coordinates: ['x'.repeat(5000), 1] }).fault;
    expect(String(long?.value).length).toBeLessThanOrEqual(80);
  });

  it('that is a collection with one bad member is bad, with the reason of that member', () => {
    const good = { type: 'Point', coordinates: position };
    const bad = { type: 'Point', coordinates: ['x', 1] };
    expect(codeOf({ type: 'GeometryCollection', geometries: [good, bad] })).toBe('coordinate_not_number');
    expect(checkGeometry({ type: 'GeometryCollection', geometries: [good, null] }).geometry).toEqual({
      type: 'GeometryCollection',
      geometries: [good],
    });
  });

  it('may nest collections up to the bound and not one deeper', () => {
    const nest = (depth: number): unknown =>
      depth === 0
        ? { type: 'Point', coordinates: position }
        : { type: 'GeometryCollection', geometries: [nest(depth - 1)] };
    expect(codeOf(nest(MAX_NESTING))).toBeNull();
    expect(codeOf(nest(MAX_NESTING + 1))).toBe('geometry_wrong_kind');
  });

  it('is not judged by ranges, crossings or open rings here', () => {
    expect(codeOf({ type: 'Point', coordinates: [40_500_000, 3_450_000] })).toBeNull();
    expect(codeOf({ type: 'Polygon', coordinates: [line] })).toBeNull();
    expect(codeOf({ type: 'LineString', coordinates: [] })).toBeNull();
  });
});
