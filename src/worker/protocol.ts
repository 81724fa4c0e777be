/** Messages between the page and its worker. The functions of `jobs.ts` are the protocol; these carry their calls. */
import type { Progress } from '../core/types.ts';

export type ToWorker = { type: 'run'; call: number; job: string; args: unknown } | { type: 'cancel'; call: number };

export type FromWorker =
  | { type: 'progress'; call: number; progress: Progress }
  | { type: 'result'; call: number; result: unknown }
  | { type: 'cancelled'; call: number }
  | { type: 'failed'; call: number; message: string };

/** A run that ends because the user, or a newer question, asked it to. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}
