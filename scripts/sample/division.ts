/** County, subdistricts and communities: groups of plots, with borders along streets, canals, river and railway. */
import type { MultiPolygon } from '../../src/core/types.ts';
import type { Layout } from './block-layout.ts';
import { clusterPieces, joinParts, shareOut, type Piece, type Touching } from './clusters.ts';
import type { NameBook } from './names.ts';
import { traceRegions, type RegionMap } from './outlines.ts';
import type { Random } from './random.ts';
import { toDegrees, type StreetGrid } from './street-grid.ts';
import type { CellUse, Terrain } from './terrain.ts';

export interface Unit {
  code: string;
  name: string;
  parent: number;
  polygon: MultiPolygon;
  rural: boolean;
  town: boolean;
}

/** Units by level; `parent` is an index into the level above. */
export interface Division {
  counties: Unit[];
  subdistricts: Unit[];
  communities: Unit[];
  communityOfPlot: Int32Array;
  map: RegionMap;
}

/** People for each square metre, relative: how many communities a piece of land asks for. */
const DENSITY: Record<CellUse, number> = {
  old_town: 3.2,
  estate: 3,
  superblock: 2,
  business: 1,
  industry: 0.5,
  farm: 0.8,
  park: 0.2,
  lake: 0.15,
  outside: 0,
};

function findPieces(terrain: Terrain, layout: Layout): (Piece & { use: CellUse; squareMetres: number })[] {
  const middle = (stretched: Float64Array, from: number, to: number) =>
    ((stretched[from] ?? 0) + (stretched[to - 1] ?? 0)) / 2;
  return layout.plots.map((plot) => {
    const use = terrain.use[plot.cell] ?? 'outside';
    const width = (terrain.u.at[plot.i1] ?? 0) - (terrain.u.at[plot.i0] ?? 0);
    const height = (terrain.v.at[plot.j1] ?? 0) - (terrain.v.at[plot.j0] ?? 0);
    return {
      x: middle(terrain.u.stretched, plot.i0, plot.i1),
      y: middle(terrain.v.stretched, plot.j0, plot.j1),
      weight: DENSITY[use] * width * height,
      squareMetres: width * height,
      use,
    };
  });
}

/** Plot of each gap; gaps of corridors belong to the plot on their side. */
function mapPlots(terrain: Terrain, layout: Layout): RegionMap {
  const columns = terrain.u.at.length - 1;
  const rows = terrain.v.at.length - 1;
  const own = new Int32Array(columns * rows).fill(-1);
  layout.plots.forEach((plot, index) => {
    for (let j = plot.j0; j < plot.j1; j++) own.fill(index, j * columns + plot.i0, j * columns + plot.i1);
  });
  const regionOf = new Int32Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    const home = (terrain.v.homeGap[j] ?? 0) * columns;
    for (let i = 0; i < columns; i++) regionOf[j * columns + i] = own[home + (terrain.u.homeGap[i] ?? 0)] ?? -1;
  }
  return { columns, rows, regionOf };
}

function findTouching({ columns, rows, regionOf }: RegionMap, count: number): Touching {
  const touching = Array.from({ length: count }, () => new Map<number, number>());
  const addEdge = (from: number, to: number) => {
    const lengths = touching[from];
    lengths?.set(to, (lengths.get(to) ?? 0) + 1);
  };
  const touch = (a: number, b: number) => {
    if (a === b || a < 0 || b < 0) return;
    addEdge(a, b);
    addEdge(b, a);
  };
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const own = regionOf[j * columns + i] ?? -1;
      if (i + 1 < columns) touch(own, regionOf[j * columns + i + 1] ?? -1);
      if (j + 1 < rows) touch(own, regionOf[(j + 1) * columns + i] ?? -1);
    }
  }
  return touching;
}

