import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES, MAX_FILE_BYTES } from '../../src/io/formats/bounds.ts';
import { unzipFiles, zipFiles } from '../../src/io/zip.ts';
import { codesOf, createNoise, text } from './formats/damage.ts';

const unzip = (bytes: Uint8Array) => unzipFiles({ name: 'x.zip', bytes });

/** Places of all records of a kind: 0x04034b50 local, 0x02014b50 directory. */
function findRecords(bytes: Uint8Array, signature: number): number[] {
  const view = new DataView(bytes.buffer);
  const places: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === signature) places.push(at);
  return places;
}

/** Writes other bytes over the name of the first entry, and takes the UTF-8 flag away. */
function rename(zip: Uint8Array, name: Uint8Array): Uint8Array {
  const bytes = zip.slice();
  for (const [signature, flags, nameAt] of [
    [0x04034b50, 6, 30],
    [0x02014b50, 8, 46],
  ] as const) {
    const [at = 0] = findRecords(bytes, signature);
    bytes.set([0, 0], at + flags);
    bytes.set(name, at + nameAt);
  }
  return bytes;
}

describe('zip files', () => {
  const files = [
    { name: 'project.json', bytes: text('{}') },
    { name: '图层/设施.csv', bytes: text('名称\n甲\n'.repeat(100)) },
    { name: 'empty.csv', bytes: new Uint8Array() },
    { name: 'noise.bin', bytes: createNoise(5000, 1) },
  ];

  it('give back the same files in the same order', () => {
    expect(unzip(zipFiles(files))).toEqual({ files, problems: [] });
    expect(unzip(zipFiles([]))).toEqual({ files: [], problems: [] });
  });

  it('have the same bytes whenever they are written', async () => {
    const first = zipFiles(files);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(zipFiles(files)).toEqual(first);
    // The date of every entry: 1980-01-01 00:00.
    for (const at of findRecords(first, 0x02014b50)) {
      expect(new DataView(first.buffer).getUint32(at + 12, true)).toBe(0x00210000);
    }
  });

  it('refuse two files of one name when written', () => {
    expect(() =>
      zipFiles([
        { name: 'a', bytes: text('1') },
        { name: 'a', bytes: text('2') },
      ]),
    ).toThrow('named a');
  });

  it('made by Chinese Windows have their GBK names read', () => {
    const zip = zipSync({ '____.csv': text('x') });
    const gbk = new Uint8Array([0xc9, 0xe8, 0xca, 0xa9]); // 设施
    expect(unzip(rename(zip, gbk)).files.map((file) => file.name)).toEqual(['设施.csv']);
    expect(unzip(rename(zipSync({ '______.csv': text('x') }), text('设施'))).files[0]?.name).toBe('设施.csv');
  });

  it('may come with folders and the litter of operating systems, which are no files of the user', () => {
    const zip = zipSync({
      'a/': new Uint8Array(),
      'a/b.csv': text('x'),
      '__MACOSX/a/._b.csv': text('y'),
      'a/.DS_Store': text('z'),
    });
    expect(unzip(zip)).toEqual({ files: [{ name: 'a/b.csv', bytes: text('x') }], problems: [] });
  });

  it.each(['../up.csv', 'a/../../up.csv', '/root.csv', 'C:/x.csv', '..\\up.csv', './x.csv'])(
    'lose the entry %s, which lies outside, and say so',
    (name) => {
      const { files: safe, problems } = unzip(zipSync({ [name]: text('x'), 'good.csv': text('y') }));
      expect(safe.map((file) => file.name)).toEqual(['good.csv']);
      expect(problems.map(({ code, value, action }) => [code, value, action])).toEqual([
        ['file_unreadable', name.replaceAll('\\', '/'), 'changed'],
      ]);
    },
  );

  it('keep a zip inside packed', () => {
    const inner = zipFiles(files);
    expect(unzip(zipFiles([{ name: 'inner.zip', bytes: inner }])).files).toEqual([{ name: 'inner.zip', bytes: inner }]);
  });
});

describe('bad zip files', () => {
  it('with too many entries, or saying that they unpack to too much, are refused whole', () => {
    const many = Object.fromEntries(Array.from({ length: MAX_ENTRIES + 1 }, (_, i) => [`f${i}`, new Uint8Array()]));
    expect(unzip(zipSync(many, { level: 0 })).problems.map(({ code, value }) => [code, value])).toEqual([
      ['file_too_large', MAX_ENTRIES],
    ]);
    const bomb = zipSync({ a: text('x'), b: text('y') });
    for (const at of findRecords(bomb, 0x02014b50)) new DataView(bomb.buffer).setUint32(at + 24, 0x30000000, true);
    expect(unzip(bomb).problems.map(({ code, value }) => [code, value])).toEqual([['file_too_large', MAX_FILE_BYTES]]);
  });

  it('that unpack to more than they say lose that entry', () => {
    const bomb = zipSync({ 'a.csv': text('x'.repeat(100_000)), 'b.csv': text('y') });
    const [first = 0] = findRecords(bomb, 0x02014b50);
    new DataView(bomb.buffer).setUint32(first + 24, 10, true);
    const { files, problems } = unzip(bomb);
    expect(files.map((file) => file.name)).toEqual(['b.csv']);
    expect(problems.map(({ code, value }) => [code, value])).toEqual([['file_unreadable', 'a.csv']]);
  });

  it('with one damaged entry keep the others', () => {
    const zip = zipSync({ 'a.csv': createNoise(1000, 2), 'b.csv': text('y') });
    zip.fill(0xff, 100, 200);
    expect(unzip(zip).files.map((file) => file.name)).toEqual(['b.csv']);
  });

  it('with a password lose their entries and say so', () => {
    const zip = zipSync({ 'a.csv': text('x') });
    const [at = 0] = findRecords(zip, 0x02014b50);
    zip[at + 8] = 1;
    expect(codesOf(unzip(zip).problems)).toEqual(['file_unreadable']);
  });

  it('cut off, empty or made of noise say that they cannot be read, and never throw', () => {
    const zip = zipFiles([{ name: 'a.csv', bytes: createNoise(3000, 3) }]);
    for (const length of [0, 4, 30, 1000, zip.length - 10])
      expect(codesOf(unzip(zip.slice(0, length)).problems)).toEqual(['file_unreadable']);
    for (let seed = 1; seed < 50; seed++) {
      const changed = zip.slice();
      createNoise(4, seed).forEach((noise, i) => (changed[zip.length - 1 - ((noise + i * 20) % 90)] = noise));
      const { files, problems } = unzip(changed);
      expect(files.length + problems.length).toBeLessThanOrEqual(1);
    }
  });
});
