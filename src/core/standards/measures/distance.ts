/** Shares of elders (or of other weights of homes) within a distance of facilities. */
import { elders80Of, householdsOf, onesOf } from '../../coverage/columns.ts';
import { areaOf } from '../../geo/polygons.ts';
import { keepByObject } from '../../keep.ts';
import { groupByEdge } from '../../network/on-edges.ts';
import { compareIds } from '../../types.ts';
import type { Area } from '../../types.ts';
import { limitOfMinutes } from '../../walking-speed.ts';
import { allHomes, testHomes } from '../home-conditions.ts';
import { createMeasured, joinParts, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { amountOf, bothRows, NO, Share, UNKNOWN, YES, type ShareColumns, type Truths } from '../range.ts';
import { findInReach, type InReach } from '../reach.ts';
import { nameOfSet } from '../select.ts';
import type { FacilitySet, Measured, MeasureOf } from '../types.ts';

type DistanceShare = MeasureOf<'distance_share'>;
type DensityDistance = MeasureOf<'density_distance'>;

/** A community fails where it is sure that fewer of its elders than this are in reach: this tool's own band. */
const FAILING_PERCENT = 50;

/**
 * Per cent of the weight of homes within the limit (closed) of enough facilities. What is not known of a home (weight,
 * place on the streets, whether it is meant) or of a facility leaves a range. `each`: one part a set, and the value is
 * that of the worst.
 */
export function measureDistanceShare(measure: DistanceShare, moment: Moment): Measured {
  const { sets, combine } = measure;
  if (combine === 'each') {
    const measureOne = (set: FacilitySet): Measured =>
      measureDistanceShare({ ...measure, sets: [set], combine: 'any' }, moment);
    return joinParts(sets.map((set) => ({ name: nameOfSet(set), measured: measureOne(set) })));
  }
  const inReach = findInReach(
    {
      sets,
      combine,
      atLeast: measure.atLeast ?? 1,
      limitMetres: limitMetresOf(measure, moment),
      mode: measure.along === undefined || measure.along === 'run' ? moment.mode : measure.along,
    },
    moment,
  );
  return shareOfHomes(inReach, measure, moment);
}

/** The limit in metres; minutes at the speed of the run. */
export function limitMetresOf({ limit }: Pick<DistanceShare, 'limit'>, moment: Moment): number {
  if ('metres' in limit) return amountOf(limit.metres, moment);
  return limitOfMinutes(amountOf(limit.minutes, moment), moment.speedMetresPerSecond).metres;
}

/**
 * Per cent of elders within the limit of their community's band, told by its elders per square kilometre. Homes whose
 * community has no polygon, or not all elders known, may be in any band.
 */
export function measureDensityDistance({ set, bands }: DensityDistance, moment: Moment): Measured {
  const limits = bandLimits(bands, moment);
  const ask = (limitMetres: Float64Array): InReach | null =>
    findInReach({ sets: [set], combine: 'any', atLeast: 1, limitMetres, mode: moment.mode }, moment);
  const [strict, lenient] = [ask(limits.least), ask(limits.most)];
  if (!strict || !lenient) return shareOfHomes(null, { weight: 'elders' }, moment);
  const rows = strict.rows.map((inStrict, row) => (inStrict === lenient.rows[row] ? inStrict : UNKNOWN));
  const missing = [...strict.missing, ...limits.missing];
  return shareOfHomes({ ...strict, rows, missing }, { weight: 'elders' }, moment, limits.isMeant);
}

interface BandLimits {
  /** One a home: the band's metres, or the least and the most of all bands. */
  least: Float64Array;
  most: Float64Array;
  /** Whether a band holds for the home at all. */
  isMeant: Truths;
  missing: string[];
}

function bandLimits(bands: DensityDistance['bands'], { demand }: Moment): BandLimits {
  const all = bands.map(({ metres }) => metres);
  const open = {
    least: Math.min(...all),
    most: Math.max(...all),
    isMeant: bands.some(({ above }) => above <= 0) ? YES : UNKNOWN,
  };
  const missing = new Set<string>();
  const densities = demand.areas.map((area, place) => densityOf(area, demand.areaElders[place] ?? NaN));
  const found = Array.from(demand.area, (place) => {
    const density = densities[place] ?? 'areas.community';
    if (typeof density === 'string') {
      missing.add(density);
      return open;
    }
    const metres = bands.find(({ above }) => density > above)?.metres;
    return { least: metres ?? 0, most: metres ?? 0, isMeant: metres === undefined ? NO : YES };
  });
  return {
    least: Float64Array.from(found, ({ least }) => least),
    most: Float64Array.from(found, ({ most }) => most),
    isMeant: Uint8Array.from(found, ({ isMeant }) => isMeant),
    missing: [...missing],
  };
}

/** Elders per square kilometre of a community, or what is missing to tell. */
function densityOf({ level, polygon }: Area, elders: number): number | string {
  if (level !== 'community') return 'areas.community';
  const squareKilometres = polygon ? areaOf(polygon) / 1e6 : 0;
  if (!(squareKilometres > 0)) return 'areas.polygon';
  return Number.isNaN(elders) ? 'residences.elders' : elders / squareKilometres;
}

type Asked = Pick<DistanceShare, 'weight' | 'where'>;

/** Weighs the homes in reach; `inReach` null: there are no streets to walk on. */
function shareOfHomes(inReach: InReach | null, { weight, where }: Asked, moment: Moment, isMeant?: Truths): Measured {
  if (!inReach) return nothing(['walkways']);
  const { demand } = moment;
  const asked = where && testHomes(where, moment);
  const missing = new Set([...inReach.missing, ...(asked?.missing.known ?? []), ...(asked?.missing.estimated ?? [])]);
  const isAsked = asked?.truths ?? allHomes(demand);
  const columns = {
    passes: inReach.rows,
    isMember: isMeant ? bothRows(isAsked, isMeant) : isAsked,
    weights: weightsOf(weight, demand),
  };
  let eldersOutside = 0;
  for (let row = 0; row < columns.passes.length; row++) {
    const isMember = columns.isMember[row]!;
    if (isMember === NO) continue;
    if (Number.isNaN(columns.weights[row]!)) missing.add(`residences.${weight}`);
    if (isMember === YES && columns.passes[row] === NO) eldersOutside += demand.elders[row]! || 0;
  }
  const all = new Share();
  all.addAll(columns);
  const value = all.value;
  if (value === null) return nothing([demand.residences.length > 0 ? `residences.${weight}` : 'residences']);
  return createMeasured({
    value,
    heads: { of: weight === 'residences' ? 'residence' : weight, ...all.heads },
    unitKind: 'community',
    ...sortOut(columns, moment),
    elders: eldersOutside,
    missing: value.low === value.high ? [] : [...missing].sort(compareIds),
    noRecord: inReach.noRecord,
  });
}

/** What each home weighs; NaN: not known. */
function weightsOf(weight: DistanceShare['weight'], demand: Moment['demand']): Float64Array {
  switch (weight) {
    case 'residences':
      return onesOf(demand);
    case 'elders':
      return demand.elders;
    case 'elders_80':
      return elders80Of(demand);
    case 'households':
      return householdsOf(demand);
  }
}

/** The homes that lie in each area itself; those outside all areas are in none. */
const homesOfAreas = keepByObject(({ areas, area }: Moment['demand']) => groupByEdge(areas.length, area));

/** Communities that are sure to fail, and those that may, by id. */
function sortOut(columns: ShareColumns, { demand }: Moment): Pick<Measured, 'failing' | 'uncertain'> {
  const [failing, uncertain]: [string[], string[]] = [[], []];
  const { starts, places: homes } = homesOfAreas(demand);
  for (let place = 0; place < demand.areas.length; place++) {
    const share = new Share();
    share.addRows(homes, starts[place]!, starts[place + 1]!, columns);
    const { value } = share;
    if (!value || value.low >= FAILING_PERCENT) continue;
    (value.high < FAILING_PERCENT ? failing : uncertain).push(demand.areas[place]!.id);
  }
  return { failing: failing.sort(compareIds), uncertain: uncertain.sort(compareIds) };
}
