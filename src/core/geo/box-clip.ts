/** Cutting paths down to a box before the expensive work: Clipper's rectangle clipping, linear in the vertices. */
import { Clipper } from 'clipper2-ts';
import type { Paths64 } from './clip.ts';

/** The part of non-overlapping closed paths inside a box. */
export function clipToBox(paths: Paths64, box: { left: number; top: number; right: number; bottom: number }): Paths64 {
  return Clipper.rectClip(box, paths);
}
