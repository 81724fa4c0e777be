/** The walk beside the straight line: communities, and the homes that a circle promises and no walk keeps. */
import { HOME_STATES } from '../../core/home-states.ts';
import { compareIds } from '../../core/types.ts';
import type { AreaSummary, Homes, ProjectSummary, RunResult } from '../../worker/results.ts';

/** An answer on foot with the straight line beside it. */
export type WalkedResult = RunResult & { straight: NonNullable<RunResult['straight']> };

export function isWalked(result: RunResult): result is WalkedResult {
  return result.straight !== null;
}

export interface ComparedArea {
  area: AreaSummary;
  /** null = not known. */
  elders: number | null;
  /** Elders within the limit / all elders of the area; null where there are none or they are not known. */
  walkingShare: number | null;
  straightShare: number | null;
  /** Elders inside the circle but not within the walk; null where elders are not known. */
  lostElders: number | null;
  /** See `DetourSums`. */
  detour: number | null;
}

export interface LostHome {
  /** Row of the homes. */
  row: number;
  /** null = not known. */
  elders: number | null;
  straightMetres: number;
  walk: { state: 'reached'; metres: number } | { state: 'unreachable' | 'unplaced' };
}

/** Communities of the level shown: most elders lost between circle and walk first, unknown ones last. */
export function compareAreas(result: WalkedResult, summary: ProjectSummary): ComparedArea[] {
  const known = new Map(summary.areas.map((area) => [area.id, area]));
  const inStraightLine = new Map(result.straight.evaluation.areas.map((area) => [area.id, area.services[result.kind]]));
  const detours = detourByArea(result, summary);
  const compared: ComparedArea[] = [];
  for (const { id, level, elders, services } of result.evaluation.areas) {
    const area = known.get(id);
    const [walking, straight] = [services[result.kind], inStraightLine.get(id)];
    if (!area || !walking || !straight || level !== summary.level) continue;
    compared.push({
      area,
      elders,
      walkingShare: walking.eldersShare,
      straightShare: straight.eldersShare,
      lostElders: elders === null ? null : straight.eldersCovered - walking.eldersCovered,
      detour: detours.get(id) ?? null,
    });
  }
  return compared.sort((a, b) => (b.lostElders ?? -1) - (a.lostElders ?? -1) || compareIds(a.area.id, b.area.id));
}

/** Homes inside the circle but not within the walk: most elders first, those of unknown elders last. */
export function listLostHomes(homes: Homes, result: WalkedResult): LostHome[] {
  const limitMetres = result.evaluation.services[result.kind]?.limitMetres ?? 0;
  const lost: LostHome[] = [];
  for (let row = 0; row < result.homes.length; row++) {
    const state = result.homes[row] ?? HOME_STATES.notCounted;
    const straightMetres = result.straight.metres[row] ?? NaN;
    if (state === HOME_STATES.notCounted || state === HOME_STATES.inside || !(straightMetres <= limitMetres)) continue;
    const elders = result.elders[row] ?? NaN;
    lost.push({ row, elders: Number.isNaN(elders) ? null : elders, straightMetres, walk: walkOf(result, row) });
  }
  const id = ({ row }: LostHome) => homes.ids[row] ?? '';
  return lost.sort((a, b) => (b.elders ?? -1) - (a.elders ?? -1) || compareIds(id(a), id(b)));
}

/** How a home is reached on foot; a home that counts and has no distance has no way, or is off the streets. */
export function walkOf({ homes, metres }: RunResult, row: number): LostHome['walk'] {
  const walked = metres[row] ?? NaN;
  if (!Number.isNaN(walked)) return { state: 'reached', metres: walked };
  return { state: homes[row] === HOME_STATES.unplaced ? 'unplaced' : 'unreachable' };
}

/**
 * Mean walk / mean straight line to the nearest facility (not always the same one), both weighted by elders, over homes
 * with elders that are reached on foot. The people of both means are the same, so their number cancels out.
 */
interface DetourSums {
  walk: number;
  straight: number;
}

const ratioOf = ({ walk, straight }: DetourSums): number | null => (straight > 0 ? walk / straight : null);

/** Over all homes; null where none is reached. */
export function detourOf(result: WalkedResult): number | null {
  const sums = { walk: 0, straight: 0 };
  for (let row = 0; row < result.homes.length; row++) addHome(sums, result, row);
  return ratioOf(sums);
}

function addHome(sums: DetourSums, result: WalkedResult, row: number): void {
  const [elders, walk, straight] = [result.elders[row] ?? NaN, result.metres[row] ?? NaN, result.straight.metres[row]];
  if (result.homes[row] === HOME_STATES.notCounted || !(elders > 0) || Number.isNaN(walk) || straight === undefined)
    return;
  sums.walk += elders * walk;
  sums.straight += elders * straight;
}

/** By id of the area that each home says it lies in. */
function detourByArea(result: WalkedResult, { homes }: ProjectSummary): Map<string, number | null> {
  const sums = new Map<string, DetourSums>();
  for (let row = 0; row < result.homes.length; row++) {
    const id = homes.areaIds[row] ?? '';
    const sum = sums.get(id) ?? { walk: 0, straight: 0 };
    addHome(sum, result, row);
    sums.set(id, sum);
  }
  return new Map([...sums].map(([id, sum]) => [id, ratioOf(sum)]));
}
