/** How big each sample is. The district is drawn in full; larger ones leave out walls, gates and buildings. */
export type SampleSize = 'district' | 'city' | 'megacity';

export interface SamplePlan {
  size: SampleSize;
  /** Land shown, metres; the boundary lies about 800 m inside it. */
  widthMetres: number;
  heightMetres: number;
  /** Districts' worth of land along each side: rivers, railways and old towns repeat with it. */
  tiles: number;
  counties: number;
  subdistricts: number;
  communities: number;
  residences: number;
  facilities: number;
  candidates: number;
  /** Walls, gates, buildings and polygons of residences. */
  detailed: boolean;
}

const PLANS: Record<SampleSize, Omit<SamplePlan, 'size'>> = {
  district: {
    widthMetres: 11_800,
    heightMetres: 10_600,
    tiles: 1,
    counties: 1,
    subdistricts: 11,
    communities: 104,
    residences: 1_800,
    facilities: 160,
    candidates: 60,
    detailed: true,
  },
  city: {
    widthMetres: 36_000,
    heightMetres: 32_400,
    tiles: 4,
    counties: 10,
    subdistricts: 112,
    communities: 960,
    residences: 100_000,
    facilities: 3_000,
    candidates: 800,
    detailed: false,
  },
  megacity: {
    widthMetres: 72_000,
    heightMetres: 64_800,
    tiles: 8,
    counties: 16,
    subdistricts: 448,
    communities: 3_840,
    residences: 400_000,
    facilities: 12_000,
    candidates: 2_000,
    detailed: false,
  },
};

export function findPlan(size: SampleSize): SamplePlan {
  return { size, ...PLANS[size] };
}

/** The year that all figures are of, and the day the made-up ledgers were last looked through. */
export const BASE_YEAR = 2025;
export const BASE_DATE = '2025-06-30';
