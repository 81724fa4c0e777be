/** The walkable edges of the grid as lines in flat arrays: straight runs of one kind, name and form. */
import type { Attributes, Walkways } from '../../src/core/types.ts';
import type { Layout } from './block-layout.ts';
import type { ExtraPath } from './extra-paths.ts';
import { findPosition, FORM, STREET, type GridPoint, type StreetGrid } from './street-grid.ts';

/** Words of the walkways layer for each kind of edge. */
const KINDS: Record<number, string> = {
  [STREET.arterial]: 'primary',
  [STREET.street]: 'tertiary',
  [STREET.lane]: 'residential',
  [STREET.track]: 'track',
  [STREET.inner]: 'service',
  [STREET.gate]: 'service',
  [STREET.path]: 'path',
  [STREET.pedestrian]: 'pedestrian',
};

interface Run {
  street: number;
  form: number;
  nameIndex: number;
  points: GridPoint[];
}

/** Nodes where something else is tied to a run: they must stay in it. */
export type Ties = ReadonlySet<number>;

/** The whole nodes that paths off the grid begin and end at. */
export function findTies(grid: StreetGrid, extra: readonly ExtraPath[]): Ties {
  const ties = new Set<number>();
  for (const { points } of extra) {
    for (const [i, j] of points) if (Number.isInteger(i) && Number.isInteger(j)) ties.add(j * grid.columns + i);
  }
  return ties;
}

/** Metres that a line may be off when a node between two others is left out. */
const SLACK_METRES = 0.5;

/** Whether a node is nothing but a point of a straight line between its two neighbours. */
function isIdle(grid: StreetGrid, node: number, step: number, ties: Ties): boolean {
  const across = step === 1 ? grid.columns : 1;
  const [own, other] = step === 1 ? [grid.east, grid.north] : [grid.north, grid.east];
  if (!own[node] || !own[node - step] || other[node] || other[node - across] || ties.has(node)) return false;
  const [ax, ay] = [grid.x[node - step] ?? 0, grid.y[node - step] ?? 0];
  const [bx, by] = [grid.x[node + step] ?? 0, grid.y[node + step] ?? 0];
  const [dx, dy] = [bx - ax, by - ay];
  const twice = dx * ((grid.y[node] ?? 0) - ay) - dy * ((grid.x[node] ?? 0) - ax);
  return Math.abs(twice) <= SLACK_METRES * Math.sqrt(dx * dx + dy * dy);
}

/** One axis of the grid, seen along its lines. */
interface Way {
  east: boolean;
  kinds: Uint8Array;
  forms: Uint8Array;
  names: Int32Array;
  lines: number;
  length: number;
}

function createWays(grid: StreetGrid): Way[] {
  const { columns, rows } = grid;
  return [
    { east: true, kinds: grid.east, forms: grid.eastForm, names: grid.eastName, lines: rows, length: columns },
    { east: false, kinds: grid.north, forms: grid.northForm, names: grid.northName, lines: columns, length: rows },
  ];
}

/** Where a run of equal edges that begins at place k of a line ends. */
function findRunEnd(way: Way, nodeAt: (k: number) => number, k: number): number {
  const first = nodeAt(k);
  let end = k + 1;
  while (end < way.length) {
    const node = nodeAt(end);
    const same = way.kinds[node] === way.kinds[first] && way.forms[node] === way.forms[first];
    if (!same || way.names[node] !== way.names[first]) break;
    end++;
  }
  return end;
}

/** Straight runs of edges of one kind, name and form; of idle nodes in a row every second one is left out. */
export function* findRuns(
  grid: StreetGrid,
  gatesOnEdge: Layout['gatesOnEdge'],
  ties: Ties,
): Generator<Run, void, void> {
  for (const way of createWays(grid)) {
    const step = way.east ? 1 : grid.columns;
    for (let line = 0; line < way.lines; line++) {
      const nodeAt = (k: number): number => (way.east ? line * grid.columns + k : k * grid.columns + line);
      const pointAt = (k: number): GridPoint => (way.east ? [k, line] : [line, k]);
      for (let k = 0; k < way.length;) {
        const start = nodeAt(k);
        const street = way.kinds[start] ?? STREET.none;
        if (street === STREET.none) {
          k++;
          continue;
        }
        const end = findRunEnd(way, nodeAt, k);
        const points = [pointAt(k)];
        for (let skipped = false; k < end; k++) {
          points.push(...(gatesOnEdge.get(2 * nodeAt(k) + (way.east ? 0 : 1)) ?? []));
          skipped = !skipped && k + 1 < end && isIdle(grid, nodeAt(k + 1), step, ties);
          if (!skipped) points.push(pointAt(k + 1));
        }
        yield { street, form: way.forms[start] ?? FORM.plain, nameIndex: way.names[start] ?? 0, points };
      }
    }
  }
}

function createAttributes(street: number, form: number, name: string): Attributes {
  const inside = street === STREET.inner || street === STREET.gate;
  return {
    name: name === '' ? null : name,
    access: inside ? 'permissive' : 'yes',
    bridge: form === FORM.bridge ? 'yes' : null,
    level: form === FORM.bridge ? 1 : form === FORM.underpass ? -1 : 0,
  };
}

/** Collects lines into growing arrays of numbers. */
class LineCollector {
  #coordinates: number[] = [];
  #starts = [0];
  #kinds: string[] = [];
  #attributes: Attributes[] = [];
  #grid: StreetGrid;

  constructor(grid: StreetGrid) {
    this.#grid = grid;
  }

  add(kind: string, attributes: Attributes, points: readonly GridPoint[]): void {
    for (const point of points) {
      const [longitude, latitude] = findPosition(this.#grid, point);
      this.#coordinates.push(longitude, latitude);
    }
    this.#starts.push(this.#coordinates.length / 2);
    this.#kinds.push(kind);
    this.#attributes.push(attributes);
  }

  finish(): Walkways {
    return {
      coordinates: Float64Array.from(this.#coordinates),
      starts: Uint32Array.from(this.#starts),
      ids: this.#kinds.map((_, index) => `W${String(index + 1).padStart(6, '0')}`),
      kinds: this.#kinds,
      attributes: this.#attributes,
    };
  }
}

export function createWalkways(grid: StreetGrid, layout: Layout, extra: readonly ExtraPath[]): Walkways {
  const lines = new LineCollector(grid);
  for (const run of findRuns(grid, layout.gatesOnEdge, findTies(grid, extra))) {
    const name = grid.names[run.nameIndex] ?? '';
    lines.add(KINDS[run.street] ?? 'footway', createAttributes(run.street, run.form, name), run.points);
  }
  for (const path of extra) {
    const form = path.bridge ? FORM.bridge : FORM.plain;
    lines.add(path.kind, createAttributes(STREET.path, form, path.name), path.points);
  }
  return lines.finish();
}
