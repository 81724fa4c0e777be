/** Vacant premises that a planner could turn into a facility. Money in ten thousand yuan (万元), as ledgers have it. */
import type { Candidate } from '../../src/core/types.ts';
import type { Division } from './division.ts';
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { BASE_YEAR, type SamplePlan } from './sizes.ts';
import type { Spot, SpotFinder } from './spots.ts';

/** Kind of premises, smallest and largest floor area in square metres. */
const PREMISES: readonly (readonly [string, number, number])[] = [
  ['沿街商铺', 90, 320],
  ['闲置社区用房', 120, 480],
  ['原幼儿园', 700, 1900],
  ['原居委会办公楼', 260, 760],
  ['国有闲置厂房一层', 900, 2600],
  ['开发商移交养老用房', 200, 680],
  ['原储蓄所营业厅', 150, 360],
  ['原村小学', 500, 1500],
  ['党群服务中心二层', 180, 420],
];

function createAttributes(floorArea: number, random: Random): Candidate['attributes'] {
  const floor = random.chance(0.72) ? 1 : random.whole(2, 4);
  return {
    floor_area_m2: floorArea,
    cost: Math.round(floorArea * random.between(0.12, 0.32)),
    yearly_cost: Math.round(floorArea * random.between(0.03, 0.08)),
    available: BASE_YEAR + random.pick([0, 0, 0, 1, 1, 2]),
    floor,
    lift: floor > 1 ? (random.chance(0.45) ? 'yes' : 'no') : 'no',
    own_entrance: random.chance(0.75) ? 'yes' : 'no',
    tenure: random.pick(['state_owned', 'state_owned', 'collective', 'leased', 'handover']),
    fire_safety: random.pick(['passed', 'passed', 'passed', 'works_needed', 'failed', null]),
  };
}

export function createCandidates(
  place: { plan: SamplePlan; division: Division; spots: SpotFinder; elders: readonly number[] },
  names: NameBook,
  random: Random,
): Candidate[] {
  const { plan, division, spots } = place;
  const candidates: Candidate[] = [];
  // Not only where most elders live: every community has some chance.
  const weights = place.elders.map((elders) => 600 + elders);
  for (let attempt = 0; candidates.length < plan.candidates && attempt < 20 * plan.candidates; attempt++) {
    const community = random.weighted(weights);
    const unit = division.communities[community];
    const spot: Spot | undefined = spots.inCommunity(community, random);
    if (!spot || !unit) continue;
    const [kind, low, high] = random.pick(PREMISES.filter(([name]) => unit.rural || !name.includes('村')));
    const street = spot.street ? `${spot.street}${random.whole(1, 398)}号` : '';
    candidates.push({
      id: `C${String(candidates.length + 1).padStart(plan.detailed ? 2 : 4, '0')}`,
      name: names.unique('candidate', `${unit.name}${street}${kind}`),
      position: spot.position,
      attributes: createAttributes(10 * random.whole(Math.ceil(low / 10), Math.floor(high / 10)), random),
    });
  }
  return candidates;
}
