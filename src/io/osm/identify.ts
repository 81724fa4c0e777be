/** Tells an OpenStreetMap extract by its first bytes. Small, because every opened file is asked. */

export type OsmFormat = 'pbf' | 'xml' | 'overpass';

const HEAD_BYTES = 4096;
/** A PBF file starts with the length of a header whose first field, of nine characters, is this. */
const PBF_START = '\n\tOSMHeader';

/** Which form of extract the bytes are; null for all other files. */
export function findOsmFormat(bytes: Uint8Array): OsmFormat | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  if (head.startsWith(PBF_START, 4)) return 'pbf';
  const text = head.replace(/^\u00EF\u00BB\u00BF/u, '').trimStart();
  if (/^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>|\s+)*<osm[\s>]/u.test(text)) return 'xml';
  return text.startsWith('{') && isOverpass(text) ? 'overpass' : null;
}

/** A list of elements at the top, as no GeoJSON has it. */
function isOverpass(text: string): boolean {
  return /"elements"\s*:\s*\[/u.test(text) && !/"type"\s*:\s*"Feature(?:Collection)?"/u.test(text);
}
