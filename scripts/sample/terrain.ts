/**
 * The lie of the land: where river, canals, railway and expressway run, how the grid is bent so that it does not look
 * like one, which big blocks lie inside the boundary and what each is used for.
 */
import { createAxis, type Axis, type CorridorKind } from './axis.ts';
import type { NameBook } from './names.ts';
import { mixBits, smoothNoise, type Random } from './random.ts';
import type { SamplePlan } from './sizes.ts';

export type CellUse =
  'old_town' | 'estate' | 'superblock' | 'business' | 'industry' | 'farm' | 'park' | 'lake' | 'outside';

/** A rectangle of the grid, by line indexes. */
export interface GridRect {
  i0: number;
  j0: number;
  i1: number;
  j1: number;
}

interface Centre {
  u: number;
  v: number;
  /** Metres from the centre to which each use reaches. */
  oldTown: number;
  estate: number;
  town: number;
}

export interface Terrain {
  plan: SamplePlan;
  seed: number;
  u: Axis;
  v: Axis;
  columns: number;
  rows: number;
  /** By cell, row after row. */
  use: CellUse[];
  lakes: (GridRect & { cell: number })[];
  /** Grid metres to map metres, east and north of the middle. One to one. */
  bend(u: number, v: number): readonly [x: number, y: number];
}

const RIVER_SWING_METRES = 520;
/** From one bend to the next. */
const RIVER_BEND_METRES = 1_900;

/** -1..1: bends to the left and right in turn, each of its own size. */
function meander(seed: number, u: number): number {
  const k = Math.floor(u);
  const bend = (n: number) => (n % 2 === 0 ? 1 : -1) * (0.35 + 0.65 * (mixBits(seed, n, 5) / 4294967296));
  const t = u - k;
  return bend(k) + (bend(k + 1) - bend(k)) * t * t * (3 - 2 * t);
}

/** The bend: broad waves, short waves, and the river's meanders dying away on both sides of it; then a turn by 9 degrees. */
function createBend(seed: number, plan: SamplePlan, rivers: readonly number[]): Terrain['bend'] {
  const noise = (channel: number, u: number, v: number) => smoothNoise(mixBits(seed, channel, 77), u, v);
  return (u, v) => {
    let x = u + 280 * noise(1, u / 2700, v / 2700) + 24 * noise(2, u / 620, v / 620);
    let y = v + 260 * noise(3, u / 2500, v / 2500) + 24 * noise(4, u / 620, v / 620);
    rivers.forEach((river, index) => {
      const away = (v - river) / 1800;
      y += (RIVER_SWING_METRES * meander(mixBits(seed, index, 10), u / RIVER_BEND_METRES)) / (1 + away * away);
    });
    x -= plan.widthMetres / 2;
    y -= plan.heightMetres / 2;
    return [0.98769 * x - 0.15643 * y, 0.15643 * x + 0.98769 * y];
  };
}

function createCentres(plan: SamplePlan, random: Random): Centre[] {
  if (plan.tiles === 1) {
    const { widthMetres: w, heightMetres: h } = plan;
    return [
      { u: 0.4 * w, v: 0.61 * h, oldTown: 1_200, estate: 2_400, town: 3_600 },
      { u: 0.66 * w, v: 0.3 * h, oldTown: 0, estate: 500, town: 2_900 },
    ];
  }
  const centres: Centre[] = [
    { u: plan.widthMetres / 2, v: plan.heightMetres / 2, oldTown: 2_600, estate: 7_000, town: 13_000 },
  ];
  const side = plan.widthMetres / plan.tiles;
  for (let i = 0; i < plan.tiles; i++) {
    for (let j = 0; j < plan.tiles; j++) {
      const u = (i + random.between(0.3, 0.7)) * side;
      const v = ((j + random.between(0.3, 0.7)) * plan.heightMetres) / plan.tiles;
      centres.push({ u, v, oldTown: 700, estate: 1_900, town: random.between(3_000, 5_000) });
    }
  }
  return centres;
}

