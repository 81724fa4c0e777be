/** The base map: water, green, roads, railway, walls, buildings and borders. */
import type { Geometry } from 'geojson';
import type { BackgroundFeature, Position } from '../../src/core/types.ts';
import type { Division } from './division.ts';
import type { Axis, Corridor } from './axis.ts';
import { WALL_INSET } from './block-paths.ts';
import type { Block, Layout } from './block-layout.ts';
import { traceBorders } from './outlines.ts';
import { createRectRing, scaleShore } from './rings.ts';
import { findPosition, FORM, STREET, toDegrees, type GridPoint, type StreetGrid } from './street-grid.ts';
import { findCellRect, type GridRect, type Terrain } from './terrain.ts';
import { findRuns } from './walkways.ts';

interface Place {
  terrain: Terrain;
  grid: StreetGrid;
  layout: Layout;
}

function toPositions(grid: StreetGrid, points: readonly GridPoint[]): Position[] {
  return points.map((point) => findPosition(grid, point));
}

/** GeoJSON wants plain arrays that may be written to. */
function toPlain(positions: readonly Position[]): number[][] {
  return positions.map(([longitude, latitude]) => [longitude, latitude]);
}

function createFeature(kind: string, name: string, geometry: Geometry, attributes = {}): BackgroundFeature {
  return { kind, name, geometry, attributes };
}

function createLine(grid: StreetGrid, points: readonly GridPoint[]): Geometry {
  return { type: 'LineString', coordinates: toPlain(toPositions(grid, points)) };
}

function createPolygon(grid: StreetGrid, ring: readonly GridPoint[]): Geometry {
  const first = ring[0];
  const last = ring[ring.length - 1];
  const closed = first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
  return { type: 'Polygon', coordinates: [toPlain(toPositions(grid, closed))] };
}

/** A line along a corridor, at a fractional line number; `point` turns along/across into a grid point. */
function followCorridor(corridor: { along: 'east' | 'north'; length: number }, across: number): GridPoint[] {
  return Array.from({ length: corridor.length }, (_, k): GridPoint =>
    corridor.along === 'east' ? [k, across] : [across, k],
  );
}

function createBand(
  grid: StreetGrid,
  way: { along: 'east' | 'north'; length: number },
  low: number,
  high: number,
): Geometry {
  return createPolygon(grid, [...followCorridor(way, low), ...followCorridor(way, high).reverse()]);
}

function createCorridor(grid: StreetGrid, corridor: Corridor, along: 'east' | 'north'): BackgroundFeature[] {
  const way = { along, length: along === 'east' ? grid.columns : grid.rows };
  const { kind, name, first, centre, last } = corridor;
  if (kind === 'river') {
    return [
      createFeature('green', `${name}滨水绿地`, createBand(grid, way, first + 0.12, first + 1), { class: 'bank' }),
      createFeature('green', `${name}滨水绿地`, createBand(grid, way, last - 1, last - 0.12), { class: 'bank' }),
      createFeature('water', name, createBand(grid, way, first + 1, last - 1), { class: 'river' }),
    ];
  }
  if (kind === 'canal') {
    return [createFeature('water', name, createBand(grid, way, first + 0.35, last - 0.35), { class: 'canal' })];
  }
  if (kind === 'rail') return [createFeature('rail', name, createLine(grid, followCorridor(way, centre)))];
  return [-0.28, 0.28].map((offset) =>
    createFeature('road', name, createLine(grid, followCorridor(way, centre + offset)), { class: 'expressway' }),
  );
}

const ROAD_CLASSES: Record<number, string> = {
  [STREET.arterial]: 'arterial',
  [STREET.street]: 'street',
  [STREET.lane]: 'lane',
  [STREET.pedestrian]: 'lane',
  [STREET.track]: 'lane',
};

const NO_TIES: ReadonlySet<number> = new Set();

function createRoads({ grid, layout }: Place): BackgroundFeature[] {
  const roads: BackgroundFeature[] = [];
  for (const run of findRuns(grid, layout.gatesOnEdge, NO_TIES)) {
    const roadClass = ROAD_CLASSES[run.street];
    if (!roadClass) continue;
    const bridge = run.form === FORM.bridge ? 'yes' : null;
    roads.push(
      createFeature('road', grid.names[run.nameIndex] ?? '', createLine(grid, run.points), {
        class: roadClass,
        bridge,
      }),
    );
  }
  return roads;
}

/** Fields around a village: up to four rectangles. */
function findFieldRects(block: Block): GridRect[] {
  const inner = block.village;
  if (!inner) return [block];
  const { i0, j0, i1, j1 } = block;
  return [
    { i0, j0, i1, j1: inner.j0 },
    { i0, j0: inner.j1, i1, j1 },
    { i0, j0: inner.j0, i1: inner.i0, j1: inner.j1 },
    { i0: inner.i1, j0: inner.j0, i1, j1: inner.j1 },
  ].filter((rect) => rect.i1 > rect.i0 && rect.j1 > rect.j0);
}

function createGreen({ terrain, grid, layout }: Place, parkName: () => string): BackgroundFeature[] {
  return layout.blocks.flatMap((block) => {
    const rect = (inner: GridRect, inset: number) => createPolygon(grid, createRectRing(inner, inset));
    if (block.use === 'park') return [createFeature('green', parkName(), rect(block, 0.16), { class: 'park' })];
    if (block.use === 'lake') {
      const name = parkName();
      return [
        createFeature('green', name, rect(block, 0.16), { class: 'park' }),
        createFeature('water', name.replace('公园', '湖'), createPolygon(grid, scaleShore(block, 0.8)), {
          class: 'lake',
        }),
      ];
    }
    if (terrain.use[block.cell] !== 'farm') return [];
    return findFieldRects(block).map((field) => createFeature('green', '', rect(field, 0.1), { class: 'farmland' }));
  });
}

