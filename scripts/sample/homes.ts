/** Where elders live: compounds, estates, blocks of old lanes and villages, with people, age and rooms. */
import { addHeadcount, createHeadcount, type Headcount } from './areas.ts';
import type { Block, Layout } from './block-layout.ts';
import { WALL_INSET } from './block-paths.ts';
import type { Division } from './division.ts';
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { BASE_YEAR, type SamplePlan } from './sizes.ts';
import { createRectRing, findRingArea } from './rings.ts';
import type { GridPoint, StreetGrid } from './street-grid.ts';

export type HomeKind = 'lanes' | 'estate' | 'compound' | 'village';

export interface Home extends Headcount {
  kind: HomeKind;
  block: number;
  community: number;
  name: string;
  /** Ring of grid points, closed; null = a point. */
  ring: GridPoint[] | null;
  point: GridPoint;
  completed: number | null;
  stage: 'new' | 'existing';
  careRoomM2: number | null;
}

interface Mix {
  /** Households for each hectare inside the wall. */
  households: readonly [number, number];
  persons: readonly [number, number];
  elderShare: readonly [number, number];
  /** Of the elders, those of 80 and more. */
  oldestShare: readonly [number, number];
  /** Elders in 2030 and 2035 for each elder today. */
  growth: readonly [number, number];
}

const MIXES: Record<HomeKind, Mix> = {
  lanes: {
    households: [64, 128],
    persons: [2.0, 2.4],
    elderShare: [0.33, 0.44],
    oldestShare: [0.19, 0.27],
    growth: [1.03, 1.02],
  },
  estate: {
    households: [86, 150],
    persons: [2.2, 2.6],
    elderShare: [0.28, 0.42],
    oldestShare: [0.14, 0.22],
    growth: [1.1, 1.15],
  },
  compound: {
    households: [46, 100],
    persons: [2.4, 3.0],
    elderShare: [0.09, 0.18],
    oldestShare: [0.07, 0.13],
    growth: [1.32, 1.75],
  },
  village: {
    households: [16, 34],
    persons: [2.6, 3.2],
    elderShare: [0.28, 0.4],
    oldestShare: [0.15, 0.22],
    growth: [1.07, 1.08],
  },
};

/** Share of compounds that are still being built. */
const FUTURE_SHARE = 0.06;

interface Builder {
  grid: StreetGrid;
  names: NameBook;
  random: Random;
}

/** People of a home. A compound that is not finished has households planned, and nobody in it yet. */
function createPeople(mix: Mix, hectares: number, future: boolean, random: Random): Headcount {
  const between = ([low, high]: readonly [number, number]) => random.between(low, high);
  const households = Math.max(8, Math.round(hectares * between(mix.households)));
  const population = Math.round(households * between(mix.persons));
  const elders = Math.round(population * between(mix.elderShare));
  const elders80 = Math.round(elders * between(mix.oldestShare));
  const in2030 = Math.round(elders * mix.growth[0] * random.between(0.96, 1.04));
  const in2035 = Math.round(elders * mix.growth[1] * random.between(0.95, 1.05));
  return {
    households,
    population: future ? 0 : population,
    elders: future ? 0 : elders,
    elders80: future ? 0 : elders80,
    eldersByYear: { 2025: future ? 0 : elders, 2030: in2030, 2035: in2035 },
  };
}

function chooseCompleted(kind: HomeKind, random: Random): number | null {
  if (kind === 'compound') {
    return random.chance(FUTURE_SHARE) ? random.whole(BASE_YEAR + 1, BASE_YEAR + 3) : random.whole(2003, BASE_YEAR);
  }
  if (kind === 'estate') return random.whole(1979, 2002);
  return kind === 'lanes' && random.chance(0.3) ? random.whole(1952, 1978) : null;
}

/** New compounds owe rooms for elder care, old estates have some, lanes and villages have no such rooms on record. */
function chooseCareRooms(kind: HomeKind, households: number, completed: number | null, random: Random): number | null {
  if (kind === 'compound') {
    const owed = random.chance(completed !== null && completed >= 2015 ? 0.8 : 0.35);
    return owed ? Math.round((households * random.between(0.24, 0.42)) / 5) * 5 : 0;
  }
  if (kind === 'estate') return random.chance(0.4) ? Math.round((households * random.between(0.1, 0.3)) / 5) * 5 : 0;
  return null;
}

