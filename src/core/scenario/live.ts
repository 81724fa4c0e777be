/**
 * The figures of one kind while one facility is in the hand: what a full run says with the facility there, to the last
 * bit, for the price of the homes around it and one pass over the sums. The facility is snapped, walked from and counted
 * as any other; everything else stands still.
 */
import type { Demand } from '../coverage/demand.ts';
import { isCounting, isOfKind, type Moment } from '../coverage/facilities.ts';
import type { Nearest } from '../coverage/nearest.ts';
import { addUp, meanOf, nullIfUnknown, roundMetres, type Judgement } from '../coverage/shares.ts';
import { areaStatus } from '../coverage/status.ts';
import { HOME_STATES } from '../home-states.ts';
import { snapSites, type PlacedHomes, type Streets, type WalkTable } from '../network/streets.ts';
import { Walker, type Start } from '../network/walker.ts';
import { compareIds, finish, type AreaLevel, type AreaStatus, type Facility, type Position } from '../types.ts';
import { LiveLines } from './live-lines.ts';
import { HomeSearch } from './live-search.ts';
import { LiveWalks, type LiveDistances, type Looking } from './live-walks.ts';

/** What stands still during a drag. */
export interface LiveArgs {
  /** As it stands when it is taken up. */
  hand: Facility;
  moment: Moment;
  demand: Demand;
  /** All facilities of the kind but the one in the hand. */
  nearest: Nearest;
  /** The streets, the homes on them, and the walks behind `nearest`; null in a straight line. */
  walks: { streets: Streets; homes: PlacedHomes; table: WalkTable } | null;
  judgement: Omit<Judgement, 'shares'>;
  /** The level whose areas are counted; null without areas. */
  level: AreaLevel | null;
  /** One a residence: 1 where the base data, without any edit, cover it. */
  base: Uint8Array;
}

export interface LiveFrame {
  position: Position;
  eldersCovered: number;
  /** Of all elders of residences, 0-1; null where there are none. */
  eldersShare: number | null;
  /** Elders of homes that are covered and are not in the base, and the other way round. */
  gained: number;
  lost: number;
  meanMetres: number | null;
  /** Areas of the level by status. */
  areas: Record<AreaStatus, number>;
  /** By id. */
  changed: { id: string; status: AreaStatus }[];
  /** Elders within the limit of the hand, whoever else is near. */
  reached: number;
  /** Rows of the demand whose state (`HOME_STATES`) is another than at the start. */
  homes: { rows: Uint32Array; states: Uint8Array };
}

/** Positions on the streets, null for those on none, as facilities are put there; for drags that share their streets. */
export class Ground {
  readonly streets: Streets;
  readonly search: HomeSearch;

  constructor(streets: Streets, homes: PlacedHomes) {
    this.streets = streets;
    this.search = new HomeSearch(new Walker(streets.network), homes);
  }

  placeAt(position: Position): Start | null {
    const { edge, along, leg } = finish(snapSites(this.streets, [{ position }]));
    return edge[0]! < 0 ? null : { edge: edge[0]!, along: along[0]!, leg: leg[0]! };
  }
}

/** How many facilities, by id, come before one. */
export function countBefore(facilities: readonly Facility[], { id }: Facility): number {
  return facilities.filter((other) => compareIds(other.id, id) < 0).length;
}

/** Once a grab; the first frame is that of the place where the facility stands. Time: that of a few passes over all homes. */
export function prepareLive(args: LiveArgs): Live {
  const { hand, moment, demand, nearest, walks, judgement } = args;
  const looking: Looking = {
    reachMetres: judgement.limitMetres,
    isCounting: isOfKind(hand, nearest.kind) && isCounting(hand, moment),
    withSecond: false,
  };
  if (!walks) {
    const found = { metres: nearest.metres, second: nearest.metres };
    const rest = { facilities: nearest.facilities, found, hand };
    return new Live(args, new LiveLines(demand, rest, looking), null);
  }
  const ground = new Ground(walks.streets, walks.homes);
  const { labels, homes } = walks.table;
  const rest = { labels, homes, before: countBefore(nearest.facilities, hand) };
  return new Live(args, new LiveWalks(ground.search, rest, looking), ground);
}

export class Live {
  readonly #args: LiveArgs;
  readonly #distances: LiveDistances;
  readonly #ground: Ground | null;
  readonly #everybody: Uint32Array;
  readonly #areas: LiveAreas;
  /** One a residence: 1 within the limit when it was taken up. */
  readonly #start: Uint8Array;
  readonly #statuses: readonly AreaStatus[];

  constructor(args: LiveArgs, distances: LiveDistances, ground: Ground | null) {
    this.#args = args;
    this.#distances = distances;
    this.#ground = ground;
    this.#everybody = Uint32Array.from({ length: args.demand.residences.length }, (_, row) => row);
    this.#areas = new LiveAreas(args, distances);
    this.#put(args.hand.position);
    const { limitMetres } = args.judgement;
    this.#start = Uint8Array.from(distances.metres, (metres) => (metres <= limitMetres ? 1 : 0));
    this.#statuses = this.#areas.statuses.slice();
  }

