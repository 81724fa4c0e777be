/** The list of contents at the end of a zip file (APPNOTE.TXT 4.3), read without unpacking anything. */

export interface ZipEntry {
  /** As written in the zip, with forward slashes. */
  name: string;
  /** Bytes in the zip, and once unpacked as the zip says. */
  size: number;
  unpackedSize: number;
  /** 0 = stored, 8 = deflate. */
  method: number;
  encrypted: boolean;
  /** CRC-32 of the unpacked bytes. */
  checksum: number;
  /** Where the entry's own header starts. */
  offset: number;
}

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const DIRECTORY_RECORD = 0x02014b50;
const DIRECTORY_RECORD_BYTES = 46;
const LOCAL_RECORD_BYTES = 30;
/** In a field of four bytes: the figure stands in the 64-bit extra field. */
const IN_EXTRA = 0xffffffff;

export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** Null where the end is missing or points to nothing: cut off, or no zip. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndRecord(view);
  if (end === undefined) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + DIRECTORY_RECORD_BYTES > end || view.getUint32(at, true) !== DIRECTORY_RECORD) return null;
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const extraAt = at + DIRECTORY_RECORD_BYTES + nameBytes;
    if (extraAt + extraBytes > end) return null;
    entries.push(readEntry(view, at, extraAt, extraBytes));
    at = extraAt + extraBytes + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEndRecord(view: DataView): number | undefined {
  const last = view.byteLength - END_RECORD_BYTES;
  for (let at = last; at >= 0 && last - at <= MAX_COMMENT_BYTES; at--) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  return undefined;
}

function readEntry(view: DataView, at: number, extraAt: number, extraBytes: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const size = view.getUint32(at + 20, true);
  const unpackedSize = view.getUint32(at + 24, true);
  const offset = view.getUint32(at + 42, true);
  const nameAt = view.byteOffset + at + DIRECTORY_RECORD_BYTES;
  const nameBytes = new Uint8Array(view.buffer, nameAt, extraAt - at - DIRECTORY_RECORD_BYTES);
  const long = readLongFields(view, extraAt, extraBytes, [unpackedSize, size, offset]);
  return {
    name: decodeName(nameBytes, (flags & 0x800) !== 0).replaceAll('\\', '/'),
    size: long[1],
    unpackedSize: long[0],
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    checksum: view.getUint32(at + 16, true),
    offset: long[2],
  };
}

type Fields = [unpackedSize: number, size: number, offset: number];

/** Some writers put every size into the 64-bit extra field (id 1), however small it is. */
function readLongFields(view: DataView, extraAt: number, extraBytes: number, fields: Fields): Fields {
  const end = extraAt + extraBytes;
  let at = extraAt;
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return fields.map((field) => {
    if (field !== IN_EXTRA || at + 8 > end) return field;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  }) as Fields; // map keeps the length
}

/** Names without the UTF-8 flag are in the code page of the machine that packed them: GBK on Chinese Windows. */
function decodeName(bytes: Uint8Array, saysUtf8: boolean): string {
  if (saysUtf8) return new TextDecoder('utf-8').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The packed bytes of an entry; undefined where they lie beyond the end. */
export function findEntryBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  if (entry.offset + LOCAL_RECORD_BYTES > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + entry.offset, LOCAL_RECORD_BYTES);
  const start = entry.offset + LOCAL_RECORD_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  return start + entry.size <= bytes.length ? bytes.subarray(start, start + entry.size) : undefined;
}

/** Name in the first entry's own header: all that is left of a zip whose end is missing. */
export function findFirstName(bytes: Uint8Array): string {
  if (bytes.length < LOCAL_RECORD_BYTES) return '';
  const size = (bytes[26] ?? 0) + (bytes[27] ?? 0) * 256;
  return new TextDecoder().decode(bytes.subarray(LOCAL_RECORD_BYTES, LOCAL_RECORD_BYTES + size));
}
