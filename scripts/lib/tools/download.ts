// A tool's official release, verified by its SHA-256.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { $ } from 'zx';
import { hostPlatform } from './platform.ts';
import type { Platform, Tool } from './table.ts';

const timeoutMilliseconds = 120_000;

/** Puts the released binary at `target`. Returns why it could not; a wrong checksum is never accepted. */
export async function downloadTool(tool: Tool, target: string): Promise<string | undefined> {
  const platform = hostPlatform();
  if (!platform) return `no release for ${process.platform} ${process.arch}`;
  const url = fill(tool.release.url, tool, platform);
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}.`);
  try {
    const content = await get(url);
    const expected = await expectedChecksum(tool, platform);
    const actual = createHash('sha256').update(content).digest('hex');
    if (actual !== expected) return `${url} has the checksum ${actual}, expected is ${expected}`;
    const file = join(folder, 'download');
    writeFileSync(file, content);
    const binary = tool.release.member
      ? await unpack(url, file, folder, fill(tool.release.member, tool, platform))
      : file;
    chmodSync(binary, 0o755);
    renameSync(binary, target);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function expectedChecksum(tool: Tool, platform: Platform): Promise<string> {
  const { sha256 } = tool.release;
  if (!('url' in sha256)) return sha256[platform];
  const url = fill(sha256.url as string, tool, platform);
  const text = (await get(url)).toString();
  const found = /\b[0-9a-f]{64}\b/.exec(text)?.[0];
  if (!found) throw new Error(`${url} holds no checksum`);
  return found;
}

async function get(url: string): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
    throw new Error(`${url}: ${reason}`);
  }
}

async function unpack(url: string, archive: string, folder: string, member: string): Promise<string> {
  const { exitCode } = await $({ quiet: true, nothrow: true })`tar -xzf ${archive} -C ${folder} ${member}`;
  if (exitCode !== 0) throw new Error(`${url} holds no ${member}`);
  return join(folder, member);
}

function fill(template: string, tool: Tool, platform: Platform): string {
  const [os = '', arch = ''] = platform.split('-');
  return template.replaceAll('<version>', tool.version).replaceAll('<os>', os).replaceAll('<arch>', arch);
}
