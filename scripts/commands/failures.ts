/** The two ways a command ends that are not our mistake; each prints one sentence. */

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What the command was given cannot be used: exit code 1. */
export class InputError extends Error {
  override name = 'InputError';
}
