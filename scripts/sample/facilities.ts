/** Facilities: where they stand and what they are. Day care and meals are placed until gaps of a believable size remain. */
import type { Facility, FacilityStatus } from '../../src/core/types.ts';
import type { Division } from './division.ts';
import { createColumns, MEAL_TYPES } from './facility-columns.ts';
import { createFacilityName } from './facility-names.ts';
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';
import { ReachCount, type CountedHome } from './reach-count.ts';
import { BASE_YEAR, type SamplePlan } from './sizes.ts';
import type { Spot, SpotFinder } from './spots.ts';

export interface FacilityPlace {
  plan: SamplePlan;
  division: Division;
  spots: SpotFinder;
  homes: readonly CountedHome[];
  names: NameBook;
}

/** Facilities of a district beside day care and meals: type codes and how many. */
const OTHERS: readonly (readonly [types: readonly string[], count: number])[] = [
  [['medical'], 19],
  [['station'], 20],
  [['station', 'adviser_point'], 4],
  [['institution'], 8],
  [['institution', 'memory_home'], 2],
  [['public_institution', 'institution'], 3],
  [['rural_home', 'public_institution', 'institution'], 2],
  [['care_center'], 4],
  [['nursing_center', 'institution'], 2],
  [['rehab_union', 'medical'], 2],
  [['activity_room'], 4],
  [['mutual_point'], 3],
  [['device_point', 'adviser_point'], 2],
  [['central_kitchen'], 2],
  [['time_bank', 'adviser_point'], 1],
  [['family_center'], 1],
  [['senior_university'], 1],
];

/** Planned facilities of a district. */
const PIPELINE: readonly (readonly string[])[] = [
  ['complex', 'day_care', 'canteen'],
  ['day_care'],
  ['day_care', 'meal_point'],
  ['institution'],
  ['canteen'],
  ['day_care', 'meal_point'],
  ['meal_point'],
  ['care_center'],
  ['public_institution', 'institution'],
  ['day_care'],
  ['station', 'meal_point'],
  ['meal_center'],
];

/** Share of communities where placing stops: one in six lacks day care, one in five lacks meals. */
const LACKING_SHARE = { day_care: 0.165, meals: 0.185 };
/** Placing goes on below the first share of elders covered, and stops a little earlier above the second. */
const COVERED = { least: 0.775, much: 0.84 };

interface Draft {
  types: readonly string[];
  spot: Spot;
  status: FacilityStatus;
  opened: number | null;
  closes: number | null;
}

class Builder {
  readonly place: FacilityPlace;
  readonly random: Random;
  readonly drafts: Draft[] = [];
  readonly dayCare: ReachCount;
  readonly meals: ReachCount;
  /** Elders, more where they live close together: facilities stand where many are near. */
  readonly weights: number[];

  constructor(place: FacilityPlace, random: Random) {
    this.place = place;
    this.random = random;
    const count = place.division.communities.length;
    this.dayCare = new ReachCount(place.homes, count);
    this.meals = new ReachCount(place.homes, count);
    const eldersPerArea = place.division.communities.map((unit, k) => {
      const points = unit.polygon.reduce((sum, polygon) => sum + (polygon[0]?.length ?? 0), 1);
      return this.dayCare.eldersOf(k) / (points * points);
    });
    this.weights = eldersPerArea.map((dense, k) => this.dayCare.eldersOf(k) * Math.sqrt(dense));
  }

  add(types: readonly string[], community: number, status: FacilityStatus = 'open'): boolean {
    const spot = this.place.spots.inCommunity(community, this.random);
    if (!spot) return false;
    this.addAt(types, spot, status);
    return true;
  }

  addAt(types: readonly string[], spot: Spot, status: FacilityStatus): void {
    const { random } = this;
    const planned = status === 'under_construction' ? random.whole(1, 2) : random.whole(2, 4);
    const opened =
      status === 'open' ? random.whole(1998, BASE_YEAR - 1) : status === 'closed' ? 2009 : BASE_YEAR + planned;
    this.drafts.push({ types, spot, status, opened, closes: status === 'closed' ? BASE_YEAR - 2 : null });
    if (status !== 'open') return;
    if (types.includes('day_care')) this.dayCare.add(spot.x, spot.y);
    if (types.some((type) => MEAL_TYPES.includes(type))) this.meals.add(spot.x, spot.y);
  }

