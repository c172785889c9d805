// The real `kubectl kustomize`.
import { expect, test } from 'vitest';
import { buildKustomization } from '../../../scripts/lib/argocd/kustomize.ts';
import { folderWith } from '../helpers.ts';

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

test('builds an overlay with its base', async () => {
  const root = folderWith({
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': configMap,
    'overlay/kustomization.yaml': 'resources: [../base]\nnamePrefix: demo-\n',
  });
  expect(await buildKustomization(root, 'overlay')).toEqual({
    resources: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'demo-a' } }],
  });
});

// Kustomize says each mistake twice: as a file and, because it tried that too, as a folder. Once is enough.
test.each([
  [
    'a missing file',
    { 'overlay/kustomization.yaml': 'resources: [gone.yaml]\n' },
    "accumulating resources from 'gone.yaml': evalsymlink failure on 'overlay/gone.yaml' : lstat overlay/gone.yaml: no such file or directory",
  ],
  [
    'a missing file of the base',
    {
      'overlay/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [gone.yaml]\n',
    },
    "accumulating resources from 'gone.yaml': evalsymlink failure on 'base/gone.yaml' : lstat base/gone.yaml: no such file or directory",
  ],
  [
    'the same object twice',
    {
      'overlay/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
      'overlay/a.yaml': configMap,
      'overlay/b.yaml': configMap,
    },
    "merging resources from 'b.yaml': may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.[noNs]",
  ],
  [
    'a misspelled key',
    { 'overlay/kustomization.yaml': 'resource: [a.yaml]\n' },
    'invalid Kustomization: json: unknown field "resource"',
  ],
  [
    'a file that is no YAML',
    { 'overlay/kustomization.yaml': 'resources: [a.yaml]\n', 'overlay/a.yaml': 'a: [\n' },
    "accumulating resources from 'a.yaml': MalformedYAMLError: yaml: line 1: did not find expected node content in File: a.yaml",
  ],
  [
    'a patch of what is not there',
    {
      'overlay/kustomization.yaml':
        'resources: [a.yaml]\npatches: [{target: {kind: ConfigMap}, patch: "- {op: remove, path: /x}"}]\n',
      'overlay/a.yaml': configMap,
    },
    "error in remove for path: '/x': Unable to remove nonexistent key: x: missing value",
  ],
  [
    'no kustomization',
    { 'overlay/a.yaml': '' },
    "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory 'overlay'",
  ],
])('%s: what is wrong, and not where this machine keeps the checkout', async (_, files, problem) => {
  expect(await buildKustomization(folderWith(files), 'overlay')).toEqual({ resources: [], problem });
});
