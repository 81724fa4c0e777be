/** Which data the place is made of and where they are from, those included whose source nobody wrote down. */
import { LAYERS, type DataSource, type LayerName, type Project } from '../../core/types.ts';
import type { Locale } from '../../i18n/index.ts';

/** Whether a project holds anything of a layer. */
function hasRows(project: Project, layer: LayerName): boolean {
  const rows = project[layer];
  return Array.isArray(rows) ? rows.length > 0 : rows !== null;
}

/**
 * The sources as they were said, in the report's language where they were said in both, then one with blank texts for
 * each layer that has rows and no source.
 */
export function listSources({ project, locale }: { project: Project; locale: Locale }): DataSource[] {
  const said = new Set<string>(project.sources.map(({ layer }) => layer));
  const untold = LAYERS.filter((layer) => !said.has(layer) && hasRows(project, layer));
  const sources = project.sources.map((source) => ({
    ...source,
    title: chooseLanguage(source.title, locale),
    licence: chooseLanguage(source.licence, locale),
  }));
  return [...sources, ...untold.map((layer) => ({ layer, title: '', licence: '', date: '' }))];
}

/**
 * Of a text that says one thing in Chinese and once more in small letters (乙 / the same, in either order), the part in
 * the language; any other text whole. What begins with a capital, a number or a mark of rights may be somebody's name,
 * and no name may be lost from the sources.
 */
export function chooseLanguage(text: string, locale: Locale): string {
  const parts = text.split(' / ').map((part) => part.trim());
  const chinese = parts.find((part) => /\p{Script=Han}/u.test(part));
  const other = parts.find((part) => /^\p{Ll}+ [^\p{Script=Han}\p{Lu}\d©]*$/u.test(part));
  if (parts.length !== 2 || chinese === undefined || other === undefined) return text;
  return locale === 'zh' ? chinese : other;
}
