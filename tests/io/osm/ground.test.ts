import { describe, expect, it } from 'vitest';
import { findAdminLevel, findArea, findLine, nameAdminLevel } from '../../../src/io/osm/ground.ts';

describe('what a closed way covers', () => {
  it.each([
    [{ natural: 'water' }, 'water'],
    [{ waterway: 'riverbank' }, 'water'],
    [{ landuse: 'reservoir' }, 'water'],
    [{ leisure: 'park' }, 'green'],
    [{ leisure: 'garden' }, 'green'],
    [{ leisure: 'golf_course' }, 'green'],
    [{ landuse: 'forest' }, 'green'],
    [{ landuse: 'grass' }, 'green'],
    [{ landuse: 'recreation_ground' }, 'green'],
    [{ landuse: 'cemetery' }, 'green'],
    [{ natural: 'wood' }, 'green'],
    [{ natural: 'scrub' }, 'green'],
    [{ natural: 'grassland' }, 'green'],
    [{ landuse: 'farmland' }, 'farmland'],
    [{ building: 'apartments' }, 'building'],
    [{ building: 'yes', leisure: 'park' }, 'building'],
    [{ building: 'no' }, undefined],
    [{ building: 'yes', location: 'underground' }, undefined],
    [{ natural: 'water', tunnel: 'culvert' }, undefined],
    [{ natural: 'water', layer: '-1' }, undefined],
    [{ landuse: 'residential' }, undefined],
  ])('%j: %s', (tags, kind) => {
    expect(findArea(tags)?.kind).toBe(kind);
  });
});

describe('what a way is as a line', () => {
  it.each([
    [{ waterway: 'river' }, { kind: 'water', attributes: {} }],
    [{ waterway: 'stream' }, { kind: 'water', attributes: {} }],
    [
      { waterway: 'canal', tunnel: 'no' },
      { kind: 'water', attributes: {} },
    ],
    [{ railway: 'rail' }, { kind: 'rail', attributes: { class: 'rail' } }],
    [
      { railway: 'light_rail', bridge: 'yes', layer: '1' },
      { kind: 'rail', attributes: { bridge: 'yes', level: '1' } },
    ],
    [{ railway: 'subway' }, { kind: 'rail', attributes: { class: 'subway' } }],
    // Trams share the street: no barrier.
    [{ railway: 'tram' }, { kind: 'tram' }],
    [{ barrier: 'wall' }, { kind: 'wall', attributes: {} }],
    [{ barrier: 'city_wall' }, { kind: 'wall' }],
    [{ barrier: 'retaining_wall' }, { kind: 'wall' }],
    [{ highway: 'motorway' }, { kind: 'road', attributes: { class: 'motorway' } }],
    [
      { highway: 'footway', bridge: 'yes' },
      { kind: 'road', attributes: { class: 'footway', bridge: 'yes' } },
    ],
    [
      { highway: 'trunk', tunnel: 'yes' },
      { kind: 'road', attributes: { class: 'trunk' } },
    ],
  ])('%j', (tags, expected) => {
    expect(findLine(tags)).toMatchObject({ shape: 'line', ...expected });
  });

  it.each([
    { waterway: 'stream', tunnel: 'culvert' },
    { waterway: 'ditch' },
    { railway: 'rail', tunnel: 'yes' },
    { railway: 'subway', layer: '-2' },
    { railway: 'abandoned' },
    { railway: 'platform' },
    { barrier: 'fence' },
    { highway: 'construction', construction: 'primary' },
    { highway: 'proposed' },
  ])('nothing: %j', (tags) => {
    expect(findLine(tags)).toBeNull();
  });
});

describe('boundaries', () => {
  it.each([
    ['4', 'city'],
    ['5', 'city'],
    ['6', 'county'],
    ['7', 'county'],
    ['8', 'subdistrict'],
    ['9', 'community'],
    ['10', 'community'],
  ])('admin_level %s is drawn as %s', (level, name) => {
    expect(nameAdminLevel(findAdminLevel({ boundary: 'administrative', admin_level: level }) ?? -1)).toBe(name);
  });

  it.each([
    { boundary: 'administrative' },
    { boundary: 'administrative', admin_level: '11' },
    { boundary: 'administrative', admin_level: '2;4' },
    { boundary: 'protected_area', admin_level: '6' },
    { boundary: 'administrative', admin_level: '6', maritime: 'yes' },
  ])('%j is no boundary that is drawn', (tags) => {
    expect(findAdminLevel(tags)).toBeNull();
  });
});
