/** Homes that nobody can serve, and why. */
import { squaredMetres } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import { isShort, serviceOfRow, type ServiceCase, type SitingCase } from './instance.ts';
import type { UnreachableHome } from './plan-types.ts';

/** Kept-out candidates that are named for a home. */
const MOST_NAMED = 5;

/** One entry a home and service, in the order of the rows. Kept-out candidates are looked for in a straight line. */
export function explainUnreachable(made: SitingCase): UnreachableHome[] {
  const forbidden = rowsOfForbidden(made);
  const excluded = new Map(made.services.map((service) => [service, new ExcludedNear(service, isShort(made.request))]));
  return made.unreachable.map((row) => {
    const service = serviceOfRow(made, row);
    const own = row - service.firstRow;
    const { id, name, position } = made.demand.residences[own]!;
    const elders = made.demand.elders[own]!;
    const isUnplaced = service.nearest.unplaced[own] === 1;
    const near = isUnplaced ? [] : excluded.get(service)!.around(position[0], position[1]);
    const reason = isUnplaced
      ? 'unplaced'
      : forbidden.has(row)
        ? 'forbidden'
        : near.length > 0
          ? 'excluded'
          : 'none_near';
    return {
      ...{ id, name, service: service.kind },
      ...{ elders: Number.isNaN(elders) ? null : elders, reason, excluded: near },
    };
  });
}

function rowsOfForbidden({ instance, rules }: SitingCase): Set<number> {
  const { starts, rows } = instance.pairs;
  return new Set((rules.forbidden ?? []).flatMap((site) => [...rows.subarray(starts[site], starts[site + 1])]));
}

/** Without limit nothing was kept out for being far, but the nearest are named all the same. */
class ExcludedNear {
  readonly #service: ServiceCase;
  readonly #index: SiteIndex;
  readonly #metres: number;

  constructor(service: ServiceCase, isUnlimited: boolean) {
    const { excluded } = service.sites;
    this.#service = service;
    this.#metres = isUnlimited ? 5 * service.limitMetres : service.limitMetres;
    this.#index = new SiteIndex(
      excluded.map(({ position }) => position[0]),
      excluded.map(({ position }) => position[1]),
    );
  }

  around(longitude: number, latitude: number): string[] {
    const { excluded } = this.#service.sites;
    const far = (place: number): number => {
      const [east, north] = excluded[place]!.position;
      return squaredMetres(longitude, latitude, east, north);
    };
    const near = this.#index.within(longitude, latitude, this.#metres).map((place) => ({ place, far: far(place) }));
    near.sort((a, b) => a.far - b.far || a.place - b.place);
    return near.slice(0, MOST_NAMED).map(({ place }) => excluded[place]!.id);
  }
}
