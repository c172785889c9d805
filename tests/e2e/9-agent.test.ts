// The agent: what it cannot do on a node is seen, a tier is what it says, and denied namespaces stay unseen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { valuesFile } from '../../scripts/lib/cluster/cluster.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { machineYaml } from '../../scripts/lib/yaml/machine.ts';
import { queryLoki, queryMimir } from './lib/backends.ts';
import { commit, set } from './lib/checkout.ts';
import { cluster, type E2e, e2e } from './lib/context.ts';
import { agentPrograms } from './lib/ebpf.ts';
import { allGadgets, isRunnable } from './lib/gadgets.ts';
import { startPod, tell, testNamespace } from './lib/kubernetes.ts';
import { rolledOut } from './lib/rollout.ts';
import { status } from './lib/status.ts';
import { until, untilEqual } from './lib/until.ts';

const missing = allGadgets.filter((gadget) => !isRunnable(gadget));
/** Two exports of the agent and one reading of its check, with time to spare. */
const settledSeconds = 25;
const denied = 'e2e-denied';

test('a node that cannot run some gadgets runs the others, and says so in metrics, an event and status', async () => {
  const all = await e2e();
  // Tests before this one have switched features off.
  await deploy(all, 'The agent as it is', (text) => `${text}# As it is.\n`);
  const wanted = allGadgets.map((gadget) => [gadget, isRunnable(gadget) ? 1 : 0]);
  for (const metric of ['agent_gadget_supported', 'agent_gadget_running'])
    await untilEqual(`${metric} in Mimir tells what this kernel can run`, 120, wanted, () =>
      perGadget(metric),
    );
  const alerted = async (alert: string) =>
    [...new Set((await queryMimir(alertExpression(alert))).map(({ metric }) => metric.gadget))].sort();
  expect(await alerted('AgentGadgetUnsupported')).toEqual(missing);
  // A pod that was replaced may have said so last, of gadgets that went before it did.
  await untilEqual('no gadget has failed', 330, [], () => alerted('AgentGadgetFailed'));
  expect(await alerted('AgentSeriesOverflow')).toEqual([]);
  expect(await readyPods()).toEqual({ wanted: 1, ready: 1 });
  const { stdout, exitCode } = await status();
  expect(exitCode).toBe(0);
  const line = `runs without ${missing.join(', ')}: the kernel has no kprobes`;
  const events =
    '{service_name="kubernetes-events"} | k8s_event_reason="Unhealthy" |= "this node runs without"';
  if (missing.length === 0) {
    expect(stdout).not.toContain('runs without');
    expect(await queryLoki(events, 10)).toEqual([]);
    return;
  }
  expect(stdout).toContain(line);
  const said = await until('the event is in Loki', 90, async () => {
    const lines = await queryLoki(events, 10);
    return lines.length > 0 ? { done: true, value: lines } : { done: false, seen: lines };
  });
  for (const gadget of missing) expect(said[0]?.text).toContain(`${gadget}: the kernel has no kprobes`);
});

test('a gadget that fails although the node can run it makes the pod unready, and its alert fires', async () => {
  const all = await e2e();
  await commitAgent(all, 'Break trace_open', (text) =>
    set(['tracer', 'gadgets', 'params'], { trace_open: { 'operator.filter.filter-expr': 'no such (' } })(
      text,
    ),
  );
  await untilEqual('the pod is unready', 180, { wanted: 1, ready: 0 }, readyPods);
  const alert = alertExpression('AgentGadgetFailed');
  await untilEqual(`the alert finds trace_open: ${alert}`, 120, ['trace_open'], async () => [
    ...new Set((await queryMimir(alert)).map(({ metric }) => metric.gadget)),
  ]);
  const { stdout, exitCode } = await status();
  expect(stdout).toMatch(
    /^agent: trace_open failed on \S+: kubectl -n agent logs daemonset\/agent-tracer -c agent$/m,
  );
  expect(exitCode).toBe(1);
});

test('with `strict`, a node that cannot run everything is unready', async (context) => {
  if (missing.length === 0) context.skip('not run: this kernel can run every gadget');
  const all = await e2e();
  await commitAgent(all, 'Be strict', set(['strict'], true));
  await untilEqual('trace_open runs again', 180, 1, async () =>
    new Map(await perGadget('agent_gadget_running')).get('trace_open'),
  );
  await sleep(settledSeconds * 1000);
  expect(await readyPods()).toEqual({ wanted: 1, ready: 0 });
  const { stdout } = await status();
  expect(stdout).toContain(`runs without ${missing.join(', ')}: the kernel has no kprobes`);
});

test('tier 1 counts and sends no event', async () => {
  await tier(1, 'signaller-1', 7);
  expect(await events('signaller-1')).toEqual([]);
});

test('tier 2 counts, and each happening is a log record with its pod, workload and details', async () => {
  await tier(2, 'signaller-2', 5);
  const found = await until('five records are in Loki', 60, async () => {
    const lines = await events('signaller-2');
    return lines.length >= 5 ? { done: true, value: lines } : { done: false, seen: lines };
  });
  expect(found.map(({ text }) => text)).toEqual(Array(5).fill('SIGUSR1'));
  for (const { labels } of found)
    expect(labels).toMatchObject({
      k8s_namespace_name: testNamespace,
      k8s_pod_name: 'signaller-2',
      k8s_container_name: 'shell',
      process_executable_name: 'busybox',
      process_signal: 'SIGUSR1',
      scope_name: 'trace_signal',
    });
});

