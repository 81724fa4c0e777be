import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import { describe, expect, it } from 'vitest';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import {
  createEmptyBoxes,
  createTree,
  extendBox,
  extendToPosition,
  isEmptyBox,
  sortAlongCurve,
  type Boxes,
} from '../../../src/io/formats/packed-tree.ts';
import { createNoise } from './damage.ts';
import { createPoints, createTable, idOf, readByPackage, readHeader, type Window } from './flatgeobuf-fixtures.ts';

const SIZES = [1, 2, 15, 16, 17, 255, 256, 257, 4096, 4097, 5000];
const NODE_BYTES = 40;

/** Boxes up to a tenth of a degree wide in Jiangsu and around Santiago. */
function createBoxes(count: number, seed = 3): Boxes {
  const noise = createNoise(count * 2, seed);
  const boxes = createEmptyBoxes(count);
  createPoints(count).forEach(({ coordinates: [x = 0, y = 0] }, i) => {
    extendToPosition(boxes, i, x, y);
    extendToPosition(boxes, i, x + (noise[i * 2] ?? 0) / 2560, y + (noise[i * 2 + 1] ?? 0) / 2560);
  });
  return boxes;
}

function findExtent(boxes: Boxes): Boxes {
  const extent = createEmptyBoxes(1);
  for (let i = 0; i < boxes.length / 4; i++) extendBox(extent, 0, boxes, i);
  return extent;
}

const boxOf = (boxes: Boxes, index: number): number[] => [...boxes.subarray(index * 4, index * 4 + 4)];

const meets = ([west = 0, south = 0, east = 0, north = 0]: number[], window: Window): boolean =>
  west <= window.maxX && east >= window.minX && south <= window.maxY && north >= window.minY;

interface Node {
  box: number[];
  target: number;
}

function readNodes(tree: Uint8Array): Node[] {
  const view = new DataView(tree.buffer, tree.byteOffset, tree.byteLength);
  return Array.from({ length: tree.length / NODE_BYTES }, (_, i) => ({
    box: [0, 8, 16, 24].map((at) => view.getFloat64(i * NODE_BYTES + at, true)),
    target: Number(view.getBigUint64(i * NODE_BYTES + 32, true)),
  }));
}

describe('the tree of a FlatGeobuf file', () => {
  const offsetsOf = (count: number) => Float64Array.from({ length: count }, (_, i) => i * 104);

  it.each(SIZES)('has for %i features as many bytes as the package reckons', (count) => {
    expect(createTree(createBoxes(count), offsetsOf(count)).length).toBe(calcTreeSize(count, 16));
  });

  it.each(SIZES)('over %i features has leaves in their order, and parents just as large as their children', (count) => {
    const boxes = createBoxes(count);
    const nodes = readNodes(createTree(boxes, offsetsOf(count)));
    const leavesAt = nodes.length - count;
    expect(nodes.slice(leavesAt).map((node) => node.target)).toEqual([...offsetsOf(count)]);
    expect(nodes.slice(leavesAt).map((node) => node.box)).toEqual(
      Array.from({ length: count }, (_, i) => boxOf(boxes, i)),
    );
    // Every node but the root is the child of exactly one parent; children of one parent stand together.
    const parents = new Array<number>(nodes.length).fill(0);
    nodes.slice(0, leavesAt).forEach(({ box, target }, parent) => {
      const next = parent + 1 < leavesAt ? (nodes[parent + 1]?.target ?? 0) : nodes.length;
      expect(next - target).toBeLessThanOrEqual(16);
      const children = nodes.slice(target, next);
      children.forEach((_, i) => (parents[target + i] = (parents[target + i] ?? 0) + 1));
      expect(box[0]).toBe(Math.min(...children.map((child) => child.box[0] ?? Number.NaN)));
      expect(box[1]).toBe(Math.min(...children.map((child) => child.box[1] ?? Number.NaN)));
      expect(box[2]).toBe(Math.max(...children.map((child) => child.box[2] ?? Number.NaN)));
      expect(box[3]).toBe(Math.max(...children.map((child) => child.box[3] ?? Number.NaN)));
    });
    expect(parents).toEqual([0, ...new Array<number>(nodes.length - 1).fill(1)]);
  });

  it('points to features beyond four gigabytes', () => {
    const offsets = Float64Array.of(0, 4_294_967_295, 4_294_967_296, 2 ** 45 + 7);
    const nodes = readNodes(createTree(createBoxes(4), offsets));
    expect(nodes.slice(1).map((node) => node.target)).toEqual([...offsets]);
  });

  it('holds a box around nothing without the parent growing', () => {
    const boxes = createEmptyBoxes(3);
    extendToPosition(boxes, 1, -70.65, -33.45);
    const [root, first] = readNodes(createTree(boxes, offsetsOf(3)));
    expect(root?.box).toEqual([-70.65, -33.45, -70.65, -33.45]);
    expect(first?.box).toEqual([Infinity, Infinity, -Infinity, -Infinity]);
  });
});

