/** The nouns of walking: streets as a graph in flat arrays, and places put on it. */
import type Flatbush from 'flatbush';

/**
 * Streets as an undirected graph. Nodes are junctions and dead ends; an edge runs from one to another along vertices, so
 * that no node has exactly two edges (a ring without junction keeps one node). Numbers of nodes and edges follow a
 * Hilbert curve: what is near on the ground is near in memory.
 */
export interface Network {
  nodes: number;
  edges: number;
  /** Arcs of node n: arcStarts[n] .. arcStarts[n + 1] - 1; every edge has two, a loop as well. */
  arcStarts: Uint32Array;
  arcTargets: Uint32Array;
  arcMetres: Float64Array;
  arcEdges: Uint32Array;
  /** One an edge. */
  edgeFrom: Uint32Array;
  edgeTo: Uint32Array;
  edgeMetres: Float64Array;
  /** Vertices of edge e, from edgeFrom to edgeTo: vertexStarts[e] .. vertexStarts[e + 1] - 1. */
  vertexStarts: Uint32Array;
  /** Longitude and latitude of each vertex, interleaved, degrees. */
  vertices: Float64Array;
  /** Metres from the edge's start to each vertex. */
  vertexMetres: Float64Array;
  /** The island (connected part) of each node; 0 is the one with most metres of street. */
  islands: Uint32Array;
  /** Metres of street of each island. */
  islandMetres: Float64Array;
  /** Boxes of the edges in degrees; null without edges. */
  boxes: Flatbush | null;
}

/** Places on the network, in arrays of equal length: a straight leg to the nearest point on an edge. */
export interface Snaps {
  /** The edge; -1 where the place is `unplaced`: no street within the limit that a leg reaches without a barrier. */
  edge: Int32Array;
  /** Metres along the edge from its start. */
  along: Float64Array;
  /** Metres of the leg. */
  leg: Float64Array;
}

/** Where the residents of a home step onto the network: row h has accesses starts[h] .. starts[h + 1] - 1. */
export interface Accesses extends Snaps {
  starts: Uint32Array;
}

/** Farthest that anybody walks straight to a street, metres. */
export const DEFAULT_SNAP_LIMIT_METRES = 200;

/**
 * Metres of walkway per built hectare below which an area's streets look incomplete. One lane past a lone house makes
 * 33 (300 m in nine hectares), the sparsest of 1,000 complete communities 120.
 */
export const LEAST_STREET_METRES_PER_HECTARE = 20;
