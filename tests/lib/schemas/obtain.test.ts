import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceObtainer } from '../../../scripts/lib/schemas/obtain.ts';
import { SourceError } from '../../../scripts/lib/schemas/sourceerror.ts';
import { type SchemaSource, schemaSources } from '../../../scripts/lib/schemas/sources.ts';
import { type FileServer, refusedUrl, serve } from './helpers.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const noGo = '/nonexistent/go';

const source: SchemaSource = {
  name: 'thing',
  holds: 'crds',
  module: 'example.invalid/thing',
  version: 'v1.2.3',
  repository: 'owner/thing',
  tag: 'sub/v1.2.3',
  moduleFolder: 'sub',
  files: [
    { path: 'crds/a.yaml', sha256: sha256('text a') },
    { path: 'crds/b.yaml', sha256: sha256('text b') },
  ],
};

const vpa = schemaSources.find(({ name }) => name === 'vertical-pod-autoscaler');
let server: FileServer;

beforeEach(async () => {
  server = await serve({
    '/owner/thing/sub/v1.2.3/sub/crds/a.yaml': 'text a',
    '/owner/thing/sub/v1.2.3/sub/crds/b.yaml': 'text b',
  });
});

afterEach(() => server.close());

test('files with the pinned bytes come from the download host', async () => {
  const files = await sourceObtainer({ baseUrl: server.baseUrl, go: noGo })(source);
  expect([...files]).toEqual([
    ['crds/a.yaml', 'text a'],
    ['crds/b.yaml', 'text b'],
  ]);
});

test('a download with other bytes is an error, not a reason to try the module', async () => {
  const wrong = { ...source, files: [{ path: 'crds/a.yaml', sha256: sha256('text') }] };
  const error = await failure(wrong, { baseUrl: server.baseUrl, go: noGo });
  expect(error.message).toBe(
    `${server.baseUrl}/owner/thing/sub/v1.2.3/sub/crds/a.yaml is not the pinned file: its sha256 is ` +
      `${sha256('text a')}, expected ${sha256('text')}.\n` +
      'Nothing was installed. Find out who changed the file (a proxy that rewrites downloads, a moved tag). ' +
      'If the new content is wanted, update the pin in scripts/lib/schemas/sources.ts.',
  );
});

test('a refused connection and no Go: the error says what was tried and what to do', async () => {
  const baseUrl = await refusedUrl();
  const error = await failure(source, { baseUrl, go: noGo });
  expect(error.message).toBe(
    'Cannot obtain crds/a.yaml of thing v1.2.3.\n' +
      `  ${baseUrl}/owner/thing/sub/v1.2.3/sub/crds/a.yaml: no connection (ECONNREFUSED)\n` +
      '  go mod download example.invalid/thing@v1.2.3: Go is not installed\n' +
      `Make ${new URL(baseUrl).host} reachable, or install Go (https://go.dev/dl/) and make a Go module ` +
      'proxy reachable (GOPROXY), then run the installation again.',
  );
});

test('a file the host does not have and a module that does not exist', async () => {
  const missing = { ...source, module: 'not a module', files: [{ path: 'c.yaml', sha256: sha256('') }] };
  const error = await failure(missing, { baseUrl: server.baseUrl });
  expect(error.message).toContain(`${server.baseUrl}/owner/thing/sub/v1.2.3/sub/c.yaml: HTTP status 404\n`);
  expect(error.message).toMatch(/go mod download not a module@v1\.2\.3: .*malformed module path/);
});

test('the Go module stands in for an unreachable host', async () => {
  if (!vpa) throw new Error('The sources do not hold vertical-pod-autoscaler.');
  const files = await sourceObtainer({ baseUrl: await refusedUrl() })(vpa);
  expect(files.get('deploy/vpa-v1-crd-gen.yaml')).toContain('kind: VerticalPodAutoscaler\n');
});

test('a file of the Go module with other bytes is an error', async () => {
  if (!vpa) throw new Error('The sources do not hold vertical-pod-autoscaler.');
  const wrong = { ...vpa, files: vpa.files.map((file) => ({ ...file, sha256: sha256('') })) };
  const error = await failure(wrong, { baseUrl: server.baseUrl });
  expect(error.message).toContain(
    'deploy/vpa-v1-crd-gen.yaml in the Go module k8s.io/autoscaler/vertical-pod-autoscaler@v1.8.1 ' +
      'is not the pinned file: ',
  );
});

test('a host that gave no answer is not asked again', async () => {
  const { port } = new URL(server.baseUrl);
  await server.close();
  const obtain = sourceObtainer({ baseUrl: server.baseUrl, go: noGo });
  await expect(obtain(source)).rejects.toThrow('ECONNREFUSED');
  const revived = await serve({ '/owner/thing/sub/v1.2.3/sub/crds/a.yaml': 'text a' }, Number(port));
  await expect(obtain(source)).rejects.toThrow('ECONNREFUSED');
  await revived.close();
  expect(revived.requests).toEqual([]);
});

async function failure(from: SchemaSource, options: Parameters<typeof sourceObtainer>[0]): Promise<Error> {
  const error: unknown = await sourceObtainer(options)(from).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  return error as Error;
}
