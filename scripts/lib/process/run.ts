// Runs a program with input, and hands back what it printed. A failure is a result, not an exception.
import { spawn } from 'node:child_process';

export type Output = { exitCode: number; stdout: string; stderr: string };
export type RunOptions = { input?: string; cwd?: string; env?: NodeJS.ProcessEnv; timeoutSeconds?: number };

/** Runs a program to its end, or kills it at the deadline. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Output> {
  const { input, timeoutSeconds, ...place } = options;
  return new Promise((resolve) => {
    const timeout = timeoutSeconds ? { timeout: timeoutSeconds * 1000 } : {};
    const child = spawn(program, args, { ...place, ...timeout, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    child.on('error', (error) => resolve({ exitCode: 127, stdout: '', stderr: error.message }));
    child.on('close', (code, signal) => {
      const limit = timeoutSeconds ? ` after ${timeoutSeconds} s` : '';
      const killed = signal ? `ended by ${signal}${limit}\n` : '';
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ exitCode: code ?? 1, stdout: text(out), stderr: killed + text(err) });
    });
  });
}

/** The same for a program that must succeed; throws with the last lines of what it said. */
export async function runOrThrow(program: string, args: string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, args, options);
  if (exitCode === 0) return stdout;
  const name = program.split('/').at(-1)?.replace(/-\d.*/, '');
  const said = (stderr.trim() || stdout.trim()).split('\n').slice(-8).join('\n');
  throw new StepError(`${name} ${args.slice(0, 4).join(' ')} … failed with ${exitCode}:\n${said}`);
}

/** A step of `up` failed for a reason outside the toolkit. */
export class StepError extends Error {
  override name = 'StepError';
}
