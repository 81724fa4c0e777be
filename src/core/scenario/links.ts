/** Links of a scenario (a footbridge, a path, an opening in a wall) joined to the streets where they were drawn. */
import { distanceMetres, metresPerDegree, partOfFoot } from '../geo/metric.ts';
import { compareIds, type Position, type Walkways } from '../types.ts';
import type { Edit, NewLink } from './types.ts';

/**
 * How far an end of a link may lie from the street that it joins. Streets are drawn along their middle: the side of the
 * widest (40 to 60 m between buildings) is 30 m from there, and somebody who draws a footbridge ends it at the pavement.
 */
export const JOIN_METRES = 30;
/** Corners join only a street they were drawn on, give or take the pointer: a bridge may turn beside a street. */
export const CORNER_METRES = 5;

/** Of a link that does not lead where it seems to. */
export interface LinkNote {
  /** `no_streets`: the project has none; `end_open`: nothing near this end; `leads_nowhere`: both ends join at one place. */
  code: 'no_streets' | 'end_open' | 'leads_nowhere';
  id: string;
  end: 'start' | 'end' | null;
}

/** What lines have of `Walkways`. */
type Lines = Pick<Walkways, 'coordinates' | 'starts'>;

interface Vertex {
  position: Position;
  joined: boolean;
}

interface Drawn {
  link: NewLink;
  line: Vertex[];
}

interface Sought {
  drawn: Drawn;
  vertex: Vertex;
  limitMetres: number;
}

/** A point on the stretch that ends at vertex `stretch` of the lines. */
interface Foot {
  position: Position;
  metres: number;
  stretch: number;
  /** Where on the stretch, 0 to 1. */
  part: number;
}

interface Placed {
  /** By id. */
  links: Drawn[];
  /** What is joined to streets of the base. */
  feet: Foot[];
}

/** Kept with the streets they were joined to: the same links are asked for again and again. */
const JOINED = new WeakMap<Walkways, Map<string, Walkways>>();
const KEPT = 4;

/**
 * The streets with the links. An end joins the nearest street or other link within `JOIN_METRES`, a corner within
 * `CORNER_METRES`: it moves there, and the line it joins gets a vertex there. An end with nothing near stays where it is
 * (`checkLinks` tells). The order of links does not matter. Null stays null: a link alone makes no streets. Throws on an
 * id given twice and on a line of one position.
 */
export function joinLinks(walkways: Walkways | null, links: readonly NewLink[]): Walkways | null {
  if (links.length === 0) return walkways;
  checkInput(walkways, links);
  if (walkways === null) return null;
  const kept = JOINED.get(walkways) ?? new Map<string, Walkways>();
  JOINED.set(walkways, kept);
  const key = JSON.stringify(links);
  const joined = kept.get(key) ?? writeLines(walkways, placeLinks(walkways, links));
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined && !kept.has(key)) kept.delete(oldest);
  kept.set(key, joined);
  return joined;
}

/** What is odd about the links among the edits, by id of the link. */
export function checkLinks(walkways: Walkways | null, edits: readonly Edit[]): LinkNote[] {
  const links = edits.flatMap((edit) => (edit.action === 'link' ? [edit.link] : []));
  if (links.length === 0) return [];
  if (walkways === null) return links.map(({ id }) => ({ code: 'no_streets', id, end: null }));
  return placeLinks(walkways, links).links.flatMap(({ link: { id }, line }): LinkNote[] => {
    const [start, end] = [line[0], line.at(-1)];
    if (start && end && isSame(start.position, end.position)) return [{ code: 'leads_nowhere', id, end: null }];
    return [
      ...(start?.joined ? [] : [{ code: 'end_open', id, end: 'start' } as const]),
      ...(end?.joined ? [] : [{ code: 'end_open', id, end: 'end' } as const]),
    ];
  });
}

