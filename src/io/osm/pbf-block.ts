/** One unpacked block of an OSM PBF file: a table of texts, and groups of nodes, ways and relations (osmformat.proto). */
import { PbfReader } from 'pbf';
import type { OsmTags, VisitNode, VisitRelation, VisitWay } from './elements.ts';

/** Fields of a group, which tell what is in it. */
const NODES = 1;
const DENSE_NODES = 2;
const WAYS = 3;
const RELATIONS = 4;
/** Relation.MemberType */
const MEMBER_WAY = 1;
/** Coordinates are counted in nanodegrees. */
const NANO_PER_STEP = 100;

export interface BlockVisitor {
  node?: VisitNode;
  way?: VisitWay;
  relation?: VisitRelation;
}

/** What kinds of elements a block holds. */
export interface BlockKinds {
  nodes: boolean;
  ways: boolean;
  relations: boolean;
}

interface Block {
  texts: Texts;
  groups: Uint8Array[];
  granularity: number;
  latitudeOffset: number;
  longitudeOffset: number;
}

/** Texts as bytes, each decoded when it is first asked for. */
class Texts {
  readonly #bytes: Uint8Array[] = [];
  readonly #decoded: string[] = [];
  static readonly #decoder = new TextDecoder();

  add(bytes: Uint8Array): void {
    this.#bytes.push(bytes);
  }

  at(index: number): string {
    return (this.#decoded[index] ??= Texts.#decoder.decode(this.#bytes[index] ?? new Uint8Array()));
  }

  tags(keys: readonly number[], values: readonly number[]): OsmTags {
    const tags: Record<string, string> = {};
    keys.forEach((key, i) => (tags[this.at(key)] = this.at(values[i] ?? 0)));
    return tags;
  }
}

/** Reads the elements that somebody asks for and says what else there is. Throws on bytes that make no sense. */
export function readBlock(bytes: Uint8Array, visitor: BlockVisitor): BlockKinds {
  const block = openBlock(bytes);
  const kinds: BlockKinds = { nodes: false, ways: false, relations: false };
  for (const group of block.groups) {
    const pbf = new PbfReader(group);
    for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
      if (field === NODES || field === DENSE_NODES) kinds.nodes = true;
      else if (field === WAYS) kinds.ways = true;
      else if (field === RELATIONS) kinds.relations = true;
      readElement(field, pbf, block, visitor);
    }
  }
  return kinds;
}

function openBlock(bytes: Uint8Array): Block {
  const block: Block = { texts: new Texts(), groups: [], granularity: 100, latitudeOffset: 0, longitudeOffset: 0 };
  return new PbfReader(bytes).readFields((field, result, pbf) => {
    if (field === 1) pbf.readMessage((text, texts) => text === 1 && texts.add(pbf.readBytes()), result.texts);
    else if (field === 2) result.groups.push(pbf.readBytes());
    else if (field === 17) result.granularity = pbf.readVarint();
    else if (field === 19) result.latitudeOffset = pbf.readVarint(true);
    else if (field === 20) result.longitudeOffset = pbf.readVarint(true);
  }, block);
}

function readElement(field: number, pbf: PbfReader, block: Block, visitor: BlockVisitor): void {
  const { node, way, relation } = visitor;
  if (field === NODES && node) readNode(pbf, block, node);
  else if (field === DENSE_NODES && node) readDenseNodes(pbf, block, node);
  else if (field === WAYS && way) readWay(pbf, block.texts, way);
  else if (field === RELATIONS && relation) readRelation(pbf, block.texts, relation);
}

function visitNode(block: Block, id: number, place: readonly [number, number], visit: VisitNode): void {
  const { granularity, longitudeOffset, latitudeOffset } = block;
  const longitude7 = Math.round((longitudeOffset + granularity * place[0]) / NANO_PER_STEP);
  visit(id, longitude7, Math.round((latitudeOffset + granularity * place[1]) / NANO_PER_STEP));
}

function readNode(pbf: PbfReader, block: Block, visit: VisitNode): void {
  const node = { id: 0, latitude: 0, longitude: 0 };
  pbf.readMessage((field, result) => {
    if (field === 1) result.id = pbf.readSVarint();
    else if (field === 8) result.latitude = pbf.readSVarint();
    else if (field === 9) result.longitude = pbf.readSVarint();
  }, node);
  visitNode(block, node.id, [node.longitude, node.latitude], visit);
}

/** Each number is told as the difference from the one before. */
function readDenseNodes(pbf: PbfReader, block: Block, visit: VisitNode): void {
  const dense: { ids: number[]; latitudes: number[]; longitudes: number[] } = {
    ids: [],
    latitudes: [],
    longitudes: [],
  };
  pbf.readMessage((field, result) => {
    if (field === 1) pbf.readPackedSVarint(result.ids);
    else if (field === 8) pbf.readPackedSVarint(result.latitudes);
    else if (field === 9) pbf.readPackedSVarint(result.longitudes);
  }, dense);
  let [id, longitude, latitude] = [0, 0, 0];
  for (let i = 0; i < dense.ids.length; i++) {
    id += dense.ids[i] ?? 0;
    longitude += dense.longitudes[i] ?? Number.NaN;
    latitude += dense.latitudes[i] ?? Number.NaN;
    visitNode(block, id, [longitude, latitude], visit);
  }
}

function readWay(pbf: PbfReader, texts: Texts, visit: VisitWay): void {
  const way: { id: number; keys: number[]; values: number[]; nodes: number[] } = {
    id: 0,
    keys: [],
    values: [],
    nodes: [],
  };
  pbf.readMessage((field, result) => {
    if (field === 1) result.id = pbf.readVarint(true);
    else if (field === 2) pbf.readPackedVarint(result.keys);
    else if (field === 3) pbf.readPackedVarint(result.values);
    else if (field === 8) pbf.readPackedSVarint(result.nodes);
  }, way);
  addUp(way.nodes);
  visit({ id: way.id, tags: texts.tags(way.keys, way.values), nodes: way.nodes });
}

function readRelation(pbf: PbfReader, texts: Texts, visit: VisitRelation): void {
  const lists: Record<'keys' | 'values' | 'roles' | 'members' | 'types', number[]> = {
    keys: [],
    values: [],
    roles: [],
    members: [],
    types: [],
  };
  let id = 0;
  pbf.readMessage((field, result) => {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) pbf.readPackedVarint(result.keys);
    else if (field === 3) pbf.readPackedVarint(result.values);
    else if (field === 8) pbf.readPackedVarint(result.roles);
    else if (field === 9) pbf.readPackedSVarint(result.members);
    else if (field === 10) pbf.readPackedVarint(result.types);
  }, lists);
  addUp(lists.members);
  const ways = lists.members
    .map((member, i) => ({ id: member, role: texts.at(lists.roles[i] ?? 0), type: lists.types[i] }))
    .filter(({ type }) => type === MEMBER_WAY)
    .map(({ id: member, role }) => ({ id: member, role }));
  visit({ id, tags: texts.tags(lists.keys, lists.values), ways });
}

/** Differences -> the numbers themselves. */
function addUp(numbers: number[]): void {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) numbers[i] = sum += numbers[i] ?? 0;
}