test('nothing of a denied namespace is sent, neither metrics nor events', async () => {
  const all = await e2e();
  // The profiler cannot leave out namespaces, and the chart refuses to pretend.
  await deploy(all, 'Deny a namespace', (text) =>
    set(['namespaces', 'denied'], [denied])(set(['profiling', 'enabled'], false)(text)),
  );
  const names = { [testNamespace]: 'seen', [denied]: 'unseen' };
  for (const [namespace, pod] of Object.entries(names)) await startPod(pod, opener, namespace);
  await counted(`opens_total{k8s_namespace_name="${testNamespace}",k8s_pod_name="seen"}`, () =>
    tell('seen', '3', 'opened 3'),
  );
  for (const [namespace, pod] of Object.entries(names)) await tell(pod, '50', 'opened 50', namespace);
  const records = (namespace: string) =>
    queryLoki(`{service_name="inspektor-gadget"} | k8s_namespace_name="${namespace}"`, 500);
  await until('the events of the other namespace are in Loki', 60, async () => {
    const lines = (await records(testNamespace)).filter(({ text }) => text === '/tmp/e2e-file');
    return lines.length >= 50 ? { done: true, value: lines } : { done: false, seen: lines.length };
  });
  await sleep(settledSeconds * 1000);
  expect(await queryMimir(`{service_name="inspektor-gadget",k8s_namespace_name="${denied}"}`)).toEqual([]);
  expect(await records(denied)).toEqual([]);
});

const opener =
  ': > /tmp/e2e-file; while read n; do i=0; while [ $i -lt $n ]; do : < /tmp/e2e-file; i=$((i+1)); done; echo opened $n; done';

// Programs of the tier are loaded, and `count` signals of a pod are counted exactly.
async function tier(safetyTier: number, pod: string, count: number): Promise<void> {
  const all = await e2e();
  await deploy(all, `Tier ${safetyTier}`, set(['safetyTier'], safetyTier));
  const wanted = ['profile_blockio', 'trace_exec', 'trace_oomkill', 'trace_signal', 'trace_tcp'];
  const gadgets = await all.kubectl.list('configmaps', '-n', 'agent', '-l', 'type=gadget-instance');
  expect(gadgets.map(({ metadata }) => metadata.labels?.name).sort()).toEqual(wanted);
  for (const { node, programs } of await agentPrograms(cluster)) {
    const loaded = [...new Set(programs.map(({ gadget }) => gadget))].filter(Boolean).sort();
    expect(loaded, node).toEqual(wanted.filter(isRunnable));
  }
  await startPod(
    pod,
    'trap : USR1; while read n; do i=0; while [ $i -lt $n ]; do kill -USR1 $$; i=$((i+1)); done; echo sent $n; done',
  );
  const query = `signals_total{k8s_namespace_name="${testNamespace}",k8s_pod_name="${pod}",sig="SIGUSR1"}`;
  // Before the agent knows the pod, it counts nothing of it.
  await sleep(settledSeconds * 1000);
  await tell(pod, String(count), `sent ${count}`);
  await untilEqual(`${query} is ${count}`, 60, [count], async () =>
    (await queryMimir(query)).map(({ value }) => value),
  );
}

const events = (pod: string) =>
  queryLoki(`{service_name="inspektor-gadget"} | k8s_pod_name="${pod}" | process_signal="SIGUSR1"`, 100);

// Until something of the pod is counted.
async function counted(query: string, act: () => Promise<void>): Promise<void> {
  await until(`${query} is in Mimir`, 120, async () => {
    await act();
    await sleep(5000);
    const values = await queryMimir(query);
    return values.length > 0 ? { done: true, value: undefined } : { done: false, seen: values };
  });
}

// Of the pod that runs now: for five minutes Mimir still answers with what a pod said last.
async function perGadget(metric: string): Promise<[string, number][]> {
  const { kubectl } = await e2e();
  const [pod] = await kubectl.list('pods', '-n', 'agent', '-l', 'app.kubernetes.io/component=tracer');
  const series = await queryMimir(`${metric}{k8s_pod_name="${pod?.metadata.name}"}`);
  return series
    .map(({ metric: { gadget = '' }, value }): [string, number] => [gadget, value])
    .sort(([a], [b]) => a.localeCompare(b));
}

async function readyPods(): Promise<{ wanted: number; ready: number }> {
  const { kubectl } = await e2e();
  type DaemonSet = { status: { desiredNumberScheduled: number; numberReady: number } };
  const [set] = await kubectl.list<DaemonSet>('daemonset', '-n', 'agent', 'agent-tracer');
  return { wanted: set?.status.desiredNumberScheduled ?? 0, ready: set?.status.numberReady ?? 0 };
}

function alertExpression(name: string): string {
  type Rules = { groups: { rules: { alert: string; expr: string }[] }[] };
  const [rules] = machineYaml<Rules>(
    readFileSync(join(toolkitRoot, 'charts/agent/files/rules.yaml'), 'utf8'),
  );
  const rule = rules?.groups.flatMap((group) => group.rules).find(({ alert }) => alert === name);
  if (!rule) throw new Error(`no alert ${name}`);
  return rule.expr;
}

// Each commit says everything anew: what the one before changed is gone.
function commitAgent(all: E2e, message: string, edit: (text: string) => string) {
  const base = readFileSync(join(toolkitRoot, valuesFile('agent')), 'utf8');
  return commit(all, message, [{ component: 'agent', edit: () => edit(base) }]);
}

async function deploy(all: E2e, message: string, edit: (text: string) => string): Promise<void> {
  await rolledOut(all, await commitAgent(all, message, edit));
}
