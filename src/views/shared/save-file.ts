import type { FileBytes } from '../../io/files.ts';

/** Hands a file to the browser's own download. */
export function saveFile({ name, bytes }: FileBytes): void {
  // The bytes come from the worker as one whole buffer; Blob's type does not know that it is not a shared one.
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken its copy by the next task.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
