/** From the answer to what is drawn. No computing beyond sorting a share into its class. */
import type { AreaStatus } from '../core/types.ts';
import type { AreaClass } from './paint.ts';

/** Where `partial` and `covered` begin, in shares of elders. They come from the settings of the run. */
export interface Bands {
  covered: number;
  lacking: number;
}
export const DEFAULT_BANDS: Bands = { covered: 0.9, lacking: 0.5 };

/** Lower ends of the classes partialLow, partialHigh, covered, coveredHigh: each band is cut in its middle. */
export function createClassBreaks(bands: Bands): [number, number, number, number] {
  return [bands.lacking, (bands.lacking + bands.covered) / 2, bands.covered, (bands.covered + 1) / 2];
}

/** The status decides; the share only tells the two halves of `partial` and of `covered` apart. */
export function findAreaClass(status: AreaStatus, share: number | null, bands: Bands): AreaClass {
  const [, partialHigh, , coveredHigh] = createClassBreaks(bands);
  if (status === 'partial') return share !== null && share >= partialHigh ? 'partialHigh' : 'partialLow';
  if (status === 'covered') return share !== null && share >= coveredHigh ? 'coveredHigh' : 'covered';
  return status;
}
