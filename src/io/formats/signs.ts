/** By what a file's format is known. Apart from the readers, which are loaded when a file of theirs is met. */
import type { Format } from '../tables.ts';
import { findFirstName, isZip, readZipDirectory } from '../zip-directory.ts';
import { findMarkedEncoding } from './text.ts';

export type Signs = Pick<Format, 'id' | 'extensions' | 'matches'>;

/** How much of a file is looked at to tell text from other bytes. */
const SNIFF_BYTES = 4096;
/** Stands before each document of a JSON text sequence (RFC 8142). */
export const RECORD_SEPARATOR = '\u001E';

export const CSV: Signs = { id: 'csv', extensions: ['csv', 'tsv', 'txt'], matches: isText };

export const GEOJSON: Signs = {
  id: 'geojson',
  extensions: ['geojson', 'json', 'geojsonl', 'geojsons', 'ndjson', 'jsonl'],
  matches: startsLikeJson,
};

export const XLSX: Signs = { id: 'xlsx', extensions: ['xlsx', 'xlsm'], matches: isWorkbook };

/** Text, and not XML or HTML: no zero bytes, hardly any control characters. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const marked = findMarkedEncoding(bytes);
  if (marked === 'utf-16le' || marked === 'utf-16be') return true;
  const head = bytes.subarray(0, SNIFF_BYTES);
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  if (controls * 100 > head.length) return false;
  const start = new TextDecoder('latin1').decode(head.subarray(marked ? 3 : 0)).trimStart();
  return !start.startsWith('<') && !start.startsWith('%PDF-');
}

function startsLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 1024))
    .replace(/^\xEF\xBB\xBF/, '')
    .replace(RECORD_SEPARATOR, '');
  return /^\s*(\{\s*(["}]|$)|\[\s*([{\]]|$))/.test(start);
}

/** A zip with a workbook inside (a Word file is a zip with content types, too); of a cut-off one the start must do. */
function isWorkbook(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const entries = readZipDirectory(bytes);
  if (!entries) return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(findFirstName(bytes));
  return entries.some(({ name }) => name === 'xl/workbook.xml');
}
