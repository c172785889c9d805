import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overlayManifests } from '../../../../scripts/lib/cluster/commit/overlay.ts';
import { kubectlOf } from '../../../../scripts/lib/cluster/kubectl.ts';
import { toolkitRoot } from '../../../../scripts/lib/repository/root.ts';

const tree = mkdtempSync(join(tmpdir(), 'overlay-'));
beforeAll(() => cpSync(join(toolkitRoot, 'argocd'), join(tree, 'argocd'), { recursive: true }));
afterAll(() => rmSync(tree, { recursive: true }));

const cluster = { name: 'none', folder: tree, kubeconfig: join(tree, 'none') };

test('names the repository and the branch of the cluster wherever the overlay names its own', async () => {
  const manifests = await overlayManifests(await kubectlOf(cluster), tree, [
    'storage',
    'pipeline',
    'agents',
    'ui',
  ]);
  const values = [...manifests.matchAll(/(?:repoURL|revision|targetRevision): (.*)/g)].map(
    ([, value]) => value,
  );
  expect(new Set(values)).toEqual(new Set(['git://git.git/repository.git', 'cluster']));
  expect(manifests).not.toContain('github.com');
});

test('has no step without a component', async () => {
  const manifests = await overlayManifests(await kubectlOf(cluster), tree, ['storage', 'agents']);
  const steps = [...manifests.matchAll(/key: wave\n\s+operator: In\n\s+values:\n\s+- (\w+)/g)].map(
    ([, wave]) => wave,
  );
  expect(steps).toEqual(['storage', 'agents']);
});
