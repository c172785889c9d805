// Runs a pinned tool and hands back what it printed.
import { execFile } from 'node:child_process';
import { toolPath } from './resolve.ts';
import type { ToolName } from './table.ts';

export type Output = { exitCode: number; stdout: string; stderr: string };

// These tools live for milliseconds: without garbage collection a render takes 30 % less processor time. From the limit on
// it sets in after all: kubeconform reads a thousand files in one run.
const environment = { ...process.env, GOGC: 'off', GOMEMLIMIT: '100MiB' };
const maxOutputBytes = 1024 * 1024 * 1024;

/** Runs a tool in a folder. A failure is a result, not an exception. */
export async function runTool(name: ToolName, args: string[], cwd: string): Promise<Output> {
  const path = await toolPath(name);
  return new Promise((resolve) => {
    execFile(path, args, { cwd, env: environment, maxBuffer: maxOutputBytes }, (error, stdout, stderr) => {
      const exitCode = error ? (typeof error.code === 'number' ? error.code : 2) : 0;
      resolve({ exitCode, stdout, stderr: stderr || (error && !stdout ? error.message : '') });
    });
  });
}
