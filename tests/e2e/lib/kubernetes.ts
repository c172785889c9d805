// The Kubernetes API: pods of tests, and their input.
import { ApiException, CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import { kubeConfig } from '../../../scripts/lib/cluster/api.ts';
import { attachShell, printedBy, shellPod } from '../../../scripts/lib/cluster/shellpod.ts';
import { cluster } from './context.ts';
import { until } from './until.ts';

export const testNamespace = 'e2e';

export const core = (): CoreV1Api => kubeConfig(cluster).makeApiClient(CoreV1Api);

/** A pod that does just what its shell is told, and is there when this returns. Returns it as it runs. */
export async function startPod(name: string, script: string, namespace = testNamespace): Promise<V1Pod> {
  const api = core();
  await ensureNamespace(api, namespace);
  await api.createNamespacedPod({ namespace, body: shellPod(namespace, name, script) });
  return until(`pod ${namespace}/${name} is running`, 90, async () => {
    const pod = await api.readNamespacedPod({ namespace, name });
    const { phase, containerStatuses } = pod.status ?? {};
    return phase === 'Running'
      ? { done: true, value: pod }
      : { done: false, seen: containerStatuses ?? phase };
  });
}

/** Waits until a pod has ended well. */
export async function podSucceeded(name: string): Promise<void> {
  await until(`pod ${testNamespace}/${name} has ended`, 120, async () => {
    const { status } = await core().readNamespacedPod({ namespace: testNamespace, name });
    return status?.phase === 'Succeeded' ? { done: true, value: undefined } : { done: false, seen: status };
  });
}

/** Writes a line to the standard input of the pod, where nothing but its own shell acts on it, until it has printed the answer. */
export async function tell(
  name: string,
  line: string,
  answer: string,
  namespace = testNamespace,
): Promise<void> {
  const before = await printed(name, answer, namespace);
  const shell = await attachShell(cluster, namespace, name);
  shell.say(line);
  await until(`pod ${namespace}/${name} says: ${answer}`, 60, async () => {
    const count = await printed(name, answer, namespace);
    return count > before ? { done: true, value: undefined } : { done: false, seen: count };
  });
  shell.close();
}

async function printed(name: string, text: string, namespace: string): Promise<number> {
  const log = await printedBy(cluster, namespace, name);
  return log.split('\n').filter((line) => line === text).length;
}

async function ensureNamespace(api: CoreV1Api, name: string): Promise<void> {
  await api.createNamespace({ body: { metadata: { name } } }).catch((error: unknown) => {
    if (!(error instanceof ApiException && error.code === 409)) throw error;
  });
}
