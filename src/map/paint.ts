/** Colours and type of the map as data: one table per theme. Checked for contrast and colour blindness in tests/map. */
import type { FacilityKind } from './kinds.ts';

export type Theme = 'light' | 'dark';

/** Classes of communities from worst to best; the two ends of `partial` and `covered` are told apart by their share. */
export const AREA_CLASSES = ['lacking', 'partialLow', 'partialHigh', 'covered', 'coveredHigh'] as const;
export type AreaClass = (typeof AREA_CLASSES)[number] | 'unknown' | 'empty';

export interface MapPaint {
  land: string;
  farmland: string;
  green: string;
  water: string;
  building: string;
  buildingEdge: string;
  roadCasing: string;
  roadMajorCasing: string;
  road: string;
  roadMajor: string;
  rail: string;
  railGap: string;
  wall: string;
  /** Boundaries from the finest level to the coarsest. */
  boundaryFine: string;
  boundaryMiddle: string;
  boundaryCoarse: string;
  /** Text, and the ground colour it stands out from. */
  ink: string;
  mutedInk: string;
  waterText: string;
  greenText: string;
  gapText: string;
  halo: string;
  waterHalo: string;
  areas: Record<AreaClass, string>;
  /** Lines of the hatch over lacking communities and their outline. */
  gap: string;
  /** Lines of the cross-hatch over communities whose data are missing. */
  unknownLine: string;
  homeInside: string;
  homeOutsideFill: string;
  homeOutsideRing: string;
  homeIgnored: string;
  homeNeutral: string;
  /** Rim and fill of the limit. */
  buffer: string;
  /** Rim of the straight line's discs beside a walk. */
  circle: string;
  /** Streets within reach, in steps of five minutes from the nearest on. */
  reach: readonly string[];
  accent: string;
  selection: string;
  selectionCasing: string;
  facilities: Record<FacilityKind, string>;
  facilityClosed: string;
  /** Letter inside a facility's symbol, fill of a planned one, and the thin casing around all. */
  facilityGround: string;
}

export const MAP_PAINT: Readonly<Record<Theme, MapPaint>> = {
  light: {
    land: '#F3F0E9',
    farmland: '#ECEBD8',
    green: '#DDE7D0',
    water: '#BCD6E0',
    building: '#E6E1D7',
    buildingEdge: '#DAD4C8',
    roadCasing: '#E3DED4',
    roadMajorCasing: '#D5CDBE',
    road: '#FFFFFF',
    roadMajor: '#FFFDF6',
    rail: '#A39D92',
    railGap: '#F3F0E9',
    wall: '#B9B2A6',
    boundaryFine: '#C9C2B4',
    boundaryMiddle: '#8F8778',
    boundaryCoarse: '#6B6457',
    ink: '#1B2A33',
    mutedInk: '#51616B',
    waterText: '#2B5A70',
    greenText: '#44602F',
    gapText: '#8E2413',
    halo: '#F8F6F1',
    waterHalo: '#CBE0E8',
    areas: {
      lacking: '#F6D5CC',
      partialLow: '#EABF72',
      partialHigh: '#F4E0B4',
      covered: '#DFEDE6',
      coveredHigh: '#A9D0C2',
      unknown: '#E2E1DE',
      empty: '#F3F0E9',
    },
    gap: '#B8321F',
    unknownLine: '#73787B',
    homeInside: '#1F6F5C',
    homeOutsideFill: '#FFFFFF',
    homeOutsideRing: '#1B2A33',
    homeIgnored: '#8B8F91',
    homeNeutral: '#51616B',
    buffer: '#1D4E7A',
    circle: '#1B2A33',
    reach: ['#123A63', '#2F6FA6', '#5E9CC9', '#8FBEDD'],
    accent: '#0B6B6B',
    selection: '#1B2A33',
    selectionCasing: '#FFFFFF',
    facilities: {
      day_care: '#1D4E89',
      meals: '#7A2E7A',
      complex: '#3B3A8F',
      station: '#2F5D73',
      institution: '#5C4326',
      care: '#8A2457',
      medical: '#31572C',
      other: '#51616B',
    },
    facilityClosed: '#6E6E6E',
    facilityGround: '#FFFFFF',
  },
  dark: {
    land: '#1A2025',
    farmland: '#1E2521',
    green: '#1F2D25',
    water: '#1D3542',
    building: '#242C32',
    buildingEdge: '#2D363D',
    roadCasing: '#20272C',
    roadMajorCasing: '#1A2025',
    road: '#3A454C',
    roadMajor: '#414C54',
    rail: '#59636A',
    railGap: '#1A2025',
    wall: '#4A545B',
    boundaryFine: '#3A444B',
    boundaryMiddle: '#66727A',
    boundaryCoarse: '#87939B',
    ink: '#EEF2F3',
    mutedInk: '#A9B6BD',
    waterText: '#9CC6DA',
    greenText: '#A9CB97',
    gapText: '#FFB4A3',
    halo: '#14191D',
    waterHalo: '#1D3542',
    areas: {
      lacking: '#4A2620',
      partialLow: '#7D581A',
      partialHigh: '#52431F',
      covered: '#203A34',
      coveredHigh: '#2F6658',
      unknown: '#2B3035',
      empty: '#1A2025',
    },
    gap: '#F27E68',
    unknownLine: '#7D878D',
    homeInside: '#7CCBB5',
    homeOutsideFill: '#14191D',
    homeOutsideRing: '#EEF2F3',
    homeIgnored: '#6C777E',
    homeNeutral: '#A9B6BD',
    buffer: '#8FC0EA',
    circle: '#EEF2F3',
    reach: ['#D6EAFB', '#9CC8EC', '#639ECB', '#3F77A3'],
    accent: '#4FC3C3',
    selection: '#FFFFFF',
    selectionCasing: '#14191D',
    facilities: {
      day_care: '#8FC0EA',
      meals: '#E0A3E0',
      complex: '#B5B3F5',
      station: '#93C7DD',
      institution: '#D9B78C',
      care: '#F0A3C6',
      medical: '#A3CF9B',
      other: '#B4C0C7',
    },
    facilityClosed: '#9A9A9A',
    facilityGround: '#14191D',
  },
};

const FAMILIES = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'sans-serif'];
/** CSS font families: MapLibre draws the text with the machine's own fonts because the style names no glyph server. */
export const FONT: string[] = FAMILIES;
/** MapLibre takes the weight of the whole list from the words in its first family, which need not exist. */
export const FONT_BOLD: string[] = ['PingFang SC Semibold', ...FAMILIES];
