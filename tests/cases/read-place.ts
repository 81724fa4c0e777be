/** A tiny reader of the reference places beside the project, so that the core is tested without our own readers. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Feature, FeatureCollection } from 'geojson';
import { dsvFormat } from 'd3';
import type { Area, AreaLevel, MultiPolygon, Project } from '../../src/core/types.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';

const DATA = new URL('../../../shared/data/', import.meta.url);

export const hasPlaces = existsSync(fileURLToPath(DATA));

type Row = Record<string, string>;

export function readRows(place: string, file: string): Row[] {
  const text = readFileSync(new URL(`${place}/${file}`, DATA), 'utf8').replace(/^\uFEFF/, '');
  return dsvFormat(',').parse(text);
}

export function readJson(place: string, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${place}/${file}`, DATA), 'utf8'));
}

const numberOrNull = (text: string | undefined): number | null => (text ? Number(text) : null);

export function readPlace(place: string): Project {
  const facilities = readRows(place, 'facilities.csv').map((row) =>
    makeFacility(row['id']!, [Number(row['lon']), Number(row['lat'])], {
      name: row['name']!,
      types: row['types']!.split(';'),
    }),
  );
  const residences = readRows(place, 'residences.csv').map((row) =>
    makeResidence(row['id']!, [Number(row['lon']), Number(row['lat'])], {
      areaId: row['area_id'] ?? null,
      elders: numberOrNull(row['elders']),
    }),
  );
  const areas = (readJson(place, 'areas.geojson') as FeatureCollection).features.map(toArea);
  return makeProject({ facilities, residences, areas });
}

function toArea({ properties, geometry }: Feature): Area {
  const given = properties as { id: string; name: string; level: AreaLevel; parent_id?: string; elders?: number };
  // The files hold longitude and latitude only, in polygons and multipolygons.
  const shape = geometry as unknown as { type: string; coordinates: unknown };
  const polygon = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as MultiPolygon;
  return makeArea(given.id, {
    name: given.name,
    level: given.level,
    parentId: given.parent_id ?? null,
    elders: given.elders ?? null,
    polygon,
  });
}