function checkInput(walkways: Walkways | null, links: readonly NewLink[]): void {
  const ids = new Set<string>();
  for (const { id, line } of links) {
    if (line.length < 2) throw new Error(`link ${id} must have two positions or more, got ${line.length}`);
    const isKnown = ids.has(id) || walkways?.ids.includes(id);
    if (isKnown) throw new Error(`cannot add link ${id}: there is a link or walkway with this id`);
    ids.add(id);
  }
}

/** Streets first, all at once; then, by id, what is nearer to another link than to any street. */
function placeLinks(walkways: Walkways, given: readonly NewLink[]): Placed {
  const links = [...given].sort((a, b) => compareIds(a.id, b.id)).map(createDrawn);
  const sought = links.flatMap(listSought);
  const streets = findFeet(walkways, sought);
  const isLinkNearer = sought.map((point, i) => {
    const metres = findLinkFoot(links, point)?.foot.metres;
    return metres !== undefined && metres < (streets[i]?.metres ?? Infinity);
  });
  const feet: Foot[] = [];
  const join = (vertex: Vertex, foot: Foot): void => {
    vertex.position = foot.position;
    vertex.joined = true;
  };
  sought.forEach(({ vertex }, i) => {
    const foot = streets[i];
    if (!foot || isLinkNearer[i]) return;
    join(vertex, foot);
    feet.push(foot);
  });
  sought.forEach((point, i) => {
    if (!isLinkNearer[i]) return;
    const found = findLinkFoot(links, point);
    const street = streets[i];
    if (found) {
      join(point.vertex, found.foot);
      insertVertex(found.drawn, found.foot);
    } else if (street) {
      join(point.vertex, street);
      feet.push(street);
    }
  });
  return { links, feet };
}

function createDrawn(link: NewLink): Drawn {
  return { link, line: link.line.map((position) => ({ position: rounded(position), joined: false })) };
}

function listSought(drawn: Drawn): Sought[] {
  const last = drawn.line.length - 1;
  return drawn.line.map((vertex, i) => ({
    drawn,
    vertex,
    limitMetres: i === 0 || i === last ? JOIN_METRES : CORNER_METRES,
  }));
}

/** The nearest point of each on the lines, none beyond its limit; of equally near ones the first. */
function findFeet({ coordinates, starts }: Lines, sought: readonly Sought[]): (Foot | null)[] {
  const finders = sought.map(({ vertex, limitMetres }) => new FootFinder(vertex.position, limitMetres));
  for (let line = 0; line + 1 < starts.length; line++) {
    for (let i = starts[line]! + 1; i < starts[line + 1]!; i++) {
      for (const finder of finders) finder.look(coordinates, i);
    }
  }
  return finders.map(({ best }) => best);
}

class FootFinder {
  best: Foot | null = null;
  readonly #longitude: number;
  readonly #latitude: number;
  readonly #limit: number;
  readonly #east: number;
  readonly #north: number;
  /** Half the box, degrees, in which a stretch must have a part; a little wider than the limit. */
  readonly #dx: number;
  readonly #dy: number;

