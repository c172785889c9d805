// A release host on this machine.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Platform, Tool } from '../../../scripts/lib/tools/table.ts';
import { folderWith } from '../helpers.ts';

export const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** A program that prints its version. */
export const program = (version: string) => `#!/bin/sh\necho "thing v${version}"\n`;

/** A tar.gz with the program at `bin/thing`. */
export function archiveOf(version: string): Buffer {
  const folder = folderWith({ 'bin/thing': program(version) });
  chmodSync(join(folder, 'bin/thing'), 0o755);
  spawnSync('tar', ['-czf', 'thing.tar.gz', 'bin'], { cwd: folder });
  return readFileSync(join(folder, 'thing.tar.gz'));
}

/** Serves contents by path until the test ends; every other path is a 404. */
export async function releaseHost(
  contents: Record<string, string | Buffer>,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const content = contents[url];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A URL where nothing listens. */
export async function refusedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** The tool `thing` 1.2.3, released as `<url>/thing-1.2.3.tar.gz`; no Go module of that name can be had. */
export function thing(release: Tool['release'], build: Tool['build'] = { package: 'not a module' }): Tool {
  return { name: 'thing', version: '1.2.3', versionArguments: ['--version'], release, build };
}

/** The same checksum for every platform. */
export function everywhere(digest: string): Record<Platform, string> {
  return { 'linux-amd64': digest, 'linux-arm64': digest, 'darwin-amd64': digest, 'darwin-arm64': digest };
}
