import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kindConfig } from '../../../scripts/lib/cluster/kindconfig.ts';

const base = readFileSync(join(import.meta.dirname, '../../e2e/kind.yaml'), 'utf8');

test('an ordinary machine gets the file as it is', () => {
  expect(parse(kindConfig(base, { ownNetwork: false }))).toEqual(parse(base));
});

test('a machine that lacks capabilities gets its wrapper in every node', () => {
  const text = 'kind: Cluster\nnodes:\n  - role: control-plane\n  - role: worker\n';
  expect(kindConfig(text, { ownNetwork: true, wrapper: '/w' })).toMatchInlineSnapshot(`
    "kind: Cluster
    nodes:
      - role: control-plane
        extraMounts:
          - hostPath: /w
            containerPath: /w
            readOnly: true
      - role: worker
        extraMounts:
          - hostPath: /w
            containerPath: /w
            readOnly: true
    networking:
      disableDefaultCNI: true
    containerdConfigPatches:
      - |
        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
          BinaryName = "/w"
      - |
        [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
          BinaryName = "/w"
    "
  `);
});
