// The pods of a run: those of the load, and those of the agent.
import type { Cluster } from '../../cluster/cluster.ts';
import type { Kubectl } from '../../cluster/kubectl.ts';
import { attachShell, printedBy, shellPod } from '../../cluster/shellpod.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { StepError } from '../../process/run.ts';
import { loadScript, loadSeconds, type Phase, phases } from './load.ts';
import { poll } from './poll.ts';

export const loadNamespace = 'bench';
const startSeconds = 120;
const loadDeadlineSeconds = 300;

type Pod = Resource & {
  status?: {
    conditions?: { type: string; status: string }[];
    containerStatuses?: { name: string; containerID?: string }[];
  };
};

/** A pod of the load. */
export type LoadPod = { phase: Phase; name: string; container: string };

/** Starts one pod for each phase, each of a name that no pod had before: its counts begin with nothing. */
export async function startLoad(kubectl: Kubectl, run: string): Promise<LoadPod[]> {
  const name = (phase: Phase) => `${phase}-${run}`;
  const pods = phases.map((phase) => shellPod(loadNamespace, name(phase), loadScript(phase)));
  await kubectl.apply(pods.map((pod) => JSON.stringify(pod)).join('\n---\n'));
  return poll('the pods of the load run', startSeconds, async () => {
    const found = await kubectl.list<Pod>('pods', '-n', loadNamespace);
    const running = phases.flatMap((phase) => {
      const pod = found.find(({ metadata }) => metadata.name === name(phase));
      return pod && isReady(pod)
        ? [{ phase, name: name(phase), container: containerIds(pod)[0]?.id ?? '' }]
        : [];
    });
    return running.length === phases.length ? running : undefined;
  });
}

/** Removes the pods of the load. */
export async function endLoad(kubectl: Kubectl, pods: LoadPod[]): Promise<void> {
  await kubectl.run(['-n', loadNamespace, 'delete', 'pod', ...pods.map(({ name }) => name)]);
}

/** Lets a pod act this often. Returns the seconds that it took by its own clock. */
export async function act(cluster: Cluster, { name }: LoadPod, count: number): Promise<number> {
  const printed = () => printedBy(cluster, loadNamespace, name);
  const before = (await printed()).length;
  const shell = await attachShell(cluster, loadNamespace, name);
  try {
    shell.say(String(count));
    return await poll(`${name} has done ${count}`, loadDeadlineSeconds, async () =>
      loadSeconds((await printed()).slice(before), count),
    );
  } finally {
    shell.close();
  }
}

/** A container of the agent; its name is that of its engine and its own: `tracer health`. */
export type AgentContainer = { name: string; id: string };

/** The agent's containers on the only node, once its pods are ready and no earlier one is left; none without agent. */
export function agentContainers(kubectl: Kubectl, wanted: boolean): Promise<AgentContainer[]> {
  return poll(wanted ? 'the agent is ready' : 'the agent is gone', startSeconds, async () => {
    const pods = await kubectl.list<Pod>('pods', '-n', 'agent', '-l', 'app.kubernetes.io/instance=agent');
    if (!wanted) return pods.length === 0 ? [] : undefined;
    if (pods.length === 0 || !pods.every(isReady)) return undefined;
    if (new Set(pods.map(componentOf)).size < pods.length) return undefined;
    // Each engine is a pod of its own, and their containers share names.
    return pods.flatMap((pod) =>
      containerIds(pod).map(({ name, id }) => ({ name: `${componentOf(pod)} ${name}`, id })),
    );
  });
}

const isReady = ({ status }: Pod) =>
  status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;

const componentOf = ({ metadata }: Pod) => metadata.labels?.['app.kubernetes.io/component'] ?? '';

function containerIds({ metadata, status }: Pod): AgentContainer[] {
  return (status?.containerStatuses ?? []).map(({ name, containerID = '' }) => {
    const id = /^\w+:\/\/(\w+)$/.exec(containerID)?.[1];
    if (!id) throw new StepError(`container ${name} of ${metadata.name} has no id`);
    return { name, id };
  });
}