describe('boxes', () => {
  it('around nothing are empty, around one position are not, and stay empty when extended by nothing', () => {
    const boxes = createEmptyBoxes(2);
    expect([isEmptyBox(boxes, 0), isEmptyBox(boxes, 1)]).toEqual([true, true]);
    extendToPosition(boxes, 1, 121.5, 25);
    expect([isEmptyBox(boxes, 0), isEmptyBox(boxes, 1)]).toEqual([true, false]);
    extendBox(boxes, 0, createEmptyBoxes(1), 0);
    expect(isEmptyBox(boxes, 0)).toBe(true);
    extendBox(boxes, 0, boxes, 1);
    expect(boxOf(boxes, 0)).toEqual([121.5, 25, 121.5, 25]);
  });

  it('do not grow by a coordinate that is no number', () => {
    const boxes = createEmptyBoxes(1);
    extendToPosition(boxes, 0, 120, 31);
    extendToPosition(boxes, 0, Number.NaN, Number.NaN);
    expect(boxOf(boxes, 0)).toEqual([120, 31, 120, 31]);
  });
});

describe('the order along the curve', () => {
  it.each(SIZES)('names each of %i features once', (count) => {
    const boxes = createBoxes(count);
    const order = sortAlongCurve(boxes, findExtent(boxes));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it('visits every cell of a grid by steps to a neighbour, as a Hilbert curve does', () => {
    const side = 32;
    const boxes = createEmptyBoxes(side * side);
    for (let i = 0; i < side * side; i++) extendToPosition(boxes, i, i % side, Math.floor(i / side));
    // An extent of one cell more, so that each cell of the grid is a whole square of the curve.
    const order = sortAlongCurve(boxes, Float64Array.of(0, 0, side - 1e-3, side - 1e-3));
    for (let i = 1; i < order.length; i++) {
      const [a = 0, b = 0] = [order[i - 1], order[i]];
      expect(Math.abs((a % side) - (b % side)) + Math.abs(Math.floor(a / side) - Math.floor(b / side))).toBe(1);
    }
  });

  it('puts boxes around nothing last and keeps the given order among equals', () => {
    const boxes = createEmptyBoxes(6);
    for (const i of [1, 3, 4]) extendToPosition(boxes, i, -70, -33);
    extendToPosition(boxes, 5, -71, -34);
    const order = [...sortAlongCurve(boxes, findExtent(boxes))];
    expect(order.slice(4)).toEqual([0, 2]);
    expect(order.slice(0, 4).filter((index) => index !== 5)).toEqual([1, 3, 4]);
  });

  it('does not fail where all features lie on one meridian', () => {
    const boxes = createEmptyBoxes(50);
    for (let i = 0; i < 50; i++) extendToPosition(boxes, i, 120, 31 + i / 100);
    const order = [...sortAlongCurve(boxes, findExtent(boxes))];
    expect(new Set(order).size).toBe(50);
  });
});

describe('a search by the package in what we wrote', () => {
  it.each([1, 15, 16, 17, 256, 257, 1500])(
    'among %i polygons finds those whose boxes meet the window, for windows of all sizes',
    async (count) => {
      const boxes = createBoxes(count);
      const rows = Array.from({ length: count }, (_, id): Parameters<typeof createTable>[0][number] => {
        const [w = 0, s = 0, e = 0, n = 0] = boxOf(boxes, id);
        const coordinates = [w, s, e, s, e, n, w, n, w, s].flatMap((x, i, all) =>
          i % 2 ? [] : [[x, all[i + 1] ?? 0]],
        );
        return [{ id }, { type: 'Polygon', coordinates: [coordinates] }];
      });
      const bytes = await flatgeobuf.write(createTable(rows));
      expect([...(readHeader(bytes).envelope ?? [])]).toEqual([...findExtent(boxes)]);
      const centres = createPoints(12);
      for (const [i, { coordinates }] of centres.entries()) {
        const [x = 0, y = 0] = coordinates;
        const half = [0, 0.01, 0.3, 2][i % 4] ?? 0;
        const window = { minX: x - half, minY: y - half, maxX: x + half, maxY: y + half };
        const expected = rows.flatMap((_, id) => (meets(boxOf(boxes, id), window) ? [id] : []));
        const found = (await readByPackage(bytes, window)).map((feature) => Number(idOf(feature)));
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }
    },
  );
});
