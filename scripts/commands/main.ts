/** The command line: `care-circle <command> ...`. Results on stdout or in files, everything else on stderr. */
import { CommanderError } from 'commander';
import { InputError, UsageError } from './failures.ts';
import { createProgram } from './program.ts';

/** Runs one command and gives its exit code: 0 ok, 1 input unusable, 2 usage. */
export async function main(words: string[]): Promise<number> {
  // A reader that has seen enough (`| head`) closes the pipe: no mistake of anybody.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await createProgram().parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own sentence; help that was asked for is no fault.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) return fail(error.message, 2);
    if (error instanceof InputError) return fail(error.message, 1);
    return fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
  }
}

function fail(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
