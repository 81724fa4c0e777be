/** Which built files a browser fetches before the page can show, found from the page itself. */
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

/** Modules a script imports at its head; what it imports when needed comes later and does not count. */
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

/** Workers a script starts by their address, as Vite writes it. */
function listWorkers(path: string, text: string): string[] {
  const addresses = text.matchAll(/new URL\([`'"]([^`'"]+\.m?js)[`'"],\s*import\.meta\.url\)/g);
  return [...addresses].map((match) => posix.join(posix.dirname(path), match[1]!));
}

function findPart(path: string, workers: ReadonlySet<string>): LoadedFile['part'] {
  if (/(^|\/)maplibre[^/]*\.(js|css|mjs)$/.test(path)) return 'library';
  return workers.has(path) ? 'worker' : 'page';
}

/** `read` gives the bytes of a built file by its path in the folder; `index.html` is where it starts. */
export function listFirstLoad(read: (path: string) => Uint8Array): LoadedFile[] {
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
    const imported = listStaticImports(path, text);
    for (const worker of part === 'worker' ? [...started, ...imported] : started) workers.add(worker);
    waiting.push(...imported, ...started);
  }
  return [...loaded.values()];
}
