/**
 * Cuts the big blocks into blocks. Old towns get many small ones with bent lanes, estates middle-sized ones, new
 * quarters a few gated compounds, fields a few big ones with a village in them.
 */
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { addStreetName, FORM, setRun, STREET, touchesStreet, type GridPoint, type StreetGrid } from './street-grid.ts';
import { createShore } from './shore.ts';
import { findCellRect, type CellUse, type GridRect, type Terrain } from './terrain.ts';

export type BlockUse =
  'lanes' | 'estate' | 'compound' | 'village' | 'school' | 'market' | 'office' | 'industry' | 'park' | 'lake' | 'field';

export interface Block extends GridRect {
  use: BlockUse;
  cell: number;
  /** The smallest piece of land that goes to one community as a whole. */
  plot: number;
  /** The compound's gates, in its wall. */
  gates: GridPoint[];
  /** Built-up rectangle of a village, inside the block. */
  village: GridRect | null;
  walled: boolean;
  /** Of a lake: its rim; empty otherwise. */
  shore: GridPoint[];
}

export interface Plot extends GridRect {
  cell: number;
}

export interface Layout {
  blocks: Block[];
  plots: Plot[];
  /** Gate vertex of an edge that leads through a wall: key is 2 x node (east edge) or 2 x node + 1 (north edge). */
  gateOnEdge: Map<number, GridPoint>;
}

interface CutRule {
  /** Gaps: largest block that stays whole, shortest side that a cut may leave. */
  maxGaps: number;
  maxSide: number;
  minSide: number;
  /** Plots end where a piece gets smaller than this many gaps. */
  plotGaps: number;
  /** Metres that nodes inside may stray. */
  strayMetres: number;
  uses: readonly (readonly [BlockUse, number])[];
}

const RULES: Partial<Record<CellUse, CutRule>> = {
  old_town: {
    maxGaps: 6,
    maxSide: 3,
    minSide: 1,
    plotGaps: 60,
    strayMetres: 11,
    uses: [
      ['lanes', 0.78],
      ['estate', 0.08],
      ['market', 0.06],
      ['school', 0.04],
      ['park', 0.04],
    ],
  },
  estate: {
    maxGaps: 18,
    maxSide: 5,
    minSide: 3,
    plotGaps: 90,
    strayMetres: 3,
    uses: [
      ['estate', 0.76],
      ['compound', 0.09],
      ['school', 0.05],
      ['market', 0.05],
      ['park', 0.05],
    ],
  },
  superblock: {
    maxGaps: 42,
    maxSide: 9,
    minSide: 4,
    plotGaps: 200,
    strayMetres: 0,
    uses: [
      ['compound', 0.78],
      ['school', 0.07],
      ['market', 0.06],
      ['park', 0.05],
      ['office', 0.04],
    ],
  },
  business: {
    maxGaps: 16,
    maxSide: 5,
    minSide: 3,
    plotGaps: 200,
    strayMetres: 0,
    uses: [
      ['office', 0.55],
      ['compound', 0.2],
      ['market', 0.15],
      ['park', 0.1],
    ],
  },
  industry: {
    maxGaps: 40,
    maxSide: 8,
    minSide: 4,
    plotGaps: 200,
    strayMetres: 0,
    uses: [
      ['industry', 0.88],
      ['estate', 0.12],
    ],
  },
  farm: {
    maxGaps: 42,
    maxSide: 8,
    minSide: 4,
    plotGaps: 80,
    strayMetres: 9,
    uses: [
      ['village', 0.8],
      ['field', 0.2],
    ],
  },
};

interface Builder {
  terrain: Terrain;
  grid: StreetGrid;
  names: NameBook;
  random: Random;
  layout: Layout;
}

/** Metres between the street line and the wall of a compound, as a share of a gap of 44 m. */
export const WALL_INSET = 0.24;

/** Where a piece is cut: along which axis, at which line; undefined when it stays whole. */
function chooseCut(rect: GridRect, rule: CutRule, random: Random): { upright: boolean; at: number } | undefined {
  const width = rect.i1 - rect.i0;
  const height = rect.j1 - rect.j0;
  const longest = Math.max(width, height);
  if (width * height <= rule.maxGaps && longest <= rule.maxSide) return undefined;
  if (longest < 2 * rule.minSide) return undefined;
  const upright = width === height ? random.chance(0.5) : width > height;
  const length = upright ? width : height;
  const half = length / 2;
  const spread = Math.max(0, half - rule.minSide) * 0.6;
  const offset = Math.round(half + random.between(-spread, spread));
  const at = Math.min(length - rule.minSide, Math.max(rule.minSide, offset));
  return { upright, at: (upright ? rect.i0 : rect.j0) + at };
}

