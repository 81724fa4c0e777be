/** What a request forces, forbids and limits, as rules on the candidates of all its services. */
import type { Kind } from '../types.ts';
import type { Demand } from '../coverage/demand.ts';
import { leastFloorArea } from './conditions.ts';
import type { Site, Sites } from './candidates.ts';
import { SitingRefusal } from './refusal.ts';
import type { SitingRequest } from './request.ts';
import type { Rules } from './types.ts';

/** A service with its candidates: those of all services are numbered through, from `firstSite` on. */
export interface ServiceSites {
  kind: Kind;
  count: number;
  sites: Sites;
  firstSite: number;
}

/** Ids of a request that concern one service; with several services only those that name it. */
export function idsFor(ids: readonly string[], kind: Kind, isOnly: boolean): Set<string> {
  const own = ids.filter((id) => id.startsWith(`${kind}:`)).map((id) => id.slice(kind.length + 1));
  return new Set(isOnly ? [...ids, ...own] : own);
}

/** Throws a `SitingRefusal` where the data cannot keep what is asked. */
export function createRules(
  request: SitingRequest,
  { areas }: Pick<Demand, 'areas'>,
  services: readonly ServiceSites[],
): Rules {
  const sites = services.flatMap((service) => service.sites.sites);
  const { budget } = request;
  return {
    forced: findForced(request.forced, services),
    forbidden: [...new Set(request.forbidden.flatMap((id) => findPlaces(id, services)))],
    ...(budget !== null && { budget, costs: Float64Array.from(sites, ({ cost }) => cost ?? 0) }),
    ...createGroups(request, areas, services),
    ...createClasses(request, services),
  };
}

/** Refuses ids that nobody has, forced sites that cannot be had, and services without any candidate. */
export function checkSites(request: SitingRequest, services: readonly ServiceSites[]): void {
  const { forced, forbidden, budget, capacity } = request;
  const isKnown = (id: string): boolean =>
    services.some(({ kind, sites }) => [...sites.sites, ...sites.excluded].some((site) => isMeant(id, kind, site.id)));
  const unknown = [...forced, ...forbidden].find((id) => !isKnown(id));
  if (unknown !== undefined) throw new SitingRefusal('unknown_site', unknown);
  for (const { sites } of services) {
    if (sites.sites.length > 0) continue;
    const { excluded } = sites;
    const allLack = (reason: 'cost_unknown' | 'places_unknown'): boolean =>
      excluded.length > 0 && excluded.every(({ reasons }) => reasons.includes(reason));
    if (budget !== null && allLack('cost_unknown')) throw new SitingRefusal('no_costs', excluded.length);
    if (capacity !== null && allLack('places_unknown')) throw new SitingRefusal('no_places', excluded.length);
    throw new SitingRefusal('no_candidates', excluded.length);
  }
}

function isMeant(said: string, kind: Kind, id: string): boolean {
  return said === id || said === `${kind}:${id}`;
}

/** Candidates, numbered through, that an id means: of all services, or of the one that it names. */
function findPlaces(id: string, services: readonly ServiceSites[]): number[] {
  return services.flatMap(({ kind, sites, firstSite }) => {
    const place = sites.sites.findIndex((site) => isMeant(id, kind, site.id));
    return place < 0 ? [] : [firstSite + place];
  });
}

function findForced(ids: readonly string[], services: readonly ServiceSites[]): number[] {
  const places = ids.map((id) => {
    const [place, ...more] = findPlaces(id, services);
    if (place !== undefined && more.length === 0) return place;
    if (services.length > 1) throw new SitingRefusal('which_service', id);
    const reasons = services[0]?.sites.excluded.find((site) => isMeant(id, services[0]!.kind, site.id))?.reasons ?? [];
    throw new SitingRefusal(reasons.includes('cost_unknown') ? 'forced_without_cost' : 'forced_without_places', id);
  });
  return [...new Set(places)];
}

/** Groups are the subdistricts of each service on its own. */
function createGroups(
  { atMostPerSubdistrict: atMost, atLeastPerSubdistrict: atLeast }: SitingRequest,
  areas: Demand['areas'],
  services: readonly ServiceSites[],
): Pick<Rules, 'groups' | 'atMostPerGroup' | 'atLeastPerGroup'> {
  if (atMost === null && atLeast === null) return {};
  const isTown = (place: number): boolean => areas[place]?.level === 'subdistrict';
  const groupOf = (site: Site, service: number): number => {
    const town = site.areas.find(isTown) ?? -1;
    return town < 0 ? -1 : service * areas.length + town;
  };
  const groups = Int32Array.from(
    services.flatMap(({ sites }, service) => sites.sites.map((site) => groupOf(site, service))),
  );
  if (groups.every((group) => group < 0)) throw new SitingRefusal('no_subdistricts', groups.length);
  return {
    ...(atMost !== null && { atMostPerGroup: atMost }),
    ...(atLeast !== null && { atLeastPerGroup: atLeast }),
    groups,
  };
}

/** With several services: how many of each, and which of them one premises cannot hold together. */
function createClasses(request: SitingRequest, services: readonly ServiceSites[]): ClassRules {
  if (services.length < 2) return {};
  return {
    classes: Int32Array.from(services.flatMap(({ sites }, service) => sites.sites.map(() => service))),
    countPerClass: services.map(({ count }) => count),
    conflicts: request.checkConditions ? findConflicts(services) : [],
  };
}

type ClassRules = Pick<Rules, 'classes' | 'countPerClass' | 'conflicts'>;

/** Two services in premises that are known to be too small for both. Three in one are looked at in pairs only. */
function findConflicts(services: readonly ServiceSites[]): [number, number][] {
  const conflicts: [number, number][] = [];
  services.forEach((one, i) => {
    const places = new Map(one.sites.sites.map(({ id }, place) => [id, one.firstSite + place]));
    for (const other of services.slice(i + 1)) {
      if (one.sites.source !== 'list') continue;
      const needed = leastFloorArea([one.kind, other.kind]);
      other.sites.sites.forEach(({ id, floorAreaM2 }, at) => {
        const place = places.get(id);
        if (place === undefined || floorAreaM2 === null || floorAreaM2 >= needed) return;
        conflicts.push([place, other.firstSite + at]);
      });
    }
  });
  return conflicts;
}
