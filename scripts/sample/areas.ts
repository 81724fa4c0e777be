/** County, subdistricts and communities: groups of plots, with borders along streets, canals, river and railway. */
import type { Area, MultiPolygon } from '../../src/core/types.ts';
import type { Layout } from './blocks.ts';
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
  farm: 0.42,
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
  const touch = (a: number, b: number) => {
    if (a === b || a < 0 || b < 0) return;
    touching[a]?.set(b, (touching[a]?.get(b) ?? 0) + 1);
    touching[b]?.set(a, (touching[b]?.get(a) ?? 0) + 1);
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
export function createCountyCode(county: number): string {
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

export function divideLand(
  terrain: Terrain,
  grid: StreetGrid,
  layout: Layout,
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
  const ruralShares = findFieldShares(labels.community, plan.communities, pieces);

  const counties = traceRegions(regionsOf(labels.county), plan.counties, positionOf).map((polygon, index) => {
    const name = plan.size === 'district' ? '示例区（虚构）' : `${names.unique('area', names.word())}区`;
    return { code: createCountyCode(index), name, parent: 0, polygon, rural: false, town: false };
  });
  const parentCounties = findParents(labels.subdistrict, labels.county, plan.subdistricts);
  const numbers = new Map<string, number>();
  const numberIn = (key: string, first: number) => {
    const number = numbers.get(key) ?? first;
    numbers.set(key, number + 1);
    return pad(number, 3);
  };
  const subdistricts = traceRegions(regionsOf(labels.subdistrict), plan.subdistricts, positionOf).map(
    (polygon, index) => {
      const parent = parentCounties[index] ?? 0;
      const town = towns.has(index);
      const prefix = createCountyCode(parent).slice(0, 6);
      const code = `${prefix}${numberIn(`${prefix}${town}`, town ? 100 : 1)}000`;
      return {
        code,
        name: names.unique('area', names.word()) + (town ? '镇' : '街道'),
        parent,
        polygon,
        rural: false,
        town,
      };
    },
  );
  const parents = findParents(labels.community, labels.subdistrict, plan.communities);
  const communities = traceRegions(map, plan.communities, positionOf).map((polygon, index) => {
    const parent = parents[index] ?? 0;
    const town = towns.has(parent);
    const rural = town && (ruralShares[index] ?? 0) > 0.5;
    const prefix = (subdistricts[parent]?.code ?? '').slice(0, 9);
    const code = prefix + numberIn(`${prefix}${rural}`, rural ? 200 : 1);
    return { code, name: names.unique('area', names.word()) + (rural ? '村' : '社区'), parent, polygon, rural, town };
  });
  return { counties, subdistricts, communities, communityOfPlot: labels.community, map };
}

/** People of one community, summed over its homes. */
export interface Headcount {
  population: number;
  households: number;
  elders: number;
  elders80: number;
  eldersByYear: Record<number, number>;
}

export function createHeadcount(): Headcount {
  return { population: 0, households: 0, elders: 0, elders80: 0, eldersByYear: {} };
}

export function addHeadcount(sum: Headcount, part: Headcount): void {
  sum.population += part.population;
  sum.households += part.households;
  sum.elders += part.elders;
  sum.elders80 += part.elders80;
  for (const [year, elders] of Object.entries(part.eldersByYear)) {
    sum.eldersByYear[Number(year)] = (sum.eldersByYear[Number(year)] ?? 0) + elders;
  }
}

function createArea(unit: Unit, level: Area['level'], parentId: string | null, people: Headcount): Area {
  return {
    id: unit.code,
    name: unit.name,
    level,
    parentId,
    polygon: unit.polygon,
    setting: level === 'community' ? (unit.rural ? 'rural' : 'urban') : null,
    population: people.population,
    households: people.households,
    elders: people.elders,
    elders80: people.elders80,
    eldersByYear: people.eldersByYear,
    attributes: {
      ...(level === 'community' ? { main_urban: unit.town ? 'no' : 'yes' } : {}),
      elders_basis: 'registered',
    },
  };
}

/** Areas of all levels; the upper ones are sums of the communities. */
export function createAreas(division: Division, people: readonly Headcount[], cityName: string | null): Area[] {
  const sums = (count: number) => Array.from({ length: count }, createHeadcount);
  const [city, counties, subdistricts] = [
    createHeadcount(),
    sums(division.counties.length),
    sums(division.subdistricts.length),
  ];
  division.communities.forEach((community, index) => {
    const part = people[index] ?? createHeadcount();
    const subdistrict = subdistricts[community.parent];
    const county = counties[division.subdistricts[community.parent]?.parent ?? 0];
    for (const sum of [subdistrict, county, city]) if (sum) addHeadcount(sum, part);
  });
  const cityCode = '990100000000';
  const cityUnit = { code: cityCode, name: cityName ?? '', parent: 0, polygon: [], rural: false, town: false };
  return [
    ...(cityName ? [{ ...createArea(cityUnit, 'city', null, city), polygon: null }] : []),
    ...division.counties.map((unit, k) => createArea(unit, 'county', cityName ? cityCode : null, counties[k] ?? city)),
    ...division.subdistricts.map((unit, k) =>
      createArea(unit, 'subdistrict', division.counties[unit.parent]?.code ?? null, subdistricts[k] ?? city),
    ),
    ...division.communities.map((unit, k) =>
      createArea(unit, 'community', division.subdistricts[unit.parent]?.code ?? null, people[k] ?? createHeadcount()),
    ),
  ];
}
