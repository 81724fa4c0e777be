import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openFiles } from '../../../src/io/open.ts';
import { unzipFiles, zipFiles } from '../../../src/io/zip.ts';
import { encodeGb18030 } from '../fixtures.ts';
import { createNoise, text } from './damage.ts';

const unzip = (bytes: Uint8Array) => unzipFiles({ name: 'x.zip', bytes });
const namesOf = (bytes: Uint8Array) => unzip(bytes).files.map((file) => file.name);
const pack = (contents: Record<string, string>, level: 0 | 6 = 6) =>
  zipSync(Object.fromEntries(Object.entries(contents).map(([name, value]) => [name, text(value)])), { level });

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** Places of the records of a kind. The contents here never look like one. */
function findRecords(bytes: Uint8Array, signature: number): number[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length - 3 }, (_, at) => at).filter((at) => view.getUint32(at, true) === signature);
}

/** A zip whose directory was changed at one place in the record of one entry. */
function changeDirectory(zip: Uint8Array, entry: number, offset: number, value: number): Uint8Array {
  const bytes = zip.slice();
  new DataView(bytes.buffer).setUint32((findRecords(bytes, DIRECTORY)[entry] ?? 0) + offset, value, true);
  return bytes;
}

/** Names of the entries overwritten by bytes of the same length, without the mark for UTF-8. */
function renameAll(zip: Uint8Array, names: Uint8Array[]): Uint8Array {
  const bytes = zip.slice();
  for (const [signature, flags, nameAt] of [
    [LOCAL, 6, 30],
    [DIRECTORY, 8, 46],
  ] as const) {
    findRecords(bytes, signature).forEach((at, i) => {
      bytes.set([0, 0], at + flags);
      bytes.set(names[i] ?? [], at + nameAt);
    });
  }
  return bytes;
}

describe('a zip of folders', () => {
  it('keeps the paths of nested folders, and files of one name in two of them', () => {
    const zip = pack({ '区/街道/台账.csv': 'a', '区/台账.csv': 'b', '台账.csv': 'c', '区/空/': '' });
    expect(unzip(zip).files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['区/街道/台账.csv', 'a'],
      ['区/台账.csv', 'b'],
      ['台账.csv', 'c'],
    ]);
  });

  it('packed by Chinese Windows has its GBK folders read, with the slashes of Windows', () => {
    const names = ['姑苏区\\设施.csv', '姑苏区\\居住\\小区.csv'].map(encodeGb18030);
    const zip = zipSync(Object.fromEntries(names.map((name, i) => [`${i}`.repeat(name.length), text(`${i}`)])));
    expect(namesOf(renameAll(zip, names))).toEqual(['姑苏区/设施.csv', '姑苏区/居住/小区.csv']);
  });

  it.each([
    '..',
    '../x.csv',
    'a/../x.csv',
    'a/..',
    '..\\..\\x.csv',
    '/etc/x.csv',
    '\\x.csv',
    'd:\\x.csv',
    'a/./x.csv',
    'a\0.csv',
  ])('does not give out the entry %j, and gives the others', (name) => {
    const { files, problems } = unzip(pack({ 'good.csv': 'x', [name]: 'evil', 'b/good.csv': 'y' }));
    expect(files.map((file) => file.name)).toEqual(['good.csv', 'b/good.csv']);
    expect(problems.map(({ code, severity, action, file }) => [code, severity, action, file])).toEqual([
      ['file_unreadable', 'error', 'changed', 'x.zip'],
    ]);
  });

  it.each(['..a/x.csv', 'a..b.csv', '...', 'a b/（1）.csv', '.hidden/x.csv'])(
    'gives out the harmless name %j',
    (name) => {
      expect(namesOf(pack({ [name]: 'x' }))).toEqual([name]);
    },
  );

  it('with two entries of one name gives the first and names the second', () => {
    const zip = renameAll(pack({ 'a.csv': 'first', 'b.csv': 'second' }), [text('a.csv'), text('a.csv')]);
    const { files, problems } = unzip(zip);
    expect(files).toEqual([{ name: 'a.csv', bytes: text('first') }]);
    expect(problems.map((problem) => problem.value)).toEqual(['a.csv']);
  });

  it('is read with a comment behind it, and with other bytes of a larger buffer around it', () => {
    const zip = pack({ 'a.csv': 'x' });
    const [end = 0] = findRecords(zip, END);
    const commented = new Uint8Array([...zip, ...text('由民政局打包')]);
    new DataView(commented.buffer).setUint16(end + 20, commented.length - zip.length, true);
    expect(namesOf(commented)).toEqual(['a.csv']);
    const larger = new Uint8Array([...createNoise(13, 1), ...zip]);
    expect(namesOf(larger.subarray(13))).toEqual(['a.csv']);
  });

  it('gives bytes of its own, which may be changed without harm to the zip', () => {
    const zip = pack({ 'a.csv': 'stored' }, 0);
    const before = zip.slice();
    unzip(zip).files[0]?.bytes.fill(0);
    expect(zip).toEqual(before);
  });
});

