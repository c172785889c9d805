// A tool built from its Go module. The Go checksum database verifies every module.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { $, which } from 'zx';
import { toolkitRoot } from '../repository/root.ts';
import type { Tool } from './table.ts';

/** Puts the built binary at `target`. Returns why it could not. */
export async function buildTool(tool: Tool, target: string): Promise<string | undefined> {
  if (!(await which('go', { nothrow: true }))) return 'Go is not installed';
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}.`);
  const { module, package: path, versionVariable } = tool.build;
  const flags = `-s -w${versionVariable ? ` -X ${versionVariable}=v${tool.version}` : ''}`;
  const binary = join(folder, path.split('/').at(-1) ?? tool.name);
  // GOTOOLCHAIN: a module may ask for a newer Go, which is fetched and verified as a module too.
  const env = {
    ...process.env,
    CGO_ENABLED: '0',
    GOBIN: folder,
    GOTOOLCHAIN: 'auto',
    // The compiler's own: memory for a fifth less processor time.
    GOGC: '400',
    GOFLAGS: '-trimpath -buildvcs=false',
  };
  try {
    const build = module
      ? $({
          env,
          cwd: join(toolkitRoot, module),
          quiet: true,
          nothrow: true,
        })`go build -ldflags ${flags} -o ${binary} ${path}`
      : $({
          env,
          cwd: folder,
          quiet: true,
          nothrow: true,
        })`go install -ldflags ${flags} ${`${path}@v${tool.version}`}`;
    const { exitCode, stderr } = await build;
    if (exitCode !== 0 || !existsSync(binary)) return lastLines(stderr);
    renameSync(binary, target);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' / ') || 'go printed nothing';
}
