/** What blocks are, for those who cut them, furnish them and build on them. */
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import type { GridPoint, StreetGrid } from './street-grid.ts';
import type { GridRect, Terrain } from './terrain.ts';

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
  /** Gate vertices of an edge that leads through walls: key is 2 x node (east edge) or 2 x node + 1 (north edge). */
  gatesOnEdge: Map<number, GridPoint[]>;
}

export interface BlockBuilder {
  terrain: Terrain;
  grid: StreetGrid;
  names: NameBook;
  random: Random;
  layout: Layout;
}
