/** The formats, and which of them a file is in: by its bytes, whatever it is called. */
import { createProblem } from '../../core/problems.ts';
import type { Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import type { Format } from '../tables.ts';
import { isZip } from '../zip-directory.ts';
import { MAX_FILE_BYTES } from './bounds.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import { CSV, GEOJSON, XLSX, type Signs } from './signs.ts';

/** In the order of asking: text is what nothing else claims. */
export const FORMATS: readonly Format[] = [
  flatgeobuf,
  loadedWhenUsed(XLSX, async () => (await import('./xlsx.ts')).xlsx),
  loadedWhenUsed(GEOJSON, async () => (await import('./geojson.ts')).geojson),
  loadedWhenUsed(CSV, async () => (await import('./csv.ts')).csv),
];

function loadedWhenUsed(signs: Signs, load: () => Promise<Format>): Format {
  return {
    ...signs,
    read: async (file) => (await load()).read(file),
    write: async (table) => (await load()).write(table),
  };
}

/** Endings of OpenStreetMap extracts, which have readers of their own. */
const OSM: readonly string[] = ['pbf', 'osm'];

/** First bytes of Microsoft's compound files: old .xls, and an .xlsx with a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** The format, null where there is none; a problem where there is none or where the name says another. */
export function identifyFormat(file: FileBytes): { format: Format | null; problem: Problem | null } {
  const { name, bytes } = file;
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const refuse = (code: Problem['code'], value: Problem['value']) => ({
    format: null,
    problem: createProblem(code, { severity: 'error', file: name, value, action: 'left_out' }),
  });
  if (bytes.length > MAX_FILE_BYTES) return refuse('file_too_large', MAX_FILE_BYTES);
  if (isBlank(bytes)) return refuse('file_empty', null);
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) return refuse('file_legacy_xls', extension);
  const format = FORMATS.find((candidate) => candidate.matches(bytes));
  if (!format) {
    const isOurs = FORMATS.some(({ extensions }) => extensions.includes(extension)) || OSM.includes(extension);
    return isOurs
      ? refuse('file_other_content', extension)
      : refuse('file_unknown_format', isZip(bytes) ? 'zip' : extension);
  }
  if (extension === '' || format.extensions.includes(extension)) return { format, problem: null };
  // Plain text under the name of a map layer is no ledger but a damaged or foreign file.
  const isLayer = [GEOJSON, flatgeobuf].some(({ extensions }) => extensions.includes(extension));
  if (format.id === CSV.id && isLayer) return refuse('file_not_as_named', 'text');
  return {
    format,
    problem: createProblem('file_not_as_named', { severity: 'note', file: name, value: format.id }),
  };
}

/** Nothing but white space and byte order marks. Looked at only where a file is small. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.length === 0 || (bytes.length <= 1024 && /^[\s\uFEFF]*$/.test(new TextDecoder().decode(bytes)));
}