function chooseCutStreet(use: CellUse, depth: number, random: Random): number {
  if (use === 'farm') return random.chance(0.62) ? STREET.track : STREET.none;
  if (depth === 0 && use !== 'superblock') return STREET.street;
  if (use === 'old_town' && depth === 1 && random.chance(0.12)) return STREET.pedestrian;
  return STREET.lane;
}

/** Lays the street along a cut; some lanes of the old town do not go all the way through. */
function layCut(
  builder: Builder,
  rect: GridRect,
  cut: { upright: boolean; at: number },
  street: number,
  use: CellUse,
): void {
  if (street === STREET.none) return;
  const { grid, random, names } = builder;
  const named =
    street === STREET.street || street === STREET.pedestrian || (street === STREET.lane && use === 'old_town');
  const nameIndex = named ? addStreetName(grid, names.lane()) : 0;
  const [from, to] = cut.upright ? [rect.j0, rect.j1] : [rect.i0, rect.i1];
  const along = cut.upright ? 'north' : 'east';
  setRun(grid, { along, line: cut.at, from, to }, street, nameIndex);
  if (street === STREET.lane && to - from >= 3 && random.chance(use === 'old_town' ? 0.14 : 0.05)) {
    const missing = random.whole(from, to - 1);
    setRun(grid, { along, line: cut.at, from: missing, to: missing + 1 }, STREET.none);
  }
}

function cutRect(builder: Builder, cell: number, rect: GridRect, rule: CutRule): void {
  const use = builder.terrain.use[cell] ?? 'outside';
  const { layout, random } = builder;
  const work: { rect: GridRect; depth: number; plot: number }[] = [{ rect, depth: 0, plot: -1 }];
  for (let piece = work.pop(); piece; piece = work.pop()) {
    const { rect: r, depth } = piece;
    let plot = piece.plot;
    const cut = chooseCut(r, rule, random);
    if (plot === -1 && (!cut || (r.i1 - r.i0) * (r.j1 - r.j0) <= rule.plotGaps)) {
      plot = layout.plots.length;
      layout.plots.push({ ...r, cell });
    }
    if (!cut) {
      const leaf = rule.uses[random.weighted(rule.uses.map(([, weight]) => weight))]?.[0] ?? 'field';
      layout.blocks.push({ ...r, use: leaf, cell, plot, gates: [], village: null, walled: false, shore: [] });
      continue;
    }
    layCut(builder, r, cut, chooseCutStreet(use, depth, random), use);
    const [a, b] = cut.upright
      ? [
          { ...r, i1: cut.at },
          { ...r, i0: cut.at },
        ]
      : [
          { ...r, j1: cut.at },
          { ...r, j0: cut.at },
        ];
    work.push({ rect: b, depth: depth + 1, plot }, { rect: a, depth: depth + 1, plot });
  }
}

function setStray(builder: Builder, rect: GridRect, metres: number): void {
  for (let j = rect.j0 + 1; j < rect.j1; j++) {
    for (let i = rect.i0 + 1; i < rect.i1; i++) builder.grid.stray[j * builder.grid.columns + i] = metres;
  }
}

/** A park or a lake is one block and one plot. */
function addWholeBlock(builder: Builder, cell: number, rect: GridRect, use: BlockUse): void {
  const plot = builder.layout.plots.length;
  builder.layout.plots.push({ ...rect, cell });
  const shore = use === 'lake' ? createShore(rect, builder.random) : [];
  builder.layout.blocks.push({ ...rect, use, cell, plot, gates: [], village: null, walled: false, shore });
}

interface GateSpot {
  along: 'east' | 'north';
  line: number;
  from: number;
  gate: GridPoint;
}

