/** Ways that are drawn: where they join the streets, and how much shorter people then walk. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import { checkLinks, CORNER_METRES, JOIN_METRES, joinLinks } from '../../../src/core/scenario/links.ts';
import type { Edit, NewLink } from '../../../src/core/scenario/types.ts';
import type { Position } from '../../../src/core/types.ts';
import { createRandom, CORNERS, deepFreeze, makeProject } from '../make.ts';
import {
  createDice,
  createGround,
  makeTown,
  makeWalkways,
  rowsOf,
  walkTown,
  type Line,
} from '../network/make-streets.ts';
import { HandStreets } from '../network/walk-by-hand.ts';
import { geodesicMetres } from '../oracle.ts';

const makeLink = (id: string, line: Position[], kind: NewLink['kind'] = 'footbridge'): NewLink => ({
  id,
  name: id,
  kind,
  line,
});
const asEdits = (links: readonly NewLink[]): Edit[] => links.map((link) => ({ action: 'link', link }));
const linesOf = ({ coordinates, starts }: ReturnType<typeof makeWalkways>): Position[][] =>
  [...starts.slice(1).keys()].map((line) =>
    Array.from({ length: starts[line + 1]! - starts[line]! }, (_, i): Position => {
      const at = 2 * (starts[line]! + i);
      return [coordinates[at]!, coordinates[at + 1]!];
    }),
  );

describe.each(CORNERS.slice(0, 5))('a footbridge over a river near $name', ({ at: corner }) => {
  const at = createGround(corner);
  /** Two banks of 1000 m, 200 m apart, with one bridge at their east end. */
  const banks: Line[] = [
    [at(0, 0), at(1000, 0)],
    [at(0, 200), at(1000, 200)],
    [at(1000, 0), at(1000, 200)],
  ];
  const town = { lines: banks, homes: [at(100, 0)], facilities: [at(100, 200)] };
  const metresWith = (lines: readonly Line[]): number =>
    rowsOf(walkTown({ ...town, lines: [...lines] })).get('h0000')!.metres[0]!;
  const metresOver = (links: NewLink[]): number => {
    const joined = linesOf(joinLinks(makeWalkways(banks), links)!);
    return metresWith(joined);
  };
  const near = (metres: number, expected: number) => expect(Math.abs(metres - expected)).toBeLessThan(0.2);

  it('shortens the walk round by the east to the walk over it, counted in metres', () => {
    near(metresWith(banks), 900 + 200 + 900);
    near(metresOver([makeLink('b', [at(300, 0), at(300, 200)])]), 200 + 200 + 200);
    near(metresOver([makeLink('b', [at(100, 0), at(100, 200)])]), 200);
  });

  it('that ends beside the banks is joined to them as if it had been drawn to there', () => {
    const byHand: Line[] = [
      [at(0, 0), at(300, 0), at(1000, 0)],
      [at(0, 200), at(300, 200), at(1000, 200)],
      [at(1000, 0), at(1000, 200)],
      [at(300, 0), at(300, 200)],
    ];
    for (const [south, north] of [
      [0, 200],
      [20, 180],
      [-20, 225],
    ] as const) {
      const metres = metresOver([makeLink('b', [at(300, south), at(300, north)])]);
      expect(Math.abs(metres - metresWith(byHand))).toBeLessThan(0.02);
    }
  });

  it('is of no use where one end lies too far from any street, and that is told', () => {
    const links = [makeLink('b', [at(300, 0), at(300, 200 - JOIN_METRES - 2)])];
    near(metresOver(links), 2000);
    expect(checkLinks(makeWalkways(banks), asEdits(links))).toEqual([{ code: 'end_open', id: 'b', end: 'end' }]);
    const nearer = [makeLink('b', [at(300, 0), at(300, 200 - JOIN_METRES + 2)])];
    near(metresOver(nearer), 600);
    expect(checkLinks(makeWalkways(banks), asEdits(nearer))).toEqual([]);
  });

  it('joins in its corners only a street that they were drawn on', () => {
    const path: Line = [at(0, 100), at(250, 100)];
    const over = (corner: Position) => {
      const joined = joinLinks(makeWalkways([...banks, path]), [makeLink('b', [at(200, 0), corner, at(200, 200)])])!;
      return rowsOf(walkTown({ lines: linesOf(joined), homes: [at(50, 100)], facilities: [at(200, 200)] }));
    };
    near(over(at(200, 100 + CORNER_METRES - 1)).get('h0000')!.metres[0]!, 150 + 100);
    expect(over(at(200, 100 + CORNER_METRES + 2)).get('h0000')!.metres[0]).toBe(Infinity);
  });

  it('of two parts that meet in the middle of the river is one, whichever was drawn first', () => {
    const parts = [makeLink('north', [at(310, 108), at(300, 200)]), makeLink('south', [at(300, 0), at(300, 100)])];
    const metres = metresOver(parts);
    expect(metres).toBeLessThan(640);
    expect(metresOver([...parts].reverse())).toBe(metres);
    expect(checkLinks(makeWalkways(banks), asEdits(parts))).toEqual([]);
  });

  it('that another one starts from joins it in its middle', () => {
    const island: Line = [at(500, 100), at(600, 100)];
    const lines = linesOf(
      joinLinks(makeWalkways([...banks, island]), [
        makeLink('over', [at(300, 0), at(300, 200)]),
        makeLink('branch', [at(303, 100), at(497, 100)]),
      ])!,
    );
    const { metres } = rowsOf(walkTown({ lines, homes: [at(600, 100)], facilities: [at(300, 200)] })).get('h0000')!;
    near(metres[0]!, 300 + 100);
  });
});

