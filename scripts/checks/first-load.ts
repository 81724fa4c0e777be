/** Which built files a browser fetches until the first drawing stands, found from the page itself. */
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

export interface LoadedFile {
  path: string;
  gzipBytes: number;
  /** `library`: MapLibre, whose chunk is named `maplibre` in vite.config.ts. `worker`: loaded beside the page. */
  part: 'page' | 'worker' | 'library';
}

/** Scripts, styles and preloads that the page names. */
function listNamedByPage(html: string): string[] {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /rel="(stylesheet|modulepreload)"/.test(tag))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

/** Modules a script imports at its head. */
function listStaticImports(path: string, text: string): string[] {
  const script = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  return script.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
    statement.moduleSpecifier &&
    ts.isStringLiteral(statement.moduleSpecifier)
      ? [posix.join(posix.dirname(path), statement.moduleSpecifier.text)]
      : [],
  );
}

/** Of what a script imports when needed: the given chunks (`Map` is `./Map-<hash>.js`), with the styles Vite loads beside. */
function listImportedWhenNeeded(path: string, text: string, names: readonly string[]): string[] {
  const beside =
    /m\.f=\[([^\]]*)\]/
      .exec(text)?.[1]
      ?.split(',')
      .map((quoted) => quoted.slice(1, -1)) ?? [];
  const imports = text.matchAll(
    /import\([`'"](\.\/([^`'"]+)-[\w-]{8}\.js)[`'"]\)(?:,__vite__mapDeps\(\[([\d,]*)\]\))?/g,
  );
  return [...imports]
    .filter(([, , name]) => names.includes(name ?? ''))
    .flatMap(([, script, , places = '']) => [script, ...places.split(',').map((place) => beside[Number(place)])])
    .flatMap((file) => (file === undefined ? [] : [posix.join(posix.dirname(path), file)]));
}

/** Workers a script starts by their address, as Vite writes it. */
function listWorkers(path: string, text: string): string[] {
  const addresses = text.matchAll(/new URL\([`'"]([^`'"]+\.m?js)[`'"],\s*import\.meta\.url\)/g);
  return [...addresses].map((match) => posix.join(posix.dirname(path), match[1]!));
}

function findPart(path: string, workers: ReadonlySet<string>): LoadedFile['part'] {
  if (/(^|\/)maplibre[^/]*\.(js|css|mjs)$/.test(path)) return 'library';
  return workers.has(path) ? 'worker' : 'page';
}

/**
 * `read` gives the bytes of a built file by its path in the folder; `index.html` is where it starts. `needed` names the
 * chunks that the first screen imports when it needs them; throws where one of them is imported nowhere.
 */
export function listFirstLoad(read: (path: string) => Uint8Array, needed: readonly string[] = []): LoadedFile[] {
  const waiting = ['index.html'];
  const workers = new Set<string>();
  const loaded = new Map<string, LoadedFile>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (loaded.has(path)) continue;
    const bytes = read(path);
    const part = findPart(path, workers);
    loaded.set(path, { path, gzipBytes: gzipSync(bytes, { level: 9 }).length, part });
    const text = new TextDecoder().decode(bytes);
    if (path.endsWith('.html')) waiting.push(...listNamedByPage(text).map((named) => posix.normalize(named)));
    // The map library's own imports are its own: none of ours are behind it.
    if (!/\.m?js$/.test(path) || part === 'library') continue;
    const started = listWorkers(path, text);
    const imported = [...listStaticImports(path, text), ...listImportedWhenNeeded(path, text, needed)];
    for (const worker of part === 'worker' ? [...started, ...imported] : started) workers.add(worker);
    waiting.push(...imported, ...started);
  }
  const missing = needed.filter(
    (name) => ![...loaded.keys()].some((path) => posix.basename(path).startsWith(`${name}-`)),
  );
  if (missing.length > 0) throw new Error(`no script imports the chunk ${missing.join(', ')}`);
  return [...loaded.values()];
}
