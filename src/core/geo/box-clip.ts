/** Cutting paths down to a box before the expensive work: Clipper's rectangle clipping, linear in the vertices. */
import { RectClip64 } from 'clipper2-ts/dist/RectClip.js';
import type { Paths64 } from './clip.ts';

/** The part of non-overlapping closed paths inside a box. */
export function clipToBox(paths: Paths64, box: { left: number; top: number; right: number; bottom: number }): Paths64 {
  // A box without width or height holds no ground.
  return box.left < box.right && box.top < box.bottom ? new RectClip64(box).execute(paths) : [];
}
