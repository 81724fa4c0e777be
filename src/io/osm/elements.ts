/** What all forms of an OpenStreetMap extract come down to: ways, relations and nodes, asked for one kind after the other. */
import type { Problem } from '../../core/types.ts';

export type OsmTags = Readonly<Record<string, string>>;

export interface OsmWay {
  id: number;
  tags: OsmTags;
  /** Ids of its nodes in order; a closed way ends with the node it starts with. */
  nodes: readonly number[];
}

/** A relation with its member ways only: we ask nothing of other members. */
export interface OsmRelation {
  id: number;
  tags: OsmTags;
  ways: readonly { id: number; role: string }[];
}

export type VisitRelation = (relation: OsmRelation) => void;
export type VisitWay = (way: OsmWay) => void;
/** Longitude and latitude in whole 1e-7 degrees, which is how OSM keeps them. */
export type VisitNode = (id: number, longitude7: number, latitude7: number) => void;

/** An open extract. Each call reads the bytes again, so that only what the visitor keeps stays in memory. */
export interface OsmSource {
  relations(visit: VisitRelation): Promise<void>;
  ways(visit: VisitWay): Promise<void>;
  nodes(visit: VisitNode): Promise<void>;
  /** Day of the data (2024-05-01) as the file says it, else ''. Known after the first pass. */
  date(): string;
  /** What could not be read, told after the last pass. */
  problems(): Problem[];
}

/** The passes over the bytes, in their order. */
export const PASSES = ['relations', 'ways', 'nodes'] as const;
export type Pass = (typeof PASSES)[number];

/** Tells how far a pass has come, in bytes. May throw to stop the reading. */
export type Meter = (pass: Pass, bytes: number) => void;

/** Whole 1e-7 degrees of a coordinate in degrees; NaN where it is none. */
export function toSevenDecimals(degrees: number): number {
  return Math.round(degrees * 1e7);
}
