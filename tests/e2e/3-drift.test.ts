// What is changed by hand comes back without a commit, although RollingSync switches the self-heal of Argo CD off.
import { describe, expect, test } from 'vitest';
import { e2e } from './lib/context.ts';
import { untilEqual } from './lib/until.ts';

/** The self-heal runs every two minutes; its pod, the comparison and the sync take their time. */
const healSeconds = 240;

type Workload = {
  metadata: { name: string; uid: string };
  spec: { replicas: number };
  status?: { readyReplicas?: number };
};

describe.concurrent('drift', () => {
  test('a workload deleted by hand comes back', async () => {
    const { kubectl } = await e2e();
    const name = 'collector-cluster';
    const read = async () => (await kubectl.list<Workload>('statefulset', '-n', 'collector', name))[0];
    const before = await read();
    expect(before?.status?.readyReplicas).toBe(1);
    await kubectl.run(['-n', 'collector', 'delete', 'statefulset', name]);
    await untilEqual(`${name} is back and ready`, healSeconds, { ready: 1, again: true }, async () => {
      const { metadata, status } = (await read()) ?? {};
      const again = metadata !== undefined && metadata.uid !== before?.metadata.uid;
      return { ready: status?.readyReplicas, again };
    });
  });

  test('a workload scaled by hand comes back to its replicas', async () => {
    const { kubectl } = await e2e();
    await kubectl.run(['-n', 'mimir', 'scale', 'statefulset', 'mimir', '--replicas=0']);
    const read = async () => {
      const [found] = await kubectl.list<Workload>('statefulset', '-n', 'mimir', 'mimir');
      return { wanted: found?.spec.replicas, ready: found?.status?.readyReplicas ?? 0 };
    };
    await untilEqual('mimir is scaled down', 60, { wanted: 0, ready: 0 }, read);
    await untilEqual('mimir has its replica again', healSeconds, { wanted: 1, ready: 1 }, read);
  });
});
