/** Reads who imports whom, and checks it against the table of rooms and for cycles. */
import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { TYPE_PACKAGES, type Room } from './rooms.ts';
import { listFiles, readSource, type Source } from './sources.ts';

export interface Import {
  from: string;
  /** As written. */
  specifier: string;
  line: number;
  /** `file`: by address (a worker, a `?url`), which loads nothing into the importer. */
  kind: 'value' | 'type' | 'dynamic' | 'file';
}

/** An import that loads nothing when it runs: all its names are types. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause || clause.name) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return !!bindings && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
}

/** `import('...')`, `new URL('...', import.meta.url)`, and the types written `import('...').Name`. */
function findExpressionImport(node: ts.Node): { specifier: ts.Node | undefined; kind: Import['kind'] } | undefined {
  if (ts.isImportTypeNode(node)) {
    return { specifier: ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, kind: 'type' };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: node.arguments[0], kind: 'dynamic' };
  }
  const isUrl = ts.isNewExpression(node) && node.expression.getText() === 'URL' && node.arguments?.length === 2;
  return isUrl && node.arguments[1]?.getText() === 'import.meta.url'
    ? { specifier: node.arguments[0], kind: 'file' }
    : undefined;
}

function findImport(node: ts.Node): { specifier: ts.Node | undefined; kind: Import['kind'] } | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return { specifier: node.moduleSpecifier, kind: isTypeOnly(node) ? 'type' : 'value' };
  }
  return findExpressionImport(node);
}

/** All imports of a file, those of types included. */
export function listImports({ path, script }: Source): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    const seen = findImport(node);
    if (seen?.specifier && ts.isStringLiteralLike(seen.specifier)) {
      const specifier = seen.specifier.text;
      const line = script.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const kind = /\?(worker|url|raw)/.test(specifier) ? 'file' : seen.kind;
      // A folder or a data file reached by its address is no module.
      if (kind !== 'file' || /\.(ts|svelte|mjs)(\?|$)/.test(specifier))
        found.push({ from: path, specifier, line, kind });
    }
    ts.forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function findRoom(path: string, rooms: readonly Room[]): Room | undefined {
  return rooms
    .filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function findPackageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function checkPackage(found: Import, room: Room): string | undefined {
  if (isBuiltin(found.specifier)) {
    return room.packages.includes('*') ? undefined : `${room.path} must not use Node's own ${found.specifier}`;
  }
  const name = findPackageName(found.specifier);
  if (found.kind === 'type' && TYPE_PACKAGES.includes(name)) return undefined;
  if (!room.packages.includes('*') && !room.packages.includes(name)) return `${room.path} must not use package ${name}`;
  return undefined;
}

/** Whether a list of rooms names the target or a room around it. */
function covers(list: readonly string[], target: Room): boolean {
  return list.some((path) => path === '*' || target.path === path || target.path.startsWith(`${path}/`));
}

function checkRoom(found: Import, room: Room, target: Room): string | undefined {
  // A file or folder with rules of its own inside a room still belongs to that room. `src` itself lists what it takes.
  const own = target === room || (room.path !== 'src' && covers([room.path], target));
  if (own || covers(room.imports, target)) return undefined;
  const types = covers(room.types ?? [], target);
  if (types && (found.kind === 'type' || found.kind === 'file')) return undefined;
  return `${room.path} may import ${types ? 'only types' : 'nothing'} from ${target.path}`;
}

/** The file a relative import means, from the root; undefined for a package. */
function resolveImport({ from, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')));
}

function checkImport(root: string, found: Import, rooms: readonly Room[]): string | undefined {
  const room = findRoom(found.from, rooms);
  if (!room) return 'stands in no room of the table';
  const path = resolveImport(found);
  if (path === undefined) return checkPackage(found, room);
  const full = `${root}/${path}`;
  if (!existsSync(full) || !statSync(full).isFile()) return `there is no file ${path}`;
  const target = findRoom(path, rooms);
  return target ? checkRoom(found, room, target) : `${path} stands in no room of the table`;
}

/** Cycles among files, each as the paths along it; one for each pair of files that close it. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string) => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const next of edges.get(path) ?? []) visit(next);
    trail.pop();
    done.add(path);
  };
  for (const path of [...edges.keys()].sort()) visit(path);
  return cycles;
}

/**
 * Files that import a lazy package at their head must be reached by `import()`: a sentence about each import
 * at the head of another file, unless that one imports such a package too.
 */
function checkLaziness(imports: readonly Import[], rooms: readonly Room[]): string[] {
  const atHead = imports.filter((found) => found.kind === 'value');
  const heavy = new Map<string, string>();
  for (const found of atHead) {
    const name = findPackageName(found.specifier);
    if (findRoom(found.from, rooms)?.lazy?.includes(name)) heavy.set(found.from, name);
  }
  return atHead.flatMap((found) => {
    const name = heavy.get(resolveImport(found) ?? '');
    if (name === undefined || heavy.has(found.from)) return [];
    return [
      `${found.from}:${found.line} imports ${found.specifier}: it holds ${name}, which is loaded when used, by import()`,
    ];
  });
}

/** Sentences about every import that breaks the table, and every cycle. Types count like values. */
export function checkArchitecture(root: string, rooms: readonly Room[]): string[] {
  const paths = listFiles(root, ['src', 'scripts'], ['.ts', '.svelte', '.mjs']);
  const imports = paths.flatMap((path) => listImports(readSource(root, path)));
  const broken = imports.flatMap((found) => {
    const message = checkImport(root, found, rooms);
    return message ? [`${found.from}:${found.line} imports ${found.specifier}: ${message}`] : [];
  });
  const edges = new Map<string, string[]>(paths.map((path) => [path, []]));
  for (const found of imports) {
    const path = resolveImport(found);
    if (path !== undefined && found.kind !== 'file') edges.get(found.from)?.push(path);
  }
  return [
    ...broken,
    ...checkLaziness(imports, rooms),
    ...findCycles(edges).map((cycle) => `cycle: ${cycle.join(' -> ')}`),
  ];
}
