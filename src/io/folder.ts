/** A project as a folder of files, read by its manifest. */
import { createProblem } from '../core/problems.ts';
import { LAYERS, type LayerName, type Problem } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { MANIFEST_FILE, type Manifest } from './manifest.ts';

/** Files that belong to the machine or are our own output: not the user's data. */
const NOISE =
  /(?:^|\/)(?:\.[^/]+|__MACOSX\/.*|thumbs\.db|desktop\.ini|~\$[^/]*|\._[^/]*|evaluation[^/]*\.json|plan\.json|icon\r?)$/iu;

/** Drops what is not data, and the folder that all names share (`myproject/project.json` -> `project.json`). */
export function tidyFiles(files: readonly FileBytes[]): FileBytes[] {
  const kept = files
    .map(({ name, bytes }) => ({ name: name.replace(/\\/gu, '/').replace(/^(?:\.?\/)+/u, ''), bytes }))
    .filter(({ name }) => !NOISE.test(name) && !name.startsWith('__MACOSX/') && !/(?:^|\/)\.[^/]+\//u.test(name));
  const manifest = findManifest(kept);
  const prefix = manifest === undefined ? findSharedFolder(kept) : manifest.name.slice(0, -MANIFEST_FILE.length);
  return kept.map(({ name, bytes }) => ({ name: name.startsWith(prefix) ? name.slice(prefix.length) : name, bytes }));
}

/** The manifest that lies highest. */
export function findManifest(files: readonly FileBytes[]): FileBytes | undefined {
  const depth = (name: string): number => name.split('/').length;
  return files
    .filter(({ name }) => name === MANIFEST_FILE || name.endsWith(`/${MANIFEST_FILE}`))
    .sort((a, b) => depth(a.name) - depth(b.name))[0];
}

function findSharedFolder(files: readonly FileBytes[]): string {
  let shared = files[0]?.name.replace(/[^/]*$/u, '') ?? '';
  for (const { name } of files) {
    while (shared !== '' && !name.startsWith(shared)) shared = shared.replace(/[^/]*\/$/u, '');
  }
  return shared;
}

/** A file by the name that a manifest gives it; on some machines capitals do not count. */
export function findNamed(files: readonly FileBytes[], name: string): FileBytes | undefined {
  return (
    files.find((candidate) => candidate.name === name) ??
    files.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  );
}

/** The files that a manifest names, by layer; those that are not there are told. */
export function findLayerFiles(
  manifest: Manifest,
  files: readonly FileBytes[],
): { named: { layer: LayerName; file: FileBytes }[]; problems: Problem[] } {
  const named: { layer: LayerName; file: FileBytes }[] = [];
  const problems: Problem[] = [];
  for (const layer of LAYERS) {
    const name = layer === 'reported' ? manifest.reported : manifest.layers[layer];
    if (name === undefined || name === null) continue;
    const file = findNamed(files, name);
    if (file !== undefined) named.push({ layer, file });
    else {
      const severity = layer === 'facilities' || layer === 'residences' ? 'error' : 'warning';
      const details = { severity, layer, file: MANIFEST_FILE, column: `layers.${layer}`, value: name } as const;
      problems.push(createProblem('layer_file_missing', { ...details, action: 'left_out' }));
    }
  }
  return { named, problems };
}
