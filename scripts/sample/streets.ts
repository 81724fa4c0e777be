/** The streets between the big blocks, and where they cross river, canals, railway and expressway. */
import { LINE, type Axis, type Corridor } from './axis.ts';
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { addStreetName, FORM, setRun, STREET, type StreetGrid } from './street-grid.ts';
import type { Terrain } from './terrain.ts';

/** Share of streets that cross a corridor, by the kind of corridor; rivers have a number of bridges instead. */
const CROSSING_SHARE = {
  canal: { arterial: 1, street: 0.8 },
  rail: { arterial: 0.9, street: 0.34 },
  expressway: { arterial: 0.85, street: 0.4 },
} as const;

/** Metres of river for each bridge: about five in a district. */
const METRES_PER_RIVER_BRIDGE = 2_050;

interface Lattice {
  grid: StreetGrid;
  terrain: Terrain;
  names: NameBook;
  random: Random;
}

/** Streets run `along` one axis and are parted by corridors that lie across it. */
interface Direction {
  along: 'east' | 'north';
  lines: Axis;
  across: Axis;
}

function findStreetBreaks(across: Axis): number[] {
  const kinds = across.corridors.filter((c) => c.kind === 'river' || c.kind === 'rail');
  return [0, ...kinds.map((c) => c.centre), across.at.length - 1];
}

/**
 * Names of one line between its breaks: an arterial and a riverside road keep their name, a street is called north and
 * south of the river, or east and west of the railway; beyond those it has another name.
 */
function nameLine(lattice: Lattice, direction: Direction, line: number, segments: number): string[] {
  const { names } = lattice;
  const { lines, along } = direction;
  const beside = lines.corridors.find((c) => c.kind === 'river' && (c.first === line || c.last === line));
  const arterial = lines.road[line] === LINE.arterial;
  if (beside || arterial) {
    const bank = beside?.first === line ? '南' : '北';
    const name = beside ? `滨${beside.name.replace(/[江河]$/, '')}${bank}路` : `${names.word()}大道`;
    return new Array<string>(segments).fill(names.unique('street', name));
  }
  const ends = along === 'north' ? ['南路', '北路'] : ['西路', '东路'];
  let base = '';
  return Array.from({ length: segments }, (_, segment) => {
    if (segment % 2 === 0) base = names.word();
    return names.unique('street', base + (ends[segment % 2] ?? '路'));
  });
}

/** Bridges spread along the river, on arterials where one is near. Returns the lines that cross. */
function chooseBridges(lines: Axis, random: Random): Set<number> {
  const length = lines.at[lines.at.length - 1] ?? 0;
  const wanted = Math.max(2, Math.round((0.86 * length) / METRES_PER_RIVER_BRIDGE));
  const chosen = new Set<number>();
  for (let k = 0; k < wanted; k++) {
    const target = length * (0.08 + (0.84 * (k + random.between(0.25, 0.75))) / wanted);
    let best = -1;
    let bestCost = Infinity;
    lines.road.forEach((road, line) => {
      if (road === LINE.none || chosen.has(line)) return;
      const distance = (lines.at[line] ?? 0) - target;
      const cost = Math.sqrt(distance * distance) + (road === LINE.arterial ? 0 : 300);
      if (cost < bestCost) {
        bestCost = cost;
        best = line;
      }
    });
    if (best >= 0) chosen.add(best);
  }
  return chosen;
}

function chooseCrossings(lattice: Lattice, direction: Direction, corridor: Corridor): Set<number> {
  const { lines } = direction;
  if (corridor.kind === 'river') return chooseBridges(lines, lattice.random);
  const shares = CROSSING_SHARE[corridor.kind];
  const chosen = new Set<number>();
  lines.road.forEach((road, line) => {
    if (road === LINE.none) return;
    if (lattice.random.chance(road === LINE.arterial ? shares.arterial : shares.street)) chosen.add(line);
  });
  return chosen;
}

