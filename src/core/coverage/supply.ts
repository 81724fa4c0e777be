/**
 * Supply per head by floating catchments, and the load of each facility by nearest assignment.
 *
 * Both say how far the supply goes round, not who is served: in a floating catchment the same person's demand is
 * counted at every facility within reach, as if all of them were visited; by nearest assignment everybody goes to the
 * nearest, however full it is.
 */

/** Pairs of a home and a facility within some catchment. Those of home h are starts[h] .. starts[h + 1] - 1. */
export interface Pairs {
  /** One more than homes. */
  starts: Uint32Array;
  /** Place of the facility. A pair must not occur twice. */
  facility: Uint32Array;
  /** Metres or minutes: the unit of the decay. Infinity and NaN (unreachable, unplaced) count as out of catchment. */
  cost: Float64Array;
}

/** Weight by cost in closed steps, ascending: the first with cost <= until holds, beyond the last it is 0. */
export type Steps = readonly { until: number; weight: number }[];

/** Weight by cost: finite, not negative. */
export type Decay = (cost: number) => number;

export interface Catchments {
  /** One a home: supply per head. 0 without any facility in the catchment; never NaN. */
  perHead: Float64Array;
  /** One a facility: supply / weighted demand in its catchment. NaN where nobody is in it or the supply is not known. */
  ratios: Float64Array;
}

/**
 * Floating catchments. First each facility's supply is divided by the demand around it, then each home adds up the
 * ratios of the facilities around it; both times weighted by cost. One step of weight 1 is 2SFCA (Luo and Wang 2003,
 * after Radke and Mu 2000), several steps are E2SFCA (Luo and Qi 2009), another decay is the gravity form of the same.
 *
 * `demand` is heads by home; NaN = not known, such a home counts nobody, but has a figure. `supply` is places or beds
 * by facility, in any unit that can be added; NaN = not known. A facility whose ratio is NaN gives nothing to anybody:
 * the caller must say how many there are. Supply of the others is neither lost nor made: sum(perHead x demand) =
 * sum(supply). `perHead` is supply per person of all in reach, so it compares homes and is not a promise of a place;
 * a home just outside a catchment has 0. Time: proportional to pairs. Throws on arrays that do not fit, negative
 * figures and a decay that is not one.
 */
export function floatingCatchment(
  pairs: Pairs,
  demand: Float64Array,
  supply: Float64Array,
  decay: Steps | Decay,
): Catchments {
  checkPairs(pairs, demand.length, supply.length);
  checkCounts('demand', demand);
  checkCounts('supply', supply);
  const { starts, facility } = pairs;
  const weights = weigh(pairs.cost, typeof decay === 'function' ? decay : createStepDecay(decay));
  const heads = new Float64Array(supply.length);
  for (let home = 0; home < demand.length; home++) {
    if (Number.isNaN(demand[home]!)) continue;
    for (let pair = starts[home]!; pair < starts[home + 1]!; pair++) {
      heads[facility[pair]!]! += demand[home]! * weights[pair]!;
    }
  }
  const ratios = heads.map((sum, place) => {
    const ratio = supply[place]! / sum;
    // Weights so small that the quotient overflows are no demand either.
    return ratio < Infinity ? ratio : NaN;
  });
  const perHead = new Float64Array(demand.length);
  for (let home = 0; home < demand.length; home++) {
    for (let pair = starts[home]!; pair < starts[home + 1]!; pair++) {
      const ratio = ratios[facility[pair]!]!;
      if (!Number.isNaN(ratio)) perHead[home]! += ratio * weights[pair]!;
    }
  }
  return { perHead, ratios };
}

function checkPairs({ starts, facility, cost }: Pairs, homes: number, facilities: number): void {
  if (starts.length !== homes + 1) throw new Error(`pairs has ${starts.length} starts for ${homes} homes`);
  const count = starts[homes]!;
  if (facility.length !== count || cost.length !== count) {
    throw new Error(`pairs end at ${count}, but there are ${facility.length} facilities and ${cost.length} costs`);
  }
  for (const place of facility) {
    if (place >= facilities) throw new Error(`pairs name facility ${place} of ${facilities}`);
  }
}

function checkCounts(name: string, counts: Float64Array): void {
  for (const count of counts) {
    if (count < 0 || count === Infinity) throw new Error(`${name} must be finite and not negative, got ${count}`);
  }
}

