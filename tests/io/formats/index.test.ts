import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../../src/io/formats/bounds.ts';
import { FORMATS, identifyFormat } from '../../../src/io/formats/index.ts';
import type { Table } from '../../../src/io/tables.ts';
import { createNoise, text } from './damage.ts';

const TABLE: Table = {
  file: 'x',
  columns: ['id', 'name'],
  rows: [{ row: 2, cells: { id: 'a', name: '甲' }, geometry: { type: 'Point', coordinates: [120, 31] } }],
};

function identify(name: string, bytes: Uint8Array) {
  const { format, problem } = identifyFormat({ name, bytes });
  return [format?.id ?? null, problem?.code ?? null, problem?.severity ?? null];
}

describe('telling formats apart', () => {
  it.each(FORMATS.map((format) => [format.id, format] as const))(
    'knows what it wrote as %s, under its own and any other name',
    async (id, format) => {
      const bytes = await format.write(TABLE);
      for (const extension of format.extensions)
        expect(identify(`x.${extension.toUpperCase()}`, bytes)).toEqual([id, null, null]);
      expect(identify('ledger', bytes)).toEqual([id, null, null]);
      const other = id === 'csv' ? 'x.xlsx' : 'x.csv';
      expect(identify(other, bytes)).toEqual([id, 'file_not_as_named', 'note']);
      expect(FORMATS.filter((candidate) => candidate.matches(bytes)).map((candidate) => candidate.id)[0]).toBe(id);
    },
  );

  it.each([
    ['an empty file', 'a.csv', new Uint8Array(), 'file_empty'],
    ['white space', 'a.csv', text('\uFEFF \r\n\t\n'), 'file_empty'],
    ['an old workbook', 'a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file_legacy_xls'],
    ['an old workbook under a new name', 'a.xlsx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'file_legacy_xls'],
    ['noise', 'a.csv', createNoise(3000, 5), 'file_other_content'],
    ['a picture', 'a.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'file_other_content'],
    ['a PDF', 'a.csv', text('%PDF-1.7\n1 0 obj'), 'file_other_content'],
    ['XML', 'a.kml', text('<?xml version="1.0"?><kml/>'), 'file_unknown_format'],
    ['another zip', 'a.xlsx', zipSync({ 'a.csv': text('x') }), 'file_other_content'],
    ['noise under the name of a map layer', 'a.fgb', createNoise(3000, 5), 'file_other_content'],
    ['noise under the name of an extract', 'a.osm.pbf', createNoise(3000, 5), 'file_other_content'],
    [
      'a Word file',
      'a.docx',
      zipSync({ '[Content_Types].xml': text('x'), 'word/document.xml': text('x') }),
      'file_unknown_format',
    ],
    ['text under the name of a map layer', 'a.fgb', text('id,name\n1,2\n'), 'file_not_as_named'],
    ['the middle of a GeoJSON file', 'a.geojson', text('120.5, 31.2], [120.6'), 'file_not_as_named'],
  ])('says what is wrong with %s', (_, name, bytes, code) => {
    expect(identify(name, bytes)).toEqual([null, code, 'error']);
  });

  it('refuses a file beyond the bound without looking into it', () => {
    // As long as the bound says, without taking the memory.
    const bytes = new Proxy(new Uint8Array(1), {
      get: (target, key) => (key === 'length' ? MAX_FILE_BYTES + 1 : (Reflect.get(target, key) as unknown)),
    });
    expect(identify('a.csv', bytes)).toEqual([null, 'file_too_large', 'error']);
  });

  it('tells a workbook that was cut off from other cut zips', async () => {
    const workbook = await FORMATS.find(({ id }) => id === 'xlsx')?.write(TABLE);
    expect(identify('a.xlsx', workbook?.slice(0, 500) ?? new Uint8Array())).toEqual(['xlsx', null, null]);
    expect(identify('a.zip', zipSync({ 'a.csv': createNoise(1000, 1) }).slice(0, 500))[1]).toBe('file_unknown_format');
  });

  it('takes JSON as such only where it looks like it', () => {
    for (const start of ['{"type"', '\uFEFF\n [ {', '{', '[]'])
      expect(identify('a.json', text(start))[0]).toBe('geojson');
    for (const start of ['[区],名称\n1,2\n', '{x},y\n'])
      expect(identify('a.csv', text(start))).toEqual(['csv', null, null]);
  });
});
