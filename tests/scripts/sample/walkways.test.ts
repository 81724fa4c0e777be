import { describe, expect, it } from 'vitest';
import type { BackgroundFeature, Position } from '../../../src/core/types.ts';
import { findMetresBetween, isInside, listSegments, METRES_PER_DEGREE, readDistrict, type Segment } from './places.ts';

function readSegments(): Segment[] {
  const { walkways } = readDistrict();
  if (!walkways) throw new Error('the sample has no walkways');
  return listSegments(walkways);
}

/** Length of the largest connected part over the length of all. Lines meet where vertices agree. */
function findMainShare(segments: readonly Segment[]): number {
  const parents = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(key, root);
    return root;
  };
  for (const { a, b } of segments) parents.set(find(a.join()), find(b.join()));
  const lengths = new Map<string, number>();
  for (const { a, b } of segments) {
    const root = find(a.join());
    lengths.set(root, (lengths.get(root) ?? 0) + findMetresBetween(a, b));
  }
  const all = [...lengths.values()];
  return Math.max(...all) / all.reduce((x, y) => x + y, 0);
}

function cross([ox, oy]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  return (ax - ox) * (by - oy) - (ay - oy) * (bx - ox);
}

function isCrossing(s: Segment, c: Position, d: Position): boolean {
  return cross(s.a, s.b, c) * cross(s.a, s.b, d) < 0 && cross(c, d, s.a) * cross(c, d, s.b) < 0;
}

/** Lines of the walkways that touch a polygon of water. */
function findWetLines(water: BackgroundFeature, segments: readonly Segment[]): Set<number> {
  if (water.geometry.type !== 'Polygon') throw new Error(`water is a ${water.geometry.type}`);
  const ring = (water.geometry.coordinates[0] ?? []).map(([x, y]): Position => [x ?? 0, y ?? 0]);
  const south = Math.min(...ring.map(([, y]) => y));
  const north = Math.max(...ring.map(([, y]) => y));
  const near = segments.filter(({ a, b }) => Math.max(a[1], b[1]) > south && Math.min(a[1], b[1]) < north);
  const wet = near.filter((segment) => {
    const middle: Position = [(segment.a[0] + segment.b[0]) / 2, (segment.a[1] + segment.b[1]) / 2];
    return isInside(ring, middle) || ring.some((c, k) => isCrossing(segment, c, ring[(k + 1) % ring.length] ?? c));
  });
  return new Set(wet.map(({ line }) => line));
}

function findDistance([px, py]: Position, { a, b }: Segment): number {
  const scale = ([x, y]: Position) => [(x - px) * METRES_PER_DEGREE[0], (y - py) * METRES_PER_DEGREE[1]] as const;
  const [[ax, ay], [bx, by]] = [scale(a), scale(b)];
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
  return Math.sqrt((ax + t * dx) * (ax + t * dx) + (ay + t * dy) * (ay + t * dy));
}

describe('the walkways of the sample district', () => {
  it('hang together but for a few islands', () => {
    const share = findMainShare(readSegments());
    expect(share).toBeGreaterThan(0.97);
    expect(share).toBeLessThan(1);
  });

  it('cross water on bridges only, and the river on about five of them', () => {
    const { background, walkways } = readDistrict();
    const segments = readSegments();
    for (const water of background.filter(({ kind }) => kind === 'water')) {
      const wet = [...findWetLines(water, segments)];
      expect(wet.filter((line) => walkways?.attributes[line]?.bridge !== 'yes')).toEqual([]);
      if (water.attributes.class !== 'river') continue;
      expect(wet.length).toBeGreaterThanOrEqual(4);
      expect(wet.length).toBeLessThanOrEqual(7);
    }
  });

  it('are never an expressway or a railway', () => {
    const { background, walkways } = readDistrict();
    expect(background.filter(({ attributes }) => attributes.class === 'expressway')).toHaveLength(2);
    expect(background.filter(({ kind }) => kind === 'rail')).toHaveLength(1);
    const names = new Set(walkways?.attributes.map(({ name }) => name));
    for (const { kind, name, attributes } of background) {
      if (kind === 'rail' || attributes.class === 'expressway') expect(names.has(name)).toBe(false);
    }
  });

  it('pass over each other without meeting somewhere, and have steps, lanes, paths and underpasses', () => {
    const { walkways } = readDistrict();
    const levels = new Set(walkways?.attributes.map(({ level }) => level));
    expect(levels).toEqual(new Set([-1, 0, 1]));
    for (const kind of ['steps', 'footway', 'residential', 'service', 'pedestrian'])
      expect(walkways?.kinds).toContain(kind);
    const segments = readSegments();
    const decks = segments.filter(({ line }) => walkways?.attributes[line]?.name === '人行天桥');
    expect(decks.length).toBeGreaterThan(3);
    for (const deck of decks) {
      const below = segments.filter((segment) => isCrossing(segment, deck.a, deck.b));
      expect(below.length).toBeGreaterThan(0);
    }
  });

  it('lie within 200 m of nearly every home and of every facility', () => {
    const { residences, facilities } = readDistrict();
    const segments = readSegments();
    const isNear = (position: Position) =>
      segments.some(
        (segment) => Math.abs(segment.a[1] - position[1]) < 0.003 && findDistance(position, segment) <= 200,
      );
    const far = residences.filter(({ position }) => !isNear(position));
    expect(far.length).toBeLessThanOrEqual(18);
    expect(facilities.filter(({ position }) => !isNear(position))).toEqual([]);
  });

  it('lead through every gate that is listed', () => {
    const { gates, residences } = readDistrict();
    const vertices = new Set(readSegments().flatMap(({ a, b }) => [a.join(), b.join()]));
    const ids = new Set(residences.map(({ id }) => id));
    expect(gates.filter(({ position }) => !vertices.has(position.join()))).toEqual([]);
    expect(gates.filter(({ residenceId }) => !ids.has(residenceId))).toEqual([]);
    const counts = new Map<string, number>();
    for (const { residenceId } of gates) counts.set(residenceId, (counts.get(residenceId) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(4);
  });
});
