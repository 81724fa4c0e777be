import { describe, expect, it } from 'vitest';
import { createTemporary, PLACE, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();
write(PLACE);

describe('a command that is called wrongly ends with 2 and a sentence on stderr', () => {
  it.each([
    ['no command at all', [], /Usage/],
    ['an unknown command', ['divine'], /unknown command 'divine'/],
    ['an unknown flag', ['analyse', '.', '--colour'], /unknown option '--colour'/],
    ['a limit that is no length', ['analyse', '.', '--limit', 'day_care=abc'], /"abc" is no length/],
    ['a limit of no minutes', ['analyse', '.', '--limit', 'day_care=0min'], /more than 0 and at most 600 minutes/],
    ['a kind with two limits', ['analyse', '.', '--limit', 'a=1', '--limit', 'a=2'], /two limits/],
    ['a speed that nobody walks at', ['analyse', '.', '--speed', '5'], /--speed must be metres a second/],
    ['an unknown mode', ['analyse', '.', '--mode', 'flying'], /--mode must be straight or walking, got "flying"/],
    ['a year that is none', ['analyse', '.', '--year', '25'], /--year must be a year/],
    [
      'an unknown system of coordinates',
      ['import', 'facilities.csv', '--crs', 'epsg', '-o', 'out'],
      /--crs must be one of/,
    ],
    ['an unknown role', ['import', 'shops=facilities.csv', '-o', 'out'], /role must be one of/],
    ['no folder to write to', ['import', 'facilities.csv'], /required option '-o, --output <folder>'/],
    ['an unknown size of the sample', ['sample', '--size', 'village', '-o', 'out'], /--size must be one of/],
    ['an unknown language', ['check', '.', '--lang', 'fr'], /--lang must be zh or en/],
  ])('%s', (_, words, sentence) => {
    const { code, out, err } = runCareCircle(folder, ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('help', () => {
  it('that is asked for goes to stdout and is no fault', () => {
    const { code, out } = runCareCircle(folder, 'analyse', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--limit <kind=limit>');
  });
});
