/** What `site` sites, and how many of each. */
import type { ServiceRequest, SitingRequest } from '../../src/core/siting/request.ts';
import type { Kind } from '../../src/core/types.ts';
import { UsageError } from './failures.ts';
import { parseWhole } from './site-numbers.ts';

/** One service with `--count 5`, or several with `--count` of each: `meals=12`. The count is 0 where it does not matter. */
export function parseServices(
  { service: kinds = [], count: counts = [] }: { service?: string[]; count?: string[] },
  model: SitingRequest['model'],
): ServiceRequest[] {
  const [first, ...more] = kinds;
  if (first === undefined) throw new UsageError('Say what is sited: --service and a kind, e.g. --service day_care.');
  const twice = kinds.find((kind, place) => kinds.indexOf(kind) !== place);
  if (twice !== undefined) throw new UsageError(`--service ${twice} is given twice.`);
  if (more.length > 0 && model !== 'coverage') {
    throw new UsageError('Several services are sited by coverage only: give one --service.');
  }
  if (model === 'sites') return [{ kind: first, count: 0 }];
  if (counts.length === 0) {
    throw new UsageError('Say how many: --count 5 for the best five sites, or --cover 95% for the fewest.');
  }
  const said = counts.map((text) => parseCount(text, kinds));
  return kinds.map((kind) => ({ kind, count: countOf(kind, said, kinds.length) }));
}

interface Said {
  kind: Kind | null;
  count: number;
}

function parseCount(text: string, kinds: readonly Kind[]): Said {
  const [before, after, ...rest] = text.split('=');
  const isNamed = after !== undefined && rest.length === 0;
  const count = parseWhole('--count', isNamed ? after : text, 1) ?? 0;
  if (!isNamed) return { kind: null, count };
  if (!kinds.includes(before ?? '')) {
    throw new UsageError(`--count is given for ${before}, but --service is ${kinds.join(' and ')}.`);
  }
  return { kind: before ?? null, count };
}

/** A number alone is enough for a service alone. */
function countOf(kind: Kind, said: readonly Said[], services: number): number {
  const [only, ...more] = said.filter((each) => each.kind === kind || (each.kind === null && services === 1));
  if (only && more.length === 0 && (services > 1 || said.length === 1)) return only.count;
  throw new UsageError(`Say how many of ${kind}: --count ${kind}=5, once.`);
}

/** A limit of another kind than those that are sited is a slip of the pen. */
export function checkLimits(services: readonly ServiceRequest[], limits: Record<Kind, unknown> = {}): void {
  const kinds = services.map(({ kind }) => kind);
  const other = Object.keys(limits).find((said) => !kinds.includes(said));
  if (other === undefined) return;
  throw new UsageError(`--limit is given for ${other}, but --service is ${kinds.join(' and ')}.`);
}
