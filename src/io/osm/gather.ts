/** The first two passes: which relations and ways of an extract are of use, and which nodes these need. */
import type { OsmRelation, OsmSource, OsmTags, OsmWay } from './elements.ts';
import { findAdminLevel, findArea, findLine, type Ground } from './ground.ts';
import { NumberList } from './nodes.ts';
import { isWalkable } from './walking.ts';

export interface KeptWay {
  id: number;
  /** Its own tags, or those of the square whose outline it is. */
  tags: OsmTags;
  isWalked: boolean;
  line: Ground | null;
  area: Ground | null;
  /** The highest administrative unit (smallest number) that it bounds. */
  adminLevel: number | null;
  /** Its nodes: the numbers from .. to - 1 of the list of all nodes. */
  from: number;
  to: number;
}

export interface KeptArea {
  tags: OsmTags;
  ground: Ground;
  ways: readonly number[];
}

export interface Gathered {
  ways: KeptWay[];
  areas: KeptArea[];
  /** Ids of the nodes of all kept ways, one way behind the other. */
  nodes: NumberList;
  /** Ways by id that are members of a kept area. */
  members: Map<number, KeptWay | null>;
  /** Ways with a highway tag, and outlines of squares. */
  highways: number;
}

/** What relations say of their member ways. */
class Memberships {
  readonly areas: KeptArea[] = [];
  readonly members = new Map<number, KeptWay | null>();
  /** Tags of the square whose outline a way is. */
  readonly squares = new Map<number, OsmTags>();
  readonly adminLevels = new Map<number, number>();
  /** Kinds of the areas whose outer line a way is: it is not drawn once more for itself. */
  readonly outerKinds = new Map<number, Set<string>>();

  add({ tags, ways }: OsmRelation, background: boolean): void {
    const isArea = tags.type === 'multipolygon';
    if (isArea && isWalkable(tags)) for (const { id } of ways) this.squares.set(id, tags);
    if (!background) return;
    const adminLevel = findAdminLevel(tags);
    if (adminLevel !== null) for (const { id } of ways) this.#addBoundary(id, adminLevel);
    const ground = isArea ? findArea(tags) : null;
    if (ground === null) return;
    this.areas.push({ tags, ground, ways: ways.map(({ id }) => id) });
    for (const { id, role } of ways) {
      this.members.set(id, null);
      if (role === 'inner') continue;
      this.outerKinds.set(id, (this.outerKinds.get(id) ?? new Set()).add(ground.kind));
    }
  }

  #addBoundary(id: number, adminLevel: number): void {
    this.adminLevels.set(id, Math.min(adminLevel, this.adminLevels.get(id) ?? adminLevel));
  }
}

/** `background`: whether anything but walkways is wanted. Of ways that stand twice in the extract the first counts. */
export async function gatherWays(source: OsmSource, background: boolean): Promise<Gathered> {
  const known = new Memberships();
  await source.relations((relation) => known.add(relation, background));
  const { areas, members } = known;
  const gathered: Gathered = { ways: [], areas, members, nodes: new NumberList(), highways: 0 };
  const seen = new Set<number>();
  await source.ways((way) => {
    const square = known.squares.get(way.id);
    const isHighway = way.tags.highway !== undefined || square !== undefined;
    const kept = judge(way, known, background);
    if ((kept === null && !isHighway) || seen.has(way.id)) return;
    seen.add(way.id);
    if (isHighway) gathered.highways++;
    if (kept !== null) keep(gathered, kept, way);
  });
  return gathered;
}

function keep(gathered: Gathered, kept: KeptWay, way: OsmWay): void {
  const { nodes, ways, members } = gathered;
  kept.from = nodes.length;
  for (const node of way.nodes) nodes.push(node);
  kept.to = nodes.length;
  ways.push(kept);
  if (members.has(way.id)) members.set(way.id, kept);
}

/** Null where the way is of no use. */
function judge({ id, tags: own }: OsmWay, known: Memberships, background: boolean): KeptWay | null {
  const square = isWalkable(own) ? undefined : known.squares.get(id);
  const tags = square ?? own;
  const way: KeptWay = {
    id,
    tags,
    isWalked: isWalkable(tags),
    line: null,
    area: null,
    adminLevel: null,
    from: 0,
    to: 0,
  };
  if (background) {
    way.line = findLine(own);
    // A street round a block is closed too, and covers nothing.
    way.area = way.line?.kind === 'road' ? null : findArea(own);
    if (way.area !== null && known.outerKinds.get(id)?.has(way.area.kind)) way.area = null;
    way.adminLevel = known.adminLevels.get(id) ?? findAdminLevel(own);
  }
  const isUsed = way.isWalked || way.line !== null || way.area !== null || way.adminLevel !== null;
  return isUsed || known.members.has(id) ? way : null;
}
