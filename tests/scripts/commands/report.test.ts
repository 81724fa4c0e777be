import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { drawPictures } from '../../../scripts/commands/pictures.ts';
import { findChromium } from '../../../scripts/setup/browser.mjs';
import { createTemporary, PLACE, readText, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();
write(PLACE);
const report = (...words: string[]) => runCareCircle(folder, 'report', '.', ...words);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));

describe('report', () => {
  it('writes every format of one run, and tells the files on stdout', async () => {
    const outputs = ['r.html', 'deep/r.DOCX', 'r.xlsx', 'r.geojson', 'r.fgb'].flatMap((name) => ['-o', name]);
    const { code, out } = report('--standard', 'qidong-2020-2022', '--lang', 'zh', ...outputs);
    expect(code).toBe(0);
    const names = out.trim().split('\n');
    expect(names).toEqual([
      'r.html',
      'deep/r.DOCX',
      'r.xlsx',
      'r.geojson',
      'r-residences.geojson',
      'r.fgb',
      'r-residences.fgb',
    ]);
    expect(names.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
    const page = readText(folder, 'r.html');
    expect(page).toContain('lang="zh-CN"');
    // 160 of 200 elders, as analyse says.
    expect(page).toContain('80.0%');
    expect(strFromU8(unzipSync(bytesOf('deep/r.DOCX'))['word/document.xml'] ?? new Uint8Array())).toContain('80.0%');
    const sheets = await readSheets(bytesOf('r.xlsx').slice().buffer);
    expect(sheets.length).toBeGreaterThan(3);
    const { features } = JSON.parse(readText(folder, 'r.geojson')) as { features: { properties: object }[] };
    expect(features[0]?.properties).toMatchObject({ id: '320000000001', elders: 160, day_care_status: 'covered' });
  });

  it('tells what has changed since an earlier evaluation', () => {
    expect(runCareCircle(folder, 'analyse', '.', '--limit', 'day_care=300m', '-o', 'old.json').code).toBe(0);
    expect(report('--earlier', 'old.json', '-o', 'changed.html').code).toBe(0);
    // Within 300 m there are 100 of 200 elders.
    expect(readText(folder, 'changed.html')).toMatch(/50\.0%.*80\.0%/s);
  });

  it('leaves homes out for the public', () => {
    expect(report('--public', '-o', 'public.fgb').out).toBe('public.fgb\n');
    expect(existsSync(join(folder, 'public-residences.fgb'))).toBe(false);
  });

  it.each([
    ['an ending that is no format', ['-o', 'r.pdf'], 2, 'must end in one of .html, .docx, .xlsx, .geojson, .fgb'],
    ['no file to write', [], 2, '--output'],
    ['an earlier file that is no evaluation', ['-o', 'r.html', '--earlier', 'project.json'], 1, 'no evaluation'],
    ['an earlier file that is not there', ['-o', 'r.html', '--earlier', 'gone.json'], 1, 'gone.json cannot be read'],
    ['a standard that does not exist', ['-o', 'r.html', '--standard', 'nowhere'], 1, 'no standard called'],
    ['a speed that is a slip of the pen', ['-o', 'r.html', '--speed', '9'], 2, '--speed'],
  ])('refuses %s with one sentence', (_, words, code, sentence) => {
    const run = report(...words);
    expect({ code: run.code, out: run.out }).toEqual({ code, out: '' });
    expect(run.err).toContain(sentence);
    expect(run.err).not.toMatch(/^\s+at /m);
  });
});

describe('pictures of figures', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>';
  const figure = { id: 'map', caption: '', text: '', svg, width: 40, height: 30 };

  it('are none where there is no browser, or one that does not start', () => {
    expect(drawPictures([figure], join(folder, 'no-such-browser'))).toEqual({});
  });

  it.skipIf(findChromium() === undefined)('are drawn at twice their size', () => {
    const png = drawPictures([figure]).map ?? new Uint8Array();
    expect([...png.slice(0, 4)]).toEqual([137, 80, 78, 71]);
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([80, 60]);
  });
});

describe('check with a standard', () => {
  const check = (...words: string[]) => runCareCircle(folder, 'check', '.', '--standard', 'qidong-2020-2022', ...words);

  it('tells the rows that missing data would settle', () => {
    interface Listed {
      standards: {
        id: string;
        counts: { unknown: number };
        missing: { missing: string[]; requirements: string[] }[];
      }[];
    }
    const { standards } = JSON.parse(check('--json').out) as Listed;
    const [pack] = standards;
    expect(pack?.id).toBe('qidong-2020-2022');
    const rows = pack?.missing.flatMap(({ requirements }) => requirements) ?? [];
    expect(rows).toHaveLength(pack?.counts.unknown ?? NaN);
    expect(new Set(rows).size).toBe(rows.length);
    const analysed = JSON.parse(runCareCircle(folder, 'analyse', '.', '--standard', 'qidong-2020-2022').out) as {
      standards: { requirements: { id: string; state: string; missing: string[] }[] }[];
    };
    for (const { missing, requirements } of pack?.missing ?? []) {
      for (const id of requirements) {
        const row = analysed.standards[0]?.requirements.find((each) => each.id === id);
        expect(row).toMatchObject({ state: 'unknown', missing: [...missing] });
      }
    }
  });

  it('says so in lines for people', () => {
    expect(check('--lang', 'en').out).toMatch(/of \d+ requirements \d+ cannot be told\n {2}\S.*: QD-\d+/);
    expect(check('--lang', 'zh').out).toMatch(/项因资料不足无法判定/);
  });
});
