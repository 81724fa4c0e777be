/** Labels of a map that do not cover each other: each is tried around its point, the most important ones first. */
import { widthOf } from './drawing.ts';
import type { Point } from './ground.ts';

export interface LabelWish {
  at: Point;
  lines: string[];
  size: number;
}

export interface PlacedLabel extends LabelWish {
  /** Middle of the first line's foot. */
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LINE_HEIGHT = 1.18;
const GAP = 1.5;

/**
 * Wishes that found a place inside the frame, in their order. No label touches another one or what is `taken`; symbols
 * (`avoided`) are passed over too where the neighbourhood allows it.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  frame: { width: number; height: number },
  { taken, avoided }: { taken: readonly Box[]; avoided: readonly Box[] },
): PlacedLabel[] {
  const used: Box[] = [...taken];
  return wishes.flatMap((wish) => {
    const tries = OFFSETS.map((offset) => tryAt(wish, offset));
    const free = tries.filter(({ box }) => isInside(box, frame) && used.every((other) => !touches(box, other)));
    const chosen = free.find(({ box }) => avoided.every((other) => !touches(box, other))) ?? free[0];
    if (!chosen) return [];
    used.push(chosen.box);
    return [chosen.label];
  });
}

/** In widths and heights of the label: at the point, then around it. */
const OFFSETS: readonly Point[] = [
  [0, 0],
  [0, -0.55],
  [0, 0.55],
  [-0.4, 0],
  [0.4, 0],
  [-0.4, -0.5],
  [0.4, -0.5],
  [-0.4, 0.5],
  [0.4, 0.5],
  [0, -0.95],
  [0, 0.95],
];

function tryAt(wish: LabelWish, [dx, dy]: Point): { label: PlacedLabel; box: Box } {
  const width = Math.max(...wish.lines.map((line) => widthOf(line, wish.size)));
  const height = wish.lines.length * wish.size * LINE_HEIGHT;
  const x = wish.at[0] + dx * width;
  const middle = wish.at[1] + dy * height;
  const box = {
    left: x - width / 2 - GAP,
    right: x + width / 2 + GAP,
    top: middle - height / 2 - GAP,
    bottom: middle + height / 2 + GAP,
  };
  return { label: { ...wish, x, y: middle - height / 2 + wish.size * 0.95 }, box };
}

export function touches(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside({ left, top, right, bottom }: Box, { width, height }: { width: number; height: number }): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

export function lineHeight(size: number): number {
  return size * LINE_HEIGHT;
}
