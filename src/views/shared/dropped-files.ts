/** Files from a picker or a drop, folders included, as bytes. */
import type { FileBytes } from '../../io/files.ts';

/** A folder with more files than this is not a project; reading it would only use memory. */
const MOST_FILES = 2000;

async function readFile(file: File, name: string): Promise<FileBytes> {
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export async function readPicked(list: FileList): Promise<FileBytes[]> {
  const files = [...list].slice(0, MOST_FILES);
  return Promise.all(files.map((file) => readFile(file, file.webkitRelativePath || file.name)));
}

export async function readDropped(transfer: DataTransfer): Promise<FileBytes[]> {
  // Entries must be asked for before the first wait: the browser takes them back afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files: FileBytes[] = [];
  for (const entry of entries) await addEntry(entry, '', files);
  return files;
}

async function addEntry(entry: FileSystemEntry, folder: string, files: FileBytes[]): Promise<void> {
  if (files.length >= MOST_FILES) return;
  const name = folder + entry.name;
  if (entry.isFile) {
    // The two kinds of entry have no common type guard; isFile is the platform's own.
    const fileEntry = entry as FileSystemFileEntry;
    const file = await new Promise<File>((resolve, reject) => fileEntry.file(resolve, reject));
    files.push(await readFile(file, name));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a part at a time, and nothing when it is done.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const each of part) await addEntry(each, `${name}/`, files);
  }
}
