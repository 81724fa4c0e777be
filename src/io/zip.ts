/** Zip files: a whole project as one file, and what people send. */
import { inflateSync, zipSync, type Zippable } from 'fflate';
import { createProblem } from '../core/problems.ts';
import type { Cell, Problem } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { MAX_ENTRIES, MAX_FILE_BYTES } from './formats/bounds.ts';
import { findEntryBytes, readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** The first date that a zip can hold; local time, as the format has it, so that the bytes are the same everywhere. */
const NO_DATE = new Date(1980, 0, 1);
/** What operating systems leave in folders: nothing of the user's. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/** Same files in the same order, same bytes. Names with forward slashes. */
export function zipFiles(files: readonly FileBytes[]): Uint8Array {
  const contents: Zippable = {};
  for (const { name, bytes } of files) {
    if (Object.hasOwn(contents, name)) throw new Error(`two files for one zip are named ${name}`);
    contents[name] = [bytes, { mtime: NO_DATE }];
  }
  return zipSync(contents, { level: 6 });
}

/**
 * Unpacks what is safe to unpack. Zips within the zip stay packed. A bound that is broken (entries, bytes in all)
 * refuses the whole file before anything is unpacked; a bad entry only itself.
 */
export function unzipFiles(file: FileBytes): { files: FileBytes[]; problems: Problem[] } {
  const refuse = (code: 'file_unreadable' | 'file_too_large', value: Cell) => ({
    files: [],
    problems: [createProblem(code, { severity: 'error', file: file.name, value, action: 'left_out' })],
  });
  const entries = readZipDirectory(file.bytes);
  if (!entries) return refuse('file_unreadable', 'zip');
  if (entries.length > MAX_ENTRIES) return refuse('file_too_large', MAX_ENTRIES);
  const total = entries.reduce((sum, entry) => sum + entry.unpackedSize, 0);
  if (total > MAX_FILE_BYTES) return refuse('file_too_large', MAX_FILE_BYTES);

  const files: FileBytes[] = [];
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const entry of entries) {
    if (entry.name.endsWith('/') || LITTER.test(entry.name)) continue;
    const bytes = isSafeName(entry.name) && !taken.has(entry.name) ? unpack(file.bytes, entry) : null;
    taken.add(entry.name);
    if (bytes) files.push({ name: entry.name, bytes });
    else {
      const { name: value } = entry;
      // The rest of the zip is read.
      problems.push(createProblem('file_unreadable', { severity: 'error', file: file.name, value, action: 'changed' }));
    }
  }
  return { files, problems };
}

/** Stays below the folder it is unpacked into. */
function isSafeName(name: string): boolean {
  if (name === '' || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0')) return false;
  return !name.split('/').some((part) => part === '..' || part === '.');
}

/** Never more bytes than the directory says: the sum of those was checked. Null where the entry is damaged. */
function unpack(zip: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const packed = findEntryBytes(zip, entry);
  if (!packed || entry.encrypted) return null;
  const bytes = entry.method === 0 ? packed.slice() : entry.method === 8 ? inflate(packed, entry.unpackedSize) : null;
  return bytes?.length === entry.unpackedSize && findChecksum(bytes) === entry.checksum ? bytes : null;
}

function inflate(packed: Uint8Array, unpackedSize: number): Uint8Array | null {
  try {
    return inflateSync(packed, { out: new Uint8Array(unpackedSize) });
  } catch {
    return null;
  }
}

/** CRC-32 of ISO 3309, as zip uses it. The unpacker does not look at it. */
function findChecksum(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
