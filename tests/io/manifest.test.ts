import { describe, expect, it } from 'vitest';
import { formatManifest, parseManifest, type Manifest } from '../../src/io/manifest.ts';

const GOOD = {
  format: 'care-circle-project',
  version: 1,
  name: { zh: '示例区', en: 'Sample' },
  layers: { facilities: 'facilities.fgb', residences: 'residences.csv' },
  year: 2025,
  standards: ['kunshan-2021-2025'],
  reported: 'reported.csv',
  scenarios: 'scenarios.json',
  sources: [{ layer: 'areas', title: 'T', licence: 'L', date: '2024' }],
};

function parse(value: unknown) {
  return parseManifest(typeof value === 'string' ? value : JSON.stringify(value), 'project.json');
}

describe('project.json', () => {
  it('is read and written without loss', () => {
    const { manifest, problems } = parse(GOOD);
    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({
      year: 2025,
      reported: 'reported.csv',
      scenarios: 'scenarios.json',
      layers: GOOD.layers,
      sources: GOOD.sources,
    });
    const again = parse(formatManifest(manifest as Manifest));
    expect(again.manifest).toEqual(manifest);
    expect(formatManifest(again.manifest as Manifest)).toBe(formatManifest(manifest as Manifest));
  });

  it.each([['{'], ['[]'], ['null'], [JSON.stringify({ ...GOOD, format: 'other' })]])('%s is no manifest', (text) => {
    const { manifest, problems } = parse(text);
    expect(manifest).toBeNull();
    expect(problems).toMatchObject([{ code: 'manifest_invalid', severity: 'error', file: 'project.json' }]);
  });

  it('of a newer version is read as far as it goes, and told', () => {
    const { manifest, problems } = parse({ ...GOOD, version: 2 });
    expect(manifest?.layers).toEqual(GOOD.layers);
    expect(problems).toMatchObject([{ code: 'manifest_newer', value: 2 }]);
  });

  it('loses only the keys that cannot be used, each told with its value', () => {
    const { manifest, problems } = parse({
      ...GOOD,
      layers: { facilities: 7, cinemas: 'x.csv', residences: './residences.csv' },
      year: '2025',
      standards: 'kunshan',
      sources: ['x'],
      colour: 'red',
    });
    expect(problems.map(({ column, value }) => [column, value])).toEqual([
      ['layers.facilities', 7],
      ['layers.cinemas', 'x.csv'],
      ['colour', 'red'],
      ['year', '2025'],
      ['standards', 'kunshan'],
      ['sources', 'x'],
    ]);
    expect(manifest).toMatchObject({ year: null, standards: [], layers: { residences: 'residences.csv' } });
  });

  it('may have one name for both languages', () => {
    expect(parse({ ...GOOD, name: 'Porto' }).manifest?.name).toEqual({ zh: 'Porto', en: 'Porto' });
    expect(parse({ ...GOOD, name: { en: 'Porto' } }).manifest?.name).toEqual({ zh: 'Porto', en: 'Porto' });
  });
});
