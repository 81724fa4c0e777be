import { describe, expect, it } from 'vitest';
import { createClassBreaks, DEFAULT_BANDS, findAreaClass } from '../../src/map/classes.ts';
import { findFacilityKind } from '../../src/map/kinds.ts';

describe('classes of communities', () => {
  it('cut each band in its middle', () => {
    expect(createClassBreaks(DEFAULT_BANDS)).toEqual([0.5, 0.7, 0.9, 0.95]);
  });

  it('belong to the better class exactly at a break', () => {
    expect(findAreaClass('partial', 0.7, DEFAULT_BANDS)).toBe('partialHigh');
    expect(findAreaClass('partial', 0.6999, DEFAULT_BANDS)).toBe('partialLow');
    expect(findAreaClass('covered', 0.95, DEFAULT_BANDS)).toBe('coveredHigh');
    expect(findAreaClass('covered', 0.9499, DEFAULT_BANDS)).toBe('covered');
  });

  it('follow the status where it and the share seem to disagree', () => {
    expect(findAreaClass('lacking', 0.99, DEFAULT_BANDS)).toBe('lacking');
    expect(findAreaClass('unknown', 1, DEFAULT_BANDS)).toBe('unknown');
    expect(findAreaClass('empty', null, DEFAULT_BANDS)).toBe('empty');
  });

  it('take the lower half where the share is not known', () => {
    expect(findAreaClass('partial', null, DEFAULT_BANDS)).toBe('partialLow');
    expect(findAreaClass('covered', null, DEFAULT_BANDS)).toBe('covered');
  });
});

describe('groups of facilities', () => {
  it('are those of the first type that has a symbol', () => {
    expect(findFacilityKind(['pharmacy', 'canteen', 'day_care'])).toBe('meals');
  });

  it('are "other" for types outside our list and for none', () => {
    expect(findFacilityKind(['bank'])).toBe('other');
    expect(findFacilityKind([])).toBe('other');
  });
});