function createAxes(plan: SamplePlan, names: NameBook, random: Random): { u: Axis; v: Axis } {
  const across: { kind: CorridorKind; at: number; name: string }[] = [];
  const along: { kind: CorridorKind; at: number; name: string }[] = [];
  for (let tile = 0; tile < plan.tiles; tile++) {
    const u0 = (tile * plan.widthMetres) / plan.tiles;
    const v0 = (tile * plan.heightMetres) / plan.tiles;
    const w = plan.widthMetres / plan.tiles;
    const h = plan.heightMetres / plan.tiles;
    across.push({ kind: 'canal', at: u0 + random.between(0.27, 0.3) * w, name: names.water('canal') });
    across.push({ kind: 'canal', at: u0 + random.between(0.48, 0.51) * w, name: names.water('canal') });
    across.push({ kind: 'rail', at: u0 + random.between(0.74, 0.77) * w, name: `${names.word()}铁路` });
    along.push({ kind: 'expressway', at: v0 + random.between(0.17, 0.2) * h, name: `${names.word()}高速公路` });
    along.push({ kind: 'river', at: v0 + random.between(0.44, 0.47) * h, name: names.water('river') });
    along.push({ kind: 'canal', at: v0 + random.between(0.71, 0.74) * h, name: names.water('canal') });
  }
  return {
    u: createAxis(plan.widthMetres, across, random.fork('across')),
    v: createAxis(plan.heightMetres, along, random.fork('along')),
  };
}

function isInside(plan: SamplePlan, seed: number, u: number, v: number): boolean {
  const a = (2 * u) / plan.widthMetres - 1;
  const b = (2 * v) / plan.heightMetres - 1;
  const wave = smoothNoise(
    seed ^ 0x51ed,
    (u * plan.tiles) / plan.widthMetres / 0.22,
    (v * plan.tiles) / plan.heightMetres / 0.22,
  );
  // A superellipse: rounder than a box, fuller than an ellipse.
  return a * a * a * a + b * b * b * b < 0.62 + 0.26 * wave;
}

/** What a big block is used for: old town inside, estates of the 1980s and 1990s around, new blocks, then fields. */
function findUse(seed: number, centres: readonly Centre[], u: number, v: number): CellUse {
  const wave = smoothNoise(seed ^ 0x77aa, u / 1300, v / 1300);
  const patch = smoothNoise(seed ^ 0x1f3d, u / 900, v / 900);
  let use: CellUse = 'farm';
  for (const centre of centres) {
    const du = u - centre.u;
    const dv = v - centre.v;
    const distance = Math.sqrt(du * du + dv * dv) * (1 + 0.22 * wave);
    if (distance < centre.oldTown) return 'old_town';
    if (centre.oldTown === 0 && distance < 650) return 'business';
    if (distance < centre.estate && use !== 'estate') use = 'estate';
    else if (distance < centre.town && use === 'farm') use = 'superblock';
  }
  if (use === 'superblock' && patch > 0.52) return 'industry';
  if (use !== 'farm' && patch < -0.66) return 'park';
  return use;
}

/** Big lakes take two by two blocks where no corridor parts them, small ones a single block. */
function placeLakes(terrain: Terrain, random: Random): void {
  const { u, v, columns, use } = terrain;
  const fits = (i: number, j: number, size: number): boolean => {
    for (let a = i; a < i + size; a++) {
      for (let b = j; b < j + size; b++) {
        const here = use[b * columns + a];
        if (here !== 'superblock' && here !== 'farm' && here !== 'park') return false;
      }
    }
    const joined = (axis: Axis, c: number) => size === 1 || axis.cells[c]?.last === axis.cells[c + 1]?.first;
    return joined(u, i) && joined(v, j);
  };
  const tiles = terrain.plan.tiles * terrain.plan.tiles;
  for (const { size, wanted } of [
    { size: 2, wanted: tiles },
    { size: 1, wanted: 2 * tiles },
  ]) {
    let placed = 0;
    for (let attempt = 0; attempt < 60 * tiles && placed < wanted; attempt++) {
      const i = random.whole(1, columns - 3);
      const j = random.whole(1, terrain.rows - 3);
      if (!fits(i, j, size)) continue;
      for (let a = i; a < i + size; a++) for (let b = j; b < j + size; b++) use[b * columns + a] = 'lake';
      terrain.lakes.push({
        cell: j * columns + i,
        i0: u.cells[i]?.first ?? 0,
        j0: v.cells[j]?.first ?? 0,
        i1: u.cells[i + size - 1]?.last ?? 0,
        j1: v.cells[j + size - 1]?.last ?? 0,
      });
      placed++;
    }
  }
}

