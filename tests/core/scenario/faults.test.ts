/** Edits that cannot be made, stages, names of places and drawn ways, each against the plain reading of the rule. */
import { describe, expect, it } from 'vitest';
import { countingFacilities, createSettings } from '../../../src/core/evaluate.ts';
import { applyScenario, keepStages } from '../../../src/core/scenario/apply.ts';
import { checkEdits, knownIds, usableEdits } from '../../../src/core/scenario/check.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import { checkLinks, JOIN_METRES, joinLinks } from '../../../src/core/scenario/links.ts';
import { AREA_METRES, findPlaceName, HOME_METRES } from '../../../src/core/scenario/place-name.ts';
import type { Edit, NewLink, PipelineStage } from '../../../src/core/scenario/types.ts';
import { FACILITY_STATUSES, type Facility, type Position, type Walkways } from '../../../src/core/types.ts';
import { CORNERS, deepFreeze, makeFacility, makeProject, makeResidence, makeScenario } from '../make.ts';
import { createDice, createGround, makeTown, makeWalkways } from '../network/make-streets.ts';
import { HandStreets } from '../network/walk-by-hand.ts';
import { geodesicMetres } from '../oracle.ts';

const HERE = CORNERS[3]!.at;
const IDS = ['a', 'b', 'c', 'd', 'way0', 'way1'];

function drawEdit(dice: ReturnType<typeof createDice>): Edit {
  const id = dice.pick(IDS);
  const year = dice.pick([null, 2024, 2026]);
  return dice.pick<Edit>([
    { action: 'add', facility: { id, name: id, types: ['day_care'], position: HERE } },
    { action: 'move', id, position: HERE },
    { action: 'change', id, changes: { name: 'changed' } },
    { action: 'open', id, year },
    { action: 'close', id, year },
    { action: 'remove', id },
    { action: 'remove', id },
    { action: 'gate', residenceId: id, position: HERE },
    { action: 'link', link: { id, name: '', kind: 'path', line: [HERE, [HERE[0] + 0.001, HERE[1]]] } },
  ]);
}

describe('in 300 lists of edits', () => {
  const project = deepFreeze(
    makeProject({
      facilities: [makeFacility('a', HERE), makeFacility('b', HERE, { status: 'closed' })],
      residences: [makeResidence('a', HERE), makeResidence('way1', HERE)],
      walkways: makeWalkways([[HERE, [HERE[0], HERE[1] + 0.01]]]),
    }),
  );
  const lists = Array.from({ length: 300 }, (_, seed) => {
    const dice = createDice(seed + 1);
    return Array.from({ length: 1 + dice.whole(14) }, () => drawEdit(dice));
  });

  /** Places of edits that throw after those before them that do not. */
  function tryOut(edits: readonly Edit[]): { faulty: number[]; made: Edit[] } {
    const [faulty, made]: [number[], Edit[]] = [[], []];
    edits.forEach((edit, place) => {
      try {
        applyEdits(project, [...made, edit]);
        made.push(edit);
      } catch {
        faulty.push(place);
      }
    });
    return { faulty, made };
  }

  it('the faults are those that cannot be made after the others, and what is left can be made', () => {
    const codes = new Set<string>();
    for (const edits of lists) {
      const { faulty, made } = tryOut(edits);
      const faults = checkEdits(edits, knownIds(project, edits));
      expect(faults.map(({ place }) => place)).toEqual(faulty);
      expect(usableEdits(edits, project)).toEqual(made);
      expect(usableEdits(made, project)).toBe(made);
      for (const { place, code, id } of faults) {
        const edit = edits[place]!;
        codes.add(code);
        const named =
          edit.action === 'add'
            ? edit.facility.id
            : edit.action === 'link'
              ? edit.link.id
              : edit.action === 'gate'
                ? edit.residenceId
                : edit.id;
        expect(id).toBe(named);
        const expected = { add: 'facility_taken', link: 'link_taken', gate: 'residence_unknown' } as Partial<
          Record<Edit['action'], string>
        >;
        expect(code).toBe(expected[edit.action] ?? 'facility_unknown');
      }
    }
    expect([...codes].sort()).toEqual(['facility_taken', 'facility_unknown', 'link_taken', 'residence_unknown']);
  });

  it('to check them changes no list of ids: asked twice they say the same', () => {
    for (const edits of lists.slice(0, 60)) {
      const known = knownIds(project, edits);
      expect(checkEdits(edits, known)).toEqual(checkEdits(edits, known));
    }
  });
});

describe('stages of a scenario', () => {
  const years = [null, 2024, 2026, 2030];
  const facilities = FACILITY_STATUSES.flatMap((status) =>
    years.flatMap((opened) =>
      [null, 2025, 2028].map((closes) =>
        makeFacility(`${status} ${opened} ${closes}`, HERE, { status, opened, closes }),
      ),
    ),
  );
  const project = deepFreeze(makeProject({ facilities }));
  const STAGES: PipelineStage[] = ['under_construction', 'approved', 'reserved'];
  const choices = Array.from({ length: 8 }, (_, bits) => STAGES.filter((__, i) => Math.floor(bits / 2 ** i) % 2 === 1));

  /** As the design has it: open, or of a stage that was switched on and with a year; and in its years. */
  function counts({ status, opened, closes }: Facility, stages: readonly PipelineStage[], year: number): boolean {
    const isPlanned = STAGES.some((stage) => stage === status);
    if (isPlanned ? !stages.some((stage) => stage === status) || opened === null : status !== 'open') return false;
    return (opened === null || opened <= year) && (closes === null || closes > year);
  }

  it.each(choices.map((stages) => ({ stages, name: stages.join(', ') || 'none' })))(
    '$name: whoever counts in a year',
    ({ stages }) => {
      for (const year of [2023, 2024, 2025, 2026, 2027, 2028, 2031]) {
        const applied = applyScenario(project, makeScenario('s', { stages, year }));
        const settings = { ...createSettings(project), year: applied.year, pipeline: applied.pipeline };
        const found = countingFacilities(applied.project.facilities, 'day_care', settings).map(({ id }) => id);
        const expected = facilities.filter((each) => counts(each, stages, year)).map(({ id }) => id);
        expect(found.sort()).toEqual(expected.sort());
      }
      const kept = keepStages(project, stages).facilities;
      expect(
        facilities
          .filter(({ status }) => status === 'open' || status === 'closed')
          .every((each) => kept.includes(each)),
      ).toBe(true);
    },
  );
});

