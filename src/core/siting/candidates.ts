/** Where a new facility could stand: premises of a list, places along the streets, or the homes' own places. */
import type { Demand } from '../coverage/demand.ts';
import { createAreaLookup } from '../standards/places.ts';
import { isOfKind, KIND_GROUPS } from '../coverage/facilities.ts';
import {
  compareIds,
  type Candidate,
  type Cell,
  type Facility,
  type Kind,
  type Position,
  type Project,
  type Walkways,
} from '../types.ts';
import { checkPremises, leastFloorArea, premisesFor, type Condition } from './conditions.ts';
import { pointsAlongStreets, STREET_POINT_RULES } from './street-points.ts';
import type { StreetPointRules, StreetPoints } from './street-points.ts';

/** `list`: the project's candidates; `network`: along its walkways; `homes`: where its residences stand. */
export type CandidateSource = 'list' | 'network' | 'homes';

/** A place that may be chosen. */
export interface Site {
  id: string;
  name: string;
  position: Position;
  /** Areas that it lies in, from below, as places in `demand.areas`. */
  areas: number[];
  /** As the list has them; null = not known. */
  cost: number | null;
  floorAreaM2: number | null;
  /** Day places, meals a day or beds that would fit, by the kind. */
  places: number | null;
  /** Conditions that blank columns leave open; none where there are no premises to speak of. */
  unknown: Condition[];
  /** What would have kept it out, had the user not asked for it. */
  despite: ExclusionReason[];
}

/**
 * Why a place is no candidate. `unplaced`: no street within the snap limit, so that nobody could walk there; `taken`: a
 * facility proposed there before uses it.
 */
export type ExclusionReason = Condition | 'not_available' | 'cost_unknown' | 'places_unknown' | 'taken' | 'unplaced';

export interface ExcludedSite {
  id: string;
  name: string;
  position: Position;
  reasons: ExclusionReason[];
}

export interface Sites {
  source: CandidateSource;
  /** Only of the streets: how places along them were chosen. */
  streets: StreetPointRules | null;
  /** By id. */
  sites: Site[];
  excluded: ExcludedSite[];
}

export interface SiteRules {
  kind: Kind;
  /** Null: premises count from whatever year. */
  year: number | null;
  /** Undefined: the list where there is one, else the streets, else the homes. */
  source?: CandidateSource | undefined;
  /** Whether premises must fit the kind (conditions.ts). */
  checkConditions: boolean;
  /** Whether every site must have a known cost. */
  needsCost: boolean;
  /** Whether every site must say in its own column how many places it would have. */
  needsPlaces: boolean;
  /** Ids that the user wants, whatever speaks against them. */
  forced: ReadonlySet<string>;
}

/** Which source is taken where nothing is said. */
export function chooseSource({ candidates, walkways }: Pick<Project, 'candidates' | 'walkways'>): CandidateSource {
  if (candidates.length > 0) return 'list';
  return walkways !== null && walkways.ids.length > 0 ? 'network' : 'homes';
}

/** Sites of a project, and those that rules keep out; nothing is decided yet about streets. */
export function listSites(project: Project, demand: Demand, rules: SiteRules): Sites {
  const source = rules.source ?? chooseSource(project);
  if (source === 'list') return { source, streets: null, ...fromList(project, rules) };
  const lookup = createAreaLookup(project.areas);
  const toSite = (id: string, name: string, position: Position, areas: number[]): Site => ({
    ...{ id, name, position, areas },
    ...{ cost: null, floorAreaM2: null, places: null, unknown: [], despite: [] },
  });
  if (source === 'homes') {
    const sites = demand.residences.map(({ id, name, position, areaId }) =>
      toSite(id, name, position, lookup.areasAt(position, areaId)),
    );
    return { source, streets: null, sites, excluded: [] };
  }
  const { positions, apartMetres } = alongStreets(project, demand);
  const digits = String(positions.length).length;
  const sites = positions.map((position, i) =>
    toSite(`S${String(i + 1).padStart(digits, '0')}`, '', position, lookup.areasAt(position, null)),
  );
  return { source, streets: { ...STREET_POINT_RULES, apartMetres }, sites, excluded: [] };
}

/** The last places along some streets, with the demand that they are near to: a question is asked again and again. */
const knownPoints = new WeakMap<Walkways, { demand: Demand; points: StreetPoints }>();

