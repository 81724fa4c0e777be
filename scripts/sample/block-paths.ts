/** Ways inside blocks: ring paths and gates of compounds, lanes of villages, small bridges over canals. */
import type { Block, BlockBuilder } from './block-layout.ts';
import { addStreetName, FORM, setRun, STREET, touchesStreet, type GridPoint, type StreetGrid } from './street-grid.ts';
import { findCellRect, type GridRect } from './terrain.ts';

/** Between the street line and the wall of a compound, as a share of a gap of about 44 m: some 10 m. */
export const WALL_INSET = 0.24;

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

function openGates(builder: BlockBuilder, block: Block, count: number): void {
  const { grid, random, layout } = builder;
  const sides = random.shuffle(findGateSpots(grid, block));
  for (let k = 0; k < count && sides.length > 0; k++) {
    const side = sides[k % sides.length] ?? [];
    // Gates stand near the middle of a side rather than at its corners.
    const spot = side[Math.round((side.length - 1) * random.between(0.25, 0.75))];
    if (!spot || block.gates.some(([i, j]) => i === spot.gate[0] && j === spot.gate[1])) continue;
    setRun(grid, { along: spot.along, line: spot.line, from: spot.from, to: spot.from + 1 }, STREET.gate);
    const node = spot.along === 'east' ? spot.line * grid.columns + spot.from : spot.from * grid.columns + spot.line;
    const key = 2 * node + (spot.along === 'east' ? 0 : 1);
    // The edge through a narrow block has a gate at both ends: the one nearer its start comes first.
    const gates = [...(layout.gatesOnEdge.get(key) ?? []), spot.gate];
    layout.gatesOnEdge.set(
      key,
      gates.sort((a, b) => a[0] + a[1] - (b[0] + b[1])),
    );
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

/** Runs a track from a node in one direction until it meets a street, inside the big block; tells whether it did. */
function connect(
  grid: StreetGrid,
  bounds: GridRect,
  start: readonly [number, number],
  step: readonly [number, number],
): boolean {
  let [i, j] = start;
  for (;;) {
    i += step[0];
    j += step[1];
    if (i < bounds.i0 || j < bounds.j0 || i > bounds.i1 || j > bounds.j1) return false;
    if (!touchesStreet(grid, i, j)) continue;
    const [west, east] = [Math.min(start[0], i), Math.max(start[0], i)];
    const [south, north] = [Math.min(start[1], j), Math.max(start[1], j)];
    if (step[0] !== 0) setRun(grid, { along: 'east', line: j, from: west, to: east }, STREET.track);
    else setRun(grid, { along: 'north', line: i, from: south, to: north }, STREET.track);
    return true;
  }
}

/** A village: a handful of bent lanes, tied to the roads around in one to three places. */
function buildVillage(builder: BlockBuilder, block: Block): void {
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
  const bounds = findCellRect(builder.terrain, block.cell);
  let made = 0;
  for (const { start, step } of ways) {
    if (made < wanted && connect(grid, bounds, start, step)) made++;
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

export function furnishBlock(builder: BlockBuilder, block: Block): void {
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
export function addCanalFootbridges(builder: BlockBuilder): void {
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
