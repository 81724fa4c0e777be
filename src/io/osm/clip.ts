/** Which positions lie in an area or not far from it. */
import { boundsOf } from '../../core/geo/polygons.ts';
import { AreaIndex } from '../../core/geo/area-index.ts';
import { metresPerDegree } from '../../core/geo/metric.ts';
import type { MultiPolygon } from '../../core/types.ts';

/** Cells are no smaller than this, so that a margin of nothing does not cut the land into dust. */
const LEAST_CELL_METRES = 250;

/** An edge: its ends in degrees. */
type Edge = readonly [x1: number, y1: number, x2: number, y2: number];

/**
 * Areas grown by a margin. Distances are measured in a plane with the scale of the areas' middle latitude: a fraction
 * of a per cent off for a city, which a margin of a kilometre and a half does not feel. The ground is laid out in
 * cells; each knows the edges that may be within the margin, and one without edges is inside or outside as a whole.
 */
export class Clip {
  readonly #areas: AreaIndex;
  readonly #cells = new Map<string, Edge[]>();
  readonly #wholeCells = new Map<string, boolean>();
  readonly #metres: readonly [east: number, north: number];
  readonly #margin: number;
  /** Degrees of a cell. */
  readonly #width: number;
  readonly #height: number;

  /** `areas`: at least one polygon with a vertex. */
  constructor(areas: readonly MultiPolygon[], marginMetres: number) {
    const bounds = areas.filter((area) => area.length > 0).map(boundsOf);
    const south = Math.min(...bounds.map((box) => box[1]));
    const north = Math.max(...bounds.map((box) => box[3]));
    const cell = Math.max(marginMetres, LEAST_CELL_METRES);
    this.#metres = metresPerDegree((south + north) / 2);
    this.#margin = marginMetres;
    this.#width = cell / this.#metres[0];
    this.#height = cell / this.#metres[1];
    this.#areas = new AreaIndex(areas);
    for (const ring of areas.flat(2)) {
      ring.forEach(([x, y], i) => {
        const [beforeX, beforeY] = ring[i - 1] ?? [x, y];
        this.#addEdge([beforeX, beforeY, x, y]);
      });
    }
  }

  /** Whether a position in degrees lies in one of the areas or at most the margin from its border. */
  has(longitude: number, latitude: number): boolean {
    const [column, row] = [Math.floor(longitude / this.#width), Math.floor(latitude / this.#height)];
    const key = `${column},${row}`;
    const edges = this.#cells.get(key);
    if (edges !== undefined) {
      return (
        edges.some((edge) => this.#isNear(edge, longitude, latitude)) || this.#areas.find(longitude, latitude) >= 0
      );
    }
    let isInside = this.#wholeCells.get(key);
    if (isInside === undefined) {
      isInside = this.#areas.find(longitude, latitude) >= 0;
      this.#wholeCells.set(key, isInside);
    }
    return isInside;
  }

  /** Into every cell from which it may be within the margin. */
  #addEdge(edge: Edge): void {
    const [x1, y1, x2, y2] = edge;
    const [dx, dy] = [this.#margin / this.#metres[0], this.#margin / this.#metres[1]];
    const column = (x: number): number => Math.floor(x / this.#width);
    const row = (y: number): number => Math.floor(y / this.#height);
    for (let i = column(Math.min(x1, x2) - dx); i <= column(Math.max(x1, x2) + dx); i++) {
      for (let j = row(Math.min(y1, y2) - dy); j <= row(Math.max(y1, y2) + dy); j++) {
        const key = `${i},${j}`;
        const edges = this.#cells.get(key);
        if (edges === undefined) this.#cells.set(key, [edge]);
        else edges.push(edge);
      }
    }
  }

  #isNear([x1, y1, x2, y2]: Edge, longitude: number, latitude: number): boolean {
    const [east, north] = this.#metres;
    const [ax, ay] = [(x1 - longitude) * east, (y1 - latitude) * north];
    const [bx, by] = [(x2 - x1) * east, (y2 - y1) * north];
    const square = bx * bx + by * by;
    const along = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * bx + ay * by) / square));
    const [px, py] = [ax + along * bx, ay + along * by];
    return px * px + py * py <= this.#margin * this.#margin;
  }
}
