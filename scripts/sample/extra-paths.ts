/**
 * Paths that do not follow the grid: promenades under the river's bridges with steps up to the road, paths around
 * lakes, and footbridges over arterials. They meet the streets only in nodes that both name.
 */
import type { Random } from './random.ts';
import { scaleShore } from './rings.ts';
import { FORM, STREET, touchesStreet, type GridPoint, type StreetGrid } from './street-grid.ts';
import type { Block, Layout } from './block-layout.ts';
import type { Terrain } from './terrain.ts';

export interface ExtraPath {
  kind: 'footway' | 'path' | 'steps';
  name: string;
  bridge: boolean;
  level: number;
  points: GridPoint[];
}

/** Whether land beside the river is built up there, so that it has a promenade. */
function isBuiltUp(terrain: Terrain, i: number, homeRow: number): boolean {
  const column = terrain.u.cellOfGap[terrain.u.homeGap[i] ?? 0] ?? -1;
  const row = terrain.v.cellOfGap[homeRow] ?? -1;
  const use = terrain.use[row * terrain.columns + column];
  return use !== undefined && use !== 'outside' && use !== 'farm' && use !== 'industry';
}

/** Breaks a promenade where the land is not built up, carries it over canals; steps lead up to the road every 200-350 m. */
function addPromenade(
  terrain: Terrain,
  grid: StreetGrid,
  bank: { roadLine: number; pathLine: number; homeRow: number; name: string },
  random: Random,
): ExtraPath[] {
  const paths: ExtraPath[] = [];
  let points: GridPoint[] = [];
  let untilSteps = 2;
  const end = () => {
    if (points.length > 1) paths.push({ kind: 'footway', name: bank.name, bridge: false, level: 0, points });
    points = [];
  };
  for (let i = 1; i < grid.columns - 1; i++) {
    if (!isBuiltUp(terrain, i, bank.homeRow)) {
      end();
      continue;
    }
    const canal = terrain.u.corridors.find(({ kind, first, last }) => kind === 'canal' && first <= i && i < last);
    if (canal && i > canal.first) continue;
    points.push([i, bank.pathLine]);
    if (canal) {
      end();
      const deck = [canal.first, canal.centre, canal.last].map((line): GridPoint => [line, bank.pathLine]);
      paths.push({ kind: 'footway', name: bank.name, bridge: true, level: 1, points: deck });
      i = canal.last;
      points.push([i, bank.pathLine]);
    }
    untilSteps--;
    if (untilSteps > 0 || !touchesStreet(grid, i, bank.roadLine)) continue;
    paths.push({
      kind: 'steps',
      name: '',
      bridge: false,
      level: 0,
      points: [
        [i, bank.pathLine],
        [i, bank.roadLine],
      ],
    });
    untilSteps = random.whole(5, 8);
  }
  end();
  return paths;
}

/** A path around the lake, tied to the street nodes nearest to its four ends. */
function addLakePaths(grid: StreetGrid, block: Block): ExtraPath[] {
  const shore = scaleShore(block, 0.9);
  const closed = [...shore, shore[0] ?? [block.i0, block.j0]];
  const [mi, mj] = [(block.i0 + block.i1) >> 1, (block.j0 + block.j1) >> 1];
  const ties = [
    { at: 0, node: [block.i1, mj] },
    { at: 8, node: [mi, block.j1] },
    { at: 16, node: [block.i0, mj] },
    { at: 24, node: [mi, block.j0] },
  ] as const;
  const path = (points: GridPoint[]): ExtraPath => ({
    kind: 'path',
    name: '环湖步道',
    bridge: false,
    level: 0,
    points,
  });
  return [
    path(closed),
    ...ties
      .filter(({ node }) => touchesStreet(grid, node[0], node[1]))
      .map(({ at, node }) => ({ ...path([shore[at] ?? node, node]), name: '' })),
  ];
}

/** Two steps, and a deck that passes over the arterial between two of its nodes without meeting it. */
function addFootbridge(grid: StreetGrid, i: number, line: number): ExtraPath[] {
  const inner = (j: number) => {
    const node = j * grid.columns + i;
    return [grid.east[node], grid.north[node], grid.east[node - 1], grid.north[node - grid.columns]].some(
      (kind) => kind,
    );
  };
  if (!inner(line + 1) || !inner(line - 1)) return [];
  const across = i + 0.45;
  const low: GridPoint = [across, line - 0.4];
  const high: GridPoint = [across, line + 0.4];
  const path = (kind: ExtraPath['kind'], bridge: boolean, points: GridPoint[]): ExtraPath => {
    return { kind, name: bridge ? '人行天桥' : '', bridge, level: bridge ? 1 : 0, points };
  };
  return [
    path('steps', false, [[i, line - 1], low]),
    path('footway', true, [low, high]),
    path('steps', false, [high, [i, line + 1]]),
  ];
}

const GAPS_BETWEEN_FOOTBRIDGES = 24;

function addFootbridges(terrain: Terrain, grid: StreetGrid, random: Random): ExtraPath[] {
  const paths: ExtraPath[] = [];
  terrain.v.road.forEach((road, line) => {
    if (road !== STREET.arterial) return;
    for (let i = 4; i < grid.columns - 4; i++) {
      const node = line * grid.columns + i;
      const plain = grid.east[node] === STREET.arterial && grid.eastForm[node] === FORM.plain;
      if (!plain || !isBuiltUp(terrain, i, line) || !random.chance(0.12)) continue;
      const made = addFootbridge(grid, i, line);
      paths.push(...made);
      if (made.length > 0) i += GAPS_BETWEEN_FOOTBRIDGES;
    }
  });
  return paths;
}

export function addExtraPaths(terrain: Terrain, grid: StreetGrid, layout: Layout, random: Random): ExtraPath[] {
  const paths: ExtraPath[] = [];
  for (const river of terrain.v.corridors.filter((c) => c.kind === 'river')) {
    const name = `${river.name}滨水步道`;
    const south = { roadLine: river.first, pathLine: river.first + 0.6, homeRow: river.first - 1, name };
    const north = { roadLine: river.last, pathLine: river.last - 0.6, homeRow: river.last, name };
    paths.push(...addPromenade(terrain, grid, south, random), ...addPromenade(terrain, grid, north, random));
  }
  for (const block of layout.blocks) {
    if (block.use === 'lake') paths.push(...addLakePaths(grid, block));
  }
  paths.push(...addFootbridges(terrain, grid, random));
  return paths;
}
