/** What the map is given: the worker's results and the page's words, in the map's own terms. */
import { HOME_STATES } from '../../core/home-states.ts';
import type { Edit } from '../../core/scenario/edits.ts';
import type { TierLink } from '../../core/standards/links.ts';
import type { Facility } from '../../core/types.ts';
import type { Locale } from '../../i18n/index.ts';
import { messages } from '../../i18n/index.ts';
import { formatInteger } from '../../i18n/numbers.ts';
import type { MapAnswer, MapLink, MapPlaces, Proposal } from '../../map/types.ts';
import type { MapWords } from '../../map/words.ts';
import type { JobArgs } from '../../worker/jobs.ts';
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

/** Homes as the map paints them; in a comparison those that only the straight line reaches stand out. */
export function paintHomes({ homes, straight, evaluation, kind }: RunResult, isCompared: boolean): Uint8Array {
  const limitMetres = evaluation.settings.limits[kind]?.metres ?? 0;
  if (!isCompared || !straight) return homes;
  return homes.map((home, row) =>
    home === HOME_STATES.outside && (straight.metres[row] ?? Infinity) <= limitMetres ? LOST : home,
  );
}

/** What is drawn beside the figures, each null until it is there. */
interface Drawn {
  buffers: Buffers | null;
  /** Of a comparison: the discs of the straight line. */
  circles: Buffers | null;
  reach: Reach | null;
  isCompared: boolean;
}

/** Asks for the discs of the answer on foot that is shown. */
export function askCircles({ kind, evaluation }: RunResult, edits: Edit[]): JobArgs<'drawBuffers'> {
  const { year, pipeline, speedMetresPerSecond, limits } = evaluation.settings;
  const limitMetres = limits[kind]?.metres ?? 0;
  return { kind, mode: 'straight', limitMetres, minutes: null, speedMetresPerSecond, year, pipeline, edits };
}

/** `reach` of one facility takes the place of that of all where one is chosen. */
export function createMapAnswer(
  summary: ProjectSummary,
  result: RunResult,
  { buffers, circles, reach, isCompared }: Drawn,
): MapAnswer {
  return {
    areas: new Map(
      listAreaRows(result, summary).map(({ area, service, uncoveredElders }) => [
        area.id,
        { status: service.status, share: service.eldersShare, uncoveredElders },
      ]),
    ),
    homes: paintHomes(result, isCompared),
    counting: new Set(result.facilityIds),
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

export function createProposals(edits: readonly Edit[]): Proposal[] {
  return edits.flatMap((edit) => {
    if (edit.action !== 'add') return [];
    const { id, name, position } = edit.facility;
    return [{ id, label: name, sign: 'new' as const, position }];
  });
}

export function createMapWords(locale: Locale): MapWords {
  const { map } = messages(locale);
  return { ...map, elders: (count) => map.elders(formatInteger(count, locale)), kinds: map.symbols };
}
