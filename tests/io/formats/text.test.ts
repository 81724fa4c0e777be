import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMarkedEncoding, readText } from '../../../src/io/formats/text.ts';
import { encodeGb18030 } from '../fixtures.ts';
import { text } from './damage.ts';

function encodeUtf16(value: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(value.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < value.length; i++) view.setUint16(i * 2, value.charCodeAt(i), !bigEndian);
  return bytes;
}

const LEDGER = '名称,地址\n长寿养老院,江苏省苏州市姑苏区\n';

describe('text of unknown encoding', () => {
  it.each([
    ['UTF-8', text(LEDGER), 'utf-8'],
    ['UTF-8 with a mark', text(`\uFEFF${LEDGER}`), 'utf-8'],
    ['UTF-16 little end first', encodeUtf16(`\uFEFF${LEDGER}`, false), 'utf-16le'],
    ['UTF-16 big end first', encodeUtf16(`\uFEFF${LEDGER}`, true), 'utf-16be'],
    ['GB18030', encodeGb18030(LEDGER), 'gb18030'],
  ])('in %s is read without its mark', (_, bytes, encoding) => {
    expect(readText(bytes)).toEqual({ text: LEDGER, encoding, damaged: false });
  });

  it('reads bytes of GB2312 as they stand in old ledgers', () => {
    // 老年食堂 by the code chart: 4 characters of two bytes.
    const bytes = new Uint8Array([0xc0, 0xcf, 0xc4, 0xea, 0xca, 0xb3, 0xcc, 0xc3]);
    expect(readText(bytes)).toEqual({ text: '老年食堂', encoding: 'gb18030', damaged: false });
  });

  it('reads characters that only GBK and only GB18030 have', () => {
    // One of GBK and two of GB18030 in four bytes, one of them beyond the basic plane.
    for (const bytes of [
      [0xe9, 0x46],
      [0x81, 0x39, 0xee, 0x39],
      [0x95, 0x32, 0x82, 0x36],
    ]) {
      const expected = new TextDecoder('gb18030', { fatal: true }).decode(new Uint8Array(bytes));
      expect([...expected]).toHaveLength(1);
      expect(readText(new Uint8Array([0x61, 0x2c, ...bytes])).text).toBe(`a,${expected}`);
    }
  });

  it('takes plain ASCII and nothing at all as UTF-8', () => {
    expect(readText(text('id,name\n1,a\n')).encoding).toBe('utf-8');
    expect(readText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', damaged: false });
    expect(readText(new Uint8Array([0xef, 0xbb, 0xbf])).text).toBe('');
  });

  it('loses only the character that a cut at the end took, and says so', () => {
    const whole = text('苏州');
    expect(readText(whole.slice(0, -1))).toMatchObject({ text: '苏', encoding: 'utf-8', damaged: true });
    expect(readText(encodeUtf16('\uFEFF甲乙', false).slice(0, -1))).toMatchObject({ damaged: true });
  });

  it('keeps everything around a byte that fits nowhere, and says that one did not', () => {
    const broken = text(`${LEDGER}\n甲`);
    // 0xff occurs in neither encoding.
    broken[broken.length - 4] = 0xff;
    const read = readText(broken);
    expect(read.encoding).toBe('utf-8');
    expect(read.damaged).toBe(true);
    expect(read.text).toContain('长寿养老院,江苏省苏州市姑苏区');
    expect(read.text).toContain('\uFFFD');
  });

  it('chooses GB18030 for a damaged file of it, which loses less than UTF-8', () => {
    const broken = new Uint8Array([...encodeGb18030(LEDGER), 0xff, 0x0a, ...encodeGb18030(LEDGER)]);
    const read = readText(broken);
    expect([read.encoding, read.damaged]).toEqual(['gb18030', true]);
    expect(read.text.split('长寿养老院')).toHaveLength(3);
  });

  it('believes a mark, even where the bytes behind it do not fit', () => {
    const read = readText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc0, 0xcf]));
    expect([read.encoding, read.damaged]).toEqual(['utf-8', true]);
  });

  it('comes back from UTF-8 and from both orders of UTF-16, whatever it is', () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 80 }).filter((value) => !value.startsWith('\uFEFF'));
    fc.assert(
      fc.property(anything, (value) => {
        expect(readText(text(value)).text).toBe(value);
        expect(readText(encodeUtf16(`\uFEFF${value}`, false)).text).toBe(value);
        expect(readText(encodeUtf16(`\uFEFF${value}`, true)).text).toBe(value);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('has a mark only where all its bytes are there', () => {
    expect(findMarkedEncoding(new Uint8Array([0xef, 0xbb]))).toBeUndefined();
    expect(findMarkedEncoding(new Uint8Array([0xff]))).toBeUndefined();
    expect(findMarkedEncoding(text('a\uFEFF'))).toBeUndefined();
    expect(findMarkedEncoding(new Uint8Array([0xfe, 0xff]))).toBe('utf-16be');
  });
});
