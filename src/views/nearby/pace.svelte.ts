import { WALKING_SPEEDS } from '../../core/walking-speed.ts';
import { findSetting, keepSetting } from '../../state/storage.ts';

/** The paces of old people; that of grown-ups has no place in this view. */
export const PACES = ['ordinary', 'slow', 'aided'] as const;
export type Pace = (typeof PACES)[number];

/**
 * How fast the person walks who looks here: theirs alone, so it neither moves nor follows the planner's parameter, and it
 * is kept in this browser. At first the ordinary old person of design.md section 4: nothing is known of the person yet,
 * and the minutes are then those of the other views. Who is slower is one large button away, and the next visit knows.
 */
export class PaceState {
  #chosen = $state<Pace>('ordinary');

  constructor() {
    const kept = findSetting('pace');
    this.#chosen = PACES.find((pace) => pace === kept) ?? 'ordinary';
  }

  get chosen(): Pace {
    return this.#chosen;
  }

  set chosen(pace: Pace) {
    this.#chosen = pace;
    keepSetting('pace', pace);
  }

  get speedMetresPerSecond(): number {
    return WALKING_SPEEDS[this.#chosen];
  }
}
