/** What each site of a plan is, adds, overlaps and costs, and what could stand there instead; and the sites as edits. */
import { KIND_GROUPS } from '../coverage/facilities.ts';
import type { Edit } from '../scenario/edits.ts';
import type { Facility, Kind, Work } from '../types.ts';
import { findAlternatives, type Alternative } from './alternatives.ts';
import { placesColumn, proposedId, type Site } from './candidates.ts';
import type { Gain } from './gains.ts';
import { candidateAt, isShort, type SitingCase } from './instance.ts';
import { assign } from './plan-assign.ts';
import type { PlanAlternative, PlanSite } from './plan-types.ts';
import { homesAround } from './services.ts';

/** Sites in the order of their gains; `requirementsMet` by site. */
export function* writeSites(
  made: SitingCase,
  gains: readonly Gain[],
  requirementsMet: readonly string[][],
): Work<PlanSite[]> {
  const chosen = gains.map(({ site }) => site);
  const overlaps = yield* findOverlaps(made, chosen);
  const rooms = made.rules.capacities;
  const alternatives = rooms ? chosen.map(() => null) : findAlternatives(made, chosen);
  const assigned = rooms ? assign(made.instance, made.rules, chosen, isShort(made.request)).sites : null;
  return gains.map((gain, i) => {
    const { service, site } = candidateAt(made, gain.site);
    const { id, name, position, areas, cost, unknown } = site;
    return {
      service: service.kind,
      ...{ id, name, lon: position[0], lat: position[1] },
      areaId: made.demand.areas[areas[0] ?? -1]?.id ?? null,
      cost,
      forced: made.rules.forced?.includes(gain.site) ?? false,
      eldersGained: gain.elders,
      weightGained: gain.weight,
      overlapsWith: overlaps[i]!,
      costPerElder: cost === null || !(gain.elders > 0) ? null : cost / gain.elders,
      alternative: writeAlternative(made, alternatives[i] ?? null),
      capacity: rooms?.[gain.site] ?? null,
      assigned: assigned ? roundPeople(assigned[gain.site]!) : null,
      areasMended: gain.areasMended,
      requirementsMet: requirementsMet[i]!,
      unknownConditions: unknown,
    };
  });
}

/** Sums of broken shares of people, without what rounding adds. */
function roundPeople(people: number): number {
  return Math.round(people * 1e6) / 1e6;
}

function writeAlternative(made: SitingCase, alternative: Alternative | null): PlanAlternative | null {
  if (alternative === null) return null;
  const { id, name, position } = candidateAt(made, alternative.site).site;
  const objectiveDifference = Math.round(alternative.difference * 1e6) / 1e6;
  return { id, name, lon: position[0], lat: position[1], objectiveDifference: objectiveDifference + 0 };
}

/** Elders within the limit of each site who have another facility of the kind within it too, existing or new. */
function* findOverlaps(made: SitingCase, chosen: readonly number[]): Work<number[]> {
  const overlaps = chosen.map(() => 0);
  const { elders } = made.demand;
  for (const service of made.services) {
    const own = chosen.flatMap((candidate, i) => (candidateAt(made, candidate).service === service ? [i] : []));
    const sites = own.map((i) => candidateAt(made, chosen[i]!).site);
    const { starts, rows } = yield* homesAround(made, sites, service.limitMetres);
    const near = Uint32Array.from(service.nearest.metres, (metres) => (metres <= service.limitMetres ? 1 : 0));
    for (const row of rows) near[row]! += 1;
    own.forEach((i, place) => {
      for (const row of rows.subarray(starts[place], starts[place + 1])) {
        if (near[row]! > 1) overlaps[i]! += elders[row]! || 0;
      }
    });
  }
  return overlaps;
}

/** Candidates as new facilities of a scenario, in the order given; open in every year. */
export function planEdits(made: SitingCase, chosen: readonly number[]): Edit[] {
  const taken = new Set(made.project.facilities.map(({ id }) => id));
  return chosen.map((candidate) => {
    const { service, site } = candidateAt(made, candidate);
    const id = proposedId(site.id, (each) => taken.has(each));
    taken.add(id);
    const { name, position } = site;
    const attributes = attributesOf(made, site, service.kind);
    const hasAny = Object.keys(attributes).length > 0;
    return {
      action: 'add',
      facility: {
        ...{ id, name: name === '' ? site.id : name, types: [typeOf(service.kind)], position },
        ...(hasAny && { attributes }),
      },
    };
  });
}

/** A kind that stands for several types is served by the first of them. */
function typeOf(kind: Kind): string {
  return (Object.hasOwn(KIND_GROUPS, kind) ? KIND_GROUPS[kind]?.[0] : undefined) ?? kind;
}

/** What is known of the premises, under the names of the layer of facilities. */
function attributesOf({ request }: SitingCase, site: Site, kind: Kind): Facility['attributes'] {
  const { cost, floorAreaM2 } = site;
  const places = request.capacity?.placesPerSite ?? site.places;
  return {
    ...(cost !== null && { cost }),
    ...(floorAreaM2 !== null && { floor_area_m2: floorAreaM2 }),
    ...(places !== null && { [placesColumn(kind)]: places }),
  };
}
