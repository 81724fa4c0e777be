/** Shop fronts: places on the street side of a block where a facility or a vacant premises can stand. */
import type { Position } from '../../src/core/types.ts';
import type { Division } from './division.ts';
import type { Block, Layout } from './block-layout.ts';
import type { Random } from './random.ts';
import { findMetres, findPosition, STREET, type GridPoint, type StreetGrid } from './street-grid.ts';
import type { Terrain } from './terrain.ts';

export interface Spot {
  position: Position;
  /** Metres from the middle of the map. */
  x: number;
  y: number;
  /** Name of the street, or empty. */
  street: string;
  /** -1 = outside the boundary. */
  community: number;
}

/** Metres from the street line, as a share of a gap of 44 m: in front of the compound's wall. */
const FRONT = 0.11;

function isOpen(street: number | undefined): boolean {
  return street !== undefined && street !== STREET.none && street !== STREET.gate;
}

/** Middles of the walkable edges around a rectangle, moved a little inwards. */
function findFronts(
  grid: StreetGrid,
  { i0, j0, i1, j1 }: Pick<Block, 'i0' | 'j0' | 'i1' | 'j1'>,
): { point: GridPoint; nameIndex: number }[] {
  const fronts: { point: GridPoint; nameIndex: number }[] = [];
  for (let i = i0; i < i1; i++) {
    for (const [j, inward] of [
      [j0, FRONT],
      [j1, -FRONT],
    ] as const) {
      const node = j * grid.columns + i;
      if (isOpen(grid.east[node])) fronts.push({ point: [i + 0.5, j + inward], nameIndex: grid.eastName[node] ?? 0 });
    }
  }
  for (let j = j0; j < j1; j++) {
    for (const [i, inward] of [
      [i0, FRONT],
      [i1, -FRONT],
    ] as const) {
      const node = j * grid.columns + i;
      if (isOpen(grid.north[node])) fronts.push({ point: [i + inward, j + 0.5], nameIndex: grid.northName[node] ?? 0 });
    }
  }
  return fronts;
}

const FRONT_USES = new Set(['estate', 'compound', 'lanes', 'market', 'office', 'village']);

export interface SpotFinder {
  /** A spot in a community; undefined where it has no street front left. No spot is given twice. */
  inCommunity(community: number, random: Random): Spot | undefined;
  /** A spot outside the boundary, but near it. */
  outside(random: Random): Spot | undefined;
}

/** Middles of streets outside the boundary with land of the place at most half a kilometre away. */
function findOutsideEdges(
  terrain: Terrain,
  grid: StreetGrid,
  division: Division,
): { point: GridPoint; nameIndex: number }[] {
  const { map } = division;
  const at = (i: number, j: number) =>
    i < 0 || j < 0 || i >= map.columns || j >= map.rows ? -1 : (map.regionOf[j * map.columns + i] ?? -1);
  const found: { point: GridPoint; nameIndex: number }[] = [];
  for (let j = 1; j < grid.rows - 1; j++) {
    for (let i = 1; i < grid.columns - 1; i++) {
      const node = j * grid.columns + i;
      if (!isOpen(grid.east[node]) || terrain.u.cellOfGap[i] === -1 || at(i, j) !== -1 || at(i, j - 1) !== -1) continue;
      if ([at(i - 8, j), at(i + 8, j), at(i, j - 8), at(i, j + 8)].every((region) => region === -1)) continue;
      found.push({ point: [i + 0.5, j + FRONT], nameIndex: grid.eastName[node] ?? 0 });
    }
  }
  return found;
}

export function createSpotFinder(terrain: Terrain, grid: StreetGrid, layout: Layout, division: Division): SpotFinder {
  const blocks: Block[][] = division.communities.map(() => []);
  for (const block of layout.blocks) {
    if (FRONT_USES.has(block.use)) blocks[division.communityOfPlot[block.plot] ?? 0]?.push(block);
  }
  const outsideEdges = findOutsideEdges(terrain, grid, division);
  const used = new Set<string>();
  const take = (
    fronts: { point: GridPoint; nameIndex: number }[],
    community: number,
    random: Random,
  ): Spot | undefined => {
    const free = fronts.filter(({ point }) => !used.has(point.join(' ')));
    const named = free.filter(({ nameIndex }) => nameIndex !== 0);
    const list = named.length > 0 && random.chance(0.8) ? named : free;
    if (list.length === 0) return undefined;
    const { point, nameIndex } = random.pick(list);
    used.add(point.join(' '));
    const [x, y] = findMetres(grid, point);
    return { position: findPosition(grid, point), x, y, street: grid.names[nameIndex] ?? '', community };
  };
  return {
    inCommunity: (community, random) => {
      const own = blocks[community] ?? [];
      for (let attempt = 0; attempt < 12 && own.length > 0; attempt++) {
        const block = random.pick(own);
        const spot = take(findFronts(grid, block.village ?? block), community, random);
        if (spot) return spot;
      }
      return undefined;
    },
    outside: (random) => take(outsideEdges, -1, random),
  };
}
