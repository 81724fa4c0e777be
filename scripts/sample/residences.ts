/** Homes as rows of the residences layer: one each in a district; larger samples list parts of a compound apart. */
import type { Gate, Position, Residence } from '../../src/core/types.ts';
import { shareOut } from './clusters.ts';
import type { Division } from './division.ts';
import type { Layout } from './block-layout.ts';
import type { Home } from './homes.ts';
import type { Random } from './random.ts';
import type { SamplePlan } from './sizes.ts';
import { findPosition, type GridPoint, type StreetGrid } from './street-grid.ts';

export interface ResidenceRows {
  residences: Residence[];
  /** The home that each row belongs to. */
  homeOfRow: Int32Array;
  firstRowOfHome: Int32Array;
}

/** Part k of n of a whole number; the parts add up to it. */
function findPart(value: number, k: number, n: number): number {
  return Math.floor((value * (k + 1)) / n) - Math.floor((value * k) / n);
}

/** Centroid of a closed ring, degrees rounded like all positions; the formula that readers of polygons use. */
function findCentroid(ring: readonly Position[]): Position {
  const [ox, oy] = ring[0] ?? [0, 0];
  let area = 0;
  let x = 0;
  let y = 0;
  for (let k = 0; k + 1 < ring.length; k++) {
    const [ax, ay] = ring[k] ?? [0, 0];
    const [bx, by] = ring[k + 1] ?? [0, 0];
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    area += cross;
    x += (ax + bx - 2 * ox) * cross;
    y += (ay + by - 2 * oy) * cross;
  }
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  return [round(ox + x / (3 * area)), round(oy + y / (3 * area))];
}

/** In a district only blocks of old lanes are ever listed in parts; elsewhere large compounds are. */
function countRows(plan: SamplePlan, homes: readonly Home[]): number[] {
  if (homes.length >= plan.residences) return homes.map(() => 1);
  const most = homes.map((home) => {
    const parts = Math.min(40, Math.floor(home.households / 8));
    return plan.detailed && home.kind !== 'lanes' ? 1 : Math.max(1, parts);
  });
  const weights = homes.map((home) => home.households);
  return shareOut(plan.residences, weights, most);
}

function createRow(
  home: Home,
  id: string,
  areaId: string,
  part: { k: number; n: number },
): Omit<Residence, 'position' | 'polygon'> {
  const { k, n } = part;
  return {
    id,
    name: n === 1 ? home.name : home.kind === 'lanes' ? `${home.name}（${k + 1}片）` : `${home.name}${k + 1}幢`,
    areaId,
    households: findPart(home.households, k, n),
    population: findPart(home.population, k, n),
    elders: findPart(home.elders, k, n),
    elders80: findPart(home.elders80, k, n),
    eldersByYear: Object.fromEntries(Object.entries(home.eldersByYear).map(([year, e]) => [year, findPart(e, k, n)])),
    stage: home.stage,
    completed: home.completed,
    estimated: false,
    attributes: { care_room_m2: n === 1 ? home.careRoomM2 : k === 0 ? home.careRoomM2 : null },
  };
}

/** A place for part k of n: spread over the home's block. */
function findPartPoint(home: Home, k: number, n: number, random: Random): GridPoint {
  if (n === 1 || !home.ring) {
    return n === 1
      ? home.point
      : [home.point[0] + random.between(-0.4, 0.4), home.point[1] + random.between(-0.4, 0.4)];
  }
  const is = home.ring.map(([i]) => i);
  const js = home.ring.map(([, j]) => j);
  const [i0, i1, j0, j1] = [Math.min(...is), Math.max(...is), Math.min(...js), Math.max(...js)];
  const columns = Math.max(1, Math.round(Math.sqrt((n * (i1 - i0)) / (j1 - j0))));
  const rows = Math.ceil(n / columns);
  const [a, b] = [(k % columns) + random.between(0.2, 0.8), Math.floor(k / columns) + random.between(0.2, 0.8)];
  return [i0 + ((i1 - i0) * a) / columns, j0 + ((j1 - j0) * b) / rows];
}

export function createResidences(
  place: { plan: SamplePlan; grid: StreetGrid; division: Division },
  homes: readonly Home[],
  random: Random,
): ResidenceRows {
  const { plan, grid, division } = place;
  const counts = countRows(plan, homes);
  const residences: Residence[] = [];
  const homeOfRow: number[] = [];
  const firstRowOfHome = new Int32Array(homes.length);
  homes.forEach((home, index) => {
    const n = counts[index] ?? 1;
    const areaId = division.communities[home.community]?.code ?? '';
    firstRowOfHome[index] = residences.length;
    for (let k = 0; k < n; k++) {
      const id = `R${String(residences.length + 1).padStart(plan.detailed ? 4 : 6, '0')}`;
      const ring = plan.detailed && n === 1 && home.ring ? home.ring.map((point) => findPosition(grid, point)) : null;
      const position = ring ? findCentroid(ring) : findPosition(grid, findPartPoint(home, k, n, random));
      residences.push({ ...createRow(home, id, areaId, { k, n }), position, polygon: ring ? [[ring]] : null });
      homeOfRow.push(index);
    }
  });
  return { residences, homeOfRow: Int32Array.from(homeOfRow), firstRowOfHome };
}

const GATE_NAMES = ['南门', '北门', '东门', '西门'];

export function createGates(
  place: { plan: SamplePlan; grid: StreetGrid; layout: Layout },
  homes: readonly Home[],
  rows: ResidenceRows,
): Gate[] {
  const { plan, grid, layout } = place;
  if (!plan.detailed) return [];
  return homes.flatMap((home, index) => {
    const block = layout.blocks[home.block];
    const residenceId = rows.residences[rows.firstRowOfHome[index] ?? 0]?.id;
    if (!block?.walled || !residenceId) return [];
    return block.gates.map((gate): Gate => {
      const [i, j] = gate;
      const side =
        j < block.j0 + 1 && Number.isInteger(i)
          ? 0
          : j > block.j1 - 1 && Number.isInteger(i)
            ? 1
            : i > block.i1 - 1
              ? 2
              : 3;
      return { residenceId, position: findPosition(grid, gate), attributes: { name: GATE_NAMES[side] ?? '' } };
    });
  });
}
