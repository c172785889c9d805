// Finds the pinned version of a tool: on PATH, in the cache, as the official release, or built from its Go module.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import { cacheFolder } from '../repository/root.ts';
import { buildTool } from './build.ts';
import { downloadTool } from './download.ts';
import { findOnPath } from './path.ts';
import { withProgress } from './progress.ts';
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

  const tried: string[] = [];
  const onPath = await findOnPath(tool);
  if (onPath.path) return onPath.path;
  tried.push(`PATH: ${onPath.reason}`);

  for (const [label, obtain] of [
    ['download', downloadTool],
    ['build', buildTool],
  ] as const) {
    const reason = await withProgress(`${tool.name} ${tool.version}: ${label}`, () => obtain(tool, target));
    if (reason === undefined) return target;
    tried.push(`${label}: ${reason}`);
  }
  throw new CommandError(
    [
      `E_TOOL ${tool.name} ${tool.version} cannot be had. Tried:`,
      ...tried.map((line) => `  - ${line}`),
      `Please install ${tool.name} ${tool.version} so that it is on PATH, or install Go, which builds it.`,
    ].join('\n'),
  );
}
