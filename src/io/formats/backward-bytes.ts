/**
 * Bytes written from their end to their start, as flatbuffers are (https://flatbuffers.dev/internals). The same bytes as
 * the `Builder` of the flatbuffers package, which makes several short-lived objects a value: half a million vertices
 * then cost more time in garbage collection than in writing. One object of this class serves all features of a file.
 */
const START_BYTES = 65_536;
/** Fields of the widest table that we write (Geometry: ends .. parts). */
const MOST_FIELDS = 8;

export class BackwardBytes {
  /** Bytes written so far. Places are told by the size that was reached when they had been written. */
  size = 0;
  #bytes = new Uint8Array(START_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #tableStart = 0;
  /** Places of the fields of the open table, 0 where there is none. */
  readonly #fields = new Int32Array(MOST_FIELDS);
  /** Places of the layouts (vtables) of earlier tables: tables of the same layout share one. */
  #layouts: number[] = [];

  clear(): void {
    this.size = 0;
    if (this.#layouts.length > 0) this.#layouts = [];
  }

  /** What was written; good until something else is. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#bytes.length - this.size);
  }

  /** Zeros until, after `ahead` more bytes, the size is a multiple of `unit` (a power of two); makes room for both. */
  align(unit: number, ahead: number): void {
    const padding = -(this.size + ahead) & (unit - 1);
    this.#reserve(padding + unit + ahead);
    const end = this.#bytes.length - this.size;
    for (let i = 1; i <= padding; i++) this.#bytes[end - i] = 0;
    this.size += padding;
  }

  /** Room must have been made by `align`. */
  putInt8(value: number): void {
    this.size += 1;
    this.#view.setInt8(this.#bytes.length - this.size, value);
  }

  putInt32(value: number): void {
    this.size += 4;
    this.#view.setInt32(this.#bytes.length - this.size, value, true);
  }

  #putInt16(value: number): void {
    this.size += 2;
    this.#view.setInt16(this.#bytes.length - this.size, value, true);
  }

  /** A list of bytes; answers its place. */
  putByteList(bytes: Uint8Array): number {
    this.align(4, bytes.length);
    this.size += bytes.length;
    this.#bytes.set(bytes, this.#bytes.length - this.size);
    this.putInt32(bytes.length);
    return this.size;
  }

  /** A list of whole numbers of four bytes. */
  putInt32List(values: readonly number[]): number {
    this.align(4, values.length * 4);
    for (let i = values.length - 1; i >= 0; i--) this.putInt32(values[i] ?? 0);
    this.putInt32(values.length);
    return this.size;
  }

  /** A list of references to places. */
  putReferenceList(places: readonly number[]): number {
    this.align(4, places.length * 4);
    for (let i = places.length - 1; i >= 0; i--) this.putInt32(this.size - (places[i] ?? 0) + 4);
    this.putInt32(places.length);
    return this.size;
  }

  /** x and y of all positions of all lines as one list of doubles; `count` is the number of positions. */
  putPositionList(lines: readonly (readonly (readonly number[])[])[], count: number): number {
    this.align(4, count * 16);
    this.align(8, count * 16);
    this.size += count * 16;
    let at = this.#bytes.length - this.size;
    for (const line of lines) {
      for (const position of line) {
        this.#view.setFloat64(at, position[0] ?? Number.NaN, true);
        this.#view.setFloat64(at + 8, position[1] ?? Number.NaN, true);
        at += 16;
      }
    }
    this.putInt32(count * 2);
    return this.size;
  }

  startTable(): void {
    this.#fields.fill(0);
    this.#tableStart = this.size;
  }

  /** A field that refers to what was written before; 0 = the field is absent. */
  putReferenceField(field: number, place: number): void {
    if (place === 0) return;
    this.align(4, 0);
    this.putInt32(this.size - place + 4);
    this.#fields[field] = this.size;
  }

  /** A field of one byte; 0 is the default and not written. */
  putByteField(field: number, value: number): void {
    if (value === 0) return;
    this.align(1, 0);
    this.putInt8(value);
    this.#fields[field] = this.size;
  }

  /** Ends the table with its layout, or with a reference to that of an earlier table; answers its place. */
  endTable(): number {
    this.align(4, 0);
    this.putInt32(0);
    const place = this.size;
    let count = MOST_FIELDS;
    while (count > 0 && this.#fields[count - 1] === 0) count--;
    this.#reserve(count * 2 + 4);
    for (let i = count - 1; i >= 0; i--) {
      const field = this.#fields[i] ?? 0;
      this.#putInt16(field === 0 ? 0 : place - field);
    }
    this.#putInt16(place - this.#tableStart);
    this.#putInt16((count + 2) * 2);
    const layout = this.#findLayout(count + 2);
    this.#view.setInt32(this.#bytes.length - place, (layout ?? this.size) - place, true);
    if (layout === undefined) this.#layouts.push(this.size);
    else this.size = place;
    return place;
  }

  /** Ends the whole with a reference to its main table and its own size before everything. */
  finish(place: number, unit: number): void {
    this.align(unit, 8);
    this.putInt32(this.size - place + 4);
    this.putInt32(this.size);
  }

  /** Place of an earlier layout that is the same as the one just written, of so many pairs of bytes. */
  #findLayout(pairs: number): number | undefined {
    const own = this.#bytes.length - this.size;
    return this.#layouts.find((layout) => {
      const other = this.#bytes.length - layout;
      for (let i = 0; i < pairs * 2; i += 2) {
        if (this.#view.getInt16(own + i, true) !== this.#view.getInt16(other + i, true)) return false;
      }
      return true;
    });
  }

  #reserve(more: number): void {
    const needed = this.size + more + 16;
    if (needed <= this.#bytes.length) return;
    let length = this.#bytes.length;
    while (length < needed) length *= 2;
    const grown = new Uint8Array(length);
    grown.set(this.bytes, length - this.size);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
