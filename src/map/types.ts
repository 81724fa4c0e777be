/** What the map is given and what it tells. The map computes nothing: data arrive as props. */
import type { FeatureCollection } from 'geojson';
import type { AreaStatus, Bounds, Position } from '../core/types.ts';

/** Anything a user can point at. */
export type Selected =
  | { kind: 'area'; id: string }
  | { kind: 'facility'; id: string }
  | { kind: 'residence'; id: string }
  | { kind: 'proposal'; id: string };

/** GeoJSON, or the address of its text: a large layer then goes to the map's worker without passing the page. */
export type GeoJsonData = FeatureCollection | string;

/** Changes only when another project is opened (or an edit changes the places themselves). */
export interface MapPlaces {
  bounds: Bounds;
  /** Polygons of all levels. Properties: id, name, level. */
  areas: FeatureCollection;
  /** Points. Properties: index (row in the arrays of MapAnswer), id, name, elders (number or null). */
  residences: GeoJsonData;
  /** Points. Properties: id, name, kind (group for the symbol), status. */
  facilities: GeoJsonData;
  /** Where a facility or a residence is; nowhere where there is none of that id. */
  findPoint: (selected: Selected) => Position | undefined;
}

/** What the places stand on; it may come later than they. Properties: kind, name, class (roads), level (boundaries). */
export interface MapGround {
  background: GeoJsonData;
  /** What is only seen from near by: buildings, walls, lanes. */
  detail: GeoJsonData;
}

/** Changes with every run: the answer to the question the panel asks. */
export interface MapAnswer {
  /** By area id, for the level shown. */
  areas: Map<string, { status: AreaStatus; share: number | null; uncoveredElders: number | null }>;
  /**
   * One byte a residence: 0 does not count, 1 outside the limit, 2 inside the limit, 4 not on the streets, 5 outside on
   * foot though inside in a straight line, 6 inside now and not before, 7 the other way round.
   */
  homes: Uint8Array;
  /** Ids of the facilities of the kind that count. Others are drawn faint. */
  counting: ReadonlySet<string>;
  /** What lies within the limit: discs, or the ground along the streets. */
  buffers: FeatureCollection | null;
  /** In a comparison the discs that the walked ground is laid beside. */
  circles: FeatureCollection | null;
  /** On foot the streets within the limit. Properties: band (steps of five minutes, from 0). */
  streets: GeoJsonData | null;
}

/** A moment of a drag, over the answer: homes (rows of `MapAnswer.homes`) and areas that differ from it. */
export interface MapMoment {
  homes: { rows: Uint32Array; states: Uint8Array };
  areas: readonly { id: string; status: AreaStatus }[];
}

/** One walk: the line along the streets, and the straight legs between doors and streets. */
export interface MapWalk {
  line: readonly Position[];
  legs: readonly (readonly [Position, Position])[];
}

/** A straight line between two facilities, one of which supplies the other. */
export type MapLink = readonly [Position, Position];

/** A pin: a facility being tried out in `plan`, in `nearby` the chosen home and the facility that the walk shown leads to. */
export interface Proposal {
  id: string;
  label: string;
  /** Of one that is `proposed`: its place in the list. */
  number?: number;
  /** What is only `proposed`, and the `goal` of a walk, stay where they are. */
  sign: 'new' | 'moved' | 'home' | 'proposed' | 'goal';
  position: Position;
}
