/** What the map is given: the worker's results and the page's words, in the map's own terms. */
import type { Edit } from '../../core/scenario/edits.ts';
import type { Locale } from '../../i18n/index.ts';
import { messages } from '../../i18n/index.ts';
import { formatInteger } from '../../i18n/numbers.ts';
import type { MapAnswer, MapPlaces, Proposal } from '../../map/types.ts';
import type { MapWords } from '../../map/words.ts';
import type { Buffers, ProjectSummary, RunResult } from '../../worker/results.ts';
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

export function createMapAnswer(summary: ProjectSummary, result: RunResult, buffers: Buffers | null): MapAnswer {
  return {
    areas: new Map(
      listAreaRows(result, summary).map(({ area, service, uncoveredElders }) => [
        area.id,
        { status: service.status, share: service.eldersShare, uncoveredElders },
      ]),
    ),
    homes: result.homes,
    counting: new Set(result.facilityIds),
    buffers: buffers?.union ?? null,
  };
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
