import { expect, test } from 'vitest';
import { createPuller, isUnreachable } from '../../../scripts/lib/images/pull.ts';

// What Docker says.
const noHost =
  'Error response from daemon: Get "https://quay.io/v2/": dial tcp: lookup quay.io: no such host';
const silent =
  'Error response from daemon: Get "https://quay.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)';
const noImage = 'Error response from daemon: manifest for quay.io/a/b:2 not found: manifest unknown';

test('tells a registry that does not answer from one that has no such image', () => {
  expect(isUnreachable(noHost)).toBe(true);
  expect(isUnreachable(silent)).toBe(true);
  expect(isUnreachable(noImage)).toBe(false);
});

test('asks a registry that does not answer only once', async () => {
  const asked: string[] = [];
  const pull = createPuller(async (reference) => {
    asked.push(reference);
    return reference.startsWith('quay.io/')
      ? { exitCode: 1, stderr: `Using default tag\n${noHost}\n` }
      : { exitCode: 0, stderr: '' };
  });
  expect(await pull('quay.io/a/b:1')).toBe('quay.io cannot be reached');
  expect(await pull('quay.io/a/c:1')).toBe('quay.io cannot be reached');
  expect(await pull('ghcr.io/a/b:1')).toBeUndefined();
  expect(asked).toEqual(['quay.io/a/b:1', 'ghcr.io/a/b:1']);
});

test('asks again after an image that is not there', async () => {
  const asked: string[] = [];
  const pull = createPuller(async (reference) => {
    asked.push(reference);
    return { exitCode: 1, stderr: noImage };
  });
  expect(await pull('quay.io/a/b:2')).toBe(noImage);
  await pull('quay.io/a/c:1');
  expect(asked).toHaveLength(2);
});
