// The order of calls and the removal of the namespace, on a cluster that is a table; the real one is tests/e2e/8-doctor.test.ts.
import { describe, expect, test } from 'vitest';
import type { Kubectl } from '../../../scripts/lib/cluster/kubectl.ts';
import { look } from '../../../scripts/lib/doctor/look.ts';
import { ownLabel } from '../../../scripts/lib/doctor/pod.ts';
import { StepError } from '../../../scripts/lib/process/run.ts';
import { printedDebian } from './nodes.ts';

const node = (name: string, operatingSystem: string, ready = 'True') => ({
  metadata: { name },
  status: {
    nodeInfo: { operatingSystem, kernelVersion: '6.1.0' },
    conditions: [{ type: 'Ready', status: ready }],
  },
});

function cluster(namespaceLabels?: Record<string, string>, refuse?: RegExp) {
  const calls: string[] = [];
  const pods: Record<string, unknown>[] = [];
  const run = async (args: string[], options: { input?: string } = {}) => {
    const objects = options.input ? (JSON.parse(options.input).items as Record<string, unknown>[]) : [];
    const call = [...args, ...objects.map(({ kind }) => kind)].join(' ');
    calls.push(call);
    if (refuse?.test(call)) throw new StepError('forbidden');
    const terminated = { exitCode: 0, message: printedDebian };
    for (const object of objects)
      pods.push({
        ...object,
        status: { phase: 'Succeeded', containerStatuses: [{ state: { terminated } }] },
      });
    return JSON.stringify({
      items: [node('a', 'linux'), node('w', 'windows'), node('down', 'linux', 'False')],
    });
  };
  const list = async (kind: string) => {
    if (kind === 'pods') return pods.filter((object) => object.kind === 'Pod');
    return kind === 'namespace' && namespaceLabels ? [{ metadata: { labels: namespaceLabels } }] : [];
  };
  const kubectl = { run, list, try: async () => ({ exitCode: 0, stdout: '', stderr: '' }) };
  return { calls, kubectl: kubectl as unknown as Kubectl };
}
const removal = 'delete namespace doctor --ignore-not-found';

test('looks at Linux nodes that are ready, names the others, and removes the namespace', async () => {
  const { calls, kubectl } = cluster();
  const { nodes, unread } = await look(kubectl, 'image:1');
  expect(nodes.map(({ node, system }) => `${node} ${system}`)).toEqual(['a linux', 'w windows']);
  expect(unread).toEqual([{ node: 'down', reason: 'the node is not ready' }]);
  expect(calls).toEqual([
    'get nodes -o json',
    'create -f - Namespace',
    'create -f - ServiceAccount',
    'create -f - Pod',
    removal,
  ]);
});

describe('the namespace', () => {
  test('is removed when a pod is refused', async () => {
    const { calls, kubectl } = cluster(undefined, /Pod/);
    await expect(look(kubectl, 'image:1')).rejects.toThrow('forbidden');
    expect(calls.at(-1)).toBe(removal);
  });

  test('of an interrupted run is removed first', async () => {
    const { calls, kubectl } = cluster(ownLabel);
    await look(kubectl, 'image:1');
    expect(calls.filter((call) => call === removal)).toHaveLength(2);
  });

  test('of somebody else stays', async () => {
    const { calls, kubectl } = cluster({ team: 'medicine' });
    await expect(look(kubectl, 'image:1')).rejects.toThrow(/^E_CLUSTER .* not of this command.*\nPlease run/);
    expect(calls).toEqual(['get nodes -o json']);
  });

  test('that somebody else makes at the same moment stays', async () => {
    const { calls, kubectl } = cluster(undefined, /Namespace/);
    await expect(look(kubectl, 'image:1')).rejects.toThrow('forbidden');
    expect(calls).not.toContain(removal);
  });
});