/** Marks the edges over a corridor as bridge, or as underpass where a railway or expressway is carried over the street. */
function crossCorridor(lattice: Lattice, direction: Direction, corridor: Corridor, line: number): void {
  const { grid, names, random } = lattice;
  const arterial = direction.lines.road[line] === LINE.arterial;
  const wet = corridor.kind === 'river' || corridor.kind === 'canal';
  const form = wet || random.chance(0.35) ? FORM.bridge : FORM.underpass;
  const name = corridor.kind === 'river' ? names.unique('street', `${names.word()}大桥`) : '';
  const nameIndex = name ? addStreetName(grid, name) : 0;
  const run = { along: direction.along, line, from: corridor.first, to: corridor.last };
  setRun(grid, run, arterial ? STREET.arterial : STREET.street, nameIndex);
  const forms = direction.along === 'east' ? grid.eastForm : grid.northForm;
  for (let k = corridor.first; k < corridor.last; k++) {
    forms[direction.along === 'east' ? line * grid.columns + k : k * grid.columns + line] = form;
  }
}

function layDirection(lattice: Lattice, direction: Direction): void {
  const { lines, across, along } = direction;
  const breaks = findStreetBreaks(across);
  lines.road.forEach((road, line) => {
    if (road === LINE.none) return;
    const arterial = road === LINE.arterial;
    const lineNames = nameLine(lattice, direction, line, breaks.length - 1);
    for (let segment = 0; segment + 1 < breaks.length; segment++) {
      const index = addStreetName(lattice.grid, lineNames[segment] ?? '');
      for (let gap = breaks[segment] ?? 0; gap < (breaks[segment + 1] ?? 0); gap++) {
        if (across.cellOfGap[gap] === -1) continue;
        setRun(
          lattice.grid,
          { along, line, from: gap, to: gap + 1 },
          arterial ? STREET.arterial : STREET.street,
          index,
        );
      }
    }
  });
  for (const corridor of across.corridors) {
    for (const line of chooseCrossings(lattice, direction, corridor)) crossCorridor(lattice, direction, corridor, line);
  }
}

/** In the fields not every side of a big block is a road. */
function thinFields(lattice: Lattice): void {
  const { terrain, grid, random } = lattice;
  const isField = (column: number, row: number): boolean => {
    const use = terrain.use[row * terrain.columns + column];
    return use === 'farm' || use === 'outside';
  };
  for (let row = 1; row < terrain.rows; row++) {
    for (let column = 1; column < terrain.columns; column++) {
      const cellColumn = terrain.u.cells[column];
      const cellRow = terrain.v.cells[row];
      if (!cellColumn || !cellRow || !isField(column, row)) continue;
      const [west, south] = [terrain.u.cells[column - 1], terrain.v.cells[row - 1]];
      // Roads beside river, canal, railway and expressway stay.
      const southJoins = south?.last === cellRow.first && isField(column, row - 1);
      const westJoins = west?.last === cellColumn.first && isField(column - 1, row);
      if (southJoins && terrain.v.road[cellRow.first] === LINE.street && random.chance(0.3)) {
        setRun(grid, { along: 'east', line: cellRow.first, from: cellColumn.first, to: cellColumn.last }, STREET.none);
      }
      if (westJoins && terrain.u.road[cellColumn.first] === LINE.street && random.chance(0.3)) {
        setRun(grid, { along: 'north', line: cellColumn.first, from: cellRow.first, to: cellRow.last }, STREET.none);
      }
    }
  }
}

/** No street runs through a lake. */
function clearLakes(lattice: Lattice): void {
  for (const lake of lattice.terrain.lakes) {
    for (let j = lake.j0 + 1; j < lake.j1; j++) {
      setRun(lattice.grid, { along: 'east', line: j, from: lake.i0, to: lake.i1 }, STREET.none);
    }
    for (let i = lake.i0 + 1; i < lake.i1; i++) {
      setRun(lattice.grid, { along: 'north', line: i, from: lake.j0, to: lake.j1 }, STREET.none);
    }
  }
}

export function layStreets(terrain: Terrain, grid: StreetGrid, names: NameBook, random: Random): void {
  const lattice: Lattice = { grid, terrain, names, random };
  layDirection(lattice, { along: 'east', lines: terrain.v, across: terrain.u });
  layDirection(lattice, { along: 'north', lines: terrain.u, across: terrain.v });
  thinFields(lattice);
  clearLakes(lattice);
}