/** The bounds of a cell, by line indexes. */
export function findCellRect(terrain: Terrain, cell: number): GridRect {
  const column = terrain.u.cells[cell % terrain.columns];
  const row = terrain.v.cells[Math.floor(cell / terrain.columns)];
  if (!column || !row) throw new Error(`there is no cell ${cell}`);
  return { i0: column.first, j0: row.first, i1: column.last, j1: row.last };
}

/** One piece of land without holes: stray blocks fall outside, enclosed ones inside. */
function joinInside(columns: number, rows: number, inside: boolean[]): boolean[] {
  const piece = new Int32Array(columns * rows).fill(-1);
  const sizes: number[] = [];
  const flood = (start: number) => {
    const work = [start];
    const number = sizes.length;
    piece[start] = number;
    let size = 0;
    for (let cell = work.pop(); cell !== undefined; cell = work.pop()) {
      size++;
      const column = cell % columns;
      const neighbours = [cell - columns, cell + columns];
      if (column > 0) neighbours.push(cell - 1);
      if (column < columns - 1) neighbours.push(cell + 1);
      for (const next of neighbours) {
        if (next < 0 || next >= piece.length || piece[next] !== -1 || inside[next] !== inside[cell]) continue;
        piece[next] = number;
        work.push(next);
      }
    }
    sizes.push(size);
  };
  for (let cell = 0; cell < piece.length; cell++) if (piece[cell] === -1) flood(cell);
  let main = -1;
  inside.forEach((isIn, cell) => {
    const own = piece[cell] ?? 0;
    if (isIn && (main === -1 || (sizes[own] ?? 0) > (sizes[main] ?? 0))) main = own;
  });
  // The first cell is a corner of the map, so its piece is the land outside.
  return inside.map((isIn, cell) => (isIn ? piece[cell] === main : piece[cell] !== piece[0]));
}

/** Takes single blocks that jut out off the edge and fills single bays. */
function smoothEdge(columns: number, inside: boolean[]): boolean[] {
  return inside.map((isIn, cell) => {
    const around = [cell - 1, cell + 1, cell - columns, cell + columns].filter((next) => inside[next]).length;
    return isIn ? around >= 2 : around >= 3;
  });
}

export function createTerrain(plan: SamplePlan, seed: number, names: NameBook, random: Random): Terrain {
  const { u, v } = createAxes(plan, names, random.fork('axes'));
  const centres = createCentres(plan, random.fork('centres'));
  const rivers = v.corridors.filter((c) => c.kind === 'river').map((c) => v.at[c.centre] ?? 0);
  const columns = u.cells.length;
  const rows = v.cells.length;
  const terrain: Terrain = {
    plan,
    seed,
    u,
    v,
    columns,
    rows,
    use: [],
    lakes: [],
    bend: createBend(seed, plan, rivers),
  };
  const middles = Array.from({ length: columns * rows }, (_, cell) => {
    const rect = findCellRect(terrain, cell);
    return [
      ((u.at[rect.i0] ?? 0) + (u.at[rect.i1] ?? 0)) / 2,
      ((v.at[rect.j0] ?? 0) + (v.at[rect.j1] ?? 0)) / 2,
    ] as const;
  });
  const inside = middles.map(([midU, midV], cell) => {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const edge = column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
    return !edge && isInside(plan, seed, midU, midV);
  });
  const joined = joinInside(columns, rows, smoothEdge(columns, smoothEdge(columns, inside)));
  terrain.use = middles.map(([midU, midV], cell) => (joined[cell] ? findUse(seed, centres, midU, midV) : 'outside'));
  placeLakes(terrain, random.fork('lakes'));
  return terrain;
}