describe('streets with links', () => {
  const at = createGround(CORNERS[0]!.at);
  const streets = makeWalkways([
    [at(0, 0), at(400, 0)],
    [at(0, 200), at(400, 200)],
  ]);

  it('are those before with a vertex more, and the links after them; nothing of those before is changed', () => {
    const before = structuredClone(streets);
    const joined = joinLinks(streets, [makeLink('b', [at(200, 3), at(200, 200)])])!;
    expect(linesOf(joined)).toEqual([
      [at(0, 0), at(200, 0), at(400, 0)],
      [at(0, 200), at(200, 200), at(400, 200)],
      [at(200, 0), at(200, 200)],
    ]);
    expect([joined.ids, joined.kinds]).toEqual([
      ['way0', 'way1', 'b'],
      ['footway', 'footway', 'footway'],
    ]);
    expect(joined.attributes.at(-1)).toEqual({ name: 'b', bridge: 'yes' });
    expect(streets).toEqual(before);
  });

  it('take no second vertex where there is one, or where two links join at one place', () => {
    const joined = joinLinks(streets, [
      makeLink('a', [at(0, 2), at(0, 198)]),
      makeLink('b', [at(200, 0), at(200, 100)]),
      makeLink('c', [at(200, 0), at(150, 90)]),
    ])!;
    expect(linesOf(joined).slice(0, 2)).toEqual([
      [at(0, 0), at(200, 0), at(400, 0)],
      [at(0, 200), at(400, 200)],
    ]);
  });

  it('say of a link that joins one place at both ends that it leads nowhere', () => {
    const notes = checkLinks(streets, asEdits([makeLink('a', [at(-20, 1), at(-5, -3)])]));
    expect(notes).toEqual([{ code: 'leads_nowhere', id: 'a', end: null }]);
  });

  it('that are not there stay so, and each link is told', () => {
    const edits = asEdits([makeLink('a', [at(0, 0), at(0, 100)])]);
    const project = makeProject();
    expect(applyEdits(project, edits).walkways).toBeNull();
    expect(checkLinks(null, edits)).toEqual([{ code: 'no_streets', id: 'a', end: null }]);
    expect(checkLinks(streets, [])).toEqual([]);
  });

  it('refuse an id twice and a line of one position', () => {
    const line = [at(0, 0), at(0, 100)];
    expect(() => joinLinks(streets, [makeLink('a', line), makeLink('a', line)])).toThrow('cannot add link a');
    expect(() => joinLinks(streets, [makeLink('way1', line)])).toThrow('cannot add link way1');
    expect(() => joinLinks(null, [makeLink('a', line.slice(1))])).toThrow('two positions or more, got 1');
  });
});

