// What several tests of the schemas share: a closed port, a local file server, temporary folders.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface FileServer {
  readonly baseUrl: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Serves texts by path on 127.0.0.1, by default on a free port; every other path is a 404. */
export async function serve(files: Readonly<Record<string, string>>, wanted = 0): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const text = files[path];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { baseUrl: `http://127.0.0.1:${port}`, requests, close };
}

/** A base URL where nothing listens. */
export async function refusedUrl(): Promise<string> {
  const server = await serve({});
  await server.close();
  return server.baseUrl;
}

/** A folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schemas-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
