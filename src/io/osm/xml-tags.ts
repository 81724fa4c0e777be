/** The tags of an XML text, one after the other, from bytes. No document type is read, no entity of one is known. */

export interface XmlTag {
  name: string;
  /** `</name>`; a tag that closes itself (`<name/>`) is no closing one. */
  isClosing: boolean;
  /** `<name/>` */
  isSelfClosing: boolean;
  /** As they stand in the text; `readAttributes` takes them apart. */
  attributes: string;
  /** The text behind the tag, up to the next one. */
  following: string;
}

/** Bytes that are decoded at once. */
const CHUNK_BYTES = 1_048_576;
/** No tag of an extract is nearly as long: the rest of the text is no XML then. */
const MAX_TAG_LENGTH = 1_048_576;

const TAG =
  /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^[\]>]*(?:\[[^\]]*\][^>]*)?>/uy;

/**
 * Calls `visit` for every tag and `onChunk` with the bytes behind. Ends where the text makes no sense any more and
 * returns that place in characters; null where the whole text was read.
 */
export function readXmlTags(
  bytes: Uint8Array,
  visit: (tag: XmlTag) => void,
  onChunk: (bytes: number) => void,
): number | null {
  const decoder = new TextDecoder();
  let text = '';
  let passed = 0;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const isLast = at + CHUNK_BYTES >= bytes.length;
    text += decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: !isLast });
    const used = readTags(text, isLast, visit);
    passed += used;
    text = text.slice(used);
    onChunk(Math.min(at + CHUNK_BYTES, bytes.length));
    if (text.length > MAX_TAG_LENGTH && !isLast) return passed;
  }
  return text.trim() === '' ? null : passed;
}

/** Reads all tags whose following text is there, and returns how many characters that were. */
function readTags(text: string, isLast: boolean, visit: (tag: XmlTag) => void): number {
  let at = text.indexOf('<');
  while (at >= 0) {
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    if (match === null) return at;
    const next = text.indexOf('<', TAG.lastIndex);
    if (next < 0 && !isLast) return at;
    const end = next < 0 ? text.length : next;
    const [whole, slash, name, attributes = '', ending] = match;
    if (name !== undefined) {
      const following = text.slice(at + whole.length, end);
      visit({ name, isClosing: slash === '/', isSelfClosing: ending === '/', attributes, following });
    }
    if (next < 0) return text.length;
    at = next;
  }
  return isLast ? 0 : text.length;
}

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

export function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[name] = decodeEntities(double ?? single ?? '');
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five names that XML itself has, and numbers; anything else stays as it is written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
