// Runs a pinned tool and hands back what it printed.
import { type Output, run } from '../process/run.ts';
import { toolPath } from './resolve.ts';
import type { ToolName } from './table.ts';

// These tools live for milliseconds: without garbage collection a render takes 30 % less processor time. From the limit on
// it sets in after all: kubeconform reads a thousand files in one run.
const env = { ...process.env, GOGC: 'off', GOMEMLIMIT: '100MiB' };

/** Runs a tool in a folder. A failure is a result, not an exception. */
export async function runTool(name: ToolName, args: string[], cwd: string): Promise<Output> {
  return run(await toolPath(name), args, { cwd, env });
}
