/** Markup as text: everything that comes from somebody's data passes `escapeText`. */

/** Characters that XML does not allow at all, lone halves of pairs among them: a text with one is no document. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attributes, of HTML and of XML. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}

/** An element; attributes are escaped, undefined ones left out. `inner` is markup, and must be made of escaped texts. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner = '',
): string {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeText(typeof value === 'number' ? formatNumber(value) : value)}"`],
  );
  return inner === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inner}</${name}>`;
}

/** Hundredths are finer than anybody sees. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

/** A text as a CSS string in quotes, which can end neither the string nor the style element. */
export function cssString(text: string): string {
  const safe = text.replace(
    /[^\p{L}\p{N} .,·、。（）()《》—-]/gu,
    (found) => `\\${(found.codePointAt(0) ?? 0xfffd).toString(16)} `,
  );
  return `"${safe}"`;
}

/** A name that can be an id in a document: letters, digits and hyphens. */
export function idOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '-');
}
