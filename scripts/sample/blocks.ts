/**
 * Cuts the big blocks into blocks. Old towns get many small ones with bent lanes, estates middle-sized ones, new
 * quarters a few gated compounds, fields a few big ones with a village in them.
 */
import type { BlockBuilder, BlockUse, Layout } from './block-layout.ts';
import { addCanalFootbridges, furnishBlock } from './block-paths.ts';
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { addStreetName, setRun, STREET, type StreetGrid } from './street-grid.ts';
import { createShore } from './rings.ts';
import { findCellRect, type CellUse, type GridRect, type Terrain } from './terrain.ts';

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
    maxGaps: 5,
    maxSide: 3,
    minSide: 1,
    plotGaps: 60,
    strayMetres: 11,
    uses: [
      ['lanes', 0.85],
      ['estate', 0.07],
      ['market', 0.03],
      ['school', 0.02],
      ['park', 0.03],
    ],
  },
  estate: {
    maxGaps: 14,
    maxSide: 5,
    minSide: 3,
    plotGaps: 90,
    strayMetres: 3,
    uses: [
      ['estate', 0.8],
      ['compound', 0.1],
      ['school', 0.03],
      ['market', 0.04],
      ['park', 0.03],
    ],
  },
  superblock: {
    maxGaps: 32,
    maxSide: 8,
    minSide: 4,
    plotGaps: 200,
    strayMetres: 0,
    uses: [
      ['compound', 0.86],
      ['school', 0.04],
      ['market', 0.04],
      ['park', 0.04],
      ['office', 0.02],
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
    maxGaps: 34,
    maxSide: 7,
    minSide: 4,
    plotGaps: 80,
    strayMetres: 9,
    uses: [
      ['village', 0.93],
      ['field', 0.07],
    ],
  },
};

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

interface Cut {
  upright: boolean;
  at: number;
  street: number;
}

/** Lays the street along a cut; some lanes of the old town do not go all the way through. */
function layCut(builder: BlockBuilder, rect: GridRect, cut: Cut, use: CellUse): void {
  const { street } = cut;
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

function cutRect(builder: BlockBuilder, cell: number, rect: GridRect, rule: CutRule): void {
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
    layCut(builder, r, { ...cut, street: chooseCutStreet(use, depth, random) }, use);
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

function setStray(builder: BlockBuilder, rect: GridRect, metres: number): void {
  for (let j = rect.j0 + 1; j < rect.j1; j++) {
    for (let i = rect.i0 + 1; i < rect.i1; i++) builder.grid.stray[j * builder.grid.columns + i] = metres;
  }
}

/** A park or a lake is one block and one plot. */
function addWholeBlock(builder: BlockBuilder, cell: number, rect: GridRect, use: BlockUse): void {
  const plot = builder.layout.plots.length;
  builder.layout.plots.push({ ...rect, cell });
  const shore = use === 'lake' ? createShore(rect, builder.random) : [];
  builder.layout.blocks.push({ ...rect, use, cell, plot, gates: [], village: null, walled: false, shore });
}

export function cutBlocks(terrain: Terrain, grid: StreetGrid, names: NameBook, random: Random): Layout {
  const layout: Layout = { blocks: [], plots: [], gatesOnEdge: new Map() };
  const builder: BlockBuilder = { terrain, grid, names, random, layout };
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
