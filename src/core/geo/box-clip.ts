/** Cutting paths down to a box before the expensive work: Clipper's rectangle clipping, linear in the vertices. */
import { RectClip64 } from 'clipper2-ts/dist/RectClip.js';
import type { Path64, Paths64 } from './clip.ts';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The part of non-overlapping closed paths inside a box. */
export function clipToBox(paths: Paths64, box: Box): Paths64 {
  // A box without width or height holds no ground.
  if (!(box.left < box.right && box.top < box.bottom)) return [];
  const clipper = new RectClip64(box);
  return paths.flatMap((path) => {
    const inside = clipper.execute([path]);
    // Where a path runs through all four corners but only past the box, Clipper takes the box to be in it.
    return inside.some((each) => isWhole(each, box)) && !isAroundMiddle(path, box) ? [] : inside;
  });
}

function isWhole(path: Path64, { left, top, right, bottom }: Box): boolean {
  return path.length === 4 && path.every(({ x, y }) => (x === left || x === right) && (y === top || y === bottom));
}

/** By the edges that a ray from the middle of the box meets. */
function isAroundMiddle(path: Path64, { left, top, right, bottom }: Box): boolean {
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  let isAround = false;
  let before = path.at(-1);
  for (const point of path) {
    if (before && before.y > middleY !== point.y > middleY) {
      const x = before.x + ((middleY - before.y) / (point.y - before.y)) * (point.x - before.x);
      if (x > middleX) isAround = !isAround;
    }
    before = point;
  }
  return isAround;
}
