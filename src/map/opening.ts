/**
 * What a map draws first when its page opens: nothing until there is an answer, then the colours of its communities, then
 * all that follows.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

/** What follows the first colours, in this order: first what belongs to the answer. */
const FOLLOWING = ['marked', 'walked', 'reach', 'labels', 'ground'] as const;
type Following = (typeof FOLLOWING)[number];

interface Stage {
  /** The first answer is there to be drawn. */
  isCovered: () => boolean;
  /** Something changes: another frame is wanted. */
  busy: () => void;
  /** Called once, when the first answer is drawn or the map rests without one. */
  ondrawn: () => void;
}

export class Opening {
  readonly #stage: Stage;
  /** The newest of each that waits for the first answer to be drawn; null afterwards. */
  #waiting: Map<Following, () => void> | null = new Map();
  #isTold = false;
  readonly #painter: MapLibreMap['painter'];
  #hasBegun = false;
  #hasDrawn = false;

  /**
   * Nothing is drawn until `begin`: without a graphics card a frame takes a tenth of a second, in which nothing else gets
   * on, and the first frames would show nothing but land.
   */
  constructor({ painter }: MapLibreMap, stage: Stage) {
    this.#stage = stage;
    this.#painter = painter;
    painter.render = () => {};
  }

  /** Does it once the first answer is drawn; at once where it is already. */
  follow(what: Following, send: () => void): void {
    this.#waiting?.set(what, send);
    if (this.#waiting === null) send();
    // A map that has nothing to do sends it with its next frame.
    else this.#stage.busy();
  }

  /** Draws from the next frame on. True until that one is drawn: nothing of the map is seen yet. */
  begin(): boolean {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      const painter: Partial<MapLibreMap['painter']> = this.#painter;
      painter.render = (...frame) => {
        // The method of the class is there again.
        delete painter.render;
        this.#hasDrawn = true;
        this.#painter.render(...frame);
      };
      this.#stage.busy();
    }
    return !this.#hasDrawn;
  }

  /** Does what waits; whether anything did. */
  sendWaiting(): boolean {
    const waiting = FOLLOWING.flatMap((what) => this.#waiting?.get(what) ?? []);
    // Before the answer is drawn more may come, and waits again.
    this.#waiting = this.#stage.isCovered() ? null : new Map();
    for (const send of waiting) send();
    if (waiting.length > 0) this.#stage.busy();
    if (!this.#isTold) this.#stage.ondrawn();
    this.#isTold = true;
    return waiting.length > 0;
  }
}
