// A child process on the wall clock.
import { type ChildProcess, spawn } from 'node:child_process';
import { type Peak, watchMemory } from './memory.ts';
import { childrenSeconds } from './processor.ts';

/** What a run took: on the wall clock and, where it can be measured, of all processors. */
export type Sample = { seconds: number; processor?: number };

export type Timed = Sample & { exitCode: number; stdout: string; stderr: string; peak?: Peak };

const running = new Set<ChildProcess>();

/** Kills every program that still runs, for the case that this one is stopped. */
export function killRunning(): void {
  for (const child of running) child.kill('SIGKILL');
}

export type TimedOptions = { cwd: string; env?: NodeJS.ProcessEnv; memory?: boolean };

/**
 * Runs a program and waits until it and its output have ended. Its start-up counts. One at a time: the processor time
 * is that of all children.
 */
export function runTimed(file: string, args: string[], options: TimedOptions): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const used = childrenSeconds();
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const watch = options.memory && child.pid ? watchMemory(child.pid) : undefined;
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      const seconds = (performance.now() - start) / 1000;
      const peak = watch?.stop();
      const usedNow = childrenSeconds();
      resolve({
        seconds,
        ...(used !== undefined && usedNow !== undefined ? { processor: usedNow - used } : {}),
        exitCode: code ?? 2,
        stdout: stdout.join(''),
        stderr: stderr.join(''),
        ...(peak ? { peak } : {}),
      });
    });
  });
}
