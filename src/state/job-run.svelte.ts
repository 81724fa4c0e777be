import type { Progress } from '../core/types.ts';
import { Cancelled } from '../worker/protocol.ts';

/** What a piece of work is given to run with. */
export interface RunContext {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** One piece of work at a time, as a view shows it: whether it runs, how far it is, why it failed. */
export class JobRun {
  #progress = $state.raw<Progress | null>(null);
  #running = $state(false);
  #failure = $state<string | null>(null);
  #cancelled = $state(false);
  #cancel: AbortController | null = null;

  get progress(): Progress | null {
    return this.#progress;
  }
  get running(): boolean {
    return this.#running;
  }
  get failure(): string | null {
    return this.#failure;
  }
  /** Somebody stopped the newest piece of work. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  /** Forgets that the newest piece of work failed, or was stopped. */
  dismiss(): void {
    this.#failure = null;
    this.#cancelled = false;
  }

  /** Cancels what runs and starts this. Answers null where it was cancelled, or failed, which `failure` tells. */
  protected async start<T>(work: (context: RunContext) => Promise<T>): Promise<T | null> {
    this.cancel();
    const cancel = new AbortController();
    const { signal } = cancel;
    this.#cancel = cancel;
    this.#running = true;
    this.dismiss();
    const onProgress = (progress: Progress): void => {
      if (this.#cancel === cancel) this.#progress = progress;
    };
    try {
      const answer = await work({ signal, onProgress });
      return signal.aborted ? null : answer;
    } catch (error) {
      if (this.#cancel !== cancel) return null;
      if (error instanceof Cancelled) this.#cancelled = true;
      else this.#failure = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      if (this.#cancel === cancel) {
        this.#running = false;
        this.#progress = null;
      }
    }
  }
}
