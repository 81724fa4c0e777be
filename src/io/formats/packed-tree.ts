/** The index of a FlatGeobuf file: a packed R-tree whose leaves stand in the order of a Hilbert curve. */

/**
 * Boxes one behind the other: west, south, east, north of each. A box around nothing is turned inside out (infinite),
 * so that it meets no query. Flat, because a city has hundreds of thousands.
 */
export type Boxes = Float64Array;

/** Children of one node; the value that GDAL and the reference writers use. */
export const NODE_SIZE = 16;
/** Four doubles and the position of what the node stands for. */
const NODE_BYTES = 40;
/** Cells along one side of the grid that the curve runs through: 2^16. */
const GRID = 65_535;
const TWO_TO_32 = 4_294_967_296;

export function createEmptyBoxes(count: number): Boxes {
  const boxes = new Float64Array(count * 4);
  for (let at = 0; at < boxes.length; at += 4) {
    boxes[at] = boxes[at + 1] = Infinity;
    boxes[at + 2] = boxes[at + 3] = -Infinity;
  }
  return boxes;
}

export function isEmptyBox(boxes: Boxes, index: number): boolean {
  return (boxes[index * 4] ?? 0) > (boxes[index * 4 + 2] ?? 0);
}

/** Makes one box of the first list large enough for one of the second. */
export function extendBox(boxes: Boxes, index: number, others: Boxes, other: number): void {
  const at = index * 4;
  const from = other * 4;
  boxes[at] = Math.min(boxes[at] ?? 0, others[from] ?? 0);
  boxes[at + 1] = Math.min(boxes[at + 1] ?? 0, others[from + 1] ?? 0);
  boxes[at + 2] = Math.max(boxes[at + 2] ?? 0, others[from + 2] ?? 0);
  boxes[at + 3] = Math.max(boxes[at + 3] ?? 0, others[from + 3] ?? 0);
}

export function extendToPosition(boxes: Boxes, index: number, x: number, y: number): void {
  const at = index * 4;
  if (x < (boxes[at] ?? 0)) boxes[at] = x;
  if (y < (boxes[at + 1] ?? 0)) boxes[at + 1] = y;
  if (x > (boxes[at + 2] ?? 0)) boxes[at + 2] = x;
  if (y > (boxes[at + 3] ?? 0)) boxes[at + 3] = y;
}

/** Order of writing: along the curve by the middles of the boxes, from its far end; equal ones as given, empty ones last. */
export function sortAlongCurve(boxes: Boxes, extent: Boxes): Uint32Array {
  const [west = 0, south = 0, east = 0, north = 0] = extent;
  const count = boxes.length / 4;
  const along = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * 4;
    const x = scale(((boxes[at] ?? 0) + (boxes[at + 2] ?? 0)) / 2 - west, east - west);
    const y = scale(((boxes[at + 1] ?? 0) + (boxes[at + 3] ?? 0)) / 2 - south, north - south);
    along[i] = isEmptyBox(boxes, i) ? -1 : findHilbertDistance(x, y);
  }
  const order = Uint32Array.from({ length: count }, (_, index) => index);
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
export function createTree(boxes: Boxes, offsets: Float64Array): Uint8Array {
  const starts = findLevelStarts(offsets.length);
  const total = (starts[0] ?? 0) + offsets.length;
  const view = new DataView(new ArrayBuffer(total * NODE_BYTES));
  let level: Level = { boxes, targets: offsets };
  for (const start of starts) {
    for (let i = 0; i < level.targets.length; i++) writeNode(view, start + i, level, i);
    level = createParents(level.boxes, start);
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

interface Level {
  boxes: Boxes;
  targets: Float64Array;
}

/** The level above, for children whose first has the number `start`. */
function createParents(children: Boxes, start: number): Level {
  const count = children.length / 4;
  const parents = Math.ceil(count / NODE_SIZE);
  const boxes = createEmptyBoxes(parents);
  for (let i = 0; i < count; i++) extendBox(boxes, Math.floor(i / NODE_SIZE), children, i);
  return { boxes, targets: Float64Array.from({ length: parents }, (_, i) => start + i * NODE_SIZE) };
}

/** Numbers of eight bytes by halves: no bound that we keep lets a file grow beyond 2^53 bytes. */
function writeNode(view: DataView, number: number, { boxes, targets }: Level, index: number): void {
  const at = number * NODE_BYTES;
  const target = targets[index] ?? 0;
  for (let i = 0; i < 4; i++) view.setFloat64(at + i * 8, boxes[index * 4 + i] ?? 0, true);
  view.setUint32(at + 32, target % TWO_TO_32, true);
  view.setUint32(at + 36, Math.floor(target / TWO_TO_32), true);
}
