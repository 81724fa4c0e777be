/** One walk, drawn. */
import type { Position } from '../types.ts';
import type { Start, Walker } from './walker.ts';

/** A walk from a start to a place: metres with both legs, and the line along the streets (legs not drawn). */
export interface Route {
  metres: number;
  line: Position[];
}

/** The shortest walk from any of `starts` to `end`; null where none is at most `limitMetres` long. */
export function findRoute(walker: Walker, starts: readonly Start[], end: Start, limitMetres = Infinity): Route | null {
  const { edgeFrom, edgeTo, edgeMetres } = walker.network;
  let best = Infinity;
  const direct = findDirect(starts, end);
  if (direct !== null) best = direct.metres;
  const from = edgeFrom[end.edge]!;
  const to = edgeTo[end.edge]!;
  const onFrom = end.along + end.leg;
  const onTo = edgeMetres[end.edge]! - end.along + end.leg;
  // Nothing behind the best end found so far can be nearer.
  walker.walk(starts, limitMetres, (node, metres) => {
    if (node === from) best = Math.min(best, metres + onFrom);
    if (node === to) best = Math.min(best, metres + onTo);
    return metres < best;
  });
  const viaFrom = walker.metresTo(from) + onFrom;
  const viaTo = walker.metresTo(to) + onTo;
  const metres = Math.min(direct?.metres ?? Infinity, viaFrom, viaTo);
  if (!(metres <= limitMetres) || metres === Infinity) return null;
  if (direct !== null && direct.metres === metres) {
    return { metres, line: cutEdge(walker, end.edge, direct.start.along, end.along) };
  }
  const last = viaFrom <= viaTo ? from : to;
  return { metres, line: drawThrough(walker, starts, last, end) };
}

function findDirect(starts: readonly Start[], end: Start): { metres: number; start: Start } | null {
  let best: { metres: number; start: Start } | null = null;
  for (const start of starts) {
    if (start.edge !== end.edge) continue;
    const metres = start.leg + Math.abs(start.along - end.along) + end.leg;
    if (best === null || metres < best.metres) best = { metres, start };
  }
  return best;
}

/** From the start to the first node, along the arcs, and from the last node to the end. */
function drawThrough(walker: Walker, starts: readonly Start[], last: number, end: Start): Position[] {
  const { arcEdges, arcTargets, edgeFrom, edgeTo, edgeMetres } = walker.network;
  const arcs = walker.arcsTo(last);
  const firstArc = arcs[0];
  let first = last;
  if (firstArc !== undefined) {
    const edge = arcEdges[firstArc]!;
    first = edgeTo[edge] === arcTargets[firstArc] ? edgeFrom[edge]! : edgeTo[edge]!;
  }
  const line = drawStart(walker, starts, first);
  for (const arc of arcs) {
    const edge = arcEdges[arc]!;
    const isForward = edgeTo[edge] === arcTargets[arc];
    line.push(...cutEdge(walker, edge, isForward ? 0 : edgeMetres[edge]!, isForward ? edgeMetres[edge]! : 0).slice(1));
  }
  const isFrom = edgeFrom[end.edge] === last && !(edgeTo[end.edge] === last && 2 * end.along > edgeMetres[end.edge]!);
  line.push(...cutEdge(walker, end.edge, isFrom ? 0 : edgeMetres[end.edge]!, end.along).slice(1));
  return line;
}

/** From the start by which `node` was reached to that node. */
function drawStart(walker: Walker, starts: readonly Start[], node: number): Position[] {
  const { edgeFrom, edgeTo, edgeMetres } = walker.network;
  const metres = walker.metresTo(node);
  for (const { edge, along, leg } of starts) {
    if (edgeFrom[edge] === node && leg + along === metres) return cutEdge(walker, edge, along, 0);
    const rest = edgeMetres[edge]! - along;
    if (edgeTo[edge] === node && leg + rest === metres) return cutEdge(walker, edge, along, edgeMetres[edge]!);
  }
  throw new Error('a walk was drawn from starts that it did not begin at');
}

/** The part of an edge between two points on it, in the direction asked for; a point twice where they are the same. */
export function cutEdge({ network }: Pick<Walker, 'network'>, edge: number, start: number, end: number): Position[] {
  const { vertexStarts, vertices, vertexMetres } = network;
  const [low, high] = start <= end ? [start, end] : [end, start];
  const line: Position[] = [pointAlong(network, edge, low)];
  for (let i = vertexStarts[edge]! + 1; i < vertexStarts[edge + 1]! - 1; i++) {
    if (vertexMetres[i]! > low && vertexMetres[i]! < high) line.push([vertices[2 * i]!, vertices[2 * i + 1]!]);
  }
  line.push(pointAlong(network, edge, high));
  return start <= end ? line : line.reverse();
}

/** The point of an edge at a distance from its start, in metres. */
export function pointAlong(network: Walker['network'], edge: number, metres: number): Position {
  const { vertexStarts, vertices, vertexMetres } = network;
  let low = vertexStarts[edge]!;
  let high = vertexStarts[edge + 1]! - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (vertexMetres[middle]! <= metres) low = middle;
    else high = middle;
  }
  const length = vertexMetres[high]! - vertexMetres[low]!;
  const part = length > 0 ? Math.min(1, Math.max(0, (metres - vertexMetres[low]!) / length)) : 0;
  return [
    vertices[2 * low]! + part * (vertices[2 * high]! - vertices[2 * low]!),
    vertices[2 * low + 1]! + part * (vertices[2 * high + 1]! - vertices[2 * low + 1]!),
  ];
}
