/** A made-up but believable place: everything a project can hold, the same for the same size and seed. */
import type { Project } from '../../src/core/types.ts';
import { createAreas } from './areas.ts';
import { createBackground } from './background.ts';
import { cutBlocks } from './blocks.ts';
import { createCandidates } from './candidates.ts';
import { divideLand } from './division.ts';
import { addExtraPaths } from './extra-paths.ts';
import { createFacilities } from './facilities.ts';
import { createHomes } from './homes.ts';
import { createNames } from './names.ts';
import { createRandom } from './random.ts';
import { createGates, createResidences } from './residences.ts';
import { BASE_DATE, BASE_YEAR, findPlan, type SampleSize } from './sizes.ts';
import { createSpotFinder } from './spots.ts';
import { createStreetGrid, findMetres, settleGrid } from './street-grid.ts';
import { layStreets } from './streets.ts';
import { createTerrain } from './terrain.ts';
import { createWalkways } from './walkways.ts';

export type { SampleSize } from './sizes.ts';

const NAMES: Record<SampleSize, Project['name']> = {
  district: { zh: '示例区（虚构）', en: 'Sample district (made up)' },
  city: { zh: '示例市（虚构）', en: 'Sample city (made up)' },
  megacity: { zh: '示例特大城市（虚构）', en: 'Sample megacity (made up)' },
};

function createSources(size: SampleSize, seed: number): Project['sources'] {
  const layers = ['facilities', 'areas', 'residences', 'walkways', 'candidates', 'background', 'gates'];
  return layers.map((layer) => ({
    layer,
    title: `虚构数据：由本工具的种子生成器生成（${size}，种子 ${seed}），坐标位于外海，与任何真实地点无关 / made up by the seeded generator of this tool, placed at open sea, no real place is meant`,
    licence: 'CC0-1.0',
    date: BASE_DATE,
  }));
}

/**
 * Builds the sample. Coordinates are degrees with 7 decimals around 123.6 E, 31.3 N (open sea), codes begin with 99
 * (a province number that is given to none), telephone numbers with 0199 (no such area).
 */
export function createSample({ size, seed }: { size: SampleSize; seed: number }): Project {
  if (!Number.isSafeInteger(seed)) throw new Error(`seed must be a whole number, got ${seed}`);
  const plan = findPlan(size);
  const random = createRandom(seed);
  const names = createNames(random.fork('names'));

  // The land: streets first, then what they enclose.
  const terrain = createTerrain(plan, random.whole(1, 2_000_000_000), names, random.fork('terrain'));
  const grid = createStreetGrid(terrain.u.at.length, terrain.v.at.length);
  layStreets(terrain, grid, names, random.fork('streets'));
  const layout = cutBlocks(terrain, grid, names, random.fork('blocks'));
  settleGrid(grid, terrain);
  const extra = addExtraPaths(terrain, grid, layout, random.fork('paths'));

  // The people: communities are groups of blocks, homes stand in blocks.
  const division = divideLand({ terrain, grid, layout }, names, random.fork('areas'));
  const { homes, people } = createHomes({ plan, grid, layout, division }, names, random.fork('homes'));
  const rows = createResidences({ plan, grid, division }, homes, random.fork('residences'));

  // The care: facilities and vacant premises stand along streets.
  const spots = createSpotFinder(terrain, grid, layout, division);
  const counted = homes.map((home) => {
    const [x, y] = findMetres(grid, home.point);
    return { x, y, elders: home.elders, community: home.community };
  });
  const facilities = createFacilities({ plan, division, spots, homes: counted, names }, random.fork('facilities'));
  const elders = people.map((headcount) => headcount.elders);
  const candidates = createCandidates({ plan, division, spots, elders }, names, random.fork('candidates'));

  return {
    name: NAMES[size],
    year: BASE_YEAR,
    facilities,
    areas: createAreas(division, people, size === 'district' ? null : NAMES[size].zh),
    residences: rows.residences,
    walkways: createWalkways(grid, layout, extra),
    candidates,
    background: createBackground({ terrain, grid, layout }, division, () =>
      names.unique('park', `${names.word()}公园`),
    ),
    gates: createGates({ plan, grid, layout }, homes, rows),
    reported: [],
    standards: [],
    scenarios: [],
    sources: createSources(size, seed),
  };
}
