import type { AppState } from '../../state/app.svelte.ts';
import type { WalkArgs } from '../../worker/walk-jobs.ts';

/** The one way that is shown on the map. A newer one takes its place. */
export class ShownWay {
  #app: Pick<AppState, 'client' | 'nearbyWalk'>;
  /** Id of the facility it leads to; null = none is shown. */
  #goal = $state<string | null>(null);
  #missing = $state(false);
  #failure = $state<string | null>(null);
  #cancel: AbortController | null = null;

  constructor(app: Pick<AppState, 'client' | 'nearbyWalk'>) {
    this.#app = app;
  }

  get goal(): string | null {
    return this.#goal;
  }
  /** There is no way to the goal. */
  get missing(): boolean {
    return this.#missing;
  }
  get failure(): string | null {
    return this.#failure;
  }

  async show(args: WalkArgs): Promise<void> {
    this.hide();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#goal = args.facility;
    try {
      const walk = await this.#app.client.run('findWalk', args, { signal: cancel.signal });
      if (cancel.signal.aborted) return;
      this.#app.nearbyWalk = walk && { ...walk, facility: args.facility };
      this.#missing = walk === null;
    } catch (error) {
      // Cancelled, or no longer wanted: nobody waits for it.
      if (!cancel.signal.aborted) this.#failure = error instanceof Error ? error.message : String(error);
    }
  }

  hide(): void {
    this.#cancel?.abort();
    this.#cancel = null;
    this.#goal = null;
    this.#missing = false;
    this.#failure = null;
    this.#app.nearbyWalk = null;
  }
}
