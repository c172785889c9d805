// The Secrets that the environment expects from outside, with random values. One that is there is kept.
import { randomBytes } from 'node:crypto';
import type { Kubectl } from './kubectl.ts';

export type ExternalSecret = { namespace: string; name: string; keys: string[] };

/** Makes those that are missing, and their namespaces. Returns the ones that were made. */
export async function createSecrets(kubectl: Kubectl, secrets: ExternalSecret[]): Promise<ExternalSecret[]> {
  const made: ExternalSecret[] = [];
  for (const secret of secrets) {
    const { namespace, name } = secret;
    const there = await kubectl.list('secret', '-n', namespace, name);
    if (there.length > 0) continue;
    // Plain create: Argo CD owns the namespace and its labels.
    const { exitCode } = await kubectl.try(['get', 'namespace', namespace]);
    if (exitCode !== 0) await kubectl.run(['create', 'namespace', namespace]);
    await kubectl.apply(JSON.stringify(secretManifest(secret)));
    made.push(secret);
  }
  return made;
}

/** The Secret: a user is called `admin`, everything else is random. */
export function secretManifest({ namespace, name, keys }: ExternalSecret): object {
  const value = (key: string) => (key.endsWith('-user') ? 'admin' : randomBytes(24).toString('base64url'));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    stringData: Object.fromEntries(keys.map((key) => [key, value(key)])),
  };
}
