/** Tiny extracts made by hand, and the same data written in every form that OpenStreetMap comes in. */
import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Walkways } from '../../../src/core/types.ts';
import type { OsmBytes } from '../../../src/io/osm/read.ts';

export type Tags = Record<string, string>;

export interface OsmData {
  /** Id -> longitude, latitude in degrees. */
  nodes: Record<number, [number, number]>;
  ways: { id: number; tags: Tags; nodes: number[] }[];
  relations?: { id: number; tags: Tags; ways: [id: number, role: string][] }[];
}

const nodesOf = (data: OsmData): [number, number, number][] =>
  Object.entries(data.nodes)
    .map(([id, [longitude, latitude]]): [number, number, number] => [Number(id), longitude, latitude])
    .sort((a, b) => a[0] - b[0]);

const escape = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
const xmlTags = (tags: Tags): string =>
  Object.entries(tags)
    .map(([key, value]) => `<tag k="${escape(key)}" v="${escape(value)}"/>`)
    .join('');

export function xmlText(data: OsmData): string {
  const nodes = nodesOf(data).map(([id, lon, lat]) => `<node id="${id}" lat="${lat}" lon="${lon}" visible="true"/>`);
  const ways = data.ways.map(
    ({ id, tags, nodes: ids }) =>
      `<way id="${id}">${ids.map((ref) => `<nd ref="${ref}"/>`).join('')}${xmlTags(tags)}</way>`,
  );
  const relations = (data.relations ?? []).map(
    ({ id, tags, ways: members }) =>
      `<relation id="${id}"><member type="node" ref="1" role="label"/>${members
        .map(([ref, role]) => `<member type="way" ref="${ref}" role="${role}"/>`)
        .join('')}${xmlTags(tags)}</relation>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n${[...nodes, ...ways, ...relations].join('\n')}\n</osm>\n`;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const xml = (data: OsmData): OsmBytes => ({ name: 'a.osm', bytes: bytesOf(xmlText(data)) });

const overpass = (elements: unknown[]): OsmBytes => ({
  name: 'a.json',
  bytes: bytesOf(JSON.stringify({ version: 0.6, osm3s: { timestamp_osm_base: '2024-05-01T10:00:00Z' }, elements })),
});

/** `out body; >; out skel;`: nodes are elements. */
export function overpassBody(data: OsmData): OsmBytes {
  const relations = (data.relations ?? []).map(({ id, tags, ways }) => ({
    type: 'relation',
    id,
    tags,
    members: [{ type: 'node', ref: 1, role: 'label' }, ...ways.map(([ref, role]) => ({ type: 'way', ref, role }))],
  }));
  const nodes = nodesOf(data).map(([id, lon, lat]) => ({ type: 'node', id, lon, lat }));
  return overpass([...relations, ...data.ways.map((way) => ({ type: 'way', ...way })), ...nodes]);
}

/** `out geom`: coordinates stand in the ways, and in the members of relations; `ids`: whether nodes are named too. */
export function overpassGeom(data: OsmData, ids: boolean): OsmBytes {
  const geometryOf = (nodes: number[]) =>
    nodes.map((id) => {
      const node = data.nodes[id];
      return node === undefined ? null : { lat: node[1], lon: node[0] };
    });
  const tagged = data.ways.filter(({ tags }) => Object.keys(tags).length > 0);
  const relations = (data.relations ?? []).map(({ id, tags, ways }) => ({
    type: 'relation',
    id,
    tags,
    members: ways.map(([ref, role]) => {
      const way = data.ways.find((candidate) => candidate.id === ref);
      return { type: 'way', ref, role, ...(way ? { geometry: geometryOf(way.nodes) } : {}) };
    }),
  }));
  const ways = tagged.map(({ id, tags, nodes }) => ({
    type: 'way',
    id,
    tags,
    ...(ids ? { nodes } : {}),
    geometry: geometryOf(nodes),
  }));
  return overpass([...relations, ...ways]);
}

export interface PbfForm {
  /** Nodes one by one instead of dense. */
  plainNodes?: boolean;
  /** Blobs without compression. */
  raw?: boolean;
  /** Elements in a block. */
  perBlock?: number;
  features?: string[];
  /** Seconds since 1970 of the data. */
  seconds?: number;
}

type Element =
  | { kind: 'node'; id: number; longitude: number; latitude: number }
  | { kind: 'way'; id: number; tags: Tags; nodes: number[] }
  | { kind: 'relation'; id: number; tags: Tags; ways: [id: number, role: string][] };

/** The blobs of a file, so that tests can damage one of them. */
export function pbfBlobs(data: OsmData, form: PbfForm = {}): Uint8Array[] {
  const kinds: Element[][] = [
    nodesOf(data).map(([id, longitude, latitude]) => ({ kind: 'node', id, longitude, latitude })),
    data.ways.map((way) => ({ kind: 'way', ...way })),
    (data.relations ?? []).map((relation) => ({ kind: 'relation', ...relation })),
  ];
  const size = form.perBlock ?? 8000;
  const blocks = kinds.flatMap((elements) =>
    Array.from({ length: Math.ceil(elements.length / size) }, (_, i) => elements.slice(i * size, (i + 1) * size)),
  );
  const header = new PbfWriter();
  for (const feature of form.features ?? ['OsmSchema-V0.6', 'DenseNodes']) header.writeStringField(4, feature);
  if (form.seconds !== undefined) header.writeVarintField(32, form.seconds);
  return [
    blob('OSMHeader', header.finish(), form),
    ...blocks.map((elements) => blob('OSMData', block(elements, form), form)),
  ];
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export const pbf = (data: OsmData, form: PbfForm = {}): OsmBytes => ({
  name: 'a.osm.pbf',
  bytes: joinBytes(pbfBlobs(data, form)),
});

function blob(type: string, content: Uint8Array, { raw = false }: PbfForm): Uint8Array {
  const body = new PbfWriter();
  if (raw) body.writeBytesField(1, content);
  else {
    body.writeVarintField(2, content.length);
    body.writeBytesField(3, deflateSync(content));
  }
  const packed = body.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, packed.length);
  const head = header.finish();
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, head.length);
  return joinBytes([size, head, packed]);
}

function block(elements: readonly Element[], { plainNodes = false }: PbfForm): Uint8Array {
  const texts = [''];
  const indexOf = (text: string): number => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
  const group = new PbfWriter();
  const nodes = elements.filter((element) => element.kind === 'node');
  if (nodes.length > 0 && !plainNodes) group.writeMessage(2, writeDense, nodes);
  for (const element of elements) {
    if (element.kind === 'node' && plainNodes) group.writeMessage(1, writeNode, element);
    if (element.kind === 'way') {
      const { id, tags, nodes: ids } = element;
      group.writeMessage(3, writeWay, { id, ...indexTags(tags, indexOf), ids });
    }
    if (element.kind === 'relation') {
      const { id, tags, ways } = element;
      const members = [[1, 'label', 0] as const, ...ways.map(([ref, role]) => [ref, role, 1] as const)];
      const roles = members.map(([, role]) => indexOf(role));
      group.writeMessage(4, writeRelation, { id, ...indexTags(tags, indexOf), roles, members });
    }
  }
  const out = new PbfWriter();
  out.writeMessage(1, (list: string[], to) => list.forEach((text) => to.writeBytesField(1, bytesOf(text))), texts);
  out.writeBytesField(2, group.finish());
  return out.finish();
}

function indexTags(tags: Tags, indexOf: (text: string) => number): { keys: number[]; values: number[] } {
  return { keys: Object.keys(tags).map(indexOf), values: Object.values(tags).map(indexOf) };
}

const seven = (degrees: number): number => Math.round(degrees * 1e7);
const differences = (numbers: readonly number[]): number[] =>
  numbers.map((number, i) => number - (numbers[i - 1] ?? 0));

type NodeElement = Extract<Element, { kind: 'node' }>;

function writeDense(nodes: readonly NodeElement[], to: PbfWriter): void {
  to.writePackedSVarint(1, differences(nodes.map(({ id }) => id)));
  to.writePackedSVarint(8, differences(nodes.map(({ latitude }) => seven(latitude))));
  to.writePackedSVarint(9, differences(nodes.map(({ longitude }) => seven(longitude))));
}

function writeNode({ id, longitude, latitude }: NodeElement, to: PbfWriter): void {
  to.writeSVarintField(1, id);
  to.writeSVarintField(8, seven(latitude));
  to.writeSVarintField(9, seven(longitude));
}

function writeWay(way: { id: number; keys: number[]; values: number[]; ids: number[] }, to: PbfWriter): void {
  to.writeVarintField(1, way.id);
  to.writePackedVarint(2, way.keys);
  to.writePackedVarint(3, way.values);
  to.writePackedSVarint(8, differences(way.ids));
}

interface RelationParts {
  id: number;
  keys: number[];
  values: number[];
  roles: number[];
  members: (readonly [id: number, role: string, type: number])[];
}

function writeRelation({ id, keys, values, roles, members }: RelationParts, to: PbfWriter): void {
  to.writeVarintField(1, id);
  to.writePackedVarint(2, keys);
  to.writePackedVarint(3, values);
  to.writePackedVarint(8, roles);
  to.writePackedSVarint(9, differences(members.map(([ref]) => ref)));
  to.writePackedVarint(
    10,
    members.map(([, , type]) => type),
  );
}

/** Lines by id as lists of positions; a way in pieces has several. */
export function linesOf(walkways: Walkways): Record<string, [number, number][][]> {
  const lines: Record<string, [number, number][][]> = {};
  walkways.ids.forEach((id, i) => {
    const line: [number, number][] = [];
    for (let v = walkways.starts[i] ?? 0; v < (walkways.starts[i + 1] ?? 0); v++) {
      line.push([walkways.coordinates[2 * v] ?? Number.NaN, walkways.coordinates[2 * v + 1] ?? Number.NaN]);
    }
    (lines[id] ??= []).push(line);
  });
  return lines;
}

/** A square of four nodes as a closed way; node ids from `first` on. */
export function squareNodes(first: number, west: number, south: number, size: number): OsmData['nodes'] {
  return {
    [first]: [west, south],
    [first + 1]: [west + size, south],
    [first + 2]: [west + size, south + size],
    [first + 3]: [west, south + size],
  };
}

export const squareRing = (first: number): number[] => [first, first + 1, first + 2, first + 3, first];
