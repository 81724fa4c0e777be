import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FORMATS, identifyFormat } from '../../../src/io/formats/index.ts';
import type { Format } from '../../../src/io/tables.ts';
import { encodeGb18030 } from '../fixtures.ts';
import { text } from './damage.ts';

const EXTENSIONS = FORMATS.flatMap((format) => format.extensions.map((extension) => [extension, format.id] as const));

function identify(name: string, bytes: Uint8Array): [Format['id'] | null, string | null] {
  const { format, problem } = identifyFormat({ name, bytes });
  return [format?.id ?? null, problem?.code ?? null];
}

async function writeAs(id: Format['id']): Promise<Uint8Array> {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (!format) throw new Error(`no format ${id}`);
  return format.write({
    file: 'x',
    columns: ['id', '名称'],
    rows: [{ row: 2, cells: { id: 'a', 名称: '甲' }, geometry: { type: 'Point', coordinates: [-70.65, -33.45] } }],
  });
}

describe('content under a name', () => {
  it.each(['csv', 'xlsx', 'geojson', 'flatgeobuf'] as const)(
    'that is %s is known under each extension, with a word where that says another format',
    async (id) => {
      const bytes = await writeAs(id);
      for (const [extension, named] of EXTENSIONS) {
        // Text under the name of a map layer is a damaged layer, no ledger.
        const isRefused = id === 'csv' && (named === 'geojson' || named === 'flatgeobuf');
        const problem = named === id ? null : 'file_not_as_named';
        expect([extension, ...identify(`ledger.${extension}`, bytes)]).toEqual([
          extension,
          isRefused ? null : id,
          problem,
        ]);
      }
    },
  );

  it.each(['csv', 'xlsx', 'geojson', 'flatgeobuf'] as const)('that is %s is read by what was found', async (id) => {
    const bytes = await writeAs(id);
    const { format } = identifyFormat({ name: 'no-extension', bytes });
    const { tables, problems } = format ? await format.read({ name: 'x', bytes }) : { tables: [], problems: [] };
    expect(problems).toEqual([]);
    expect(tables[0]?.rows[0]?.cells).toMatchObject({ id: 'a', 名称: '甲' });
  });

  it('goes by the last extension, and by none where only a folder has a dot', async () => {
    const bytes = await writeAs('csv');
    expect(identify('台账.xlsx.csv', bytes)).toEqual(['csv', null]);
    expect(identify('2024.xlsx/台账', bytes)).toEqual(['csv', null]);
    expect(identify('台账.CSV', bytes)).toEqual(['csv', null]);
  });

  it('is a ledger in every encoding of Chinese text', () => {
    const ledger = '名称,类型\n养老院,日间照料\n';
    const utf16 = Uint8Array.from([...`\uFEFF${ledger}`].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
    for (const bytes of [text(ledger), text(`\uFEFF${ledger}`), encodeGb18030(ledger), utf16]) {
      expect(identify('a.csv', bytes)).toEqual(['csv', null]);
    }
  });

  it.each([
    ['a web page saved as a workbook', '台账.xls', text('<html><table><tr><td>名称</td></tr></table></html>')],
    ['a web page below a mark', 'a.csv', text('\uFEFF<!DOCTYPE html><html></html>')],
    ['a program', 'a.csv', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0])],
    ['a JPEG', 'a.xlsx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46])],
    ['a shapefile', 'a.shp', new Uint8Array([0, 0, 0x27, 0x0a, 0, 0, 0, 0])],
    ['a zip of ledgers under the name of a workbook', 'a.xlsx', zipSync({ 'a.csv': text('a,b\n') })],
  ])('that is %s is refused', (_, name, bytes) => {
    const isOurs = /\.(?:csv|xlsx)$/u.test(name);
    expect(identify(name, bytes)).toEqual([null, isOurs ? 'file_other_content' : 'file_unknown_format']);
  });

  it('that is refused is named, with what was to be read, and left out', () => {
    const { problem } = identifyFormat({ name: '图/a.kml', bytes: text('<kml/>') });
    expect(problem).toMatchObject({ file: '图/a.kml', value: 'kml', severity: 'error', action: 'left_out' });
  });
});
