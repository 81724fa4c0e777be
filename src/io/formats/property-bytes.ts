/** The properties of one feature of a FlatGeobuf file: pairs of column number (two bytes) and value. */
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import type { Cell } from '../../core/types.ts';

const START_BYTES = 4096;
/** A UTF-16 unit takes at most three bytes in UTF-8. */
const BYTES_PER_UNIT = 3;
const TWO_TO_32 = 4_294_967_296;
const encoder = new TextEncoder();

/** Memory for one feature after the other. */
export class PropertyBytes {
  #bytes = new Uint8Array(START_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  clear(): void {
    this.#size = 0;
  }

  /** What was put; good until something else is. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  /** A value that is not blank, in the form of its column's type. */
  put(column: number, value: Cell, type: ColumnType): void {
    const text = type === ColumnType.String ? String(value) : '';
    this.#reserve(16 + text.length * BYTES_PER_UNIT);
    this.#view.setUint16(this.#size, column, true);
    this.#size += 2;
    if (type === ColumnType.String) {
      this.#putText(text);
    } else if (type === ColumnType.Bool) {
      this.#bytes[this.#size] = value === true ? 1 : 0;
      this.#size += 1;
    } else if (type === ColumnType.Int) {
      this.#view.setInt32(this.#size, Number(value), true);
      this.#size += 4;
    } else {
      if (type === ColumnType.Long) this.#putLong(Number(value));
      else this.#view.setFloat64(this.#size, Number(value), true);
      this.#size += 8;
    }
  }

  /** A safe integer as eight bytes in two's complement. */
  #putLong(value: number): void {
    const high = Math.floor(value / TWO_TO_32);
    this.#view.setUint32(this.#size, value - high * TWO_TO_32, true);
    this.#view.setInt32(this.#size + 4, high, true);
  }

  /** Length in bytes, then UTF-8. Plain ASCII, most of what there is, needs no encoder. */
  #putText(text: string): void {
    const start = this.#size + 4;
    let written = 0;
    for (; written < text.length; written++) {
      const unit = text.charCodeAt(written);
      if (unit > 0x7f) break;
      this.#bytes[start + written] = unit;
    }
    if (written < text.length) written = encoder.encodeInto(text, this.#bytes.subarray(start)).written;
    this.#view.setUint32(this.#size, written, true);
    this.#size = start + written;
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#bytes.length) return;
    let length = this.#bytes.length;
    while (length < this.#size + more) length *= 2;
    const grown = new Uint8Array(length);
    grown.set(this.bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
