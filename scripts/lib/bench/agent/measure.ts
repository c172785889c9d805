// One run: the load at one level, and what it cost.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../cluster/cluster.ts';
import type { Kubectl } from '../../cluster/kubectl.ts';
import { checkMetrics, parseCheck, runningGadgets } from '../../cluster/rollout/degraded.ts';
import { type Reading, read } from './cgroup.ts';
import { type Counts, readCounts, settledCounts } from './counted.ts';
import type { Level } from './levels.ts';
import { counters, counts, type Phase } from './load.ts';
import { type AgentContainer, act, agentContainers, endLoad, type LoadPod, startLoad } from './pods.ts';
import { poll } from './poll.ts';

/** The node is left alone for so long before the load: the agent's cost with nothing to do. */
export const quietSeconds = 20;
/** From the load's start to the last reading, the same for each run: what the node does besides counts alike. */
export const windowSeconds = 75;
/** What is behind the load, exports and writes to Loki, gets at least this long. */
const afterSeconds = 15;
/** A new pod is known to the agent, and its daemon has nothing more to load. */
const knownSeconds = 15;

/** What the agent's container used. CPU in seconds, memory in megabytes (10⁶ bytes). */
export type ContainerCost = { quietCpu: number; cpu: number; workingSet: number; peak?: number };

export type Sample = {
  level: Level;
  /** Gadgets that ran, and those that were switched on and did not, each with the reason. */
  gadgets: { running: string[]; missing: { gadget: string; reason: string }[] };
  /** What the load took itself: seconds by the clock, and CPU seconds of its container. */
  load: Record<Phase, { seconds: number; cpu: number }>;
  /** Seconds that were measured. */
  quiet: number;
  window: number;
  /** By the container's name. */
  agent: Record<string, ContainerCost>;
  /** CPU seconds of the whole node, and of everything else on the machine. */
  node: number;
  others: number;
  /** What the agent counted of the load; nothing without agent. */
  counted?: Counts;
};

/** Measures a run on the node's cluster; the agent is at the level already. */
export async function measure(
  cluster: Cluster,
  kubectl: Kubectl,
  node: string,
  level: Level,
  run: string,
): Promise<Sample> {
  const agent = await agentContainers(kubectl, level !== 'none');
  const gadgets = await ranGadgets(kubectl);
  const pods = await startLoad(kubectl, run);
  await becomeKnown(cluster, pods, gadgets.running);
  const before = level === 'none' ? undefined : await settledCounts(cluster, pods);

  const ids = [...agent.map(({ id }) => id), ...pods.map(({ container }) => container)];
  const quiet = await read(node, ids);
  await sleep(quietSeconds * 1000);
  const start = await read(node, ids);
  const began = Date.now();
  const seconds = new Map<Phase, number>();
  for (const pod of pods) seconds.set(pod.phase, await act(cluster, pod, counts[pod.phase]));
  const left = began + windowSeconds * 1000 - Date.now();
  await sleep(Math.max(left, afterSeconds * 1000));
  const end = await read(node, ids);

  const after = before && (await settledCounts(cluster, pods));
  await endLoad(kubectl, pods);
  return {
    level,
    gadgets,
    load: Object.fromEntries(
      pods.map(({ phase, container }) => [
        phase,
        { seconds: seconds.get(phase) ?? Number.NaN, cpu: cpuOf(container, start, end) },
      ]),
    ) as Sample['load'],
    quiet: start.at - quiet.at,
    window: end.at - start.at,
    agent: Object.fromEntries(
      agent.map((container) => [container.name, costOf(container, quiet, start, end)]),
    ),
    node: end.node - start.node,
    others: end.machine - start.machine - (end.node - start.node),
    ...(before && after ? { counted: difference(before, after) } : {}),
  };
}

async function ranGadgets(kubectl: Kubectl): Promise<Sample['gadgets']> {
  const found = await checkMetrics(kubectl);
  return {
    running: found.flatMap(({ text }) => runningGadgets(text)).sort(),
    missing: found.flatMap(({ node, text }) =>
      parseCheck(node, text).map(({ gadget, reason }) => ({ gadget, reason })),
    ),
  };
}

// A kernel without kprobes lets the agent learn of a pod seconds after its start: what it did before is not counted.
async function becomeKnown(cluster: Cluster, pods: LoadPod[], running: string[]): Promise<void> {
  await sleep(knownSeconds * 1000);
  const countable = pods.filter(({ phase }) => running.includes(counters[phase].gadget));
  for (const pod of pods) await act(cluster, pod, 1);
  if (countable.length === 0) return;
  const names = countable.map(({ name }) => name).join(', ');
  await poll(`the agent counts what ${names} do`, 120, async () => {
    const now = await readCounts(cluster, pods);
    if (countable.every(({ phase }) => now[phase] > 0)) return true;
    for (const pod of countable) await act(cluster, pod, 1);
    await sleep(5000);
    return undefined;
  });
}

function cpuOf(container: string, from: Reading, to: Reading): number {
  return (
    (to.containers.get(container)?.cpu ?? Number.NaN) - (from.containers.get(container)?.cpu ?? Number.NaN)
  );
}

function costOf({ id }: AgentContainer, quiet: Reading, start: Reading, end: Reading): ContainerCost {
  const { workingSet = Number.NaN, peak } = end.containers.get(id) ?? {};
  return {
    quietCpu: cpuOf(id, quiet, start),
    cpu: cpuOf(id, start, end),
    workingSet,
    ...(peak === undefined ? {} : { peak }),
  };
}

function difference(before: Counts, after: Counts): Counts {
  const names = Object.keys(after) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Counts;
}
