/** Lists of whole numbers one after another, and which of them lie inside which. */

/** List k is items[starts[k]] .. items[starts[k + 1] - 1], ascending. */
export interface Lists {
  starts: Uint32Array;
  items: Uint32Array;
}

/** For each number below `count` the lists that it is in. */
export function transpose({ starts, items }: Lists, count: number): Lists {
  const turned = { starts: new Uint32Array(count + 1), items: new Uint32Array(items.length) };
  for (const item of items) turned.starts[item + 1]!++;
  for (let item = 0; item < count; item++) turned.starts[item + 1]! += turned.starts[item]!;
  const next = turned.starts.slice(0, count);
  for (let list = 0; list + 1 < starts.length; list++) {
    for (let index = starts[list]!; index < starts[list + 1]!; index++) turned.items[next[items[index]!]!++] = list;
  }
  return turned;
}

/** These lists in this order; `isOut` = 1 leaves a number out of all of them. */
export function selectLists({ starts, items }: Lists, chosen: readonly number[], isOut: Uint8Array | null): Lists {
  const selected = { starts: new Uint32Array(chosen.length + 1), items: new Uint32Array(items.length) };
  let size = 0;
  chosen.forEach((list, place) => {
    for (let index = starts[list]!; index < starts[list + 1]!; index++) {
      if (isOut?.[items[index]!] !== 1) selected.items[size++] = items[index]!;
    }
    selected.starts[place + 1] = size;
  });
  return { starts: selected.starts, items: selected.items.slice(0, size) };
}

export const sizeOf = ({ starts }: Lists, list: number): number => starts[list + 1]! - starts[list]!;

/** For each list the first one with the same numbers: itself, where there is none before it. */
export function findAlike(lists: Lists): Uint32Array {
  const { starts, items } = lists;
  const byHash = new Map<number, number[]>();
  return Uint32Array.from({ length: starts.length - 1 }, (_, list) => {
    let hash = 0;
    for (let index = starts[list]!; index < starts[list + 1]!; index++)
      hash = (Math.imul(hash, 31) + items[index]! + 1) | 0;
    const known = byHash.get(hash);
    if (!known) byHash.set(hash, [list]);
    const alike = known?.find((other) => sizeOf(lists, other) === sizeOf(lists, list) && isInside(lists, list, other));
    if (known && alike === undefined) known.push(list);
    return alike ?? list;
  });
}

/** Whether all numbers of one list are in another. */
function isInside({ starts, items }: Lists, inner: number, outer: number): boolean {
  const end = starts[outer + 1]!;
  let at = starts[outer]!;
  for (let index = starts[inner]!; index < starts[inner + 1]!; index++) {
    while (at < end && items[at]! < items[index]!) at++;
    if (at === end || items[at] !== items[index]) return false;
  }
  return true;
}

const WORDS = 8;

/** Tells quickly of most lists that they are not inside another; exactly of all. */
export class Inclusion {
  readonly #lists: Lists;
  /** One bit for each number, by its hash. */
  readonly #bits: Uint32Array;

  constructor(lists: Lists) {
    this.#lists = lists;
    const { starts, items } = lists;
    this.#bits = new Uint32Array(WORDS * (starts.length - 1));
    for (let list = 0; list + 1 < starts.length; list++) {
      for (let index = starts[list]!; index < starts[list + 1]!; index++) {
        const bit = Math.imul(items[index]!, 0x9e3779b1) >>> 24;
        this.#bits[WORDS * list + (bit >>> 5)]! |= 1 << (bit & 31);
      }
    }
  }

  isInside(inner: number, outer: number): boolean {
    if (sizeOf(this.#lists, inner) > sizeOf(this.#lists, outer)) return false;
    for (let word = 0; word < WORDS; word++) {
      if ((this.#bits[WORDS * inner + word]! & ~this.#bits[WORDS * outer + word]!) !== 0) return false;
    }
    return isInside(this.#lists, inner, outer);
  }
}
