/** Kept ways and areas with their nodes -> walkways and the ground of the map. */
import type { Attributes, BackgroundFeature, Position, Ring, Walkways } from '../../core/types.ts';
import type { OsmTags } from './elements.ts';
import type { Gathered, KeptArea, KeptWay } from './gather.ts';
import { nameAdminLevel, type Ground } from './ground.ts';
import { NumberList, type NodeTable } from './nodes.ts';
import { joinRings, nestRings } from './rings.ts';

/** A kept way with the places of its nodes in the table; -1 where a node has no id. */
export interface PlacedWay extends KeptWay {
  places: Int32Array;
}

export function placeWays({ ways, nodes: ids }: Gathered, nodes: NodeTable): PlacedWay[] {
  const places = Int32Array.from(ids.view(), (id) => nodes.find(id));
  // The ways themselves, not copies: there may be millions.
  return ways.map((way) => Object.assign(way, { places: places.subarray(way.from, way.to) }));
}

/** The stretches of a way whose nodes are there: what lies between is not known to be straight. */
function listStretches({ places }: PlacedWay, nodes: NodeTable): Int32Array[] {
  const stretches: Int32Array[] = [];
  let from = 0;
  for (let i = 0; i <= places.length; i++) {
    const place = places[i] ?? -1;
    if (place >= 0 && nodes.has(place)) continue;
    if (i - from >= 2) stretches.push(places.subarray(from, i));
    from = i + 1;
  }
  return stretches;
}

function isSquare({ tags }: PlacedWay): boolean {
  return tags.area === 'yes' || tags.type === 'multipolygon';
}

/**
 * Leaves out the outlines of squares that share no node with a line to walk on. Nothing leads onto such an outline: a
 * home beside it would step onto an island, though it has a street a few metres on.
 */
export function leaveLoneSquares(ways: readonly PlacedWay[], nodes: NodeTable): PlacedWay[] {
  const isOnLine = new Uint8Array(nodes.length);
  for (const way of ways) {
    if (isSquare(way)) continue;
    for (const place of way.places) if (place >= 0) isOnLine[place] = 1;
  }
  return ways.filter((way) => !isSquare(way) || way.places.some((place) => isOnLine[place] === 1));
}

/** Lines to walk on; the stretches of a broken way share its id. */
export function buildWalkways(ways: readonly PlacedWay[], nodes: NodeTable): { walkways: Walkways; used: number } {
  const coordinates = new NumberList();
  const starts = [0];
  const lines: PlacedWay[] = [];
  let used = 0;
  for (const way of ways) {
    const stretches = listStretches(way, nodes);
    if (stretches.length > 0) used++;
    for (const stretch of stretches) {
      for (const place of stretch) for (const degrees of nodes.position(place)) coordinates.push(degrees);
      starts.push(coordinates.length / 2);
      lines.push(way);
    }
  }
  const walkways: Walkways = {
    coordinates: coordinates.view().slice(),
    starts: Uint32Array.from(starts),
    ids: lines.map(({ id }) => String(id)),
    kinds: lines.map(({ tags }) => tags.highway ?? ''),
    attributes: lines.map(({ tags }) => describe(tags)),
  };
  return { walkways, used };
}

/**
 * What of the tags is kept, each only where it is said. `access` is what holds for people on foot; `area=yes` is the
 * outline of a square.
 */
function describe(tags: OsmTags): Attributes {
  const { foot, bridge, layer, name, tunnel, surface, wheelchair } = tags;
  const attributes: Attributes = {};
  const access = foot ?? tags.access;
  const area = tags.type === 'multipolygon' ? 'yes' : tags.area;
  const said = { access, bridge, level: layer ?? tags.level, name, tunnel, surface, wheelchair, area };
  for (const [key, value] of Object.entries(said)) {
    const text = value?.trim() ?? '';
    // Words of OSM but for names and levels: a number there would be a slip.
    if (text !== '' && (key === 'name' || key === 'level' || /^[a-z]/iu.test(text))) attributes[key] = text;
  }
  return attributes;
}

export interface Built {
  background: BackgroundFeature[];
  /** Areas whose outline does not close. */
  broken: number;
  coastlines: number;
}

/** `isInside`: whether a way is near enough to be kept. */
export function buildBackground(
  gathered: Gathered,
  ways: readonly PlacedWay[],
  nodes: NodeTable,
  isInside: (way: PlacedWay) => boolean,
): Built {
  const built: Built = { background: [], broken: 0, coastlines: 0 };
  const members = new Map<number, PlacedWay>();
  for (const way of ways) {
    if (gathered.members.has(way.id)) members.set(way.id, way);
    if (isInside(way)) addWay(built, way, nodes);
  }
  for (const area of gathered.areas) {
    const found = area.ways.flatMap((id) => members.get(id) ?? []);
    if (found.some(isInside)) addArea(built, area, found, nodes);
  }
  return built;
}

function addWay(built: Built, way: PlacedWay, nodes: NodeTable): void {
  const { line, area, adminLevel, tags } = way;
  if (line?.kind === 'coastline') built.coastlines++;
  else if (line !== null) addLines(built, line, way, nodes);
  if (adminLevel !== null) {
    const level = nameAdminLevel(adminLevel);
    addLines(built, { kind: 'boundary', shape: 'line', attributes: { level } }, { ...way, tags: {} }, nodes);
  }
  if (area === null) return;
  const ring = readRing(way, nodes);
  const isClosed = ring !== null && ring.length >= 4 && way.places[0] === way.places[way.places.length - 1];
  if (isClosed) built.background.push(createFeature(area, tags, { type: 'Polygon', coordinates: asGeoJson([ring]) }));
  else built.broken++;
}

function addLines(built: Built, ground: Ground, way: PlacedWay, nodes: NodeTable): void {
  for (const stretch of listStretches(way, nodes)) {
    const coordinates = Array.from(stretch, (place) => nodes.position(place));
    built.background.push(createFeature(ground, way.tags, { type: 'LineString', coordinates }));
  }
}

function addArea(built: Built, area: KeptArea, members: readonly PlacedWay[], nodes: NodeTable): void {
  const lines = members.flatMap((way) => {
    const line = readRing(way, nodes);
    return line === null || line.length < 2 ? [] : [line];
  });
  const rings = lines.length === area.ways.length ? joinRings(lines) : null;
  const polygons = rings === null ? [] : nestRings(rings);
  const [first] = polygons;
  if (first === undefined) {
    built.broken++;
    return;
  }
  const geometry: BackgroundFeature['geometry'] =
    polygons.length === 1
      ? { type: 'Polygon', coordinates: asGeoJson(first) }
      : { type: 'MultiPolygon', coordinates: polygons.map(asGeoJson) };
  built.background.push(createFeature(area.ground, area.tags, geometry));
}

function createFeature(ground: Ground, tags: OsmTags, geometry: BackgroundFeature['geometry']): BackgroundFeature {
  return { kind: ground.kind, name: (tags.name ?? '').trim(), geometry, attributes: { ...ground.attributes } };
}

/** The positions of a way; null where a node is missing. */
function readRing({ places }: PlacedWay, nodes: NodeTable): Ring | null {
  const ring: Position[] = [];
  for (const place of places) {
    if (place < 0 || !nodes.has(place)) return null;
    ring.push(nodes.position(place));
  }
  return ring;
}

/** Same data; only the compiler's read-only mark of Position is in the way of GeoJSON's mutable type. */
function asGeoJson(rings: readonly Ring[]): [number, number][][] {
  return rings as unknown as [number, number][][];
}
