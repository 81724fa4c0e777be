import { describe, expect, it } from 'vitest';
import { createMapAnswer, createMapPlaces, createMapWords, paintHomes } from '../../src/views/shared/map-props.ts';
import type { RunResult } from '../../src/worker/results.ts';
import { tryableTypes, typeForKind } from '../../src/views/plan/types.ts';
import { makeFacility } from '../core/make.ts';
import { makeAreaResult, makeAreaSummary, makeRunResult, makeSummary } from './make-results.ts';

const facility = makeFacility('F1', [118.77, 32.066]);
const homes = {
  ...makeSummary().homes,
  ids: ['R1', 'R2'],
  positions: Float64Array.from([118.7, 32.1, -58.38, -34.6]),
};
const summary = makeSummary({ facilities: [facility], homes, areas: [makeAreaSummary('C1'), makeAreaSummary('C2')] });

describe('what the map is given', () => {
  it('finds where a facility or a home is, and nowhere what is not there', () => {
    const { findPoint } = createMapPlaces(summary);
    expect(findPoint({ kind: 'facility', id: 'F1' })).toEqual([118.77, 32.066]);
    expect(findPoint({ kind: 'residence', id: 'R2' })).toEqual([-58.38, -34.6]);
    expect(findPoint({ kind: 'residence', id: 'F1' })).toBeUndefined();
    expect(findPoint({ kind: 'facility', id: 'gone' })).toBeUndefined();
    expect(findPoint({ kind: 'area', id: 'C1' })).toBeUndefined();
  });

  it('says the same of every area as the list does', () => {
    const result = makeRunResult(
      [
        makeAreaResult('C1', 100, { day_care: { status: 'lacking', eldersCovered: 20, eldersShare: 0.2 } }),
        makeAreaResult('C2', null, { day_care: { status: 'unknown' } }),
      ],
      [facility],
    );
    const answer = createMapAnswer(summary, result, { buffers: null, circles: null, reach: null, isCompared: false });
    expect([...answer.areas]).toEqual([
      ['C1', { status: 'lacking', share: 0.2, uncoveredElders: 80 }],
      ['C2', { status: 'unknown', share: null, uncoveredElders: null }],
    ]);
    expect([answer.buffers, [...answer.counting]]).toEqual([null, ['F1']]);
  });

  it('in a comparison marks the homes that only the straight line reaches', () => {
    const result: RunResult = {
      ...makeRunResult([], [facility]),
      homes: Uint8Array.of(0, 1, 1, 2, 4, 1),
      straight: { evaluation: makeRunResult([], []).evaluation, metres: Float64Array.of(10, 900, 1200, 500, 300, NaN) },
    };
    // The limit is read from the settings of the run.
    result.evaluation.settings.limits['day_care'] = { metres: 1000 };
    expect([...paintHomes(result, true)]).toEqual([0, 5, 1, 2, 4, 1]);
    expect(paintHomes(result, false)).toBe(result.homes);
  });

  it('in a comparison has the circles beside the ground of all facilities, and that of one beside its own', () => {
    const drawn = (name: string) => ({ type: 'FeatureCollection' as const, features: [], name });
    const buffersOf = (name: string) => ({ union: drawn(name), streets: null, bands: [], shares: {}, total: null });
    const [buffers, circles] = [buffersOf('walked'), buffersOf('discs')];
    const reach = { streets: drawn('streets'), area: drawn('one'), circle: drawn('its disc'), bands: [] };
    const answerOf = (given: Partial<Parameters<typeof createMapAnswer>[2]>) =>
      createMapAnswer(summary, makeRunResult([]), { buffers, circles, reach: null, isCompared: true, ...given });
    expect(answerOf({})).toMatchObject({ buffers: { name: 'walked' }, circles: { name: 'discs' } });
    expect(answerOf({ reach })).toMatchObject({ buffers: { name: 'one' }, circles: { name: 'its disc' } });
    expect(answerOf({ isCompared: false })).toMatchObject({ buffers: { name: 'walked' }, circles: null });
    expect(answerOf({ circles: null }).circles).toBeNull();
  });

  it('has its words in the language of the page', () => {
    expect(createMapWords('zh').elders(12345)).toBe('12,345人');
    expect(createMapWords('en').elders(12345)).toContain('12,345');
    expect(createMapWords('en').legend).toBe('Legend');
  });
});

describe('types that can be tried', () => {
  it('hold every type of the data once, the usual ones first, and no group of types', () => {
    const kinds = ['meals', 'bank', 'day_care', 'canteen'].map((kind) => ({ kind, facilities: 1 }));
    const types = tryableTypes(makeSummary({ kinds }));
    expect(types[0]).toBe('day_care');
    expect(types).toContain('bank');
    expect(types).not.toContain('meals');
    expect(new Set(types).size).toBe(types.length);
  });

  it('answer a question for meals with a meal point, any other with its own type', () => {
    expect([typeForKind('meals'), typeForKind('day_care'), typeForKind('bank')]).toEqual([
      'meal_point',
      'day_care',
      'bank',
    ]);
  });
});
