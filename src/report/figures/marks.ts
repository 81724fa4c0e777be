/** Facilities on a map: a lettered circle, hollow where it is only planned. */
import { isCounting, isOfKind } from '../../core/coverage/facilities.ts';
import { PIPELINE_STATUSES, type Facility, type Kind } from '../../core/types.ts';
import type { Context } from '../context.ts';
import { element } from '../markup.ts';
import { drawText, INK } from './drawing.ts';
import type { Ground, Point } from './ground.ts';

/** Beyond so many, symbols are dots without a letter. */
const LETTERED = 150;

export interface Mark {
  at: Point;
  isPlanned: boolean;
}

/** Facilities inside the frame: those that count, and planned ones that do not yet. */
export function listMarks(kind: Kind, ground: Ground, { project, evaluation }: Context): Mark[] {
  const isPlanned = (facility: Facility): boolean => PIPELINE_STATUSES.includes(facility.status);
  return project.facilities.flatMap((facility) => {
    const counts = isCounting(facility, evaluation.settings);
    if (!isOfKind(facility, kind) || (!counts && !isPlanned(facility))) return [];
    const at = ground.place(facility.position);
    const isSeen = at[0] > 0 && at[0] < ground.width && at[1] > 0 && at[1] < ground.height;
    return isSeen ? [{ at, isPlanned: !counts }] : [];
  });
}

export function radiusOf(count: number): number {
  return count > LETTERED ? 2.6 : count > 80 ? 5 : 6;
}

export function drawMarks(marks: readonly Mark[], letter: string): string {
  const radius = radiusOf(marks.length);
  // Planned ones first, so that none hides one that counts.
  const sorted = [...marks].sort((a, b) => Number(b.isPlanned) - Number(a.isPlanned));
  return sorted.map(({ at, isPlanned }) => drawMark(at, isPlanned, { radius, letter })).join('');
}

export function drawMark(
  [cx, cy]: Point,
  isPlanned: boolean,
  { radius, letter }: { radius: number; letter: string },
): string {
  const look = isPlanned
    ? { fill: '#FFFFFF', stroke: INK.facility, 'stroke-width': 1.3, 'stroke-dasharray': '2.4 1.4' }
    : { fill: INK.facility, stroke: '#FFFFFF', 'stroke-width': 1 };
  const circle = element('circle', { cx, cy, r: radius, ...look });
  if (radius < 4) return circle;
  const size = radius * 1.35;
  const fill = isPlanned ? INK.facility : '#FFFFFF';
  return circle + drawText(cx, cy + size * 0.36, letter, { size, anchor: 'middle', fill, weight: 600 });
}

/** The letter of the map's legend, by the kind's symbol. */
export function letterOf(kind: Kind, { general }: Context): string {
  const { symbols } = general.map;
  const name = kind === 'care_center' ? 'care' : kind;
  return Object.hasOwn(symbols, name) ? symbols[name as keyof typeof symbols].letter : symbols.other.letter;
}
