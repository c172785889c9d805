// A tool that is installed already.
import { $, which } from 'zx';
import type { Tool } from './table.ts';

/** The tool on PATH when its version is the pinned one, else the reason why not. */
export async function findOnPath(tool: Tool): Promise<{ path?: string; reason: string }> {
  const path = await which(tool.name, { nothrow: true });
  // Our own `bin` entry has the name of the tool that it runs.
  if (!path || path.includes('node_modules')) return { reason: 'not there' };
  const output = await $({ quiet: true, nothrow: true })`${path} ${tool.versionArguments}`;
  const version = /\bv?(\d+\.\d+\.\d+)\b(?!-)/.exec(output.stdout + output.stderr)?.[1];
  if (version === tool.version) return { path, reason: '' };
  return { reason: `${path} is ${version ?? 'of an unknown version'}, wanted is ${tool.version}` };
}
