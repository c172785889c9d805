// The Kubernetes API: pods of tests, their input, and a way to the backends.
import { createServer } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import {
  ApiException,
  Attach,
  CoreV1Api,
  KubeConfig,
  PortForward,
  type V1Pod,
} from '@kubernetes/client-node';
import { shellImage } from '../../../scripts/lib/images/shell.ts';
import { cluster } from './context.ts';
import { until } from './until.ts';

export const testNamespace = 'e2e';

function config(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfig);
  return config;
}

export const core = (): CoreV1Api => config().makeApiClient(CoreV1Api);

/** A pod that does just what its shell is told, and is there when this returns. Returns it as it runs. */
export async function startPod(name: string, script: string, namespace = testNamespace): Promise<V1Pod> {
  const api = core();
  await ensureNamespace(api, namespace);
  await api.createNamespacedPod({ namespace, body: podOf(name, script) });
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
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const input = new PassThrough();
  const before = await printed(name, answer, namespace);
  const socket = await new Attach(config()).attach(namespace, name, 'shell', null, nowhere, input, false);
  input.write(`${line}\n`);
  await until(`pod ${namespace}/${name} says: ${answer}`, 60, async () => {
    const count = await printed(name, answer, namespace);
    return count > before ? { done: true, value: undefined } : { done: false, seen: count };
  });
  socket.close();
}

async function printed(name: string, text: string, namespace: string): Promise<number> {
  const log = await core().readNamespacedPodLog({ namespace, name });
  return log.split('\n').filter((line) => line === text).length;
}

/** A local port that leads to a port of a pod. */
export async function forward(
  namespace: string,
  selector: string,
  port: number,
): Promise<{ url: string; close: () => void }> {
  const { items } = await core().listNamespacedPod({ namespace, labelSelector: selector });
  const pod = items.find(({ status }) => status?.phase === 'Running')?.metadata?.name;
  if (!pod) throw new Error(`no running pod ${selector} in namespace ${namespace}`);
  const portForward = new PortForward(config());
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    portForward.portForward(namespace, pod, [port], socket, null, socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const local = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${local}`, close: () => server.close() };
}

async function ensureNamespace(api: CoreV1Api, name: string): Promise<void> {
  await api.createNamespace({ body: { metadata: { name } } }).catch((error: unknown) => {
    if (!(error instanceof ApiException && error.code === 409)) throw error;
  });
}

function podOf(name: string, script: string): V1Pod {
  return {
    metadata: { name, labels: { app: name } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'shell',
          image: shellImage,
          imagePullPolicy: 'IfNotPresent',
          command: ['busybox', 'sh', '-c', script],
          stdin: true,
        },
      ],
    },
  };
}
