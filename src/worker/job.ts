/** What a job is: an async generator that yields progress, and is stopped at a yield. */
import type { Progress } from '../core/types.ts';
import type { Session } from './session.ts';

export interface JobContext {
  session: Session;
  /** For work that cannot yield (a parser's own loop). Throws once the job is cancelled. */
  report: (progress: Progress) => void;
}

/** What a job answers; buffers in `transfer` are handed over, not copied. */
export interface Answer<T> {
  result: T;
  transfer?: Transferable[];
}

export type Job<Args, Result> = (context: JobContext, args: Args) => AsyncGenerator<Progress, Answer<Result>, void>;

/** The address of a GeoJSON text: the map reads it without its passing the page. Whoever makes one gives it back. */
export function createAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'application/geo+json' }));
}