  pickCommunity(): number {
    return this.random.weighted(this.weights);
  }

  pickOf(communities: readonly number[]): number {
    const weights = communities.map((community) => this.dayCare.eldersOf(community));
    return communities[this.random.weighted(weights)] ?? 0;
  }
}

/** The community with most elders in each subdistrict, where its centre stands. */
function findSeats({ division }: FacilityPlace, reach: ReachCount): number[] {
  const seats = new Map<number, number>();
  division.communities.forEach((unit, community) => {
    const best = seats.get(unit.parent);
    if (best === undefined || reach.eldersOf(community) > reach.eldersOf(best)) seats.set(unit.parent, community);
  });
  return [...seats.values()];
}

function placeComplexes(builder: Builder): void {
  const { random, place } = builder;
  for (const seat of findSeats(place, builder.dayCare)) {
    const town = place.division.communities[seat]?.town ?? false;
    const types = [town ? 'regional_center' : 'complex'];
    if (random.chance(0.7)) types.push('day_care');
    if (random.chance(0.55)) types.push('canteen');
    builder.add(types, seat);
    builder.add(['medical'], seat);
  }
}

interface Wish {
  reach: ReachCount;
  /** How many are placed where elders are many, before the rest. */
  first: number;
  /** Share of communities that may go on lacking the service. */
  lackingShare: number;
  chooseTypes: () => string[];
}

/** Once few lack the service, the rest goes to those that have it in part, by the elders still left out. */
function pickPartly({ random, weights }: Builder, reach: ReachCount, lacking: readonly number[]): number {
  const without = new Set(lacking);
  return random.weighted(weights.map((_, community) => (without.has(community) ? 0 : reach.uncoveredOf(community))));
}

/** First where elders are many, then community by community until few enough lack the service. */
function placeUntilFew(builder: Builder, { reach, first, lackingShare, chooseTypes }: Wish): void {
  const most = builder.place.division.communities.length * lackingShare;
  for (let k = 0; k < first; k++) builder.add(chooseTypes(), builder.pickCommunity());
  for (let attempt = 0; attempt < 4 * builder.place.plan.facilities; attempt++) {
    const lacking = reach.lacking();
    const share = reach.covered / reach.elders;
    const few = lacking.length <= (share > COVERED.much ? 1.12 * most : most);
    if (lacking.length === 0 || (few && share >= COVERED.least)) return;
    builder.add(chooseTypes(), few ? pickPartly(builder, reach, lacking) : builder.random.pick(lacking));
  }
}

function chooseDayCareTypes(random: Random): string[] {
  if (random.chance(0.36)) return ['day_care', 'meal_point'];
  return random.chance(0.2) ? ['day_care', 'station'] : ['day_care'];
}

function chooseMealTypes(random: Random): string[] {
  if (random.chance(0.3)) return ['canteen'];
  return random.chance(0.2) ? ['meal_point', 'station'] : ['meal_point'];
}

function placeDayCareAndMeals(builder: Builder, scale: number): void {
  const { random, dayCare, meals } = builder;
  placeUntilFew(builder, {
    reach: dayCare,
    first: Math.round(8 * scale),
    lackingShare: LACKING_SHARE.day_care,
    chooseTypes: () => chooseDayCareTypes(random),
  });
  for (let k = 0; k < Math.round(3 * scale); k++) builder.add(['meal_center'], builder.pickCommunity());
  placeUntilFew(builder, {
    reach: meals,
    first: Math.round(8 * scale),
    lackingShare: LACKING_SHARE.meals,
    chooseTypes: () => chooseMealTypes(random),
  });
}

