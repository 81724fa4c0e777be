/** Answers of the Overpass API as JSON (`out body`, `out geom`) as a source of ways, relations and nodes. */
import { createProblem } from '../../core/problems.ts';
import type { Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import { toSevenDecimals, type OsmSource, type OsmTags, type OsmWay } from './elements.ts';

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const recordsOf = (value: unknown): Json[] => listOf(value).filter(isRecord);

/** Throws where the text is no JSON; the whole answer is held in memory, as JSON wants it. */
export function openOverpass(file: FileBytes): OsmSource {
  const answer: unknown = JSON.parse(new TextDecoder().decode(file.bytes));
  const top = isRecord(answer) ? answer : {};
  const elements = recordsOf(top.elements);
  const relations = elements.filter(({ type }) => type === 'relation');
  const geometries = new Geometries(elements, relations);
  return {
    relations: async (visit) => {
      for (const { id, tags, members } of relations)
        visit({ id: Number(id), tags: tagsOf(tags), ways: waysOf(members) });
    },
    ways: async (visit) => geometries.ways.forEach(visit),
    nodes: async (visit) => geometries.eachNode(visit),
    date: () => findDate(top.osm3s),
    problems: () => findRemark(file.name, top.remark),
  };
}

function tagsOf(value: unknown): OsmTags {
  const tags: Record<string, string> = {};
  for (const [key, text] of Object.entries(isRecord(value) ? value : {}))
    if (typeof text === 'string') tags[key] = text;
  return tags;
}

function waysOf(members: unknown): { id: number; role: string }[] {
  return recordsOf(members)
    .filter(({ type }) => type === 'way')
    .map(({ ref, role }) => ({ id: Number(ref), role: typeof role === 'string' ? role : '' }));
}

function findDate(value: unknown): string {
  const base = isRecord(value) ? value.timestamp_osm_base : undefined;
  return typeof base === 'string' && /^\d{4}-\d\d-\d\d/u.test(base) ? base.slice(0, 10) : '';
}

/** Overpass answers with what it has when time or memory are over, and says so here. */
function findRemark(file: string, remark: unknown): Problem[] {
  if (typeof remark !== 'string' || remark.trim() === '') return [];
  return [createProblem('osm_incomplete', { file, value: remark.trim().slice(0, 200) })];
}

/**
 * Ways with their nodes, whether the answer gives the nodes as elements, or coordinates in the ways or in the members
 * of relations. Where a way has coordinates and no ids, vertices at one place are taken for one node.
 */
class Geometries {
  readonly ways: OsmWay[] = [];
  readonly #nodes: number[][] = [];
  readonly #idsByPlace = new Map<string, number>();

  constructor(elements: readonly Json[], relations: readonly Json[]) {
    const ways = elements.filter(({ type }) => type === 'way');
    for (const { type, id, lon, lat } of elements) if (type === 'node') this.#addNode(Number(id), lon, lat);
    // Those with ids first: the others look for the ids of their places among them.
    for (const way of ways) if (Array.isArray(way.nodes)) this.#nameNodes(way);
    const named = new Set(ways.map(({ id }) => id));
    for (const way of ways) this.#addWay(way);
    for (const { type, ref, geometry } of relations.flatMap(({ members }) => recordsOf(members))) {
      if (type !== 'way' || named.has(ref) || !Array.isArray(geometry)) continue;
      named.add(ref);
      this.#addWay({ id: ref, geometry });
    }
  }

  eachNode(visit: (id: number, longitude7: number, latitude7: number) => void): void {
    for (const [id = 0, longitude7 = 0, latitude7 = 0] of this.#nodes) visit(id, longitude7, latitude7);
  }

  /** Returns false where the place is no place: Overpass writes null for vertices outside the asked bounds. */
  #addNode(id: number, lon: unknown, lat: unknown): boolean {
    const [longitude7, latitude7] = [toSevenDecimals(Number(lon)), toSevenDecimals(Number(lat))];
    if (!Number.isFinite(longitude7) || !Number.isFinite(latitude7)) return false;
    this.#nodes.push([id, longitude7, latitude7]);
    const place = `${longitude7},${latitude7}`;
    if (!this.#idsByPlace.has(place)) this.#idsByPlace.set(place, id);
    return true;
  }

  #nameNodes(way: Json): void {
    const places = listOf(way.geometry);
    listOf(way.nodes).forEach((id, i) => {
      const place = places[i];
      if (isRecord(place)) this.#addNode(Number(id), place.lon, place.lat);
    });
  }

  #addWay({ id, tags, nodes, geometry }: Json): void {
    const ids = Array.isArray(nodes) ? nodes.map(Number) : listOf(geometry).map((place) => this.#idOf(place));
    this.ways.push({ id: Number(id), tags: tagsOf(tags), nodes: ids });
  }

  /** Ids below all that editors make; NaN is a node that the answer does not hold. */
  #idOf(place: unknown): number {
    if (!isRecord(place)) return Number.NaN;
    const key = `${toSevenDecimals(Number(place.lon))},${toSevenDecimals(Number(place.lat))}`;
    const known = this.#idsByPlace.get(key);
    if (known !== undefined) return known;
    const id = -1e12 - this.#idsByPlace.size;
    return this.#addNode(id, place.lon, place.lat) ? id : Number.NaN;
  }
}