/** Splits every group of `parents` so that `total` groups arise; labels run on from group to group. */
function splitGroups(pieces: readonly Piece[], parents: Int32Array, total: number, random: Random): Int32Array {
  const groups: number[][] = [];
  parents.forEach((parent, piece) => (groups[parent] ??= []).push(piece));
  const weights = groups.map((group) => group.reduce((sum, piece) => sum + (pieces[piece]?.weight ?? 0), 0));
  const counts = shareOut(
    total,
    weights,
    groups.map((group) => group.length),
  );
  const labels = new Int32Array(pieces.length);
  let first = 0;
  groups.forEach((group, index) => {
    const own = group.map((piece) => pieces[piece] ?? { x: 0, y: 0, weight: 0 });
    const count = counts[index] ?? 1;
    clusterPieces(own, count, random).forEach((label, k) => (labels[group[k] ?? 0] = first + label));
    first += count;
  });
  return labels;
}

/** Renumbers labels in rising order of parent, then from north-west to south-east, as codes are given. */
function renumber(labels: Int32Array, count: number, parents: Int32Array, pieces: readonly Piece[]): Int32Array {
  const sums = Array.from({ length: count }, (_, label) => ({ label, x: 0, y: 0, n: 0, parent: 0 }));
  labels.forEach((label, k) => {
    const sum = sums[label];
    if (!sum) return;
    sum.x += pieces[k]?.x ?? 0;
    sum.y += pieces[k]?.y ?? 0;
    sum.n++;
    sum.parent = parents[k] ?? 0;
  });
  const order = sums.sort(
    (a, b) => a.parent - b.parent || a.x / a.n - a.y / a.n - (b.x / b.n - b.y / b.n) || a.label - b.label,
  );
  const rank = new Int32Array(count);
  order.forEach(({ label }, index) => (rank[label] = index));
  return labels.map((label) => rank[label] ?? 0);
}

function findParents(child: Int32Array, parent: Int32Array, count: number): number[] {
  const parents = new Array<number>(count).fill(0);
  child.forEach((label, piece) => (parents[label] = parent[piece] ?? 0));
  return parents;
}

