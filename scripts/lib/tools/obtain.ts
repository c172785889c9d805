// Gets a tool that is not in the cache: from PATH, as the official release, or built from its Go module.
import { CommandError } from '../cli/errors.ts';
import { buildTool } from './build.ts';
import { downloadTool } from './download.ts';
import { findOnPath } from './path.ts';
import { withProgress } from './progress.ts';
import type { Tool } from './table.ts';

/**
 * Path of the tool: one on PATH, or `target` after it was put there.
 *
 * @throws CommandError that lists everything that was tried
 */
export async function obtain(tool: Tool, target: string): Promise<string> {
  const tried: string[] = [];
  const onPath = await findOnPath(tool);
  if (onPath.path) return onPath.path;
  tried.push(`PATH: ${onPath.reason}`);

  for (const [label, put] of [
    ['download', downloadTool],
    ['build', buildTool],
  ] as const) {
    const reason = await withProgress(`${tool.name} ${tool.version}: ${label}`, () => put(tool, target));
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
