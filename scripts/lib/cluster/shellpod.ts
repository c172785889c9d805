// A pod that does just what its shell is told, by its standard input: nothing else acts in its container, as `kubectl exec` would.
import { PassThrough, Writable } from 'node:stream';
import { Attach, CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import { shellImage } from '../images/shell.ts';
import { kubeConfig } from './api.ts';
import type { Cluster } from './cluster.ts';

const container = 'shell';

/** The pod. It ends when the script does. */
export function shellPod(namespace: string, name: string, script: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [
        {
          name: container,
          image: shellImage,
          imagePullPolicy: 'IfNotPresent',
          // Kubernetes takes `$$` for `$` and `$(NAME)` for a variable of its own.
          command: ['busybox', 'sh', '-c', script.replaceAll('$', () => '$$')],
          stdin: true,
        },
      ],
    },
  } satisfies V1Pod;
}

/** Connects to the running pod; `say` writes a line to its shell. What it prints is in its log: here it could come too early to be heard. */
export async function attachShell(
  cluster: Cluster,
  namespace: string,
  name: string,
): Promise<{ say: (line: string) => void; close: () => void }> {
  const input = new PassThrough();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const attach = new Attach(kubeConfig(cluster));
  const socket = await attach.attach(namespace, name, container, null, nowhere, input, false);
  return { say: (line) => void input.write(`${line}\n`), close: () => socket.close() };
}

/** What the pod's shell has printed so far. */
export function printedBy(cluster: Cluster, namespace: string, name: string): Promise<string> {
  return kubeConfig(cluster).makeApiClient(CoreV1Api).readNamespacedPodLog({ namespace, name });
}
