import { expect, test } from 'vitest';
import { parseFacts } from '../../../scripts/lib/doctor/facts.ts';
import { nodeFacts, notReady, type RawNode } from '../../../scripts/lib/doctor/node.ts';
import { printedDebian } from './nodes.ts';

const node = (changes: Partial<RawNode> = {}): RawNode => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'a', labels: { 'katacontainers.io/kata-runtime': 'true' } },
  spec: { providerID: 'kind://docker/x/a' },
  status: {
    nodeInfo: {
      operatingSystem: 'linux',
      kernelVersion: '6.1.0-44-amd64',
      architecture: 'amd64',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntimeVersion: 'containerd://2.1.0',
    },
    allocatable: { cpu: '4', 'nvidia.com/gpu': '2' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
  ...changes,
});
const runtimeClass = (name: string, handler: string, nodeSelector?: Record<string, string>) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name },
  handler,
  ...(nodeSelector ? { scheduling: { nodeSelector } } : {}),
});

test('what the API server says of a node, with what was printed on it', () => {
  const classes = [
    runtimeClass('sandboxed', 'kata-qemu', { 'katacontainers.io/kata-runtime': 'true' }),
    runtimeClass('elsewhere', 'kata-clh', { pool: 'other' }),
    runtimeClass('anywhere', 'kata'),
    runtimeClass('nvidia', 'nvidia'),
  ];
  const { kernel, ...facts } = nodeFacts(node(), classes, printedDebian);
  expect(facts).toEqual({
    node: 'a',
    system: 'linux',
    release: '6.1.0-44-amd64',
    architecture: 'amd64',
    os: 'Debian GNU/Linux 12 (bookworm)',
    runtime: 'containerd://2.1.0',
    kata: ['sandboxed', 'anywhere'],
    gpu: true,
    nested: true,
  });
  expect(kernel).toEqual(parseFacts(printedDebian).kernel);
});

test('a node that is not ready says why', () => {
  expect(notReady(node())).toBeUndefined();
  const conditions = [{ type: 'Ready', status: 'Unknown', message: 'Kubelet stopped posting node status.' }];
  expect(notReady(node({ status: { conditions } }))).toBe(
    'the node is not ready: Kubelet stopped posting node status.',
  );
});
