// Data flows: what happens in a pod is read back from the backends, exactly.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { queryLoki, queryMimir, queryPyroscope, queryTempo } from './lib/backends.ts';
import { cluster, e2e, tenant, withoutImage } from './lib/context.ts';
import { agentPrograms } from './lib/ebpf.ts';
import { isRunnable } from './lib/gadgets.ts';
import { podSucceeded, startPod, tell, testNamespace } from './lib/kubernetes.ts';
import { profile, samplePeriodNanoseconds, trace } from './lib/otlp.ts';
import { until, untilEqual } from './lib/until.ts';

/** Beyond two exports of the agent, ten seconds apart: a value that has not changed for so long has settled. */
const settledSeconds = 25;

describe.concurrent('eBPF', () => {
  test('the programs of every gadget that the kernel can run are loaded on each node, and attached', async () => {
    const { kubectl } = await e2e();
    const gadgets = await kubectl.list('configmaps', '-n', 'agent', '-l', 'type=gadget-instance');
    const names = gadgets.map(({ metadata }) => metadata.labels?.name ?? '').filter(isRunnable);
    expect(names.length).toBeGreaterThan(0);
    const nodes = await agentPrograms(cluster);
    expect(nodes.length).toBeGreaterThan(0);
    for (const { node, programs } of nodes)
      for (const gadget of names) {
        const own = programs.filter((program) => program.gadget === gadget);
        expect(own, `${gadget} on ${node}`).not.toEqual([]);
        expect(
          own.filter(({ attached }) => !attached),
          `${gadget} on ${node}: not attached`,
        ).toEqual([]);
      }
  });

  test('a pod opens a file N times: the metric in Mimir rises by N for that namespace, pod and cluster', async () => {
    const pod = 'opener';
    await startPod(
      pod,
      ': > /tmp/file; while read n; do i=0; while [ $i -lt $n ]; do : < /tmp/file; i=$((i+1)); done; echo opened $n; done',
    );
    const query = `opens_total{k8s_namespace_name="${testNamespace}",k8s_pod_name="${pod}"}`;
    const read = async () => (await queryMimir(query)).map(({ value }) => value);
    // The agent learns of a pod a moment after its start: what it opened before is not counted.
    await until(`${query} is in Mimir`, 90, async () => {
      await tell(pod, '3', 'opened 3');
      await sleep(5000);
      const values = await read();
      return values.length === 1 ? { done: true, value: values } : { done: false, seen: values };
    });
    const before = await settled(read);
    await tell(pod, '137', 'opened 137');
    await untilEqual(`${query} has risen by 137 from ${before}`, 60, [before + 137], read);
    expect(await settled(read)).toBe(before + 137);
    const [series] = await queryMimir(query);
    const { kubectl } = await e2e();
    const [node] = await kubectl.list('nodes');
    expect(series?.metric).toMatchObject({ k8s_cluster_name: tenant, k8s_node_name: node?.metadata.name });
  });
});

describe.concurrent('logs', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `line ${index + 1} of writer`);

  test('lines of a pod are read back from Loki: each once, in order, with the labels of the pod', async () => {
    await startPod(
      'writer',
      `i=1; while [ $i -le ${lines.length} ]; do echo "line $i of writer"; i=$((i+1)); done; sleep 5`,
    );
    await podSucceeded('writer');
    const query = `{k8s_namespace_name="${testNamespace}"} | k8s_pod_name="writer"`;
    const read = () => queryLoki(query, 5000);
    const found = await until('all lines are in Loki', 90, async () => {
      const found = await read();
      return found.length >= lines.length
        ? { done: true, value: found }
        : { done: false, seen: found.length };
    });
    expect(found.map(({ text }) => text)).toEqual(lines);
    const labels = {
      k8s_namespace_name: testNamespace,
      k8s_pod_name: 'writer',
      k8s_container_name: 'shell',
      k8s_cluster_name: tenant,
    };
    for (const line of found) expect(line.labels).toMatchObject(labels);
    await sleep(10_000);
    expect(await read()).toHaveLength(lines.length);
  });

  test('Kubernetes events arrive: the start of a pod, once', async () => {
    await startPod('eventful', 'sleep 1');
    const query =
      '{service_name="kubernetes-events"} | k8s_object_name="eventful" | k8s_event_reason="Started"';
    await untilEqual(
      'the event Started of pod eventful is in Loki once',
      60,
      1,
      async () => (await queryLoki(query, 10)).length,
    );
  });
});

describe.concurrent('traces and profiles', () => {
  test('spans sent by a pod are found in Tempo by their trace, and make RED metrics in Mimir', async (context) => {
    await needs(context, 'tempo');
    const id = randomBytes(16).toString('hex');
    await post('spans', '/v1/traces', trace(id, 'checkout', ['pay', 'ship']));
    await untilEqual(`the spans of trace ${id} are in Tempo`, 60, ['pay', 'ship'], async () =>
      (await queryTempo(id)).sort(),
    );
    const calls = 'traces_spanmetrics_calls_total{service="checkout",span_name="pay"}';
    await untilEqual(`${calls} is in Mimir`, 90, [1], async () =>
      (await queryMimir(calls)).map(({ value }) => value),
    );
  });

  test('a profile sent by a pod is found in Pyroscope with all of its samples', async (context) => {
    await needs(context, 'pyroscope');
    await post('profile', '/v1development/profiles', profile('checkout', 42));
    // Pyroscope turns samples of a CPU into the time that they stand for.
    const query = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds{service_name="checkout"}';
    const total = 42 * samplePeriodNanoseconds;
    await untilEqual('the profile is in Pyroscope', 60, total, () => queryPyroscope(query));
  });
});

/** Skips a test whose component has no image here, and says so. */
async function needs(context: TestContext, component: string): Promise<void> {
  const reason = withoutImage((await e2e()).installed, component);
  if (!reason) return;
  Object.assign(context.task.meta, { reason });
  context.skip(reason);
}

async function post(pod: string, path: string, body: object): Promise<void> {
  const url = `http://collector.collector.svc.cluster.local:4318${path}`;
  const send = `busybox wget -q -O - --header 'Content-Type: application/json' --post-file /tmp/body ${url}`;
  await startPod(pod, `cat > /tmp/body <<'EOF'\n${JSON.stringify(body)}\nEOF\n${send}`);
  await podSucceeded(pod);
}

async function settled(read: () => Promise<number[]>): Promise<number> {
  let last = await read();
  let since = Date.now();
  return until('the value has settled', 120, async () => {
    const now = await read();
    if (now[0] !== last[0] || now.length !== 1) since = Date.now();
    last = now;
    const [value] = now;
    const isSettled = value !== undefined && Date.now() - since > settledSeconds * 1000;
    return isSettled ? { done: true, value } : { done: false, seen: now };
  });
}
