// A child process on the wall clock.
import { spawn } from 'node:child_process';
import { type Peak, watchMemory } from './memory.ts';

export type Timed = { seconds: number; exitCode: number; stdout: string; stderr: string; peak?: Peak };

export type TimedOptions = { cwd: string; env?: NodeJS.ProcessEnv; memory?: boolean };

/** Runs a program and waits until it and its output have ended. Its start-up counts. */
export function runTimed(file: string, args: string[], options: TimedOptions): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const watch = options.memory && child.pid ? watchMemory(child.pid) : undefined;
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      const peak = watch?.stop();
      resolve({
        seconds,
        exitCode: code ?? 2,
        stdout: stdout.join(''),
        stderr: stderr.join(''),
        ...(peak ? { peak } : {}),
      });
    });
  });
}
