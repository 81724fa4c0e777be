/** The walkable edges of the grid as lines in flat arrays: straight runs of one kind, name and form. */
import type { Attributes, Walkways } from '../../src/core/types.ts';
import type { Layout } from './blocks.ts';
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

/** Straight runs of edges of one kind, name and form. */
export function* findRuns(grid: StreetGrid, gateOnEdge: Layout['gateOnEdge']): Generator<Run, void, void> {
  for (const along of ['east', 'north'] as const) {
    const east = along === 'east';
    const [kinds, forms, names] = east
      ? [grid.east, grid.eastForm, grid.eastName]
      : [grid.north, grid.northForm, grid.northName];
    const [lines, length] = east ? [grid.rows, grid.columns] : [grid.columns, grid.rows];
    for (let line = 0; line < lines; line++) {
      let run: Run | undefined;
      for (let k = 0; k < length; k++) {
        const node = east ? line * grid.columns + k : k * grid.columns + line;
        const [street, form, nameIndex] = [kinds[node] ?? 0, forms[node] ?? 0, names[node] ?? 0];
        if (run && (street !== run.street || form !== run.form || nameIndex !== run.nameIndex)) {
          yield run;
          run = undefined;
        }
        if (street === STREET.none) continue;
        run ??= { street, form, nameIndex, points: [east ? [k, line] : [line, k]] };
        const gate = street === STREET.gate ? gateOnEdge.get(2 * node + (east ? 0 : 1)) : undefined;
        if (gate) run.points.push(gate);
        run.points.push(east ? [k + 1, line] : [line, k + 1]);
      }
      if (run) yield run;
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
  for (const run of findRuns(grid, layout.gateOnEdge)) {
    const name = grid.names[run.nameIndex] ?? '';
    lines.add(KINDS[run.street] ?? 'footway', createAttributes(run.street, run.form, name), run.points);
  }
  for (const path of extra) {
    const form = path.bridge ? FORM.bridge : FORM.plain;
    lines.add(path.kind, createAttributes(STREET.path, form, path.name), path.points);
  }
  return lines.finish();
}
