/** Reading what the user points at: folders, zip files, single files. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { FileBytes } from '../../src/io/files.ts';
import { InputError } from './failures.ts';

function readOne(path: string, name: string): FileBytes {
  try {
    return { name, bytes: readFileSync(path) };
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${(error as Error).message}`); // fs throws nothing but Errors
  }
}

/** All files below a folder under their paths from it; hidden ones are not the user's data. */
function readFolder(folder: string): FileBytes[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).replaceAll('\\', '/') }))
    .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => readOne(path, name));
}

/** Throws an InputError naming the path that is not there or cannot be read. */
export function readInputs(paths: readonly string[]): FileBytes[] {
  const names = paths.map((path) => basename(path));
  return paths.flatMap((path, index) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new InputError(`There is no file or folder ${path}.`);
    if (found.isDirectory()) return readFolder(path);
    const name = names[index]!;
    // Two files of one name in different folders stay two.
    return [readOne(path, names.filter((other) => other === name).length > 1 ? path : name)];
  });
}

export function writeOutput(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new InputError(`${path} cannot be written: ${(error as Error).message}`); // fs throws nothing but Errors
  }
}
