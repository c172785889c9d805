// Looks at the nodes of a cluster: short-lived pods in a namespace of their own, which is removed whatever happens.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../cli/errors.ts';
import type { Kubectl } from '../cluster/kubectl.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { NodeFacts, Unread } from './facts.ts';
import { isWindows, nodeFacts, notReady, type RawNode, type RuntimeClass } from './node.ts';
import {
  doctorNamespace,
  type FactsPod,
  factsPod,
  isOver,
  namespace,
  ownLabel,
  type PodEvent,
  podSeconds,
  printedBy,
  serviceAccount,
  whySilent,
} from './pod.ts';

/** So that a large cluster neither starts a thousand pods at once nor waits for one after the other. */
const podsAtOnce = 50;
const deleteSeconds = 120;

export const factsScript = () => readFileSync(join(import.meta.dirname, 'facts.sh'), 'utf8');

/** Facts of every node, and those that could not be looked at. Throws StepError, when the cluster refuses. */
export async function look(
  kubectl: Kubectl,
  image: string,
): Promise<{ nodes: NodeFacts[]; unread: Unread[] }> {
  const raw = await kubectl.run(['get', 'nodes', '-o', 'json']);
  const { items } = JSON.parse(raw) as { items: RawNode[] };
  const classes = await kubectl.list<RuntimeClass>('runtimeclasses');
  const linux = items.filter((node) => !isWindows(node));
  const down = linux.flatMap((node) => {
    const reason = notReady(node);
    return reason ? [{ node: node.metadata.name, reason }] : [];
  });
  const names = linux
    .map(({ metadata }) => metadata.name)
    .filter((name) => !down.some(({ node }) => node === name));
  const { printed, unread } =
    names.length > 0
      ? await inNamespace(kubectl, (stopped) => ask(kubectl, names, image, stopped))
      : { printed: new Map<string, string>(), unread: [] };
  return {
    nodes: items
      .filter((node) => isWindows(node) || printed.has(node.metadata.name))
      .map((node) => nodeFacts(node, classes, printed.get(node.metadata.name))),
    unread: [...down, ...unread],
  };
}

async function inNamespace<T>(kubectl: Kubectl, act: (stopped: () => boolean) => Promise<T>): Promise<T> {
  const [present] = await kubectl.list('namespace', doctorNamespace);
  const [[key, value]] = Object.entries(ownLabel) as [[string, string]];
  if (present && present.metadata.labels?.[key] !== value)
    throw new CommandError(
      `E_CLUSTER the cluster has a namespace ${doctorNamespace} that is not of this command, and would be removed.\nPlease run this where there is none.`,
    );
  const remove = () =>
    kubectl.run(['delete', 'namespace', doctorNamespace, '--ignore-not-found'], {
      timeoutSeconds: deleteSeconds,
    });
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // What an interrupted run left. From here on the namespace is this run's: one of somebody else makes `create` fail.
  if (present) await remove();
  await create(kubectl, [namespace()]);
  try {
    return await act(() => stopped);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await remove().catch((error: Error) => {
      process.stderr.write(`${error.message}\nPlease run: kubectl delete namespace ${doctorNamespace}\n`);
    });
  }
}

async function ask(kubectl: Kubectl, names: string[], image: string, stopped: () => boolean) {
  const script = factsScript();
  const printed = new Map<string, string>();
  const unread: Unread[] = [];
  await create(kubectl, [serviceAccount()]);
  for (let start = 0; start < names.length; start += podsAtOnce) {
    const some = names.slice(start, start + podsAtOnce);
    await create(
      kubectl,
      some.map((name, index) => factsPod(name, start + index, script, image)),
    );
    const pods = await ended(kubectl, some, stopped);
    const silent = pods.some((pod) => !printedBy(pod));
    const events = silent ? await kubectl.list<PodEvent>('events', '-n', doctorNamespace) : [];
    for (const name of some) {
      const pod = pods.find(({ spec }) => spec.nodeName === name);
      const text = pod && printedBy(pod);
      if (text) printed.set(name, text);
      else unread.push({ node: name, reason: whySilent(pod, events) });
    }
    await kubectl.try(['-n', doctorNamespace, 'delete', 'pods', '--all', '--wait=false']);
  }
  return { printed, unread };
}

/** The pods of these nodes when all have ended, or as they are at the deadline. */
async function ended(kubectl: Kubectl, names: string[], stopped: () => boolean): Promise<FactsPod[]> {
  const deadline = Date.now() + podSeconds * 1000;
  for (;;) {
    const all = await kubectl.list<FactsPod>('pods', '-n', doctorNamespace);
    const pods = all.filter(({ spec }) => names.includes(spec.nodeName));
    if (stopped()) throw new CommandError('E_CLUSTER interrupted: nothing was found out.');
    if (pods.filter(isOver).length === names.length || Date.now() > deadline) return pods;
    await sleep(1000);
  }
}

const create = (kubectl: Kubectl, items: Resource[]) =>
  kubectl.run(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
