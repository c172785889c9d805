// One line on stderr for work that takes long: what, and how long so far.

/** Runs `work` and shows it: on a terminal a line that counts seconds, elsewhere one line at the start and one at the end. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  const terminal = process.stderr.isTTY;
  if (!terminal) process.stderr.write(`${what} …\n`);
  const timer = terminal
    ? setInterval(() => process.stderr.write(`\r${what} … ${seconds()}`), 1000)
    : undefined;
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write(`${terminal ? '\r' : ''}${what}: ${seconds()}\n`);
  }
}
