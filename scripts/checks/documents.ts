/** What the documents name and the project no longer has: paths, package scripts, commands and their flags. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listFiles } from './sources.ts';

export interface Named {
  root: string;
  /** Scripts of package.json. */
  scripts: readonly string[];
  /** Commands of `care-circle` and the flags of each. */
  commands: ReadonlyMap<string, readonly string[]>;
}

const FOLDERS = ['src', 'public', 'data', 'scripts', 'tests', '.ci'];
const FILE = /^[\w.#-]+\.(ts|svelte|mjs|js|json|md|html|css)$/;
/** Made when something runs, so not there in a bare clone. */
const MADE = /^(dist|reports|test-results|node_modules|public\/sample)(\/|$)/;

function looksLikePath(text: string): boolean {
  if (!/^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(text) || text.startsWith('..') || text.startsWith('@')) return false;
  const first = text.split('/')[0] ?? '';
  const named = FILE.test(basename(text));
  return text.includes('/') ? FOLDERS.includes(first) || named || text.endsWith('/') : named;
}

/** A path may be told from the project, from the document's folder, from `src`, or as the bare name of one file. */
function pathExists(path: string, document: string, root: string): boolean {
  if (MADE.test(path)) return true;
  const starts = ['', dirname(document), 'src'];
  if (starts.some((start) => existsSync(join(root, start, path)))) return true;
  return !path.includes('/') && listFiles(root, FOLDERS, [`/${path}`]).length > 0;
}

function checkCommand(words: string[], named: Named): string[] {
  const flags = named.commands.get(words[0] ?? '');
  if (!flags) return [`care-circle ${words[0] ?? ''}: no such command`];
  return words
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.replace(/=.*$/, ''))
    .filter((word) => !flags.includes(word))
    .map((word) => `care-circle ${words[0] ?? ''} ${word}: no such option`);
}

/** Words of one command line as a shell would cut them, near enough for documents. */
function splitWords(line: string): string[] {
  return line.replace(/[[\]]/g, ' ').split(/\s+/).filter(Boolean);
}

function checkLine(line: string, named: Named): string[] {
  const found: string[] = [];
  const script = /\bnpm run (?:--silent )?([\w:-]+)/.exec(line)?.[1];
  if (script !== undefined && !named.scripts.includes(script)) found.push(`npm run ${script}: no such script`);
  const short = /\bnpm (start|test)\b/.exec(line)?.[1];
  if (short !== undefined && !named.scripts.includes(short)) found.push(`npm ${short}: no such script`);
  const command = /(?:^|\s)care-circle (?:-- )?([a-z].*)$/.exec(line)?.[1];
  if (command !== undefined) found.push(...checkCommand(splitWords(command), named));
  for (const path of line.matchAll(/\bnode (?:--import tsx )?([\w./-]+\.(?:mjs|ts))/g)) {
    if (!existsSync(join(named.root, path[1]!))) found.push(`${path[1]!}: no such file`);
  }
  return found;
}

/** Every path and command in code spans and code blocks of `markdown` that is not there, as a sentence each. */
export function checkDocument(document: string, markdown: string, named: Named): string[] {
  const blocks = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  const links = [...prose.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1]!);
  const lines = [...blocks.flatMap((block) => block.split('\n')), ...spans];
  const stale = [...spans, ...links]
    .filter((text) => looksLikePath(text) && !pathExists(text, document, named.root))
    .map((path) => `${path}: no such file or folder`);
  return [...stale, ...lines.flatMap((line) => checkLine(line.replace(/\s#.*$/, ''), named))];
}
