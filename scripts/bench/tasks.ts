/** Tasks of the page's thread in a trace of Chromium, and how long our own scripts hold each. */

/** What Chromium has to trace for it. */
export const TRACE_CATEGORIES = ['toplevel', 'disabled-by-default-v8.cpu_profiler'];

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  id?: string;
  args: { name?: string; data?: { startTime?: number; timeDeltas?: number[]; cpuProfile?: ProfilePart } };
}

interface ProfilePart {
  nodes?: { id: number; parent?: number; callFrame: { functionName: string; url?: string } }[];
  samples?: number[];
}

type Kind = 'rest' | 'map' | 'own';

/**
 * Milliseconds of the task that our own scripts (those of `origin`) hold longest; nothing else is heard from its beginning
 * to its end. Time in the map library, and in what it calls, is left out. The trace has the categories above.
 */
export function findLongestTask(trace: Buffer, origin: string): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  let longest = 0;
  for (const profile of traceEvents) {
    const thread = `${profile.pid} ${profile.tid}`;
    if (profile.name !== 'Profile' || !isMain.has(thread)) continue;
    const samples = readSamples(profile, traceEvents, origin);
    const tasks = traceEvents
      .filter(({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && `${pid} ${tid}` === thread)
      .sort((a, b) => a.ts - b.ts);
    let next = 0;
    for (const { ts, dur = 0 } of tasks) {
      let own = 0;
      while (next < samples.length && samples[next]!.at < ts) next++;
      for (; next < samples.length && samples[next]!.at < ts + dur; next++) {
        if (samples[next]!.kind === 'own') own += samples[next]!.lasts;
      }
      longest = Math.max(longest, own / 1000);
    }
  }
  return longest;
}

/** Samples of one thread in order; each lasts until the next. Microseconds. */
function readSamples(
  profile: TraceEvent,
  events: readonly TraceEvent[],
  origin: string,
): { at: number; lasts: number; kind: Kind }[] {
  const kinds = new Map<number, Kind>();
  const samples: { at: number; lasts: number; kind: Kind }[] = [];
  let at = profile.args.data?.startTime ?? profile.ts;
  for (const { name, id, pid, args } of events) {
    if (name !== 'ProfileChunk' || id !== profile.id || pid !== profile.pid) continue;
    const { cpuProfile, timeDeltas = [] } = args.data ?? {};
    for (const { id: node, parent, callFrame } of cpuProfile?.nodes ?? []) {
      const above = kinds.get(parent ?? -1) ?? 'rest';
      const isMap = above === 'map' || callFrame.url?.includes('maplibre') === true;
      // What the browser does for a script of ours counts with it; its own pages do not.
      const isOwn = above === 'own' || callFrame.url?.startsWith(origin) === true;
      kinds.set(node, isMap ? 'map' : isOwn ? 'own' : 'rest');
    }
    cpuProfile?.samples?.forEach((sample, i) => {
      const delta = timeDeltas[i] ?? 0;
      at += delta;
      const before = samples.at(-1);
      if (before) before.lasts = delta;
      samples.push({ at, lasts: 0, kind: kinds.get(sample) ?? 'rest' });
    });
  }
  return samples;
}