/** All places where a straight edge could lead from the street through the wall to the ring path inside. */
function findGateSpots(grid: StreetGrid, block: Block): GateSpot[][] {
  const { i0, j0, i1, j1 } = block;
  const sides: GateSpot[][] = [[], [], [], []];
  for (let i = i0 + 1; i < i1; i++) {
    if (touchesStreet(grid, i, j0)) sides[0]?.push({ along: 'north', line: i, from: j0, gate: [i, j0 + WALL_INSET] });
    if (touchesStreet(grid, i, j1))
      sides[1]?.push({ along: 'north', line: i, from: j1 - 1, gate: [i, j1 - WALL_INSET] });
  }
  for (let j = j0 + 1; j < j1; j++) {
    if (touchesStreet(grid, i0, j)) sides[2]?.push({ along: 'east', line: j, from: i0, gate: [i0 + WALL_INSET, j] });
    if (touchesStreet(grid, i1, j))
      sides[3]?.push({ along: 'east', line: j, from: i1 - 1, gate: [i1 - WALL_INSET, j] });
  }
  return sides.filter((side) => side.length > 0);
}

function openGates(builder: Builder, block: Block, count: number): void {
  const { grid, random, layout } = builder;
  const sides = random.shuffle(findGateSpots(grid, block));
  for (let k = 0; k < count && sides.length > 0; k++) {
    const side = sides[k % sides.length] ?? [];
    // Gates stand near the middle of a side rather than at its corners.
    const spot = side[Math.round((side.length - 1) * random.between(0.25, 0.75))];
    if (!spot || block.gates.some(([i, j]) => i === spot.gate[0] && j === spot.gate[1])) continue;
    setRun(grid, { along: spot.along, line: spot.line, from: spot.from, to: spot.from + 1 }, STREET.gate);
    const node = spot.along === 'east' ? spot.line * grid.columns + spot.from : spot.from * grid.columns + spot.line;
    layout.gateOnEdge.set(2 * node + (spot.along === 'east' ? 0 : 1), spot.gate);
    block.gates.push(spot.gate);
  }
}

/** Paths one gap inside the block's edge, and one across where there is room. */
function layInnerPaths(grid: StreetGrid, block: GridRect, street: number): void {
  const [i0, j0, i1, j1] = [block.i0 + 1, block.j0 + 1, block.i1 - 1, block.j1 - 1];
  if (i1 < i0 || j1 < j0) return;
  for (const line of new Set([j0, j1])) setRun(grid, { along: 'east', line, from: i0, to: i1 }, street);
  for (const line of new Set([i0, i1])) setRun(grid, { along: 'north', line, from: j0, to: j1 }, street);
  if (i1 - i0 >= 4) setRun(grid, { along: 'north', line: (i0 + i1) >> 1, from: j0, to: j1 }, street);
  if (j1 - j0 >= 4) setRun(grid, { along: 'east', line: (j0 + j1) >> 1, from: i0, to: i1 }, street);
}

/** Runs a track from a node in one direction until it meets a street; tells whether it did. */
function connect(
  grid: StreetGrid,
  start: readonly [number, number],
  step: readonly [number, number],
  limit: number,
): boolean {
  let [i, j] = start;
  for (let k = 0; k < limit; k++) {
    i += step[0];
    j += step[1];
    if (i <= 0 || j <= 0 || i >= grid.columns - 1 || j >= grid.rows - 1) return false;
    if (!touchesStreet(grid, i, j)) continue;
    const [a, b] = [Math.min(start[0], i), Math.min(start[1], j)];
    if (step[0] !== 0) setRun(grid, { along: 'east', line: j, from: a, to: Math.max(start[0], i) }, STREET.track);
    else setRun(grid, { along: 'north', line: i, from: b, to: Math.max(start[1], j) }, STREET.track);
    return true;
  }
  return false;
}