function weigh(costs: Float64Array, decay: Decay): Float64Array {
  return costs.map((cost) => {
    if (cost < 0) throw new Error(`a cost must not be negative, got ${cost}`);
    const weight = cost < Infinity ? decay(cost) : 0;
    if (!(weight >= 0) || weight === Infinity) throw new Error(`the weight of cost ${cost} is ${weight}`);
    return weight;
  });
}

/** Elders that each facility would have if everybody went to the nearest one. One figure a facility. */
export interface Load {
  /** At any distance. */
  all: Float64Array;
  /** Those within the limit (closed). */
  within: Float64Array;
}

/**
 * Load by nearest assignment. `nearest` is the place of each home's nearest facility, -1 without; `metres` the way to
 * it, unrounded, Infinity or NaN where there is none (such a home loads nobody, nor does one whose `elders` are NaN =
 * not known). Elders per place is load / supply. A call with the elders of 80 and over gives their load.
 */
export function nearestLoad(
  nearest: Int32Array,
  metres: Float64Array,
  elders: Float64Array,
  { facilities, limitMetres }: { facilities: number; limitMetres: number },
): Load {
  if (!(limitMetres > 0)) throw new Error(`limitMetres must be positive, got ${limitMetres}`);
  if (metres.length !== nearest.length || elders.length !== nearest.length) {
    throw new Error(`got ${metres.length} metres and ${elders.length} elders for ${nearest.length} homes`);
  }
  checkCounts('elders', elders);
  const load: Load = { all: new Float64Array(facilities), within: new Float64Array(facilities) };
  for (let home = 0; home < nearest.length; home++) {
    const place = nearest[home]!;
    if (place >= facilities) throw new Error(`home ${home} has facility ${place} of ${facilities}`);
    if (place < 0 || !(metres[home]! < Infinity) || Number.isNaN(elders[home]!)) continue;
    load.all[place]! += elders[home]!;
    if (metres[home]! <= limitMetres) load.within[place]! += elders[home]!;
  }
  return load;
}

/**
 * The zones of Luo and Qi (2009) for a limit: weights 1, 0.68 and 0.22 by thirds. Theirs were 10, 20 and 30 minutes by
 * car; on foot they are an assumption. Zones of an evaluation are closed, so a cost of exactly a third weighs 1.
 */
export function createThirds(limit: number): Steps {
  return [
    { until: limit / 3, weight: 1 },
    { until: (2 * limit) / 3, weight: 0.68 },
    { until: limit, weight: 0.22 },
  ];
}

/** Steps as a function. Throws unless they ascend. */
export function createStepDecay(steps: Steps): Decay {
  const isAscending = steps.every(({ until }, i) => until > (steps[i - 1]?.until ?? -Infinity));
  if (!isAscending || steps.length === 0) {
    throw new Error(`steps must ascend, got ${steps.map(({ until }) => until).join(', ')}`);
  }
  return (cost) => steps.find(({ until }) => cost <= until)?.weight ?? 0;
}

/**
 * Gravity: (scale / cost) ** power; a cost below `least` counts as that, else somebody at the door would weigh without
 * bound. `power` is whole, so that it is multiplied out and the same everywhere; 1 with scale 1 is 1 / cost.
 */
export function createGravityDecay({ scale, power, least }: { scale: number; power: number; least: number }): Decay {
  checkPositive({ scale, power, least });
  if (!Number.isInteger(power)) throw new Error(`power must be whole, got ${power}`);
  return (cost) => {
    const base = scale / Math.max(cost, least);
    let weight = 1;
    for (let i = 0; i < power; i++) weight *= base;
    return weight;
  };
}

// Math.exp may differ in its last digit from browser to browser and Node, and a written result must not: for results
// that are written take steps. The two below are for comparing with figures of others.

/** Exponential: exp(-rate x cost), rate per metre or minute. */
export function createExponentialDecay(rate: number): Decay {
  checkPositive({ rate });
  return (cost) => Math.exp(-rate * cost);
}

/** Gaussian: exp(-cost² / (2 sigma²)), sigma in the unit of the costs. Never 0, so the catchment is that of the pairs. */
export function createGaussianDecay(sigma: number): Decay {
  checkPositive({ sigma });
  return (cost) => Math.exp(-(cost * cost) / (2 * sigma * sigma));
}

function checkPositive(figures: Record<string, number>): void {
  for (const [name, figure] of Object.entries(figures)) {
    if (!(figure > 0) || figure === Infinity) throw new Error(`${name} must be positive, got ${figure}`);
  }
}
