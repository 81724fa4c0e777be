/** What of an extract is drawn, and what bars the way between a door and a street: tags -> kinds of the background. */
import type { Attributes } from '../../core/types.ts';
import type { OsmTags } from './elements.ts';

export interface Ground {
  kind: string;
  shape: 'line' | 'area';
  attributes: Attributes;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Highways that are there, of every class: what is proposed or being built is not drawn. */
const ROADS = words(
  'motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link ' +
    'unclassified residential living_street service pedestrian footway path steps track cycleway bridleway busway road',
);
/** Tracks that people do not walk across. Trams share the street and bar nobody: a kind of their own. */
const RAILS = words('rail light_rail subway narrow_gauge');
/** Fences are left out: half of them are railings between lanes or with a gate that nobody has drawn. */
const WALLS = words('wall city_wall retaining_wall');
/** Ditches and drains are stepped over, or run in pipes. */
const STREAMS = words('river stream canal');

/** Tags of areas; the first that fits decides, so that a house in a park is a house. */
const AREAS: readonly (readonly [kind: string, key: string, values: ReadonlySet<string>])[] = [
  ['water', 'natural', words('water')],
  ['water', 'waterway', words('riverbank dock')],
  ['water', 'landuse', words('reservoir basin')],
  ['green', 'leisure', words('park garden golf_course nature_reserve common dog_park')],
  ['green', 'landuse', words('forest grass meadow recreation_ground village_green cemetery allotments')],
  ['green', 'natural', words('wood scrub grassland heath')],
  ['farmland', 'landuse', words('farmland farm orchard vineyard')],
];

/** What a closed way, or a multipolygon, covers; null where nothing that we draw. */
export function findArea(tags: OsmTags): Ground | null {
  const { building } = tags;
  if (building !== undefined && building !== 'no' && tags.location !== 'underground') return area('building');
  const found = AREAS.find(([, key, values]) => values.has(tags[key] ?? ''));
  return found === undefined || isTunnel(tags) ? null : area(found[0]);
}

function area(kind: string): Ground {
  return { kind, shape: 'area', attributes: {} };
}

/** What a way is as a line. A river under the ground, or a train, bars nobody. */
export function findLine(tags: OsmTags): Ground | null {
  if (ROADS.has(tags.highway ?? '')) return line('road', { class: tags.highway ?? '', ...levels(tags) });
  if (WALLS.has(tags.barrier ?? '')) return line('wall', {});
  // Never drawn: which side is the sea is not in the tags. Kept to be told.
  if (tags.natural === 'coastline') return line('coastline', {});
  if (isTunnel(tags)) return null;
  if (RAILS.has(tags.railway ?? '')) return line('rail', { class: tags.railway ?? '', ...levels(tags) });
  if (tags.railway === 'tram') return line('tram', levels(tags));
  return STREAMS.has(tags.waterway ?? '') ? line('water', {}) : null;
}

function line(kind: string, attributes: Attributes): Ground {
  return { kind, shape: 'line', attributes };
}

function isTunnel(tags: OsmTags): boolean {
  return (tags.tunnel !== undefined && tags.tunnel !== 'no') || Number(tags.layer ?? 0) < 0;
}

/** Only what is said, under the names of the background's columns. */
function levels({ bridge, layer }: OsmTags): Attributes {
  return { ...(layer === undefined ? {} : { level: layer }), ...(bridge === undefined ? {} : { bridge }) };
}

/** Administrative level of a relation or way (OSM wiki, Key:admin_level); null where it is no boundary that we draw. */
export function findAdminLevel(tags: OsmTags): number | null {
  if (tags.boundary !== 'administrative' || tags.maritime === 'yes') return null;
  const level = Number(tags.admin_level);
  return Number.isInteger(level) && level >= 2 && level <= 10 ? level : null;
}

/** Our word for an administrative level, as it is used in China: 5 prefecture, 6 county, 8 subdistrict, 10 community. */
export function nameAdminLevel(level: number): string {
  if (level <= 5) return 'city';
  if (level <= 7) return 'county';
  return level === 8 ? 'subdistrict' : 'community';
}