/** A village: a handful of bent lanes, tied to the roads around in one to three places. */
function buildVillage(builder: Builder, block: Block): void {
  const { grid, random } = builder;
  const width = Math.min(block.i1 - block.i0 - 2, random.whole(2, 4));
  const height = Math.min(block.j1 - block.j0 - 2, random.whole(2, 4));
  if (width < 1 || height < 1) return;
  const i0 = random.whole(block.i0 + 1, block.i1 - 1 - width);
  const j0 = random.whole(block.j0 + 1, block.j1 - 1 - height);
  block.village = { i0, j0, i1: i0 + width, j1: j0 + height };
  // Lanes: one spine each way, the other lines now and then.
  const spineI = random.whole(i0, i0 + width);
  const spineJ = random.whole(j0, j0 + height);
  const ways = random.shuffle([
    { start: [spineI, j0], step: [0, -1] },
    { start: [spineI, j0 + height], step: [0, 1] },
    { start: [i0, spineJ], step: [-1, 0] },
    { start: [i0 + width, spineJ], step: [1, 0] },
  ] as const);
  const wanted = random.whole(1, 3);
  let made = 0;
  for (const { start, step } of ways) {
    const limit = Math.max(block.i1 - block.i0, block.j1 - block.j0);
    if (made < wanted && connect(grid, start, step, limit)) made++;
  }
  setRun(grid, { along: 'north', line: spineI, from: j0, to: j0 + height }, STREET.lane);
  setRun(grid, { along: 'east', line: spineJ, from: i0, to: i0 + width }, STREET.lane);
  for (let i = i0; i <= i0 + width; i++) {
    if (i !== spineI && random.chance(0.5)) {
      const [from, to] = random.chance(0.5) ? [Math.min(spineJ, j0), spineJ] : [spineJ, j0 + height];
      setRun(grid, { along: 'north', line: i, from, to }, STREET.lane);
    }
  }
  for (let j = j0; j <= j0 + height; j++) {
    for (let i = i0; i <= i0 + width; i++) grid.stray[j * grid.columns + i] = 12;
  }
}

/** Share of compounds whose paths the data do not tie to the street: islands, as real data have them. */
const ISLAND_SHARE = 0.006;

function furnishBlock(builder: Builder, block: Block): void {
  const { grid, random } = builder;
  const use = block.use;
  if (use === 'compound' || use === 'estate') {
    block.walled = use === 'compound' || random.chance(0.55);
    layInnerPaths(grid, block, STREET.inner);
    if (!random.chance(ISLAND_SHARE))
      openGates(builder, block, use === 'compound' ? random.whole(2, 4) : random.whole(2, 3));
  } else if (use === 'park') {
    layInnerPaths(grid, block, STREET.path);
    openGates(builder, block, 4);
  } else if (use === 'office' || use === 'market') {
    layInnerPaths(grid, block, STREET.inner);
    openGates(builder, block, 2);
  } else if (use === 'village') buildVillage(builder, block);
}

/** Small bridges of the old town and the estates, where lanes end at a canal on both sides. */
function addCanalFootbridges(builder: Builder): void {
  const { terrain, grid, random, names } = builder;
  const canals = terrain.u.corridors.filter((c) => c.kind === 'canal');
  for (const canal of canals) {
    for (let j = 1, since = 0; j < grid.rows - 1; j++, since++) {
      const row = terrain.v.cellOfGap[j] ?? -1;
      const column = terrain.u.cellOfGap[canal.first - 1] ?? -1;
      const use = row < 0 || column < 0 ? undefined : terrain.use[row * terrain.columns + column];
      const node = j * grid.columns + canal.first;
      const often = use === 'old_town' ? 4 : use === 'estate' ? 8 : Infinity;
      if (since < often || (grid.east[node] ?? 0) !== STREET.none || terrain.v.cellOfGap[j - 1] === -1) continue;
      if (!random.chance(0.6)) continue;
      const nameIndex = addStreetName(grid, names.unique('street', `${names.word()}桥`));
      setRun(grid, { along: 'east', line: j, from: canal.first, to: canal.last }, STREET.pedestrian, nameIndex);
      for (let i = canal.first; i < canal.last; i++) grid.eastForm[j * grid.columns + i] = FORM.bridge;
      since = 0;
    }
  }
}

export function cutBlocks(terrain: Terrain, grid: StreetGrid, names: NameBook, random: Random): Layout {
  const layout: Layout = { blocks: [], plots: [], gateOnEdge: new Map() };
  const builder: Builder = { terrain, grid, names, random, layout };
  terrain.use.forEach((use, cell) => {
    const rect = findCellRect(terrain, cell);
    const rule = RULES[use];
    if (use === 'park') addWholeBlock(builder, cell, rect, 'park');
    else if (rule) {
      setStray(builder, rect, rule.strayMetres);
      cutRect(builder, cell, rect, rule);
    }
  });
  for (const lake of terrain.lakes) addWholeBlock(builder, lake.cell, lake, 'lake');
  for (const block of layout.blocks) furnishBlock(builder, block);
  addCanalFootbridges(builder);
  return layout;
}
