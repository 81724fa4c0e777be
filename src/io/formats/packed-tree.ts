/** The index of a FlatGeobuf file: a packed R-tree whose leaves stand in the order of a Hilbert curve. */

/** West, south, east, north; a box around nothing is turned inside out (infinite), so that it meets no query. */
export type Box = [west: number, south: number, east: number, north: number];

/** Children of one node; the value that GDAL and the reference writers use. */
export const NODE_SIZE = 16;
/** Four doubles and the position of what the node stands for. */
const NODE_BYTES = 40;
/** Cells along one side of the grid that the curve runs through: 2^16. */
const GRID = 65_535;

export const createEmptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];
export const isEmptyBox = (box: Box): boolean => box[0] > box[2];

export function extendBox(box: Box, [west, south, east, north]: Box): void {
  if (west < box[0]) box[0] = west;
  if (south < box[1]) box[1] = south;
  if (east > box[2]) box[2] = east;
  if (north > box[3]) box[3] = north;
}

/** Order of writing: along the curve by the middles of the boxes, from its far end; equal ones as given, empty ones last. */
export function sortAlongCurve(boxes: readonly Box[], extent: Box): number[] {
  const [west, south, east, north] = extent;
  const along = boxes.map((box) => {
    if (isEmptyBox(box)) return -1;
    const x = scale((box[0] + box[2]) / 2 - west, east - west);
    const y = scale((box[1] + box[3]) / 2 - south, north - south);
    return findHilbertDistance(x, y);
  });
  const order = boxes.map((_, index) => index);
  return order.sort((a, b) => (along[b] ?? 0) - (along[a] ?? 0) || a - b);
}

const scale = (distance: number, span: number): number => (span > 0 ? Math.floor((distance / span) * GRID) : 0);

/** Distance along the Hilbert curve over 2^16 x 2^16 cells (the usual quadrant-by-quadrant form). */
function findHilbertDistance(column: number, row: number): number {
  let x = column;
  let y = row;
  let distance = 0;
  for (let side = 32_768; side > 0; side >>= 1) {
    const right = x & side ? 1 : 0;
    const upper = y & side ? 1 : 0;
    distance += side * side * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = GRID - x;
        y = GRID - y;
      }
      [x, y] = [y, x];
    }
  }
  return distance;
}

/**
 * Nodes from the root to the leaves, level by level. `boxes` are in the order of writing; `offsets` are the bytes from
 * the first feature to each. A leaf points to its feature, any other node to its first child by number.
 */
export function createTree(boxes: readonly Box[], offsets: readonly number[]): Uint8Array {
  const starts = findLevelStarts(boxes.length);
  const total = (starts[0] ?? 0) + boxes.length;
  const view = new DataView(new ArrayBuffer(total * NODE_BYTES));
  let level = boxes.map((box, i) => ({ box, target: offsets[i] ?? 0 }));
  for (const start of starts) {
    level.forEach((node, i) => writeNode(view, start + i, node));
    level = createParents(level, start);
  }
  return new Uint8Array(view.buffer);
}

/** Number of the first node of each level, leaves first. There is always a root above the leaves, even above one. */
function findLevelStarts(leaves: number): number[] {
  const sizes = [leaves];
  let size = leaves;
  do {
    size = Math.ceil(size / NODE_SIZE);
    sizes.push(size);
  } while (size > 1);
  let end = sizes.reduce((sum, count) => sum + count, 0);
  return sizes.map((count) => (end -= count));
}

interface TreeNode {
  box: Box;
  target: number;
}

function createParents(children: TreeNode[], start: number): TreeNode[] {
  const parents: TreeNode[] = [];
  for (let i = 0; i < children.length; i += NODE_SIZE) {
    const box = createEmptyBox();
    for (const child of children.slice(i, i + NODE_SIZE)) extendBox(box, child.box);
    parents.push({ box, target: start + i });
  }
  return parents;
}

function writeNode(view: DataView, index: number, { box, target }: TreeNode): void {
  const at = index * NODE_BYTES;
  box.forEach((value, i) => view.setFloat64(at + i * 8, value, true));
  view.setBigUint64(at + 32, BigInt(target), true);
}
