/** The outer layer of an OSM PBF file (OSM wiki, PBF Format): blobs one behind the other, each packed by itself. */
import { PbfReader } from 'pbf';

/** Bounds of the format's own text. */
const MAX_HEADER_BYTES = 65_536;
const MAX_BLOB_BYTES = 33_554_432;

export interface Blob {
  type: string;
  /** Where its packed bytes lie in the file. */
  from: number;
  to: number;
}

/** All blobs by their headers; nothing is unpacked. `end` is where sense ends: the file's length if it is whole. */
export function listBlobs(bytes: Uint8Array): { blobs: Blob[]; end: number } {
  const blobs: Blob[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 4 <= bytes.length) {
    const size = view.getUint32(at);
    if (size > MAX_HEADER_BYTES || at + 4 + size > bytes.length) break;
    const header = readHeader(bytes.subarray(at + 4, at + 4 + size));
    const from = at + 4 + size;
    if (header === null || from + header.size > bytes.length) break;
    blobs.push({ type: header.type, from, to: from + header.size });
    at = from + header.size;
  }
  return { blobs, end: at };
}

function readHeader(bytes: Uint8Array): { type: string; size: number } | null {
  const header = { type: '', size: -1 };
  try {
    new PbfReader(bytes).readFields((field, result, pbf) => {
      if (field === 1) result.type = pbf.readString();
      else if (field === 3) result.size = pbf.readVarint();
    }, header);
  } catch {
    return null;
  }
  return header.size >= 0 && header.size <= MAX_BLOB_BYTES ? header : null;
}

const PACKINGS: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

/** Throws where the bytes are damaged, too many, or packed in a way that browsers do not unpack. */
export async function unpackBlob(bytes: Uint8Array): Promise<Uint8Array> {
  const found: { raw: Uint8Array | null; zlib: Uint8Array | null; other: string } = {
    raw: null,
    zlib: null,
    other: '',
  };
  new PbfReader(bytes).readFields((field, result, pbf) => {
    if (field === 1) result.raw = pbf.readBytes();
    else if (field === 3) result.zlib = pbf.readBytes();
    else result.other = PACKINGS[field] ?? result.other;
  }, found);
  if (found.raw !== null) return found.raw;
  if (found.zlib !== null) return inflate(found.zlib);
  throw new Error(found.other === '' ? 'no data' : found.other);
}

/** Counts while it unpacks: a few bytes may claim to be many. */
async function inflate(packed: Uint8Array): Promise<Uint8Array> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      // DecompressionStream wants bytes that are not shared; those of a file never are.
      controller.enqueue(packed as Uint8Array<ArrayBuffer>);
      controller.close();
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MAX_BLOB_BYTES) {
      await reader.cancel();
      throw new Error(`more than ${MAX_BLOB_BYTES} bytes`);
    }
    parts.push(part.value);
  }
  return join(parts, size);
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
