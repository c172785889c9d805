// Finds the pinned version of a tool: on PATH, in the cache, as the official release, or built from its Go module.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../repository/root.ts';
import { type Tool, type ToolName, tools } from './table.ts';

const resolved = new Map<string, Promise<string>>();

/**
 * Path of the pinned version of a tool. The first call may download or build it, with a line of progress on stderr.
 *
 * @throws CommandError that lists everything that was tried
 */
export function toolPath(name: ToolName): Promise<string> {
  const known = resolved.get(name) ?? obtainTool(tools[name], join(cacheFolder, 'tools'));
  resolved.set(name, known);
  return known;
}

/** The same for any entry and any folder. Exported for tests. */
export async function obtainTool(tool: Tool, folder: string): Promise<string> {
  const target = join(folder, `${tool.name}-${tool.version}`);
  if (existsSync(target)) return target;

  // Loaded only here: a run whose tools are there does not wait for it.
  const { obtain } = await import('./obtain.ts');
  return obtain(tool, target);
}
