// Errors that a person can act on.

/** A usage mistake or a tool that cannot run: the command prints the message alone and exits with 2. */
export class CommandError extends Error {
  override name = 'CommandError';
}
