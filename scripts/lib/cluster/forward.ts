// A way from this machine to a port of a pod.
import { createServer } from 'node:net';
import { CoreV1Api, PortForward } from '@kubernetes/client-node';
import { kubeConfig } from './api.ts';
import type { Cluster } from './cluster.ts';

/** A local port that leads to a port of the first running pod of a selector. */
export async function forward(
  cluster: Cluster,
  namespace: string,
  selector: string,
  port: number,
): Promise<{ url: string; close: () => void }> {
  const config = kubeConfig(cluster);
  const api = config.makeApiClient(CoreV1Api);
  const { items } = await api.listNamespacedPod({ namespace, labelSelector: selector });
  const pod = items.find(({ status }) => status?.phase === 'Running')?.metadata?.name;
  if (!pod) throw new Error(`no running pod ${selector} in namespace ${namespace}`);
  const portForward = new PortForward(config);
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    portForward.portForward(namespace, pod, [port], socket, null, socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const local = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${local}`, close: () => server.close() };
}
