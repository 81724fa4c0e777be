/** Which areas lack a service, in the order in which a report names them. */
import { compareIds, type AreaResult, type Kind } from '../../core/types.ts';
import type { Context } from '../context.ts';

/** Elders of an area beyond the limit; 0 where their number is not known. */
export function uncoveredOf(area: AreaResult, kind: Kind): number {
  return Math.max(0, (area.elders ?? 0) - (area.services[kind]?.eldersCovered ?? 0));
}

/** Most elders not covered first; what is kept back in public last, by name, since its rank would tell. */
export function listLacking(kind: Kind, { units, suppressed }: Pick<Context, 'units' | 'suppressed'>): AreaResult[] {
  const lacking = units.filter((area) => area.services[kind]?.status === 'lacking');
  const shown = lacking.filter(({ id }) => !suppressed.has(id));
  const hidden = lacking.filter(({ id }) => suppressed.has(id));
  shown.sort((a, b) => uncoveredOf(b, kind) - uncoveredOf(a, kind) || compareIds(a.id, b.id));
  hidden.sort((a, b) => compareIds(a.name, b.name) || compareIds(a.id, b.id));
  return [...shown, ...hidden];
}
