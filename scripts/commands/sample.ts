/** `care-circle sample`: a made-up place as a project folder. */
import { join } from 'node:path';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { createSample } from '../sample/create.ts';
import type { SampleSize } from '../sample/sizes.ts';
import { UsageError } from './failures.ts';
import { writeOutput } from './files.ts';

const SIZES: readonly SampleSize[] = ['district', 'city', 'megacity'];

export interface SampleOptions {
  size: string;
  seed: string;
  output: string;
}

export async function runSample({ size, seed, output }: SampleOptions): Promise<void> {
  const known = SIZES.find((name) => name === size);
  if (!known) throw new UsageError(`--size must be one of ${SIZES.join(', ')}, got "${size}".`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed must be a whole number, got "${seed}".`);
  const project = createSample({ size: known, seed: Number(seed) });
  for (const { name, bytes } of await writeProjectFolder(project)) writeOutput(join(output, name), bytes);
  process.stderr.write(`${output}: ${project.facilities.length} facilities, ${project.residences.length} residences\n`);
}
