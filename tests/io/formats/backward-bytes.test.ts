import { Builder } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { BackwardBytes } from '../../../src/io/formats/backward-bytes.ts';
import { createNoise, expectSameBytes } from './damage.ts';

/** A table of up to eight fields: nothing, a byte, or a list of bytes. */
type Field = null | number | Uint8Array;

/** The flatbuffers package is the oracle: the same calls must give the same bytes. */
function buildByPackage(tables: readonly Field[][]): Uint8Array {
  const builder = new Builder(16);
  let main = 0;
  for (const fields of tables) {
    const places = fields.map((field) => (field instanceof Uint8Array ? builder.createByteVector(field) : 0));
    builder.startObject(8);
    fields.forEach((field, i) => {
      if (typeof field === 'number') builder.addFieldInt8(i, field, 0);
      else builder.addFieldOffset(i, places[i] ?? 0, 0);
    });
    main = builder.endObject();
  }
  builder.prep(8, 8);
  builder.finishSizePrefixed(main);
  return builder.asUint8Array();
}

function buildByUs(out: BackwardBytes, tables: readonly Field[][]): Uint8Array {
  out.clear();
  let main = 0;
  for (const fields of tables) {
    const places = fields.map((field) => (field instanceof Uint8Array ? out.putByteList(field) : 0));
    out.startTable();
    fields.forEach((field, i) => {
      if (typeof field === 'number') out.putByteField(i, field);
      else out.putReferenceField(i, places[i] ?? 0);
    });
    main = out.endTable();
  }
  out.finish(main, 8);
  return out.bytes;
}

describe('bytes written from their end', () => {
  it('are those of the flatbuffers package, for tables of all layouts one after the other', () => {
    const out = new BackwardBytes();
    for (let seed = 1; seed <= 300; seed++) {
      const noise = createNoise(64, seed);
      const tables = Array.from({ length: 1 + (seed % 4) }, (_, t) =>
        Array.from({ length: (noise[t] ?? 0) % 9 }, (__, f): Field => {
          const kind = (noise[8 + t * 8 + f] ?? 0) % 3;
          return kind === 0
            ? null
            : kind === 1
              ? ((noise[40 + f] ?? 0) % 100) + 1
              : createNoise((seed * (f + 3)) % 41, f + 1);
        }),
      );
      expectSameBytes(buildByUs(out, tables), buildByPackage(tables));
    }
  });

  it('are the same when the memory has to grow in between', () => {
    const tables = [
      [createNoise(70_000, 5), 3],
      [null, createNoise(200_000, 6)],
      [createNoise(1, 7), 3],
    ];
    expectSameBytes(buildByUs(new BackwardBytes(), tables), buildByPackage(tables));
  });

  it('of lists of whole numbers and of doubles read back as written, doubles at multiples of eight', () => {
    const lines = [
      [
        [120.6, 31.3],
        [-70.65, -33.45],
      ],
      [[-0, Number.MIN_VALUE]],
    ];
    for (let shift = 0; shift < 9; shift++) {
      const out = new BackwardBytes();
      out.putByteList(new Uint8Array(shift));
      const ints = out.putInt32List([7, -2_147_483_648]);
      const place = out.putPositionList(lines, 3);
      out.align(8, 0);
      const { bytes } = out;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const at = bytes.length - place;
      expect(view.getInt32(at, true)).toBe(6);
      expect((at + 4) % 8).toBe(0);
      expect(Array.from({ length: 6 }, (_, i) => view.getFloat64(at + 4 + i * 8, true))).toEqual(lines.flat(2));
      const intsAt = bytes.length - ints;
      expect([0, 4, 8].map((step) => view.getInt32(intsAt + step, true))).toEqual([2, 7, -2_147_483_648]);
    }
  });
});
