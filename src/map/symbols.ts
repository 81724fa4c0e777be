/**
 * Symbols and patterns, described once as SVG paths on a square of 24: the map draws them to images, the legend as SVG.
 */
import { FACILITY_KINDS, type FacilityKind } from './kinds.ts';
import type { MapPaint } from './paint.ts';

export const SYMBOL_SQUARE = 24;

/** Outline by group. Shapes differ in silhouette, so that they are told apart without colour and when small. */
export const SYMBOL_PATHS: Readonly<Record<FacilityKind, string>> = {
  /* circle */ day_care: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z',
  /* square */ meals: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  /* diamond */ complex: 'M12 .8L23.2 12L12 23.2L.8 12z',
  /* house */ station: 'M12 1.2L22.6 9.6V21.4H1.4V9.6z',
  /* hexagon */ institution: 'M6.4 2h11.2L23.2 12L17.6 22H6.4L.8 12z',
  /* shield */ care: 'M2.2 2.4h19.6v9.2c0 5.4-4.2 9-9.8 11.2c-5.6-2.2-9.8-5.8-9.8-11.2z',
  /* cross */ medical: 'M7.4 1.6h9.2v5.8h5.8v9.2h-5.8v5.8H7.4v-5.8H1.6V7.4h5.8z',
  /* octagon */ other: 'M8 2.4h8L21.6 8v8L16 21.6H8L2.4 16V8z',
};

export const SYMBOL_STATES = ['open', 'planned', 'closed'] as const;
export type SymbolState = (typeof SYMBOL_STATES)[number];

export interface SymbolLook {
  fill: string;
  stroke: string;
  letter: string;
  /** Dashes on the square of 24; none = solid. */
  dash: number[];
  struck: boolean;
}

/** Planned ones are hollow, closed ones grey and struck through. */
export function createSymbolLook(kind: FacilityKind, state: SymbolState, paint: MapPaint): SymbolLook {
  const colour = paint.facilities[kind];
  const ground = paint.facilityGround;
  if (state === 'open') return { fill: colour, stroke: ground, letter: ground, dash: [], struck: false };
  if (state === 'planned') return { fill: ground, stroke: colour, letter: colour, dash: [3.4, 1.8], struck: false };
  return { fill: ground, stroke: paint.facilityClosed, letter: paint.facilityClosed, dash: [], struck: true };
}

/** Pins: a drop whose tip is the position, on a box of 36 by 46, and the sign in it. */
export const PIN_PATHS = {
  drop: 'M18 45C18 45 34 27.6 34 17.6A16 16 0 0 0 2 17.6C2 27.6 18 45 18 45Z',
  /** A cross says "added here". */
  new: 'M18 10v15M10.5 17.5h15',
  /** An arrow says "moved here". */
  moved: 'M10 17.5h15M19.5 12L25 17.5L19.5 23',
  /** A flag: where the walk ends. */
  goal: 'M13.5 26V10.5H24L21 14.5L24 18.5H13.5',
  /** A roof over walls: the home somebody chose. */
  home: 'M10 17.5L18 10.5L26 17.5M13 16v8.5h10V16',
} as const;

/** From lower left to upper right, across the symbol. */
export const STRIKE_PATH = 'M2 22L22 2';

export const GAP_HATCH = 'hatch-gap';
export const UNKNOWN_HATCH = 'hatch-unknown';
/** Side of the square that repeats, in pixels, and the lines on it: drawn beyond the rim, so that they meet. */
export const HATCHES = {
  gap: { side: 9, width: 1.3, path: 'M-2 2L2-2M-2 11L11-2M7 11L11 7' },
  unknown: { side: 8, width: 0.9, path: 'M-2 2L2-2M-2 10L10-2M6 10L10 6M-2 6L2 10M-2-2L10 10M6-2L10 2' },
} as const;

export interface SymbolImage {
  name: string;
  image: ImageData;
}

/** Pixels of the images for one CSS pixel: sharp on phones, and halved without loss elsewhere. */
export const IMAGE_RATIO = 2;
/** CSS pixels of a facility's image at size 1, and what is left around the symbol for its rim. */
const ICON_PIXELS = 30;
const ICON_MARGIN = 2;

function createCanvas(pixels: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = pixels * IMAGE_RATIO;
  canvas.height = pixels * IMAGE_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the browser gave no 2D drawing context for the map symbols');
  context.scale(IMAGE_RATIO, IMAGE_RATIO);
  return context;
}

function readImage(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function drawSymbol(kind: FacilityKind, look: SymbolLook, letter: string): ImageData {
  const context = createCanvas(ICON_PIXELS);
  const scale = (ICON_PIXELS - 2 * ICON_MARGIN) / SYMBOL_SQUARE;
  context.translate(ICON_MARGIN, ICON_MARGIN);
  context.scale(scale, scale);
  const outline = new Path2D(SYMBOL_PATHS[kind]);
  context.lineJoin = 'round';
  context.fillStyle = look.fill;
  context.fill(outline);
  context.strokeStyle = look.stroke;
  context.lineWidth = look.dash.length > 0 || look.struck ? 2.2 : 1.4;
  context.setLineDash(look.dash);
  context.stroke(outline);
  context.setLineDash([]);
  context.fillStyle = look.letter;
  context.font = `600 ${kind === 'medical' ? 12 : 13}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = context.measureText(letter);
  context.fillText(letter, 12, (kind === 'station' ? 13.4 : 12) + (above - below) / 2);
  if (look.struck) {
    context.lineWidth = 2.4;
    context.stroke(new Path2D(STRIKE_PATH));
  }
  return readImage(context);
}

function drawHatch(hatch: { side: number; width: number; path: string }, colour: string): ImageData {
  const context = createCanvas(hatch.side);
  context.strokeStyle = colour;
  context.lineWidth = hatch.width;
  context.stroke(new Path2D(hatch.path));
  return readImage(context);
}

/** All images of the style, drawn for one theme and one language (the letters). */
export function createSymbolImages(paint: MapPaint, letters: Readonly<Record<FacilityKind, string>>): SymbolImage[] {
  const symbols = FACILITY_KINDS.flatMap((kind) =>
    SYMBOL_STATES.map((state) => ({
      name: `facility-${kind}-${state}`,
      image: drawSymbol(kind, createSymbolLook(kind, state, paint), letters[kind]),
    })),
  );
  return [
    ...symbols,
    { name: GAP_HATCH, image: drawHatch(HATCHES.gap, paint.gap) },
    { name: UNKNOWN_HATCH, image: drawHatch(HATCHES.unknown, paint.unknownLine) },
  ];
}