/** Links drawn by hand into the lines: the nearest point by the slow and plain streets of the tests. */
function drawByHand(lines: readonly Line[], links: readonly NewLink[]): Line[] {
  const streets = new HandStreets(lines);
  const drawn = lines.map((line) => [...line]);
  const links2 = links.map(({ line }) => [...line]);
  for (const line of links2) {
    for (const end of [0, line.length - 1]) {
      const [foot] = streets.feet(line[end]!, JOIN_METRES);
      if (!foot) continue;
      const [x, y] = foot.position;
      const joint: Position = [Math.round(x * 1e7) / 1e7, Math.round(y * 1e7) / 1e7];
      line[end] = joint;
      // A piece of street from the vertex before to the vertex after, by way of the joint.
      drawn.push([foot.stretch.a, joint, foot.stretch.b]);
    }
  }
  return [...drawn, ...links2];
}

/** Five links, less those of which it is not plain what they join: two streets as near, or another link. */
function drawLinks(lines: readonly Line[], dice: ReturnType<typeof createDice>, at: ReturnType<typeof createGround>) {
  const streets = new HandStreets(lines);
  const somewhere = (): Position => at(dice.between(-60, 610), dice.between(-60, 900));
  const links: NewLink[] = [];
  while (links.length < 5) {
    const line = [somewhere(), somewhere()];
    const ends = links.flatMap((link) => link.line);
    if (!line.every((end) => streets.hasOneFoot(end, JOIN_METRES))) continue;
    if (line.some((end) => ends.some((other) => geodesicMetres(end, other) < 3 * JOIN_METRES))) continue;
    links.push(makeLink(`link${links.length}`, line));
  }
  return links.filter((link) => {
    const others = new HandStreets(links.filter((other) => other !== link).map(({ line }) => line));
    return link.line.every((end) => others.feet(end, JOIN_METRES).length === 0);
  });
}

describe('random links in odd towns', () => {
  it('give the walks of the same lines drawn by hand', () => {
    let [drawn, shorter] = [0, 0];
    for (let seed = 1; seed <= 8; seed++) {
      const corner = CORNERS[seed % 5]!.at;
      const town = makeTown(seed, corner);
      const links = drawLinks(town.lines, createDice(seed + 100), createGround(corner));
      const joined = linesOf(joinLinks(deepFreeze(makeWalkways(town.lines)), links)!);
      const before = rowsOf(walkTown(town));
      const hand = rowsOf(walkTown({ ...town, lines: drawByHand(town.lines, links) }));
      for (const [id, row] of rowsOf(walkTown({ ...town, lines: joined }))) {
        row.metres.forEach((metres, i) => {
          const expected = hand.get(id)!.metres[i]!;
          if (expected === Infinity) expect(metres).toBe(Infinity);
          else expect(Math.abs(metres - expected)).toBeLessThan(0.05);
          if (metres < before.get(id)!.metres[i]! - 1) shorter++;
        });
      }
      drawn += links.length;
    }
    expect(drawn).toBeGreaterThan(20);
    expect(shorter).toBeGreaterThan(20);
  });

  it('in whatever order give the same streets', () => {
    const random = createRandom(5);
    const at = createGround(CORNERS[0]!.at);
    const { lines } = makeTown(9, CORNERS[0]!.at);
    for (let round = 0; round < 20; round++) {
      const links = Array.from({ length: 6 }, (_, i) =>
        makeLink(
          `l${i}`,
          Array.from({ length: 2 + (i % 2) }, () => at(random() * 600, random() * 600)),
        ),
      );
      const streets = makeWalkways(lines);
      const [first, ...rest] = links;
      expect(joinLinks(streets, [...rest, first!].reverse())).toEqual(joinLinks(streets, links));
    }
  });
});
