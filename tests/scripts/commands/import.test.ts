import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types.ts';
import { createTemporary, parseEvaluation, PLACE, readText, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();
write(PLACE);

/** A header (编号,名称,类别,经度,纬度) and one row in GB18030, which no encoder of Node writes. */
const GB18030 = Buffer.from(
  'b1e0bac52cc3fbb3c62cc0e0b1f02cbeadb6c82cceb3b6c80a46312cc8d5bce4d5d5c1cfd6d0d0c42ccdd0c0cfcbf92c3132' +
    '302e3935352c33312e33310a',
  'hex',
);

describe('import', () => {
  it('makes a project folder that analyses like the files it was made from', () => {
    const files = ['facilities.csv', 'residences.csv', 'areas.geojson'];
    const run = runCareCircle(folder, 'import', ...files, '-o', 'made/folder');
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toMatch(/3 {2}facilities/);
    const manifest = JSON.parse(readText(folder, 'made/folder/project.json')) as { layers: Record<string, string> };
    expect(Object.keys(manifest.layers).sort()).toEqual(['areas', 'facilities', 'residences']);
    const [made, files_] = [['made/folder'], files].map((words) =>
      parseEvaluation(runCareCircle(folder, 'analyse', ...words, '--residences')),
    );
    expect({ ...made, problems: [] }).toEqual({ ...files_, problems: [] });
  });

  it('reads a ledger in GB18030 with Chinese headers and the own categories of its authors', () => {
    const text = new TextDecoder('gb18030').decode(GB18030);
    expect(text).toContain('托老所');
    write({ 'gb/设施.csv': GB18030, 'gb/types.csv': '类别,代码\n托老所,day_care\n' });
    const words = ['facilities=gb/设施.csv', 'residences=residences.csv', '--types', 'gb/types.csv', '-o', 'gb/out'];
    expect(runCareCircle(folder, 'import', ...words)).toMatchObject({ code: 0 });
    const { services } = parseEvaluation(runCareCircle(folder, 'analyse', 'gb/out', '--no-area-shares'));
    expect(services.day_care).toMatchObject({ facilities: 1, eldersCovered: 160 });
  });

  it('names the lines of a mapping of types that cannot be used, and codes that are none of ours', () => {
    write({ 'map/types.csv': '类别,代码\n托老所,daycare\n饭堂子,\n驿站,station;nonsense\n' });
    const words = ['facilities.csv', 'residences.csv', '--types', 'map/types.csv', '--lang', 'en', '-o', 'map/out'];
    const { code, err } = runCareCircle(folder, 'import', ...words);
    expect(code).toBe(0);
    expect(err).toMatch(/types\.csv, row 3 — This line lacks a category or a type code/);
    expect(err).toMatch(/types\.csv, row 4 — The type code "nonsense" is not on our list/);
    expect(err).not.toContain('"daycare"');
    const problems = JSON.parse(readText(folder, 'map/out/problems.json')) as Problem[];
    expect(problems.filter((problem) => problem.code.startsWith('type_map_'))).toHaveLength(2);
  });

  it('moves Amap coordinates to where the places are', () => {
    const shifted = runCareCircle(folder, 'import', 'facilities.csv', 'residences.csv', '--crs', 'gcj02', '-o', 'gcj');
    expect(shifted.code).toBe(0);
    const problems = JSON.parse(readText(folder, 'gcj/problems.json')) as Problem[];
    expect(problems.filter(({ code }) => code === 'crs_applied').length).toBeGreaterThan(0);
  });

  it('writes every problem beside the project, also where nothing is wrong', () => {
    expect(JSON.parse(readText(folder, 'made/folder/problems.json'))).toBeInstanceOf(Array);
  });

  it.each([
    ['facilities.csv', /homes/i],
    ['residences.csv', /facilities/i],
  ])('of %s alone writes the folder, and says that it cannot be computed with', (file, lacking) => {
    const { code, out, err } = runCareCircle(folder, 'import', file, '-o', `alone/${file}`);
    expect(code).toBe(1);
    expect(out).not.toBe('');
    expect(err.trim().split('\n').at(-1)).toMatch(/The project folder was written, but nothing can be computed/);
    expect(err).toMatch(lacking);
    expect(readText(folder, `alone/${file}/project.json`)).toContain('care-circle-project');
  });

  it('refuses files that hold nothing of ours, with the reason', () => {
    write({ 'photo.csv': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) });
    const { code, err } = runCareCircle(folder, 'import', 'photo.csv', '-o', 'nothing');
    expect(code).toBe(1);
    expect(err).toMatch(/nothing to work on/);
  });
});

describe('check', () => {
  it('counts what is there, in the language asked for', () => {
    const { code, out } = runCareCircle(folder, 'check', '.', '--lang', 'zh');
    expect(code).toBe(0);
    expect(out).toMatch(/小地方[\s\S]*3 {2}养老设施[\s\S]*4 {2}居住小区[\s\S]*2 {2}统计单元/);
    expect(out).toContain('老年人 200 名；1 个小区没有老年人数');
  });

  it('gives the same as JSON', () => {
    const { out } = runCareCircle(folder, 'check', '.', '--json');
    expect(JSON.parse(out)).toMatchObject({ counts: { facilities: 3, residences: 4, areas: 2 }, elders: 200 });
  });
});