/** Walls run between gates, which are openings of about 9 m. */
function createWalls(grid: StreetGrid, block: Block): BackgroundFeature[] {
  if (!block.walled) return [];
  const half = 0.1;
  const ring = createRectRing(block, WALL_INSET);
  const isGate = ([i, j]: GridPoint) => block.gates.some((gate) => gate[0] === i && gate[1] === j);
  const pieces: GridPoint[][] = [[]];
  ring.forEach((point, k) => {
    if (!isGate(point)) {
      pieces[pieces.length - 1]?.push(point);
      return;
    }
    const [before, after] = [ring[k - 1] ?? point, ring[k + 1] ?? point];
    const toward = (other: GridPoint): GridPoint => [
      point[0] + Math.sign(other[0] - point[0]) * half,
      point[1] + Math.sign(other[1] - point[1]) * half,
    ];
    pieces[pieces.length - 1]?.push(toward(before));
    pieces.push([toward(after)]);
  });
  return pieces.filter((piece) => piece.length > 1).map((piece) => createFeature('wall', '', createLine(grid, piece)));
}

/** One slab in a square of the grid: shares of the square. */
const SLABS: Record<string, readonly (readonly [number, number, number, number])[]> = {
  estate: [[0.1, 0.3, 0.9, 0.6]],
  compound: [[0.18, 0.3, 0.82, 0.66]],
  lanes: [[0.14, 0.16, 0.86, 0.84]],
  village: [[0.18, 0.2, 0.62, 0.7]],
  school: [[0.15, 0.25, 0.85, 0.6]],
  market: [[0.08, 0.08, 0.92, 0.92]],
  office: [[0.2, 0.2, 0.8, 0.8]],
  industry: [[0.08, 0.1, 0.95, 0.9]],
};

/** At most this many buildings are drawn: squares are passed over evenly. */
const MOST_BUILDINGS = 6_000;

function createBuildings({ grid, layout }: Place): BackgroundFeature[] {
  const squares: { block: Block; i: number; j: number }[] = [];
  for (const block of layout.blocks) {
    const rect = block.village ?? block;
    if (!SLABS[block.use] || (block.use === 'village' && !block.village)) continue;
    for (let j = rect.j0; j < rect.j1; j++) for (let i = rect.i0; i < rect.i1; i++) squares.push({ block, i, j });
  }
  const slabs = squares.flatMap(({ block, i, j }) => {
    return (SLABS[block.use] ?? []).map(
      ([a, b, c, d]) => [clampSlab(block, i + a, j + b), clampSlab(block, i + c, j + d)] as const,
    );
  });
  const share = Math.min(1, MOST_BUILDINGS / slabs.length);
  return slabs.flatMap(([[i0, j0], [i1, j1]], k) => {
    if (Math.floor((k + 1) * share) === Math.floor(k * share)) return [];
    const ring: GridPoint[] = [
      [i0, j0],
      [i1, j0],
      [i1, j1],
      [i0, j1],
    ];
    return [createFeature('building', '', createPolygon(grid, ring))];
  });
}

/** Keeps a corner inside the wall. */
function clampSlab(block: GridRect, i: number, j: number): GridPoint {
  const inset = WALL_INSET + 0.08;
  return [
    Math.min(block.i1 - inset, Math.max(block.i0 + inset, i)),
    Math.min(block.j1 - inset, Math.max(block.j0 + inset, j)),
  ];
}

const BORDER_LEVELS = ['community', 'subdistrict', 'county'] as const;

function createBorders({ grid }: Place, division: Division): BackgroundFeature[] {
  const levelOf = (a: number, b: number): number => {
    const [first, second] = [division.communities[a], division.communities[b]];
    if (!first || !second) return 2;
    if (first.parent === second.parent) return 0;
    return division.subdistricts[first.parent]?.parent === division.subdistricts[second.parent]?.parent ? 1 : 2;
  };
  return traceBorders(division.map, levelOf).map(({ level, nodes }) => {
    const coordinates = toPlain(nodes.map((node) => toDegrees(grid.x[node] ?? 0, grid.y[node] ?? 0)));
    return createFeature(
      'boundary',
      '',
      { type: 'LineString', coordinates },
      { level: BORDER_LEVELS[level] ?? 'county' },
    );
  });
}

/** Fields of the neighbours, so that the map does not end at the boundary. */
function createOutsideFields({ terrain, grid }: Place): BackgroundFeature[] {
  return terrain.use.flatMap((use, cell) => {
    if (use !== 'outside') return [];
    const ring = createRectRing(findCellRect(terrain, cell), 0.2);
    return [createFeature('green', '', createPolygon(grid, ring), { class: 'farmland' })];
  });
}

function createCorridors({ terrain, grid }: Place): BackgroundFeature[] {
  const of = (axis: Axis, along: 'east' | 'north') => axis.corridors.flatMap((c) => createCorridor(grid, c, along));
  return [...of(terrain.u, 'north'), ...of(terrain.v, 'east')];
}

export function createBackground(place: Place, division: Division, parkName: () => string): BackgroundFeature[] {
  const { terrain, grid, layout } = place;
  const detailed = terrain.plan.detailed;
  return [
    ...createOutsideFields(place),
    ...createGreen(place, parkName),
    ...createCorridors(place),
    ...createRoads(place),
    ...(detailed ? layout.blocks.flatMap((block) => createWalls(grid, block)) : []),
    ...(detailed ? createBuildings(place) : []),
    ...createBorders(place, division),
  ];
}