describe('a zip that lies or is damaged', () => {
  const contents: Zippable = { 'a.csv': text('a'.repeat(3000)), 'b.csv': text('b'.repeat(3000)), 'c.csv': text('c') };
  const zip = zipSync(contents);

  it('with an entry that unpacks to less or more than it says loses that entry only', () => {
    for (const size of [0, 1, 2999, 3001, 1_000_000]) {
      const { files, problems } = unzip(changeDirectory(zip, 1, 24, size));
      expect(files.map((file) => file.name)).toEqual(['a.csv', 'c.csv']);
      expect(problems.map((problem) => problem.value)).toEqual(['b.csv']);
    }
  });

  it('that would unpack to more than the bound is refused before anything is unpacked', () => {
    const bomb = changeDirectory(zip, 2, 24, 0x7fffffff);
    const { files, problems } = unzip(bomb);
    expect(files).toEqual([]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['file_too_large', 'error']]);
  });

  it.each([
    ['checksum', 16, 1],
    ['packed size', 20, 0x00ffffff],
    ['place', 42, 0x00ffffff],
  ])('with a wrong %s of one entry loses that entry only', (_, offset, value) => {
    expect(namesOf(changeDirectory(zip, 0, offset, value))).toEqual(['b.csv', 'c.csv']);
  });

  it('with a method that nobody knows loses that entry only', () => {
    const bytes = zip.slice();
    new DataView(bytes.buffer).setUint16((findRecords(bytes, DIRECTORY)[0] ?? 0) + 10, 99, true);
    expect(namesOf(bytes)).toEqual(['b.csv', 'c.csv']);
  });

  it('with more entries said than there are is refused', () => {
    const bytes = zip.slice();
    new DataView(bytes.buffer).setUint16((findRecords(bytes, END)[0] ?? 0) + 10, 4, true);
    expect(unzip(bytes)).toMatchObject({ files: [], problems: [{ code: 'file_unreadable', severity: 'error' }] });
  });

  it('at any single byte still gives every entry whole or not at all, and tells those that it lost', () => {
    const stored = zipSync({ 'a.csv': text('长寿'), 'b.csv': text('养老院') }, { level: 0 });
    const whole = new Set(['长寿', '养老院']);
    for (let at = 0; at < stored.length; at++) {
      const changed = stored.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const { files, problems } = unzip(changed);
      for (const { bytes } of files) expect(whole.has(new TextDecoder().decode(bytes))).toBe(true);
      if (files.length < 2 && problems.length === 0) {
        // Only where the directory says that there are fewer entries can one vanish unseen.
        const [end = 0] = findRecords(stored, END);
        expect([end + 10, end + 11]).toContain(at);
      }
    }
  });
});

describe('a zip that is opened as a project', () => {
  it('gives what the loose ledger gives, in GBK and below a folder', async () => {
    const ledger = encodeGb18030('名称,类型,经度,纬度\n长寿日间照料中心,日间照料中心,120.62,31.31\n');
    const loose = await openFiles([{ name: '设施.csv', bytes: ledger }]);
    const zip = zipFiles([{ name: '台账/设施.csv', bytes: ledger }]);
    const packed = await openFiles([{ name: '台账.ZIP', bytes: zip }]);
    expect(packed.project.facilities).toEqual(loose.project.facilities);
    expect(packed.project.facilities).toHaveLength(1);
  });
});