  constructor([longitude, latitude]: Position, limitMetres: number) {
    this.#longitude = longitude;
    this.#latitude = latitude;
    this.#limit = limitMetres;
    [this.#east, this.#north] = metresPerDegree(latitude);
    this.#dx = (limitMetres * 1.001) / this.#east;
    this.#dy = (limitMetres * 1.001) / this.#north;
  }

  /** Looks at the stretch that ends at vertex `stretch`. */
  look(coordinates: Float64Array, stretch: number): void {
    const ax = coordinates[2 * stretch - 2]! - this.#longitude;
    const bx = coordinates[2 * stretch]! - this.#longitude;
    if ((ax > this.#dx && bx > this.#dx) || (ax < -this.#dx && bx < -this.#dx)) return;
    const ay = coordinates[2 * stretch - 1]! - this.#latitude;
    const by = coordinates[2 * stretch + 1]! - this.#latitude;
    if ((ay > this.#dy && by > this.#dy) || (ay < -this.#dy && by < -this.#dy)) return;
    if (ax === bx && ay === by) return; // no length, no direction
    const part = partOfFoot(ax * this.#east, ay * this.#north, bx * this.#east, by * this.#north);
    const longitude = this.#longitude + ax + part * (bx - ax);
    const latitude = this.#latitude + ay + part * (by - ay);
    const metres = distanceMetres(this.#longitude, this.#latitude, longitude, latitude);
    if (metres > this.#limit || metres >= (this.best?.metres ?? Infinity)) return;
    this.best = { position: rounded([longitude, latitude]), metres, stretch, part };
  }
}

/** The nearest point on another link, as these lie now; `stretch` is the vertex of that link. */
function findLinkFoot(links: readonly Drawn[], point: Sought): { drawn: Drawn; foot: Foot } | null {
  let best: { drawn: Drawn; foot: Foot } | null = null;
  for (const drawn of links) {
    if (drawn === point.drawn) continue;
    const coordinates = Float64Array.from(drawn.line.flatMap(({ position }) => [...position]));
    const [foot] = findFeet({ coordinates, starts: Uint32Array.of(0, drawn.line.length) }, [point]);
    if (foot && foot.metres < (best?.foot.metres ?? Infinity)) best = { drawn, foot };
  }
  return best;
}

function insertVertex({ line }: Drawn, { stretch, position }: Foot): void {
  const ends = [line[stretch - 1], line[stretch]].filter((vertex) => vertex && isSame(vertex.position, position));
  for (const vertex of ends) if (vertex) vertex.joined = true;
  if (ends.length === 0) line.splice(stretch, 0, { position, joined: true });
}

/** The base's lines with a vertex where something joins, then the links by id. */
function writeLines(base: Walkways, { links, feet }: Placed): Walkways {
  const inserts = listInserts(base, feet);
  const length = base.coordinates.length / 2 + inserts.length + links.reduce((sum, { line }) => sum + line.length, 0);
  const coordinates = new Float64Array(2 * length);
  const starts = new Uint32Array(base.starts.length + links.length);
  let [from, to] = [0, 0];
  for (const { stretch, position } of inserts) {
    coordinates.set(base.coordinates.subarray(2 * from, 2 * stretch), 2 * to);
    to += stretch - from;
    from = stretch;
    coordinates.set(position, 2 * to++);
  }
  coordinates.set(base.coordinates.subarray(2 * from), 2 * to);
  let insert = 0;
  base.starts.forEach((start, line) => {
    // A vertex put before vertex `stretch` belongs to the line of that vertex, which is never a line's first.
    while (insert < inserts.length && inserts[insert]!.stretch < start) insert++;
    starts[line] = start + insert;
  });
  to = base.coordinates.length / 2 + inserts.length;
  links.forEach(({ line }, i) => {
    for (const { position } of line) coordinates.set(position, 2 * to++);
    starts[base.starts.length + i] = to;
  });
  const { ids, kinds, attributes } = base;
  return {
    coordinates,
    starts,
    ids: [...ids, ...links.map(({ link }) => link.id)],
    kinds: [...kinds, ...links.map(({ link }) => (link.kind === 'path' ? 'path' : 'footway'))],
    attributes: [...attributes, ...links.map(({ link }) => attributesOf(link))],
  };
}

function attributesOf({ name, kind }: NewLink): Walkways['attributes'][number] {
  return { ...(name !== '' && { name }), ...(kind === 'footbridge' && { bridge: 'yes' }) };
}

/** New vertices in the order of the lines; where the street has a vertex already it needs no other. */
function listInserts({ coordinates }: Walkways, feet: readonly Foot[]): Foot[] {
  const vertex = (i: number): Position => rounded([coordinates[2 * i]!, coordinates[2 * i + 1]!]);
  return feet
    .filter(({ stretch, position }) => !isSame(vertex(stretch - 1), position) && !isSame(vertex(stretch), position))
    .sort((a, b) => a.stretch - b.stretch || a.part - b.part)
    .filter(({ stretch, position }, i, all) => {
      const before = all[i - 1];
      return !before || before.stretch !== stretch || !isSame(before.position, position);
    });
}

/** As lines are joined: to 1e-7 degrees (network/vertices.ts). */
function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
