/** Reach as lines: which stretches of street lie within so many metres of the starts of a walk. */
import type { Feature, FeatureCollection, MultiLineString, Position as Vertex } from 'geojson';
import { cutEdge } from './route.ts';
import type { Network } from './types.ts';
import type { Start } from './walker.ts';

/** Stretches of edges in arrays of equal length, each of one band. Those of one edge follow each other, none overlap. */
export interface ReachedStretches {
  edge: Uint32Array;
  /** Metres along the edge; start < end. */
  start: Float64Array;
  end: Float64Array;
  /** Number of the band; 0 is the nearest. */
  band: Uint8Array;
}

/** A walk that has been done: by a Walker, or the first labels of a network. */
export interface Reach {
  /** Nodes to look at, each once: at least all that lie within the last band. */
  nodes: Iterable<number>;
  /** Metres from the nearest start, its leg included; Infinity where the walk did not come. */
  metresTo: (node: number) => number;
  /** Where the walk began; those without an edge (-1) reach nothing. */
  starts: readonly Start[];
}

/** Cuts nearer to each other than this are one: rounding must not make slivers. */
const SLIVER_METRES = 0.001;
const MOST_BANDS = 255;

/**
 * All stretches within the last of `bands` (ascending metres, each border belongs to the nearer band), cut where one band
 * ends. A point lies as far as the shorter way over an end of its edge, or straight along the edge from a start on it:
 * an edge may be reached from both ends and not in its middle, or in its middle only. The walk must have gone as far as
 * the last band. Throws on bands that do not ascend from above 0.
 */
export function reachedStretches(network: Network, reach: Reach, bands: readonly number[]): ReachedStretches {
  checkBands(bands);
  const { arcStarts, arcEdges, edgeFrom, edgeTo } = network;
  const { metresTo } = reach;
  const limit = bands.at(-1)!;
  const cutter = new Cutter(network, reach, bands);
  for (const node of reach.nodes) {
    if (!(metresTo(node) <= limit)) continue;
    for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) {
      const edge = arcEdges[arc]!;
      // An edge has an arc at each end, a loop has both here: one of them takes it.
      if (edgeFrom[edge] !== node ? metresTo(edgeFrom[edge]!) <= limit : isRepeated(network, node, arc)) continue;
      cutter.cut(edge);
    }
  }
  for (const edge of cutter.startsOn.keys()) {
    if (!(metresTo(edgeFrom[edge]!) <= limit) && !(metresTo(edgeTo[edge]!) <= limit)) cutter.cut(edge);
  }
  return cutter.finish();
}

function checkBands(bands: readonly number[]): void {
  const ascend = bands.every((metres, i) => metres > (bands[i - 1] ?? 0) && metres < Infinity);
  if (bands.length === 0 || bands.length > MOST_BANDS || !ascend) {
    throw new Error(`bands must be 1 to ${MOST_BANDS} ascending metres above 0, got [${bands.join(', ')}]`);
  }
}

/** Whether an arc is the second of a loop. */
function isRepeated({ arcStarts, arcEdges, edgeFrom, edgeTo }: Network, node: number, arc: number): boolean {
  const edge = arcEdges[arc]!;
  return edgeFrom[edge] === edgeTo[edge] && arcEdges.indexOf(edge, arcStarts[node]) < arc;
}

/** Cuts edges at the borders of bands and keeps the pieces. */
class Cutter {
  readonly startsOn: Map<number, Start[]>;
  readonly #network: Network;
  readonly #metresTo: (node: number) => number;
  readonly #bands: readonly number[];
  #count = 0;
  #edge = new Uint32Array(256);
  #start = new Float64Array(256);
  #end = new Float64Array(256);
  #band = new Uint8Array(256);

  constructor(network: Network, { metresTo, starts }: Reach, bands: readonly number[]) {
    this.#network = network;
    this.#metresTo = metresTo;
    this.#bands = bands;
    this.startsOn = groupStarts(starts);
  }

  cut(edge: number): void {
    const length = this.#network.edgeMetres[edge]!;
    const atStart = this.#metresTo(this.#network.edgeFrom[edge]!);
    const atEnd = this.#metresTo(this.#network.edgeTo[edge]!);
    const starts = this.startsOn.get(edge);
    const nearest = this.#bandOf(Math.min(atStart, atEnd));
    // From both ends one meets where the ways are equal: nothing between is farther.
    if (starts === undefined && nearest === this.#bandOf((atStart + atEnd + length) / 2)) {
      this.#add(edge, 0, length, nearest);
      return;
    }
    const metresAt = (along: number): number => {
      let best = Math.min(atStart + along, atEnd + length - along);
      for (const start of starts ?? []) best = Math.min(best, start.leg + Math.abs(along - start.along));
      return best;
    };
    const cuts = this.#findCuts({ length, atStart, atEnd, starts: starts ?? [] });
    let from = 0;
    let band = NaN;
    let before = 0;
    for (const cut of cuts) {
      const next = this.#bandOf(metresAt((before + cut) / 2));
      if (next !== band) {
        this.#add(edge, from, before, band);
        [from, band] = [before, next];
      }
      before = cut;
    }
    this.#add(edge, from, length, band);
  }

