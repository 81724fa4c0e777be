/** How much the headline depends on what was chosen: the same distances, counted at other limits, paces and ways. */
import type { Kind, Limit, SensitivityRow, Settings } from '../types.ts';
import { limitOfMinutes, WALKING_SPEEDS } from '../walking-speed.ts';
import type { Demand } from './demand.ts';
import type { Nearest } from './nearest.ts';
import { serviceResults } from './shares.ts';

export type { SensitivityRow } from '../types.ts';

/** Metres that planners put beside each other. */
const LIMITS_METRES = [500, 800, 1000, 1500];
/** Of a limit that was said in metres, the paces are tried with these minutes. */
const MINUTES = 15;
/** Metres walked for a metre in a straight line, where no street is known: between 1.2 and 1.4 in most towns. */
export const USUAL_DETOUR = 1.3;

/** Distances of a run by kind; `straight` beside those of the run, which may be the same. */
export interface Distances {
  run: ReadonlyMap<Kind, Nearest>;
  straight: ReadonlyMap<Kind, Nearest>;
  /** Areas (1) whose streets look incomplete; null in a straight line. */
  incomplete: Uint8Array | null;
}

/** The run itself first. Counts of areas are those of the level `community`. */
export function findSensitivity(demand: Demand, distances: Distances, settings: Settings): SensitivityRow[] {
  const { limits, mode } = settings;
  const row = (
    change: SensitivityRow['change'],
    value: number | null,
    metresOf: (limit: Limit) => number,
    nearest = distances.run,
  ): SensitivityRow => {
    const limitMetres = Object.fromEntries(Object.entries(limits).map(([kind, limit]) => [kind, metresOf(limit)]));
    const incomplete = nearest === distances.run ? distances.incomplete : null;
    return { change, value, limitMetres, services: count({ demand, nearest, limitMetres, incomplete }, settings) };
  };
  const isUnlike = (metres: number): boolean => Object.values(limits).some((limit) => limit.metres !== metres);
  return [
    row('none', null, ({ metres }) => metres),
    ...Object.values(WALKING_SPEEDS).map((speed) =>
      row('speed', speed, ({ minutes }) => limitOfMinutes(minutes ?? MINUTES, speed).metres),
    ),
    ...LIMITS_METRES.filter(isUnlike).map((metres) => row('limit', metres, () => metres)),
    ...(mode === 'walking'
      ? [
          row('straight', null, ({ metres }) => metres, distances.straight),
          row('detour', USUAL_DETOUR, ({ metres }) => metres / USUAL_DETOUR, distances.straight),
        ]
      : [row('detour', USUAL_DETOUR, ({ metres }) => metres / USUAL_DETOUR)]),
  ];
}

interface Counted {
  demand: Demand;
  nearest: ReadonlyMap<Kind, Nearest>;
  limitMetres: Record<Kind, number>;
  incomplete: Uint8Array | null;
}

function count({ demand, nearest, limitMetres, incomplete }: Counted, settings: Settings): SensitivityRow['services'] {
  const entries = [...nearest].map(([kind, found]) => {
    const { total, areas } = serviceResults(demand, found, {
      ...settings,
      limitMetres: limitMetres[kind] ?? settings.limits[kind]!.metres,
      incomplete,
    });
    const communities = areas.filter((_, place) => demand.areas[place]?.level === 'community');
    const having = (status: string): number => communities.filter((area) => area.status === status).length;
    return [kind, { eldersShare: total.eldersShare, lacking: having('lacking'), unknown: having('unknown') }] as const;
  });
  return Object.fromEntries(entries);
}
