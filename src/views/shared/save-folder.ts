import type { FileBytes } from '../../io/files.ts';

interface DirectoryPicker {
  showDirectoryPicker?: (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
}

export function canSaveFolder(): boolean {
  return typeof (window as DirectoryPicker).showDirectoryPicker === 'function';
}

/** Writes the files into a folder of the user's choice; false where the user chose none. */
export async function saveFolder(files: FileBytes[]): Promise<boolean> {
  let folder: FileSystemDirectoryHandle | undefined;
  try {
    folder = await (window as DirectoryPicker).showDirectoryPicker?.({ mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
  if (!folder) return false;
  for (const { name, bytes } of files) {
    const handle = await folder.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    // The bytes come from the worker as one whole buffer, never a shared one.
    await stream.write(bytes as Uint8Array<ArrayBuffer>);
    await stream.close();
  }
  return true;
}
