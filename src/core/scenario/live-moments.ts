/**
 * The years of a project as the rows of a standard see them, with one facility in the hand. It notices every question
 * about where that facility stands: a row that asks none gives the same verdict wherever it is put.
 */
import type { Moments } from '../standards/create-moments.ts';
import type { Distances, Moment, Selection } from '../standards/moment.ts';
import { selectFacilities } from '../standards/select.ts';
import { finish, type Facility, type Mode, type Position, type Work } from '../types.ts';
import { LiveSets } from './live-sets.ts';

/** What was asked of where the facility stands: in which areas, or anything else. */
export interface Asked {
  areas: boolean;
  place: boolean;
}

export class LiveMoments implements Moments {
  asked: Asked = { areas: false, place: false };
  readonly #base: Moments;
  readonly #hand: Facility;
  /** Stands in the place of the facility: whoever looks where that is, is noticed. */
  readonly #live: Facility;
  readonly #sets: LiveSets;
  /** Years with the live facility in their lists. */
  readonly #years = new Map<number | null, Moment>();
  /** The same with what was selected at the present place. */
  #moments = new Map<number | null, Moment>();
  /** The facility at the present place: areas are kept by it. */
  #placed: Facility;

  /** `base`: of the project with the facility as it stands. */
  constructor(base: Moments, hand: Facility) {
    this.#base = base;
    this.#hand = hand;
    this.#placed = hand;
    this.#sets = new LiveSets(hand);
    this.#live = Object.defineProperty({ ...hand }, 'position', { enumerable: true, get: () => this.#tell() });
  }

  get position(): Position {
    return this.#placed.position;
  }

  put(position: Position): void {
    this.#placed = { ...this.#hand, position };
    this.#sets.put(position);
    this.forget();
  }

  /** Nothing was asked so far, nothing selected. */
  forget(): void {
    this.asked = { areas: false, place: false };
    this.#moments = new Map();
  }

  /** The areas of the present place, as one word; a year in which the rows are judged. */
  *areas(year: number | null): Work<string> {
    return (yield* this.#base.at(year)).areasOf(this.#placed).join(' ');
  }

  walks(year: number | null): ReturnType<Moments['walks']> {
    return this.#base.walks(year);
  }

  /** As of the base; `parameters` are the same in every call. */
  *at(year: number | null, parameters: Readonly<Record<string, number>> = {}): Work<Moment> {
    let moment = this.#moments.get(year);
    if (!moment) this.#moments.set(year, (moment = this.#renew(yield* this.#yearOf(year, parameters))));
    return moment;
  }

  #tell(): Position {
    this.asked.place = true;
    return this.#placed.position;
  }

  *#yearOf(year: number | null, parameters: Readonly<Record<string, number>>): Work<Moment> {
    let known = this.#years.get(year);
    if (known) return known;
    const base = yield* this.#base.at(year, parameters);
    const exchange = (facility: Facility): Facility => (facility.id === this.#hand.id ? this.#live : facility);
    known = { ...base, facilities: base.facilities.map(exchange), records: base.records.map(exchange) };
    this.#years.set(year, known);
    return known;
  }

  #renew(year: Moment): Moment {
    const selections = new Map<string, Selection>();
    const moment: Moment = {
      ...year,
      areasOf: (facility) => {
        if (facility !== this.#live) return year.areasOf(facility);
        this.asked.areas = true;
        return year.areasOf(this.#placed);
      },
      distances: (...asked) => this.#distances(year, ...asked),
      select(set) {
        const key = JSON.stringify(set);
        let selection = selections.get(key);
        if (!selection) selections.set(key, (selection = selectFacilities(set, moment, year.records)));
        return selection;
      },
    };
    return moment;
  }

  #distances(year: Moment, facilities: readonly Facility[], mode: Mode, withinMetres?: number): Distances | null {
    if (!facilities.includes(this.#live)) return year.distances(facilities, mode, withinMetres);
    this.asked.place = true;
    const rest = facilities.filter((facility) => facility !== this.#live);
    if (mode === 'straight') return this.#sets.measure(year.demand, rest);
    const walks = finish(this.#base.walks(year.year));
    return walks && this.#sets.walk(walks, rest);
  }
}
