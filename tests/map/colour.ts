/** Contrast and colour vision, from their published formulas, to judge the palette. */

type Triple = [number, number, number];
export type Vision = 'normal' | 'deuteranopia' | 'protanopia';

/** Linear red, green, blue in 0-1 of `#RRGGBB` (IEC 61966-2-1). */
function parseColour(hex: string): Triple {
  const channel = (from: number): number => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Machado, Oliveira and Fernandes 2009, severity 1.0; applied to linear light. */
const MATRICES: Record<Vision, [Triple, Triple, Triple]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

function multiply(matrix: [Triple, Triple, Triple], [a, b, c]: Triple): Triple {
  const row = ([x, y, z]: Triple): number => x * a + y * b + z * c;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIE L*a*b* under D65. */
function convertToLab(linear: Triple): Triple {
  const [x, y, z] = multiply(
    [
      [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
    ],
    linear,
  );
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

/** Distance of two colours in L*a*b* (CIE 1976) as somebody with this vision sees them: 2.3 is just noticeable. */
export function measureDifference(a: string, b: string, vision: Vision): number {
  const see = (hex: string): Triple => {
    const [red, green, blue] = multiply(MATRICES[vision], parseColour(hex));
    const clamp = (value: number): number => Math.min(1, Math.max(0, value));
    return convertToLab([clamp(red), clamp(green), clamp(blue)]);
  };
  const [p, q] = [see(a), see(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function measureContrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = parseColour(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
