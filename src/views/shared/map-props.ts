/** What the map is given: the worker's results and the page's words, in the map's own terms. */
import { HOME_STATES } from '../../core/home-states.ts';
import type { TierLink } from '../../core/standards/links.ts';
import type { Facility } from '../../core/types.ts';
import type { Locale } from '../../i18n/index.ts';
import { messages } from '../../i18n/index.ts';
import { formatInteger } from '../../i18n/numbers.ts';
import type { MapAnswer, MapLink, MapPlaces } from '../../map/types.ts';
import type { MapWords } from '../../map/words.ts';
import type { Buffers, ProjectSummary, Reach, RunResult } from '../../worker/results.ts';
import { listAreaRows } from './area-rows.ts';
import { findHomePlace } from './homes.ts';

export function createMapPlaces(summary: ProjectSummary): MapPlaces {
  const { bounds, layers, facilities, homes } = summary;
  return {
    bounds,
    ...layers,
    findPoint: ({ kind, id }) => {
      if (kind === 'facility') return facilities.find((facility) => facility.id === id)?.position;
      const row = kind === 'residence' ? homes.ids.indexOf(id) : -1;
      return row < 0 ? undefined : findHomePlace(homes, row).position;
    },
  };
}

/** A home inside the limit in a straight line though not on foot. */
const LOST = 5;
/** Homes that a scenario gains, and those that it gives up. */
const [GAINED, GIVEN] = [6, 7];

/** Homes as the map paints them; in a comparison those that only the straight line reaches stand out. */
export function paintHomes({ homes, straight, evaluation, kind }: RunResult, isCompared: boolean): Uint8Array {
  const limitMetres = evaluation.settings.limits[kind]?.metres ?? 0;
  if (!isCompared || !straight) return homes;
  return homes.map((home, row) =>
    home === HOME_STATES.outside && (straight.metres[row] ?? Infinity) <= limitMetres ? LOST : home,
  );
}

/** The map of a comparison is quiet but for the homes that a scenario gains or gives up. */
function createGainedAnswer({ facilityIds }: RunResult, gained: Uint8Array): MapAnswer {
  const homes = gained.map((change) => [HOME_STATES.notCounted, GAINED, GIVEN][change] ?? HOME_STATES.notCounted);
  return { areas: new Map(), homes, counting: new Set(facilityIds), buffers: null, circles: null, streets: null };
}

/** What is drawn beside the figures, each null until it is there. */
interface Drawn {
  buffers: Buffers | null;
  /** Of a comparison: the discs of the straight line. */
  circles: Buffers | null;
  reach: Reach | null;
  isCompared: boolean;
  /** Facilities that a scenario has moved or taken out: where the data have them they count no more. */
  displaced?: ReadonlySet<string> | undefined;
  /** Of scenarios side by side, of each home: 1 gained, 2 lost. */
  gained?: Uint8Array | undefined;
}

/** `reach` of one facility takes the place of that of all where one is chosen. */
export function createMapAnswer(
  summary: ProjectSummary,
  result: RunResult,
  { buffers, circles, reach, isCompared, displaced, gained }: Drawn,
): MapAnswer {
  if (gained) return createGainedAnswer(result, gained);
  return {
    areas: new Map(
      listAreaRows(result, summary).map(({ area, service, uncoveredElders }) => [
        area.id,
        { status: service.status, share: service.eldersShare, uncoveredElders },
      ]),
    ),
    homes: paintHomes(result, isCompared),
    counting: new Set(result.facilityIds.filter((id) => !displaced?.has(id))),
    buffers: reach?.area ?? buffers?.union ?? null,
    circles: isCompared ? (reach?.circle ?? circles?.union ?? null) : null,
    streets: reach?.streets ?? buffers?.streets ?? null,
  };
}

/** Lines between facilities; one that is not there has none. */
export function createLinks(links: readonly TierLink[], facilities: readonly Facility[]): MapLink[] {
  const positions = new Map(facilities.map(({ id, position }) => [id, position]));
  return links.flatMap(({ from, to }) => {
    const ends = [positions.get(from), positions.get(to)] as const;
    return ends[0] && ends[1] ? [[ends[0], ends[1]] as const] : [];
  });
}

export function createMapWords(locale: Locale): MapWords {
  const { map } = messages(locale);
  return { ...map, elders: (count) => map.elders(formatInteger(count, locale)), kinds: map.symbols };
}
