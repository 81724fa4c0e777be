/** Which data the place is made of and where they are from, those included whose source nobody wrote down. */
import { LAYERS, type DataSource, type LayerName, type Project } from '../../core/types.ts';

/** Whether a project holds anything of a layer. */
function hasRows(project: Project, layer: LayerName): boolean {
  const rows = project[layer];
  return Array.isArray(rows) ? rows.length > 0 : rows !== null;
}

/** The sources as they were said, then one with blank texts for each layer that has rows and no source. */
export function listSources(project: Project): DataSource[] {
  const said = new Set<string>(project.sources.map(({ layer }) => layer));
  const untold = LAYERS.filter((layer) => !said.has(layer) && hasRows(project, layer));
  return [...project.sources, ...untold.map((layer) => ({ layer, title: '', licence: '', date: '' }))];
}
