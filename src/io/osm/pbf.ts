/** OSM PBF (OSM wiki, PBF Format) as a source of ways, relations and nodes. */
import { PbfReader } from 'pbf';
import { createProblem } from '../../core/problems.ts';
import type { Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import type { Meter, OsmSource, Pass } from './elements.ts';
import { listBlobs, unpackBlob, type Blob } from './pbf-blobs.ts';
import { readBlock, type BlockKinds, type BlockVisitor } from './pbf-block.ts';

/** What a reader must understand to read a file rightly; we know no more than these. */
const FEATURES = ['OsmSchema-V0.6', 'DenseNodes'];

/**
 * Opens a file. Blocks are unpacked one at a time. The first pass looks into all of them and remembers what they hold,
 * so that the later ones unpack only what they need. A damaged block costs what is in it and nothing else.
 */
export function openPbf(file: FileBytes, meter: Meter): OsmSource {
  return new PbfSource(file, meter);
}

class PbfSource implements OsmSource {
  readonly #file: FileBytes;
  readonly #meter: Meter;
  readonly #blobs: Blob[];
  readonly #end: number;
  /** What each block holds, as far as it was looked at; null for one that cannot be read. */
  readonly #kinds = new Map<Blob, BlockKinds | null>();
  #words = '';
  #date = '';

  constructor(file: FileBytes, meter: Meter) {
    const { blobs, end } = listBlobs(file.bytes);
    this.#file = file;
    this.#meter = meter;
    this.#blobs = blobs;
    this.#end = end;
  }

  relations(visit: NonNullable<BlockVisitor['relation']>): Promise<void> {
    return this.#pass('relations', { relation: visit });
  }

  ways(visit: NonNullable<BlockVisitor['way']>): Promise<void> {
    return this.#pass('ways', { way: visit });
  }

  nodes(visit: NonNullable<BlockVisitor['node']>): Promise<void> {
    return this.#pass('nodes', { node: visit });
  }

  date(): string {
    return this.#date;
  }

  problems(): Problem[] {
    const { name, bytes } = this.#file;
    const damaged = [...this.#kinds.values()].filter((kinds) => kinds === null).length;
    const words: string[] = [];
    if (damaged > 0) words.push(`${damaged} / ${this.#blobs.length} blocks: ${this.#words}`);
    if (this.#end < bytes.length) words.push(`${this.#end} / ${bytes.length} bytes`);
    const value = words.join('; ');
    const action = damaged === this.#blobs.length ? 'left_out' : 'changed';
    const details = { severity: 'error', file: name, value, action } as const;
    return words.length === 0 ? [] : [createProblem('file_unreadable', details)];
  }

  async #pass(pass: Pass, visitor: BlockVisitor): Promise<void> {
    for (const blob of this.#blobs) {
      const kinds = this.#kinds.get(blob);
      if (kinds === undefined || kinds?.[pass] === true) await this.#read(blob, visitor);
      this.#meter(pass, blob.to);
    }
  }

  async #read(blob: Blob, visitor: BlockVisitor): Promise<void> {
    try {
      const bytes = await unpackBlob(this.#file.bytes.subarray(blob.from, blob.to));
      if (blob.type === 'OSMData') this.#kinds.set(blob, readBlock(bytes, visitor));
      else this.#readOther(blob, bytes);
    } catch (error) {
      this.#kinds.set(blob, null);
      this.#words = (error instanceof Error ? error.message : String(error)).slice(0, 80);
    }
  }

  /** The header; blobs of other types are to be passed over. */
  #readOther(blob: Blob, bytes: Uint8Array): void {
    this.#kinds.set(blob, { nodes: false, ways: false, relations: false });
    if (blob.type !== 'OSMHeader') return;
    const strange: string[] = [];
    new PbfReader(bytes).readFields((field, result, pbf) => {
      if (field === 4) result.push(pbf.readString());
      else if (field === 32) this.#date = new Date(pbf.readVarint(true) * 1000).toISOString().slice(0, 10);
    }, strange);
    const unknown = strange.filter((feature) => !FEATURES.includes(feature));
    // A file with all versions of every element would be read as if the old ones were still there.
    if (unknown.length > 0) {
      for (const other of this.#blobs) this.#kinds.set(other, null);
      throw new Error(unknown.join(', '));
    }
  }
}
