/** The project's own files, and the script in each, for the checks of its structure. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Files below the given folders, as paths from `root` with forward slashes, sorted. Missing folders hold none. */
export function listFiles(root: string, folders: readonly string[], extensions: readonly string[]): string[] {
  return folders
    .flatMap((folder) => {
      try {
        return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
          `${folder}/${path}`.replaceAll('\\', '/'),
        );
      } catch {
        return [];
      }
    })
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .sort();
}

/** The script parts of a component, everything else blanked out, so that positions stay what they were. */
function keepScripts(component: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  let scripts = '';
  let end = 0;
  for (const match of component.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[1]!.length;
    scripts += blank(component.slice(end, start)) + match[2]!;
    end = start + match[2]!.length;
  }
  return scripts + blank(component.slice(end));
}

export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  lines: number;
  script: ts.SourceFile;
}

function countLines(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

export function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const script = path.endsWith('.svelte') ? keepScripts(text) : text;
  return { path, lines: countLines(text), script: ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true) };
}
