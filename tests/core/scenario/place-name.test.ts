import { describe, expect, it } from 'vitest';
import { findPlaceName } from '../../../src/core/scenario/place-name.ts';
import { CORNERS } from '../make.ts';
import { createGround } from '../network/make-streets.ts';

describe.each(CORNERS.slice(0, 5))('the name of a place near $name', ({ at: corner }) => {
  const at = createGround(corner);
  const homes = {
    names: ['东苑', '', '西苑'],
    areaNames: ['一社区', '二社区', ''],
    positions: [...at(0, 0), ...at(400, 0), ...at(-2000, 0)],
  };
  const nameAt = (east: number): string => findPlaceName(homes, at(east, 0));

  it('is that of the nearest home with a name, if it is within 300 m', () => {
    expect([nameAt(0), nameAt(299), nameAt(-1900)]).toEqual(['东苑', '东苑', '西苑']);
  });

  it('else that of the area around the nearest home, if it is within 1500 m', () => {
    expect([nameAt(302), nameAt(-302), nameAt(1899)]).toEqual(['二社区', '一社区', '二社区']);
  });

  it('else there is none', () => {
    expect([nameAt(1902), findPlaceName({ names: [], areaNames: [], positions: [] }, corner)]).toEqual(['', '']);
  });
});
