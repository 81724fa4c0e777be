/** The page's end of the worker that searches for sites: one search a worker, ended by ending it. */
import type { FromSiteWorker, ToSiteWorker } from './site-protocol.ts';

export interface SiteEvents {
  onmessage: (message: Exclude<FromSiteWorker, { type: 'failed' }>) => void;
  onfailure: (message: string) => void;
}

/** Starts one; returns what ends it, after which nothing more is heard. */
export function startSiteWorker(ask: ToSiteWorker, { onmessage, onfailure }: SiteEvents): () => void {
  const worker = new Worker(new URL('./site-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromSiteWorker>) => {
    if (data.type === 'failed') onfailure(data.message);
    else onmessage(data);
  };
  worker.onerror = (event) => onfailure(event.message || 'the worker could not be started');
  worker.postMessage(ask);
  return () => worker.terminate();
}
