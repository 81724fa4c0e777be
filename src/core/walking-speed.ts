/** Minutes and metres at an old person's pace. */
import type { Limit } from './types.ts';

/** Paces in metres a second (design.md section 4): our own presets, not a standard's. */
export const WALKING_SPEEDS = { ordinary: 1, slow: 0.8, aided: 0.6, adult: 1.2 } as const;
export type WalkingSpeed = keyof typeof WALKING_SPEEDS;

/** Drawn streets are coloured by the walk to them in steps of so many minutes. Our own choice. */
export const STEP_MINUTES = 5;

/** What is walked in so many minutes, to the millimetre: 15 minutes at 1.0 m/s are 900 m, not 1 km. */
export function limitOfMinutes(minutes: number, speedMetresPerSecond: number): Limit {
  return { metres: Math.round(minutes * 60 * speedMetresPerSecond * 1000) / 1000, minutes };
}

export function minutesOf(metres: number, speedMetresPerSecond: number): number {
  return metres / (60 * speedMetresPerSecond);
}
