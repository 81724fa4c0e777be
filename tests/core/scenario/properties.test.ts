/** What holds for every list of edits, on foot and in a straight line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../../src/core/evaluate.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/types.ts';
import { compareIds, finish, type Evaluation, type Mode, type Project } from '../../../src/core/types.ts';
import { writeProjectFolder } from '../../../src/io/write-folder.ts';
import { openFiles } from '../../../src/io/open.ts';
import { ScenarioState } from '../../../src/state/scenario.svelte.ts';
import { deepFreeze } from '../make.ts';
import { editLists, makeEditTown, newFacilities, subjectOf } from './random-edits.ts';

const town = deepFreeze(makeEditTown());
const isNumbers = (value: unknown): value is Float64Array | Uint32Array => ArrayBuffer.isView(value);
const bytesOf = (project: Project): string =>
  JSON.stringify(project, (_, value: unknown) => (isNumbers(value) ? [...value] : value));
const bytes = bytesOf(town);

function evaluated(project: Project, mode: Mode = 'walking'): Evaluation {
  const settings = { ...createSettings(project), mode, limits: { day_care: { metres: 700 }, meals: { metres: 700 } } };
  return finish(evaluate(project, settings, { areaShares: false, residences: true }));
}

/** Without what is told of the data: only figures. */
const figures = ({ totals, services, areas, residences }: Evaluation) => ({ totals, services, areas, residences });

describe('whatever the edits', () => {
  it('the base keeps its bytes, and undoing all of them gives it back', () => {
    fc.assert(
      fc.property(editLists, (edits) => {
        const scenario = new ScenarioState();
        scenario.know(town.facilities.map(({ id }) => id));
        for (const edit of edits) scenario.append([edit]);
        expect(applyEdits(town, scenario.edits)).toEqual(applyEdits(town, edits));
        while (scenario.canUndo) scenario.undo();
        expect(bytesOf(applyEdits(town, scenario.edits))).toBe(bytes);
        expect(bytesOf(town)).toBe(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('those about different things may change places: the figures are the same', () => {
    const shuffled = fc.tuple(editLists, fc.array(fc.nat({ max: 1000 }), { minLength: 12, maxLength: 12 }));
    fc.assert(
      fc.property(shuffled, (drawn) => {
        const [edits, keys] = drawn;
        const subjects = [...new Set(edits.map(subjectOf))];
        const order = new Map(subjects.map((subject, i) => [subject, keys[i] ?? i]));
        const moved = edits
          .map((edit, i) => ({ edit, i }))
          .sort((a, b) => order.get(subjectOf(a.edit))! - order.get(subjectOf(b.edit))! || a.i - b.i)
          .map(({ edit }) => edit);
        const [one, other] = [applyEdits(town, edits), applyEdits(town, moved)];
        const byId = (project: Project) => [...project.facilities].sort((a, b) => compareIds(a.id, b.id));
        expect(byId(other)).toEqual(byId(one));
        expect(other.walkways).toEqual(one.walkways);
        expect(evaluated(other)).toEqual(evaluated(one));
      }),
      { numRuns: 40 },
    );
  });

  it('an evaluation after them is that of the edited project written to a folder and read back', async () => {
    await fc.assert(
      fc.asyncProperty(editLists, fc.constantFrom<Mode>('walking', 'straight'), async (edits, mode) => {
        const edited = applyEdits(town, edits);
        if (edited.facilities.length === 0) return;
        const { project, problems } = await openFiles(await writeProjectFolder(edited));
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(figures(evaluated(project, mode))).toEqual(figures(evaluated(edited, mode)));
      }),
      { numRuns: 40 },
    );
  });

  it('more facilities never cover less', () => {
    fc.assert(
      fc.property(editLists, newFacilities, fc.constantFrom<Mode>('walking', 'straight'), (edits, added, mode) => {
        const more = added.map((facility, i): Edit => ({
          action: 'add',
          facility: { id: `more${i}`, name: '', ...facility },
        }));
        const before = evaluated(applyEdits(town, edits), mode);
        const after = evaluated(applyEdits(town, [...edits, ...more]), mode);
        for (const kind of Object.keys(before.services)) {
          const [few, many] = [before.services[kind]!, after.services[kind]!];
          expect(many.eldersCovered).toBeGreaterThanOrEqual(few.eldersCovered);
          expect(many.homesCovered).toBeGreaterThanOrEqual(few.homesCovered);
          before.residences!.forEach((row, i) => {
            const then = after.residences![i]!.services[kind]!.metres ?? Infinity;
            expect(then).toBeLessThanOrEqual(row.services[kind]!.metres ?? Infinity);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  // A link may: a home by which it passes steps onto it, as onto any street that is nearer than the one before.
  it('a gate more lengthens no walk', () => {
    fc.assert(
      fc.property(editLists, editLists, (edits, others) => {
        const gates = others.filter(({ action }) => action === 'gate');
        const before = evaluated(applyEdits(town, edits));
        const after = evaluated(applyEdits(town, [...edits, ...gates]));
        before.residences!.forEach((row, i) => {
          for (const [kind, { metres }] of Object.entries(row.services)) {
            if (metres === null) continue;
            expect(after.residences![i]!.services[kind]!.metres).toBeLessThanOrEqual(metres);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
