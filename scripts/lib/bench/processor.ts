// Processor time of the programs that this process started.
import { readFileSync } from 'node:fs';

// Linux counts in hundredths of a second for every program, whatever its own clock does.
const ticksPerSecond = 100;

/** Seconds that all ended children, and theirs, have used so far; undefined where there is no /proc. */
export function childrenSeconds(): number | undefined {
  return process.platform === 'linux' ? parseStat(readFileSync('/proc/self/stat', 'utf8')) : undefined;
}

/** Reads cutime + cstime of a /proc/<pid>/stat. The name in it may hold anything, brackets too. */
export function parseStat(text: string): number {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}
