import type { Kind, Mode } from '../core/types.ts';
import { limitOfMinutes, minutesOf, WALKING_SPEEDS } from '../core/walking-speed.ts';
import type { ProjectSummary } from '../worker/results.ts';
import { MINUTES_RANGE, type Address, type Measure } from './address.ts';
import type { Ask } from './runs.svelte.ts';

/** The question that the panel asks: which service, how far and how, in which year. */
export class QuestionState {
  kind = $state<Kind>('day_care');
  mode = $state<Mode>('straight');
  /** On foot: the straight line is laid beside the walk. */
  compare = $state(false);
  /** The limit in metres where it is said so; see `limitMetres`. */
  metres = $state(1000);
  /** The limit in minutes where it is said so; null = in metres. */
  minutes = $state<number | null>(null);
  speedMetresPerSecond = $state<number>(WALKING_SPEEDS.ordinary);
  /** null = years are not looked at. */
  year = $state<number | null>(null);
  pipeline = $state(false);

  /** The limit that is tested: metres as said, or what is walked in the minutes said. */
  get limitMetres(): number {
    return this.minutes === null ? this.metres : limitOfMinutes(this.minutes, this.speedMetresPerSecond).metres;
  }

  get measure(): Measure {
    return this.mode === 'walking' && this.compare ? 'both' : this.mode;
  }

  /** The whole question, as a run takes it. */
  get asked(): Omit<Ask, 'edits'> {
    const { kind, mode, limitMetres, minutes, speedMetresPerSecond, year, pipeline } = this;
    return { kind, mode, limitMetres, minutes, speedMetresPerSecond, year, pipeline };
  }

  /** Minutes are walked: in a straight line the limit stays what it was worth in metres. */
  measureBy(measure: Measure): void {
    this.mode = measure === 'straight' ? 'straight' : 'walking';
    this.compare = measure === 'both';
    if (this.mode === 'straight') this.sayInMetres();
  }

  /** To the whole metre, as an address says it. */
  sayInMetres(): void {
    this.metres = Math.round(this.limitMetres);
    this.minutes = null;
  }

  /** To the whole minute. */
  sayInMinutes(): void {
    const minutes = Math.round(minutesOf(this.limitMetres, this.speedMetresPerSecond));
    this.minutes = Math.min(Math.max(minutes, MINUTES_RANGE.least), MINUTES_RANGE.most);
  }

  /** Takes the wishes of an address as far as the project can answer them. */
  adopt(wishes: Address, project: ProjectSummary): void {
    const known = project.kinds.map(({ kind }) => kind);
    const wished = wishes.kind ?? this.kind;
    this.kind = known.includes(wished) ? wished : (known[0] ?? 'day_care');
    // An address does not say the ordinary pace.
    this.speedMetresPerSecond = wishes.speedMetresPerSecond ?? WALKING_SPEEDS.ordinary;
    if (wishes.limitMetres !== null) this.metres = wishes.limitMetres;
    this.minutes = wishes.minutes;
    this.measureBy(project.counts.walkways > 0 ? (wishes.mode ?? 'walking') : 'straight');
    if (wishes.year === 'any') this.year = null;
    else this.year = wishes.year !== null && project.years.includes(wishes.year) ? wishes.year : project.year;
    this.pipeline = wishes.pipeline;
  }
}
