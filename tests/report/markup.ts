/** A small judge of markup, for tests: tags nest and close, attributes are quoted, no stray `<` or `&`. */

/** What is wrong with a text as XML; null when nothing is. */
export function findFlaw(xml: string): string | null {
  const open: string[] = [];
  let at = 0;
  for (const found of xml.matchAll(/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const between = xml.slice(at, found.index);
    if (/[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/.test(between)) return `stray markup in "${between}"`;
    const [whole, closes, name = '', attributes = '', isEmpty] = found;
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, key]) => key);
    if (new Set(names).size !== names.length) return `an attribute twice in ${whole}`;
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(attributes)) return `stray & in ${whole}`;
    if (closes && open.pop() !== name) return `${whole} closes nothing`;
    if (!closes && !isEmpty) open.push(name);
    at = found.index + whole.length;
  }
  if (xml.slice(at).trim() !== '') return `text after the end: "${xml.slice(at)}"`;
  return open.length > 0 ? `${open.join(', ')} never closed` : null;
}