describe.each(CORNERS)('names of places around $name', ({ name, at: corner }) => {
  const [at, dice] = [createGround(corner), createDice(name.length)];
  const wrap = ([lon, lat]: Position): Position => [lon > 180 ? lon - 360 : lon, lat];
  const somewhere = (): Position => wrap(at(dice.between(-3000, 3000), dice.between(-3000, 3000)));
  const homes = Array.from({ length: 60 }, (_, i) => ({
    position: somewhere(),
    home: dice.chance(0.5) ? `home ${i}` : '',
    area: dice.chance(0.5) ? `area ${i}` : '',
  }));

  /** The nearest with a name within some metres; null where it is not plain which. */
  function nearest(place: Position, key: 'home' | 'area', limit: number): string | null {
    const near = homes
      .filter((each) => each[key] !== '')
      .map((each) => ({ name: each[key], metres: geodesicMetres(place, each.position) }))
      .sort((a, b) => a.metres - b.metres);
    const [first, second] = near;
    if (!first || Math.abs(first.metres - limit) < 1) return null;
    if (second && second.metres - first.metres < 1 && first.metres < limit) return null;
    return first.metres < limit ? first.name : '';
  }

  it('are those of the nearest home with a name, else of the nearest area with one, in any order of the rows', () => {
    const told = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const place = somewhere();
      const [home, area] = [nearest(place, 'home', HOME_METRES), nearest(place, 'area', AREA_METRES)];
      if (home === null || area === null) continue;
      for (const rows of [homes, dice.shuffle(homes)]) {
        const named = {
          names: rows.map((each) => each.home),
          areaNames: rows.map((each) => each.area),
          positions: Float64Array.from(rows.flatMap(({ position }) => [...position])),
        };
        expect(findPlaceName(named, place)).toBe(home === '' ? area : home);
      }
      told.add(home === '' ? area.slice(0, 4) : home.slice(0, 4));
    }
    expect(told.has('home') && told.has('area')).toBe(true);
  });
});

const linesOf = ({ coordinates, starts }: Walkways): Position[][] =>
  [...starts.slice(1).keys()].map((line) =>
    Array.from({ length: starts[line + 1]! - starts[line]! }, (_, i): Position => {
      const vertex = 2 * (starts[line]! + i);
      return [coordinates[vertex]!, coordinates[vertex + 1]!];
    }),
  );
const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

describe.each(CORNERS.slice(0, 5).map((corner, i) => ({ ...corner, seed: 20 + i })))(
  'a way drawn in $name',
  ({ at: corner, seed }) => {
    const [at, dice] = [createGround(corner), createDice(seed)];
    const { lines } = makeTown(seed, corner);
    const streets = deepFreeze(makeWalkways(lines));
    const hand = new HandStreets(lines);
    const drawn = Array.from({ length: 40 }, (): NewLink => {
      const anywhere = (): Position => at(dice.between(-150, 700), dice.between(-150, 1000));
      return { id: 'new', name: '', kind: 'path', line: [anywhere(), anywhere()] };
    });

    it('joins at each end the nearest street within 30 m, or is told to be open there and stays where it was drawn', () => {
      let [joined, open] = [0, 0];
      for (const link of drawn) {
        const notes = checkLinks(streets, [{ action: 'link', link }]);
        const line = linesOf(joinLinks(streets, [link])!).at(-1)!;
        link.line.forEach((end, i) => {
          const reach = [0.02, -0.02].map((more) => hand.feet(end, JOIN_METRES + more).length > 0);
          if (reach[0] !== reach[1]) return;
          const isOpen = notes.some(
            ({ code, end: which }) => code === 'end_open' && which === (i === 0 ? 'start' : 'end'),
          );
          expect(isOpen).toBe(!reach[0]);
          const moved = geodesicMetres(end, line.at(-i)!);
          if (isOpen) open++;
          else joined++;
          if (isOpen) expect(moved).toBeLessThan(0.02);
          else expect(Math.abs(moved - hand.feet(end, JOIN_METRES)[0]!.metres)).toBeLessThan(0.03);
        });
      }
      expect(Math.min(joined, open)).toBeGreaterThan(10);
    });

    it('leaves every street with its vertices in their order, and new ones only where it joins', () => {
      const before = linesOf(streets);
      for (const link of drawn) {
        const after = linesOf(joinLinks(streets, [link])!);
        const way = after.pop()!;
        expect(after).toHaveLength(before.length);
        after.forEach((line, i) => {
          const old = [...before[i]!];
          const added = line.filter((vertex) => (old[0] && isSame(vertex, old[0]) ? (old.shift(), false) : true));
          expect(old).toEqual([]);
          for (const vertex of added) expect(way.some((end) => isSame(end, vertex))).toBe(true);
        });
      }
    });
  },
);