function findFieldShares(labels: Int32Array, count: number, pieces: ReturnType<typeof findPieces>): number[] {
  const field = new Float64Array(count);
  const all = new Float64Array(count);
  labels.forEach((label, k) => {
    const piece = pieces[k];
    if (!piece) return;
    all[label] = (all[label] ?? 0) + piece.squareMetres;
    if (piece.use === 'farm') field[label] = (field[label] ?? 0) + piece.squareMetres;
  });
  return Array.from(field, (value, label) => value / (all[label] ?? 1));
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** Codes have twelve digits like real ones, under a province number that is given to none: 99. */
function createCountyCode(county: number): string {
  return `9901${pad(county + 1, 2)}000000`;
}

interface Labels {
  county: Int32Array;
  subdistrict: Int32Array;
  community: Int32Array;
}

function labelPlots(
  terrain: Terrain,
  pieces: ReturnType<typeof findPieces>,
  touching: Touching,
  random: Random,
): Labels {
  const { plan } = terrain;
  const none = new Int32Array(pieces.length);
  const level = (parents: Int32Array, count: number, topic: string): Int32Array => {
    const labels = splitGroups(pieces, parents, count, random.fork(topic));
    joinParts(labels, touching, (piece) => parents[piece] ?? 0);
    return renumber(labels, count, parents, pieces);
  };
  const county = level(none, plan.counties, 'counties');
  const subdistrict = level(county, plan.subdistricts, 'subdistricts');
  const community = level(subdistrict, plan.communities, 'communities');
  return { county, subdistrict, community };
}

/** The most rural subdistricts are towns (镇): two in eleven at most. */
function chooseTowns(shares: readonly number[]): Set<number> {
  const order = shares.map((share, index) => ({ share, index })).sort((a, b) => b.share - a.share || a.index - b.index);
  const count = Math.max(2, Math.floor((2 * shares.length) / 11));
  return new Set(order.slice(0, count).map(({ index }) => index));
}

interface Namer {
  names: NameBook;
  /** Numbers given so far, by the digits before them. */
  numbers: Map<string, number>;
}

/** The next number of three digits under a prefix; villages and towns have ranges of their own. */
function takeNumber({ numbers }: Namer, range: string, first: number): string {
  const number = numbers.get(range) ?? first;
  numbers.set(range, number + 1);
  return pad(number, 3);
}

function createCounty(terrain: Terrain, namer: Namer, index: number, polygon: MultiPolygon): Unit {
  const made = terrain.plan.size !== 'district';
  const name = made ? `${namer.names.unique('area', namer.names.word())}区` : '示例区（虚构）';
  return { code: createCountyCode(index), name, parent: 0, polygon, rural: false, town: false };
}

function createSubdistrict(namer: Namer, parent: number, town: boolean, polygon: MultiPolygon): Unit {
  const prefix = createCountyCode(parent).slice(0, 6);
  const code = `${prefix}${takeNumber(namer, `${prefix} ${town ? 'town' : ''}`, town ? 100 : 1)}000`;
  const name = namer.names.unique('area', namer.names.word()) + (town ? '镇' : '街道');
  return { code, name, parent, polygon, rural: false, town };
}

function createCommunity(namer: Namer, owner: Unit, rural: boolean, place: Pick<Unit, 'parent' | 'polygon'>): Unit {
  const prefix = owner.code.slice(0, 9);
  const code = prefix + takeNumber(namer, `${prefix} ${rural ? 'village' : ''}`, rural ? 200 : 1);
  const name = namer.names.unique('area', namer.names.word()) + (rural ? '村' : '社区');
  return { code, name, ...place, rural, town: owner.town };
}

export function divideLand(
  { terrain, grid, layout }: { terrain: Terrain; grid: StreetGrid; layout: Layout },
  names: NameBook,
  random: Random,
): Division {
  const { plan } = terrain;
  const pieces = findPieces(terrain, layout);
  const plotMap = mapPlots(terrain, layout);
  const labels = labelPlots(terrain, pieces, findTouching(plotMap, pieces.length), random);
  const positionOf = (node: number) => toDegrees(grid.x[node] ?? 0, grid.y[node] ?? 0);
  const regionsOf = (of: Int32Array): RegionMap => ({
    ...plotMap,
    regionOf: plotMap.regionOf.map((plot) => (plot < 0 ? -1 : (of[plot] ?? -1))),
  });
  const map = regionsOf(labels.community);
  const towns = chooseTowns(findFieldShares(labels.subdistrict, plan.subdistricts, pieces));
  const fieldShares = findFieldShares(labels.community, plan.communities, pieces);
  const subdistrictParents = findParents(labels.subdistrict, labels.county, plan.subdistricts);
  const communityParents = findParents(labels.community, labels.subdistrict, plan.communities);
  const namer: Namer = { names, numbers: new Map() };

  const counties = traceRegions(regionsOf(labels.county), plan.counties, positionOf).map((polygon, index) =>
    createCounty(terrain, namer, index, polygon),
  );
  const subdistricts = traceRegions(regionsOf(labels.subdistrict), plan.subdistricts, positionOf).map(
    (polygon, index) => createSubdistrict(namer, subdistrictParents[index] ?? 0, towns.has(index), polygon),
  );
  const communities = traceRegions(map, plan.communities, positionOf).map((polygon, index) => {
    const parent = communityParents[index] ?? 0;
    const owner = subdistricts[parent];
    if (!owner) throw new Error(`community ${index} has no subdistrict`);
    return createCommunity(namer, owner, owner.town && (fieldShares[index] ?? 0) > 0.5, { parent, polygon });
  });
  return { counties, subdistricts, communities, communityOfPlot: labels.community, map };
}
