/** A file as bytes. The name may carry the folders below the one that was opened, with forward slashes. */
export interface FileBytes {
  name: string;
  bytes: Uint8Array;
}