function alongStreets({ walkways }: Project, demand: Demand): StreetPoints {
  if (walkways === null) return { positions: [], apartMetres: STREET_POINT_RULES.apartMetres };
  const known = knownPoints.get(walkways);
  if (known?.demand === demand) return known.points;
  const people = demand.residences.filter((_, row) => demand.elders[row]! > 0);
  const homes = {
    longitudes: people.map(({ position }) => position[0]),
    latitudes: people.map(({ position }) => position[1]),
  };
  const points = pointsAlongStreets(walkways, homes, STREET_POINT_RULES);
  knownPoints.set(walkways, { demand, points });
  return points;
}

/** What is missing cannot be held against a budget or a room, whoever asks for the site. */
const NEVER: readonly ExclusionReason[] = ['cost_unknown', 'places_unknown'];

function fromList(project: Project, rules: SiteRules): Pick<Sites, 'sites' | 'excluded'> {
  const lookup = createAreaLookup(project.areas);
  const standing = new Map(project.facilities.map((facility) => [facility.id, facility]));
  const [sites, excluded]: [Site[], ExcludedSite[]] = [[], []];
  for (const candidate of [...project.candidates].sort((a, b) => compareIds(a.id, b.id))) {
    const { id, name, position, attributes } = candidate;
    const { reasons, unknown } = judge(candidate, rules, proposedAt(candidate, standing));
    const isIn = reasons.length === 0 || (rules.forced.has(id) && !reasons.some((reason) => NEVER.includes(reason)));
    if (!isIn) excluded.push({ id, name, position, reasons });
    else
      sites.push({
        ...{ id, name, position },
        areas: lookup.areasAt(position, readId(attributes['area_id'])),
        cost: readNumber(attributes['cost']),
        floorAreaM2: readNumber(attributes['floor_area_m2']),
        places: readPlaces(attributes, rules.kind),
        ...{ unknown, despite: reasons },
      });
  }
  return { sites, excluded };
}

/** What speaks against a candidate, and what its blank columns leave open. `proposed` stand in it already. */
function judge(
  candidate: Candidate,
  { kind, year, ...rules }: SiteRules,
  proposed: readonly Facility[],
): { reasons: ExclusionReason[]; unknown: Condition[] } {
  const { attributes } = candidate;
  const { failed, unknown } = rules.checkConditions
    ? checkPremises(candidate, premisesFor(kind))
    : { failed: [], unknown: [] };
  const reasons: ExclusionReason[] = [...failed];
  const others = new Set(proposed.flatMap(({ types }) => types));
  const area = readNumber(attributes['floor_area_m2']);
  const isFull = rules.checkConditions && area !== null && area < leastFloorArea([kind, ...others]);
  if (proposed.some((facility) => isOfKind(facility, kind)) || (others.size > 0 && isFull)) reasons.push('taken');
  if (isTooEarly(attributes['available'], year)) reasons.push('not_available');
  if (rules.needsCost && readNumber(attributes['cost']) === null) reasons.push('cost_unknown');
  if (rules.needsPlaces && readPlaces(attributes, kind) === null) reasons.push('places_unknown');
  return { reasons, unknown };
}

/** The id of a facility that stands in a candidate; `~` is added while another has it. */
export function proposedId(candidate: string, isTaken: (id: string) => boolean): string {
  let id = `new~${candidate}`;
  while (isTaken(id)) id += '~';
  return id;
}

/** Facilities that a scenario has put into a candidate, and not moved away since. */
function proposedAt({ id: own, position }: Candidate, standing: ReadonlyMap<string, Facility>): Facility[] {
  const found: Facility[] = [];
  proposedId(own, (id) => {
    const facility = standing.get(id);
    const isThere = facility?.position[0] === position[0] && facility.position[1] === position[1];
    if (facility && isThere && facility.status !== 'closed') found.push(facility);
    return facility !== undefined;
  });
  return found;
}

/** Blank or unreadable is unknown, and allowed. */
function isTooEarly(available: Cell | undefined, year: number | null): boolean {
  const from = readNumber(available);
  return year !== null && from !== null && from > year;
}

/** Day places, meals a day or beds; null = not known. */
export function readPlaces(attributes: Candidate['attributes'], kind: Kind): number | null {
  const places = readNumber(attributes[placesColumn(kind)]);
  return places !== null && places >= 0 ? places : null;
}

/** The column that says how many a facility of a kind can take. */
export function placesColumn(kind: Kind): 'day_places' | 'meals_per_day' | 'beds' {
  if (kind === 'central_kitchen' || kind === 'meals' || KIND_GROUPS['meals']?.includes(kind)) return 'meals_per_day';
  return kind === 'day_care' || kind === 'station' ? 'day_places' : 'beds';
}

function readNumber(cell: Cell | undefined): number | null {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

function readId(cell: Cell | undefined): string | null {
  return cell === undefined || cell === null ? null : String(cell);
}
