/** The queue of a search: what comes out, and in which order, while entries are put in as a search does. */
import { describe, expect, it } from 'vitest';
import { BucketQueue } from '../../../src/core/network/queue.ts';
import { createDice } from './make-streets.ts';

const NODES = 20_000;
const WIDTH = 20;
const LONGEST = 3000;

interface Entry {
  node: number;
  metres: number;
  site: number;
}

const nameOf = ({ node, metres, site }: Entry): string => `${node} ${metres} ${site}`;

/** Puts in a few entries, then takes one after the other and puts in up to two that lie up to `LONGEST` beyond it. */
function* drain(queue: BucketQueue, seed: number): Generator<{ taken: Entry; waiting: Map<string, Entry> }> {
  const dice = createDice(seed);
  const waiting = new Map<string, Entry>();
  let put = 0;
  const push = (metres: number): void => {
    const entry = { node: dice.whole(NODES), metres, site: put++ };
    waiting.set(nameOf(entry), entry);
    queue.push(entry.node, entry.metres, entry.site);
  };
  queue.reset(0);
  for (let i = 0; i < 50; i++) push(dice.between(0, LONGEST));
  while (queue.take()) {
    const taken = { node: queue.node, metres: queue.metres, site: queue.site };
    yield { taken, waiting };
    waiting.delete(nameOf(taken));
    // The second push makes more entries than are taken, until there are enough.
    if (put < 3000) push(taken.metres + dice.between(0, LONGEST));
    if (put < 2000 && dice.chance(0.3)) push(taken.metres + dice.pick([0, 1, LONGEST]));
  }
  expect([...waiting.keys()]).toEqual([]);
}

const leastOf = (waiting: Map<string, Entry>): number =>
  [...waiting.values()].reduce((least, { metres }) => Math.min(least, metres), Infinity);

describe.each([1, 2, 3])('a queue, draw %i', (seed) => {
  it('gives back each entry once, and none of a farther bucket before one of a nearer', () => {
    let count = 0;
    for (const { taken, waiting } of drain(new BucketQueue(LONGEST, WIDTH), seed)) {
      expect(waiting.has(nameOf(taken))).toBe(true);
      expect(Math.floor(taken.metres / WIDTH)).toBe(Math.floor(leastOf(waiting) / WIDTH));
      count++;
    }
    expect(count).toBeGreaterThanOrEqual(3000);
  });

  it('in blocks gives back each entry once, none of a farther window of 64 buckets before one of a nearer', () => {
    let [count, fromNearer, stays] = [0, 0, 0];
    let before: Entry = { node: 0, metres: 0, site: 0 };
    for (const { taken, waiting } of drain(new BucketQueue(LONGEST, WIDTH, { nodes: NODES }), seed)) {
      expect(waiting.has(nameOf(taken))).toBe(true);
      expect(Math.floor(taken.metres / WIDTH / 64)).toBe(Math.floor(leastOf(waiting) / WIDTH / 64));
      if (taken.metres < before.metres - WIDTH) fromNearer++;
      if (taken.node >> 12 === before.node >> 12) stays++;
      before = taken;
      count++;
    }
    expect(count).toBeGreaterThanOrEqual(3000);
    // It does go by blocks: of five as many it stays in one far more often than one time in five.
    expect(fromNearer).toBeGreaterThan(0);
    expect(stays / count).toBeGreaterThan(0.5);
  });

  it('is empty after a reset, wherever it was left', () => {
    for (const queue of [new BucketQueue(LONGEST, WIDTH), new BucketQueue(LONGEST, WIDTH, { nodes: NODES })]) {
      const steps = drain(queue, seed);
      for (let taken = 0; taken < 500; taken++) expect(steps.next().done).toBe(false);
      expect(queue.size).toBeGreaterThan(0);
      queue.reset(0);
      expect(queue.take()).toBe(false);
      queue.push(NODES - 1, 5, 7);
      expect(queue.take()).toBe(true);
      expect([queue.node, queue.metres, queue.site]).toEqual([NODES - 1, 5, 7]);
      expect(queue.take()).toBe(false);
    }
  });
});