  /** Where any of the ways alone passes any border, ascending, without the edge's start, with its end. */
  #findCuts(on: { length: number; atStart: number; atEnd: number; starts: readonly Start[] }): number[] {
    const { length, atStart, atEnd, starts } = on;
    const cuts = [length];
    const offer = (along: number): void => {
      if (along > SLIVER_METRES && along < length - SLIVER_METRES) cuts.push(along);
    };
    for (const metres of this.#bands) {
      offer(metres - atStart);
      offer(length - (metres - atEnd));
      for (const { along, leg } of starts) {
        if (leg >= metres) continue;
        offer(along - (metres - leg));
        offer(along + (metres - leg));
      }
    }
    cuts.sort((a, b) => a - b);
    return cuts.filter((cut, i) => cut === length || i === 0 || cut - cuts[i - 1]! > SLIVER_METRES);
  }

  /** The nearest band that metres belong to; beyond all bands their number. */
  #bandOf(metres: number): number {
    let band = 0;
    while (band < this.#bands.length && metres > this.#bands[band]!) band++;
    return band;
  }

  #add(edge: number, start: number, end: number, band: number): void {
    if (!(band < this.#bands.length) || !(end > start)) return;
    if (this.#count === this.#edge.length) this.#grow();
    this.#edge[this.#count] = edge;
    this.#start[this.#count] = start;
    this.#end[this.#count] = end;
    this.#band[this.#count++] = band;
  }

  #grow(): void {
    const length = 2 * this.#count;
    const grown = <T extends Uint32Array | Float64Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#edge = grown(this.#edge, new Uint32Array(length));
    this.#start = grown(this.#start, new Float64Array(length));
    this.#end = grown(this.#end, new Float64Array(length));
    this.#band = grown(this.#band, new Uint8Array(length));
  }

  finish(): ReachedStretches {
    return {
      edge: this.#edge.slice(0, this.#count),
      start: this.#start.slice(0, this.#count),
      end: this.#end.slice(0, this.#count),
      band: this.#band.slice(0, this.#count),
    };
  }
}

function groupStarts(starts: readonly Start[]): Map<number, Start[]> {
  const groups = new Map<number, Start[]>();
  for (const start of starts) {
    if (start.edge < 0) continue;
    const group = groups.get(start.edge);
    if (group === undefined) groups.set(start.edge, [start]);
    else group.push(start);
  }
  return groups;
}

/** What each line says of itself: the number of its band, and where the band ends. */
export interface BandProperties {
  band: number;
  metres: number;
}

/**
 * Stretches for drawing: one feature for each band that has any, nearest first; degrees rounded to 1e-7 (1 cm), so a
 * stretch shorter than that may vanish. `bands` are those that the stretches were cut by.
 */
export function drawStretches(
  network: Network,
  stretches: ReachedStretches,
  bands: readonly number[],
): FeatureCollection<MultiLineString, BandProperties> {
  const lines: Vertex[][][] = bands.map(() => []);
  stretches.edge.forEach((edge, i) => {
    const line = roundLine(cutEdge({ network }, edge, stretches.start[i]!, stretches.end[i]!));
    if (line.length > 1) lines[stretches.band[i]!]!.push(line);
  });
  const features = bands.map((metres, band): Feature<MultiLineString, BandProperties> => {
    const geometry: MultiLineString = { type: 'MultiLineString', coordinates: lines[band]! };
    return { type: 'Feature', properties: { band, metres }, geometry };
  });
  return { type: 'FeatureCollection', features: features.filter(({ geometry }) => geometry.coordinates.length > 0) };
}

function roundLine(line: readonly (readonly [number, number])[]): Vertex[] {
  const rounded: Vertex[] = [];
  let [lonBefore, latBefore] = [NaN, NaN];
  for (const [longitude, latitude] of line) {
    const lon = Math.round(longitude * 1e7) / 1e7;
    const lat = Math.round(latitude * 1e7) / 1e7;
    if (lon === lonBefore && lat === latBefore) continue;
    rounded.push([lon, lat]);
    [lonBefore, latBefore] = [lon, lat];
  }
  return rounded;
}