  /** Puts the facility somewhere. */
  frame(position: Position): LiveFrame {
    this.#put(position);
    const { demand, nearest, judgement } = this.#args;
    const { metres } = this.#distances;
    const sums = addUp(demand, { metres, unplaced: nearest.unplaced }, this.#everybody, judgement.limitMetres);
    return {
      position,
      eldersCovered: sums.eldersCovered,
      eldersShare: sums.elders > 0 ? sums.eldersCovered / sums.elders : null,
      meanMetres: roundMetres(meanOf(sums)),
      areas: this.#areas.count(),
      changed: this.#areas.changedSince(this.#statuses),
      reached: this.#eldersReached(),
      ...this.#compare(),
    };
  }

  #put(position: Position): void {
    const distances = this.#distances;
    this.#areas.touch(distances.rows.subarray(0, distances.count));
    distances.put({ position, place: this.#ground?.placeAt(position) ?? null });
    this.#areas.touch(distances.rows.subarray(0, distances.count));
    this.#areas.judge();
  }

  /** In the order of the rows, as all sums of elders are. */
  #eldersReached(): number {
    const { rows, count } = this.#distances;
    const { limitMetres } = this.#args.judgement;
    const within = rows.slice(0, count).filter((row) => this.#distances.metresToHand(row) <= limitMetres);
    return within.sort().reduce((sum, row) => sum + (this.#args.demand.elders[row]! || 0), 0);
  }

  /** With the base, and with the start. */
  #compare(): Pick<LiveFrame, 'gained' | 'lost' | 'homes'> {
    const { demand, nearest, base, judgement } = this.#args;
    const { metres } = this.#distances;
    const rows: number[] = [];
    let [gained, lost] = [0, 0];
    for (let row = 0; row < metres.length; row++) {
      const isCovered = metres[row]! <= judgement.limitMetres ? 1 : 0;
      if (isCovered !== base[row]) {
        const elders = demand.elders[row]! || 0;
        if (isCovered) gained += elders;
        else lost += elders;
      }
      if (isCovered !== this.#start[row] && nearest.unplaced[row] !== 1) rows.push(row);
    }
    const stateOf = (row: number): number =>
      metres[row]! <= judgement.limitMetres ? HOME_STATES.inside : HOME_STATES.outside;
    return { gained, lost, homes: { rows: Uint32Array.from(rows), states: Uint8Array.from(rows, stateOf) } };
  }
}

/** The status of every area of a level, judged anew where the distances of one of its homes may have changed. */
class LiveAreas {
  /** One an area of the level, by id. */
  readonly statuses: AreaStatus[];
  readonly #args: LiveArgs;
  readonly #distances: LiveDistances;
  /** Places of the areas in the demand. */
  readonly #places: readonly number[];
  /** For each residence the numbers of its areas of the level: areas[starts[row]] .. areas[starts[row + 1] - 1]. */
  readonly #starts: Uint32Array;
  readonly #areas: Uint32Array;
  readonly #touched = new Set<number>();

  constructor(args: LiveArgs, distances: LiveDistances) {
    const { demand, level } = args;
    this.#args = args;
    this.#distances = distances;
    this.#places = demand.areas.flatMap((area, place) => (area.level === level ? [place] : []));
    this.#starts = new Uint32Array(demand.residences.length + 1);
    this.#eachMember((row) => (this.#starts[row + 1]! += 1));
    for (let row = 0; row < demand.residences.length; row++) this.#starts[row + 1]! += this.#starts[row]!;
    this.#areas = new Uint32Array(this.#starts.at(-1) ?? 0);
    const next = this.#starts.slice();
    this.#eachMember((row, area) => (this.#areas[next[row]!++] = area));
    this.statuses = this.#places.map((place) => this.#statusOf(place));
  }

  touch(rows: Uint32Array): void {
    for (const row of rows) {
      for (let i = this.#starts[row]!; i < this.#starts[row + 1]!; i++) this.#touched.add(this.#areas[i]!);
    }
  }

  judge(): void {
    for (const area of this.#touched) this.statuses[area] = this.#statusOf(this.#places[area]!);
    this.#touched.clear();
  }

  count(): Record<AreaStatus, number> {
    const counts: Record<AreaStatus, number> = { covered: 0, partial: 0, lacking: 0, unknown: 0, empty: 0 };
    for (const status of this.statuses) counts[status] += 1;
    return counts;
  }

  changedSince(before: readonly AreaStatus[]): LiveFrame['changed'] {
    return this.statuses.flatMap((status, area) =>
      status === before[area] ? [] : [{ id: this.#args.demand.areas[this.#places[area]!]!.id, status }],
    );
  }

  #eachMember(use: (row: number, area: number) => void): void {
    this.#places.forEach((place, area) => {
      for (const row of this.#membersOf(place)) use(row, area);
    });
  }

  #membersOf(place: number): Uint32Array {
    const { memberStarts, members } = this.#args.demand;
    return members.subarray(memberStarts[place], memberStarts[place + 1]);
  }

  #statusOf(place: number): AreaStatus {
    const { demand, nearest, judgement } = this.#args;
    const { metres } = this.#distances;
    const { unplaced } = nearest;
    const sums = addUp(demand, { metres, unplaced }, this.#membersOf(place), judgement.limitMetres);
    const elders = nullIfUnknown(demand.areaElders[place]!);
    const isIncomplete = judgement.incomplete?.[place] === 1;
    return areaStatus({ elders, covered: sums.eldersCovered, unplaced: sums.unplacedElders, isIncomplete }, judgement)
      .status;
  }
}