/** The name of a lane beside the block, else a new one: blocks of lanes are known by their lane and house numbers. */
function createLanesName({ grid, names, random }: Builder, block: Block): string {
  const nearby: number[] = [];
  for (let i = block.i0; i < block.i1; i++) {
    nearby.push(grid.eastName[block.j0 * grid.columns + i] ?? 0, grid.eastName[block.j1 * grid.columns + i] ?? 0);
  }
  for (let j = block.j0; j < block.j1; j++) {
    nearby.push(grid.northName[j * grid.columns + block.i0] ?? 0, grid.northName[j * grid.columns + block.i1] ?? 0);
  }
  const lanes = [...new Set(nearby)]
    .map((index) => grid.names[index] ?? '')
    .filter((name) => /[巷弄里街沿]$/.test(name));
  const lane = lanes.length > 0 ? random.pick(lanes) : names.lane();
  const from = 2 * random.whole(1, 60) - random.whole(0, 1);
  return names.unique('home', `${lane}${from}-${from + 2 * random.whole(4, 14)}号`);
}

function createName(builder: Builder, kind: HomeKind, block: Block): string {
  if (kind === 'lanes') return createLanesName(builder, block);
  if (kind === 'village') return builder.names.village();
  return kind === 'estate' ? builder.names.estate() : builder.names.compound();
}

function isHomeKind(use: string): use is HomeKind {
  return use in MIXES;
}

function createHome(builder: Builder, block: Block, index: number, community: number): Home | undefined {
  const { grid, random } = builder;
  if (!isHomeKind(block.use) || (block.use === 'village' && !block.village)) return undefined;
  const kind = block.use;
  const rect = block.village ?? block;
  const ring = createRectRing(rect, block.village ? -0.3 : WALL_INSET);
  const hectares = findRingArea(grid, ring) / 10_000;
  const completed = chooseCompleted(kind, random);
  const people = createPeople(MIXES[kind], hectares, completed !== null && completed > BASE_YEAR, random);
  const shift = kind === 'lanes' ? 0.2 : 0;
  return {
    ...people,
    kind,
    block: index,
    community,
    name: createName(builder, kind, block),
    ring: kind === 'lanes' ? null : ring,
    point: [
      (rect.i0 + rect.i1) / 2 + random.between(-shift, shift),
      (rect.j0 + rect.j1) / 2 + random.between(-shift, shift),
    ],
    completed,
    stage: completed !== null && completed >= 2022 ? 'new' : 'existing',
    careRoomM2: chooseCareRooms(kind, people.households, completed, random),
  };
}

/** Two villages whose homes nobody has listed: their elders are known as a sum only. */
function chooseUnlisted(division: Division, homes: readonly Home[]): Set<number> {
  const elders = new Map<number, number>();
  for (const home of homes) elders.set(home.community, (elders.get(home.community) ?? 0) + home.elders);
  const villages = [...elders].filter(([community, sum]) => division.communities[community]?.rural && sum > 120);
  return new Set(
    villages
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, 2)
      .map(([community]) => community),
  );
}

export interface Homes {
  /** At most as many as the plan has residences. */
  homes: Home[];
  /** By community; homes that are not listed are in it. */
  people: Headcount[];
}

export function createHomes(
  place: { plan: SamplePlan; grid: StreetGrid; layout: Layout; division: Division },
  names: NameBook,
  random: Random,
): Homes {
  const { plan, grid, layout, division } = place;
  const builder: Builder = { grid, names, random };
  const all = layout.blocks.flatMap((block, index) => {
    const home = createHome(builder, block, index, division.communityOfPlot[block.plot] ?? 0);
    return home ? [home] : [];
  });
  const unlisted = chooseUnlisted(division, all);
  const listed = all.filter((home) => !unlisted.has(home.community));
  // Too many for the plan: the smallest go first; their blocks then stand for shops and yards.
  const surplus = Math.max(0, listed.length - plan.residences);
  const dropped = new Set(
    [...listed].sort((a, b) => a.population - b.population || a.block - b.block).slice(0, surplus),
  );
  const homes = listed.filter((home) => !dropped.has(home));
  const people = division.communities.map(createHeadcount);
  for (const home of all) {
    const sum = people[home.community];
    // Homes still being built have planned households, which are nobody's yet.
    const households = home.completed !== null && home.completed > BASE_YEAR ? 0 : home.households;
    if (sum && !dropped.has(home)) addHeadcount(sum, { ...home, households });
  }
  return { homes, people };
}
