// The Kubernetes API of the kind cluster, for what kubectl cannot do: input to a running pod, many short port-forwards.
import { KubeConfig } from '@kubernetes/client-node';
import type { Cluster } from './cluster.ts';

/** From the cluster's own kubeconfig. */
export function kubeConfig({ kubeconfig }: Cluster): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  return config;
}
