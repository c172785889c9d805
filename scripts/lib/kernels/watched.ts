// Runs a program for as long as it says something.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Output } from '../process/run.ts';

const everyMilliseconds = 1000;

export type Watched = Output & {
  /** It was ended because nothing was written to the file for so long. */
  quiet: boolean;
};

/** Runs a program to its end, or ends it when the file that it writes to has not changed for some seconds. */
export function runWatched(
  program: string,
  args: string[],
  file: string,
  quietSeconds: number,
): Promise<Watched> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said: Buffer[] = [];
    const start = Date.now();
    let quiet = false;
    const timer = setInterval(() => {
      const last = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? start;
      if (Date.now() - Math.max(last, start) < quietSeconds * 1000) return;
      quiet = true;
      child.kill('SIGKILL');
    }, everyMilliseconds);
    const end = (exitCode: number, stderr: string) => {
      clearInterval(timer);
      resolve({ exitCode, stdout: '', stderr, quiet });
    };
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code) => end(code ?? 1, Buffer.concat(said).toString('utf8')));
  });
}
