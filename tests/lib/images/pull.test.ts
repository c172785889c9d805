import { expect, test } from 'vitest';
import { createPuller } from '../../../scripts/lib/images/pull.ts';

// What Docker says.
const noHost =
  'Error response from daemon: Get "https://quay.io/v2/": dial tcp: lookup quay.io: no such host';
const noImage = 'manifest for quay.io/a/b:2 not found: manifest unknown: manifest unknown';
const gatewayTimeout = 'received unexpected HTTP status: 504 Gateway Timeout';

test('asks a registry that does not answer only once', async () => {
  const asked: string[] = [];
  const pull = createPuller(async (reference) => {
    asked.push(reference);
    return reference.startsWith('quay.io/')
      ? { exitCode: 1, stderr: `Using default tag\n${noHost}\n` }
      : { exitCode: 0, stderr: '' };
  });
  const silence = { kind: 'unreachable', reason: 'quay.io cannot be reached' };
  expect(await pull('quay.io/a/b:1')).toEqual(silence);
  expect(await pull('quay.io/a/c:1')).toEqual(silence);
  expect(await pull('ghcr.io/a/b:1')).toBeUndefined();
  expect(asked).toEqual(['quay.io/a/b:1', 'ghcr.io/a/b:1']);
});

test.each([
  ['has no such image', noImage, 'absent'],
  ['has trouble', gatewayTimeout, 'refused'],
])('asks a registry again that %s', async (_, reason, kind) => {
  const asked: string[] = [];
  const pull = createPuller(async (reference) => {
    asked.push(reference);
    return { exitCode: 1, stderr: `Error response from daemon: ${reason}\n` };
  });
  expect(await pull('quay.io/a/b:2')).toEqual({ kind, reason });
  await pull('quay.io/a/c:1');
  expect(asked).toEqual(['quay.io/a/b:2', 'quay.io/a/c:1']);
});
