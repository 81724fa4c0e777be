/** Coverage of each service before and after, counted anew like any evaluation. */
import { nearestByKind, type Nearest } from '../coverage/nearest.ts';
import { serviceResults } from '../coverage/shares.ts';
import { nearestOnFoot, walkByKind } from '../network/streets.ts';
import { applyEdits, type Edit } from '../scenario/edits.ts';
import type { AreaStatus, Kind, Work } from '../types.ts';
import type { ServiceCase, SitingCase } from './instance.ts';
import type { Plan, PlanFigures } from './plan-types.ts';

/** `edits` are the new sites; they touch facilities only, so that streets and homes are those of the case. */
export function* countBeforeAndAfter(made: SitingCase, edits: readonly Edit[]): Work<Pick<Plan, 'before' | 'after'>> {
  const before: Record<Kind, PlanFigures> = {};
  const after: Record<Kind, PlanFigures> = {};
  for (const service of made.services) {
    before[service.kind] = countUp(made, service, service.nearest);
    const nearest = edits.length === 0 ? service.nearest : yield* findNearest(made, service, edits);
    after[service.kind] = countUp(made, service, nearest);
  }
  return { before, after };
}

function* findNearest(
  { project, settings, demand, walks }: SitingCase,
  { kind }: ServiceCase,
  edits: readonly Edit[],
): Work<Nearest> {
  const { facilities } = applyEdits(project, edits);
  if (!walks) return nearestByKind(demand, facilities, kind, settings);
  const question = { facilities, kind, moment: settings };
  return nearestOnFoot(yield* walkByKind(walks.streets, walks.homes, question), walks.homes);
}

function countUp({ demand, settings, walks }: SitingCase, { limitMetres }: ServiceCase, nearest: Nearest): PlanFigures {
  const { total, areas } = serviceResults(demand, nearest, {
    ...settings,
    limitMetres,
    incomplete: walks?.incomplete ?? null,
  });
  const communities = areas.filter((_, place) => demand.areas[place]!.level === 'community');
  const countOf = (wanted: AreaStatus): number => communities.filter(({ status }) => status === wanted).length;
  const { facilities, eldersCovered, eldersShare, homesCovered } = total;
  const { meanMetres, medianMetres, worstMetres, unreachableElders } = total;
  return {
    ...{ facilities, eldersCovered, eldersShare, homesCovered },
    ...{ meanMetres, medianMetres, worstMetres, unreachableElders },
    communities: {
      covered: countOf('covered'),
      partial: countOf('partial'),
      lacking: countOf('lacking'),
      unknown: countOf('unknown'),
    },
  };
}
