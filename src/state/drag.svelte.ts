import type { Position } from '../core/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { DragCounts, DragFrame, StartDragArgs } from '../worker/plan-contract.ts';

/** A facility in the hand. */
export interface Held {
  id: string;
  name: string;
  /** Where it was taken from. */
  origin: Position;
  position: Position;
}

/**
 * One facility in the hand of a mouse, a finger or the arrow keys. Its positions go to the worker one at a time, the newest
 * first, and the frames that come back are all that the page shows meanwhile: no run is asked for until it is put down.
 */
export class DragState {
  #client: WorkerClient;
  #held = $state.raw<Held | null>(null);
  #frame = $state.raw<DragFrame | null>(null);
  #requirements = $state.raw<DragCounts | null>(null);
  #failure = $state<string | null>(null);
  #isTested = false;
  #isTesting = false;
  /** Counts the drags: what comes back for an earlier one is dropped. */
  #drag = 0;
  #asked = 0;
  #wanted: Position | null = null;
  #isSending = false;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get held(): Held | null {
    return this.#held;
  }
  /** The newest figures; after the drop they stay until `settle`, so that nothing jumps back meanwhile. */
  get frame(): DragFrame | null {
    return this.#frame;
  }
  /** Rows of the standard, of the newest place that they were judged at: they may lag a few frames behind. */
  get requirements(): DragCounts | null {
    return this.#requirements;
  }
  get failure(): string | null {
    return this.#failure;
  }

  /** Takes a facility into the hand. Whatever was in it is put back. */
  take(held: Omit<Held, 'origin'>, args: StartDragArgs): void {
    this.#drag++;
    this.#held = { ...held, origin: held.position };
    this.#frame = null;
    this.#requirements = null;
    this.#failure = null;
    this.#wanted = held.position;
    this.#isTested = args.standard !== null;
    this.#isTesting = false;
    void this.#send(args);
  }

  moveTo(position: Position): void {
    if (!this.#held) return;
    this.#held = { ...this.#held, position };
    this.#wanted = position;
    void this.#send(null);
  }

  /** Puts it down where it is, and says where; null with an empty hand. */
  drop(): Held | null {
    const held = this.#held;
    if (!held) return null;
    this.#held = null;
    this.#end();
    return held;
  }

  /** Back to where it was taken from. */
  putBack(): void {
    if (this.drop()) this.#frame = null;
  }

  /** The ordinary run has answered for the place it was put down at. */
  settle(): void {
    if (!this.#held) this.#frame = null;
  }

  #end(): void {
    this.#drag++;
    this.#wanted = null;
    this.#client.run('endDrag', null).catch(() => undefined); // nothing was asked that could fail to be shown
  }

  /** One question in flight: while it is out, only the newest place is remembered. */
  async #send(start: StartDragArgs | null): Promise<void> {
    if (this.#isSending && start === null) return;
    const drag = this.#drag;
    this.#isSending = true;
    try {
      if (start) await this.#client.run('startDrag', start);
      while (drag === this.#drag && this.#wanted) {
        const position = this.#wanted;
        this.#wanted = null;
        const frame = await this.#client.run('drag', { frame: ++this.#asked, position });
        if (drag !== this.#drag) return;
        this.#frame = frame;
        if (this.#isTested) void this.#test(drag);
      }
    } catch (error) {
      if (drag === this.#drag) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (drag === this.#drag) this.#isSending = false;
    }
  }

  /** The rows beside the frames: the first time takes longer, and no frame waits for them. */
  async #test(drag: number): Promise<void> {
    if (this.#isTesting) return;
    this.#isTesting = true;
    try {
      // Until the judged place is the newest one.
      for (let judged = -1; drag === this.#drag && judged !== this.#frame?.frame;) {
        const { frame, requirements } = await this.#client.run('dragRequirements', null);
        judged = frame;
        if (drag === this.#drag) this.#requirements = requirements;
        if (requirements === null) return;
      }
    } catch {
      // The facility was put down meanwhile; the test of the scenario follows.
    } finally {
      if (drag === this.#drag) this.#isTesting = false;
    }
  }
}
