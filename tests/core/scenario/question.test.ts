import { describe, expect, it } from 'vitest';
import { askOfScenario } from '../../../src/core/scenario/question.ts';
import type { Edit } from '../../../src/core/scenario/types.ts';

const edits: Edit[] = [{ action: 'remove', id: 'F1' }];
const asked = { kind: 'day_care', year: 2025, pipeline: false, edits: [] as Edit[] };

describe('a question about a scenario', () => {
  it('has its edits, and is otherwise as asked where the scenario says nothing', () => {
    expect(askOfScenario(asked, { edits, stages: [], year: null })).toEqual({ ...asked, edits });
  });

  it('has its year before the one asked for, be there one or none', () => {
    expect(askOfScenario(asked, { edits: [], stages: [], year: 2030 }).year).toBe(2030);
    expect(askOfScenario({ ...asked, year: null }, { edits: [], stages: [], year: 2030 }).year).toBe(2030);
    expect(askOfScenario({ ...asked, year: null }, { edits: [], stages: [], year: null }).year).toBeNull();
  });

  it('counts planned facilities of its stages only, whatever was asked', () => {
    const stages = ['approved'] as const;
    expect(askOfScenario(asked, { edits, stages: [...stages], year: null })).toEqual({
      ...asked,
      edits,
      pipeline: true,
      stages: ['approved'],
    });
  });
});
