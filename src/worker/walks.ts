/** Where one steps onto the streets, and one walk as a line. */
import { findRoute } from '../core/network/route.ts';
import { snapSites, type Streets } from '../core/network/streets.ts';
import type { Accesses } from '../core/network/types.ts';
import type { Start, Walker } from '../core/network/walker.ts';
import type { Facility, Position, Work } from '../core/types.ts';
import { startsOf } from './draw-reach.ts';
import type { Walk } from './results.ts';

export function startsOfHome(accesses: Accesses, row: number): Start[] {
  return startsOf(accesses, accesses.starts[row], accesses.starts[row + 1]);
}

export function* startsAt(streets: Streets, position: Position): Work<Start[]> {
  return startsOf(yield* snapSites(streets, [{ position }]));
}

/** One walk as it is drawn, with the straight legs from door to street; null where there is no way. */
export function drawWalk(
  walker: Walker,
  starts: Start[],
  from: Position,
  to: { site: Start; position: Position },
): Walk | null {
  const route = findRoute(walker, starts, to.site);
  if (!route) return null;
  const first = route.line[0] ?? from;
  const last = route.line.at(-1) ?? to.position;
  return {
    metres: route.metres,
    line: route.line,
    legs: [
      [from, first],
      [last, to.position],
    ],
  };
}

/** Facilities on the streets, in their own order; those that are not have no entry. */
export function* placeFacilities(streets: Streets, facilities: readonly Facility[]): Work<Map<string, Start>> {
  const { edge, along, leg } = yield* snapSites(streets, facilities);
  return new Map(
    facilities.flatMap(({ id }, i) =>
      edge[i]! < 0 ? [] : [[id, { edge: edge[i]!, along: along[i]!, leg: leg[i]! }] as const],
    ),
  );
}
