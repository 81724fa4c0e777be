/** Bytes of unknown encoding to text. Chinese ledgers come as UTF-8 with or without mark, GB18030, or UTF-16 (Excel's "Unicode text"). */

export interface DecodedText {
  text: string;
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  /** Bytes that are no character of the encoding: replaced by U+FFFD, or cut off at the end. */
  damaged: boolean;
}

/** A byte order mark decides; else UTF-8 if every byte fits, else GB18030; if neither fits, the one with fewer losses. */
export function readText(bytes: Uint8Array): DecodedText {
  const marked = findMarkedEncoding(bytes);
  if (marked) return decodeStrictly(bytes, marked) ?? decodeLoosely(bytes, marked);
  const strict = decodeStrictly(bytes, 'utf-8') ?? decodeStrictly(bytes, 'gb18030');
  if (strict) return strict;
  const utf8 = decodeLoosely(bytes, 'utf-8');
  const gb = decodeLoosely(bytes, 'gb18030');
  return countReplaced(utf8.text) <= countReplaced(gb.text) ? utf8 : gb;
}

export function findMarkedEncoding(bytes: Uint8Array): DecodedText['encoding'] | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Undefined where a byte does not fit. A character cut in half by the end of the file is forgiven but told. */
function decodeStrictly(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
  try {
    return { text: text + decoder.decode(), encoding, damaged: false };
  } catch {
    return { text, encoding, damaged: true };
  }
}

function decodeLoosely(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, damaged: true };
}

function countReplaced(text: string): number {
  return text.split('\uFFFD').length - 1;
}
