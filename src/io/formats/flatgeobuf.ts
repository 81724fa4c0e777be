/**
 * FlatGeobuf (https://flatgeobuf.org). Writing sorts the rows along a Hilbert curve for the index, so that a file is
 * read in another order than it was given; rows are told apart by their ids, never by their place.
 */
import type { Format } from '../tables.ts';
import { readFlatgeobuf } from './flatgeobuf-read.ts';

export const flatgeobuf: Format = {
  id: 'flatgeobuf',
  extensions: ['fgb'],
  // The magic bytes without the version, which the reader looks at.
  matches: (bytes) => bytes[0] === 0x66 && bytes[1] === 0x67 && bytes[2] === 0x62,
  read: async (file) => readFlatgeobuf(file),
  write: async (table) => (await import('./flatgeobuf-write.ts')).writeFlatgeobuf(table),
};