function placePlanned(builder: Builder, scale: number): void {
  const { random } = builder;
  const statuses: FacilityStatus[] = ['under_construction', 'under_construction', 'approved', 'reserved'];
  for (let k = 0; k < Math.round(PIPELINE.length * scale); k++) {
    const lacking = builder.dayCare.lacking();
    const community = lacking.length > 0 && random.chance(0.5) ? builder.pickOf(lacking) : builder.pickCommunity();
    builder.add(PIPELINE[k % PIPELINE.length] ?? ['day_care'], community, statuses[k % statuses.length] ?? 'approved');
  }
  for (let k = 0; k < Math.ceil(scale); k++) builder.add(['day_care'], builder.pickCommunity(), 'closed');
}

/** Neighbours' facilities beyond the boundary count for those who live near it. */
function placeOutside(builder: Builder, scale: number): void {
  const kinds = [['day_care'], ['meal_point'], ['medical'], ['institution'], ['canteen']];
  for (let k = 0; k < Math.round(kinds.length * scale); k++) {
    const spot = builder.place.spots.outside(builder.random);
    if (spot) builder.addAt(kinds[k % kinds.length] ?? ['medical'], spot, 'open');
  }
}

function placeOthers(builder: Builder): void {
  const { plan } = builder.place;
  const order = OTHERS.flatMap(([types, count]) => Array.from({ length: count }, () => types));
  const shuffled = builder.random.shuffle(order);
  for (let k = 0; builder.drafts.length < plan.facilities && k < 20 * plan.facilities; k++) {
    // Rare kinds come first, so that even a small number of places holds each of them once.
    const types =
      k < OTHERS.length
        ? (OTHERS[OTHERS.length - 1 - k]?.[0] ?? ['station'])
        : (shuffled[k % shuffled.length] ?? ['station']);
    builder.add(types, builder.pickCommunity());
  }
}

/** Two open facilities are known to close in the coming years. */
function announceClosures(builder: Builder, scale: number): void {
  const open = builder.drafts.filter((draft) => draft.status === 'open' && draft.types[0] === 'day_care');
  for (const draft of builder.random.shuffle(open).slice(0, Math.ceil(2 * scale))) {
    draft.closes = BASE_YEAR + builder.random.whole(1, 3);
  }
}

function createAddress(spot: Spot, place: FacilityPlace, random: Random): string {
  const community = place.division.communities[spot.community];
  const subdistrict = community ? place.division.subdistricts[community.parent]?.name : '邻区';
  const where = spot.street || community?.name || '界外';
  return `${subdistrict ?? ''}${where}${random.whole(1, 398)}号${random.chance(0.2) ? `${random.whole(1, 3)}楼` : ''}`;
}

function finishDraft(draft: Draft, index: number, builder: Builder): Facility {
  const { place, random } = builder;
  const unit = place.division.communities[draft.spot.community];
  const subdistrict = unit ? place.division.subdistricts[unit.parent] : undefined;
  const columns = createColumns(draft.types, index, draft.status === 'open' || draft.status === 'closed', random);
  const owner = { community: unit?.name ?? null, subdistrict: subdistrict?.name ?? null };
  const name = place.names.branch('facility', createFacilityName(draft.types, owner, place.names, random));
  return {
    id: `F${String(index + 1).padStart(place.plan.detailed ? 3 : 5, '0')}`,
    name,
    position: draft.spot.position,
    types: [...draft.types],
    services: columns.services,
    status: draft.status,
    opened: draft.opened,
    closes: draft.closes,
    areaId: unit?.code ?? null,
    attributes: { address: createAddress(draft.spot, place, random), ...columns.attributes },
  };
}

export function createFacilities(place: FacilityPlace, random: Random): Facility[] {
  const builder = new Builder(place, random);
  const scale = place.plan.facilities / 160;
  placeComplexes(builder);
  placeOutside(builder, scale);
  placeDayCareAndMeals(builder, scale);
  placePlanned(builder, scale);
  placeOthers(builder);
  announceClosures(builder, scale);
  return builder.drafts.slice(0, place.plan.facilities).map((draft, index) => finishDraft(draft, index, builder));
}
