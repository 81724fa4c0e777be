/** One kind of a question made ready: what stands there, where it could stand, and which homes each place would serve. */
import type { Demand } from '../coverage/demand.ts';
import { nearestByKind, type Nearest } from '../coverage/nearest.ts';
import { checkStreets } from '../network/check-streets.ts';
import { nearestOnFoot, placeHomes, prepareStreets, snapSites, walkByKind } from '../network/streets.ts';
import type { PlacedHomes, Streets, WalkTable } from '../network/streets.ts';
import type { Snaps } from '../network/types.ts';
import { compareIds, type Kind, type Project, type Settings, type Work } from '../types.ts';
import { listSites, type ExcludedSite, type Site, type Sites } from './candidates.ts';
import type { SitingRequest } from './request.ts';
import { pairsInLineOf, pairsOnFootOf, type Relevance } from './site-pairs.ts';
import type { Pairs } from './types.ts';

/** Streets with the homes of the demand on them. */
export interface SitingWalks {
  streets: Streets;
  homes: PlacedHomes;
  /** One an area: 1 = its streets look incomplete. */
  incomplete: Uint8Array;
}

/** The nearest existing facility of every home; `table` on foot only. */
export interface Standing {
  nearest: Nearest;
  table: WalkTable | null;
}

/** What siting stands on; all of it may be known to the caller from a run of the same project, year and settings. */
export interface SitingGround {
  demand?: Demand;
  walks?: SitingWalks;
  standing?: ReadonlyMap<Kind, Standing>;
}

/** The same, complete but for kinds that are not sited. */
export interface Ground {
  project: Project;
  settings: Settings;
  demand: Demand;
  /** Null in a straight line. */
  walks: SitingWalks | null;
}

export function* prepareWalks(project: Project, settings: Settings, demand: Demand): Work<SitingWalks> {
  const streets = yield* prepareStreets(project, settings.snapLimitMetres);
  if (!streets) throw new Error('walking needs walkways, and the project has none');
  const homes = yield* placeHomes(streets, demand, project.gates);
  const { incomplete } = yield* checkStreets({ project, streets, demand, homes, rules: settings });
  return { streets, homes, incomplete };
}

export function* standingOf({ project, settings, demand, walks }: Ground, kind: Kind): Work<Standing> {
  const { facilities } = project;
  if (!walks) return { nearest: nearestByKind(demand, facilities, kind, settings), table: null };
  const table = yield* walkByKind(walks.streets, walks.homes, { facilities, kind, moment: settings });
  return { nearest: nearestOnFoot(table, walks.homes), table };
}

/** Sites of one kind and the pairs that matter to the question. */
export interface Reach {
  sites: Sites;
  pairs: Pairs;
}

/** `forced`: ids of candidates that must be chosen. `relevance` says which pairs matter. */
export function* reachOf(
  ground: Ground,
  { kind, standing, request }: { kind: Kind; standing: Standing; request: SitingRequest },
  { forced, relevance }: { forced: ReadonlySet<string>; relevance: Relevance },
): Work<Reach> {
  const { project, settings, demand, walks } = ground;
  const listed = listSites(project, demand, {
    ...{ kind, year: settings.year, source: request.source, forced },
    ...{ checkConditions: request.checkConditions, needsCost: request.budget !== null },
    needsPlaces: request.capacity !== null && request.capacity.placesPerSite === null,
  });
  if (!walks || !standing.table) {
    return { sites: listed, pairs: yield* pairsInLineOf(demand, listed.sites, relevance) };
  }
  const { streets, homes } = walks;
  const all = yield* snapSites(streets, listed.sites);
  const sites = excludeUnplaced(listed, all, forced);
  const snaps = sites === listed ? all : yield* snapSites(streets, sites.sites);
  return { sites, pairs: yield* pairsOnFootOf({ streets, homes, table: standing.table, sites: snaps }, relevance) };
}

/** Homes within `metres` (closed) of some places, whatever else is near. */
export function* homesAround(
  { demand, walks }: Ground,
  places: readonly Pick<Site, 'position'>[],
  metres: number,
): Work<Pairs> {
  const relevance = { existing: new Float64Array(demand.residences.length).fill(Infinity), withinMetres: metres };
  if (!walks) return yield* pairsInLineOf(demand, places, relevance);
  const { streets, homes } = walks;
  const sites = yield* snapSites(streets, places);
  return yield* pairsOnFootOf({ streets, homes, table: null, sites }, relevance);
}

/** Nobody walks to a place without a street, so it is none to choose; one that is forced stays and serves nobody. */
function excludeUnplaced(listed: Sites, { edge }: Snaps, forced: ReadonlySet<string>): Sites {
  if (edge.every((on) => on >= 0)) return listed;
  const [sites, excluded]: [Site[], ExcludedSite[]] = [[], [...listed.excluded]];
  listed.sites.forEach((site, place) => {
    const { id, name, position } = site;
    if (edge[place]! >= 0) sites.push(site);
    else if (forced.has(id)) sites.push({ ...site, despite: [...site.despite, 'unplaced'] });
    else excluded.push({ id, name, position, reasons: ['unplaced'] });
  });
  return { ...listed, sites, excluded: excluded.sort((a, b) => compareIds(a.id, b.id)) };
}
