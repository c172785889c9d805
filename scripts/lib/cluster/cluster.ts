// Names and files of the kind cluster. Everything of it lies in one folder of the cache.
import { join } from 'node:path';
import { cacheFolder } from '../repository/root.ts';

export type Cluster = {
  /** Name for kind. */
  name: string;
  /** Everything that `up` writes on this machine; `down` removes it. */
  folder: string;
  /** Its own kubeconfig: the person's current context stays what it is. */
  kubeconfig: string;
};

export const defaultClusterName = 'observability';
/** The environment that runs in it. */
export const environment = 'local';

/** The file of a component in that environment. */
export const valuesFile = (component: string) => `environments/${environment}/${component}.yaml`;

/** The cluster of a name; it need not exist. */
export function clusterOf(name: string): Cluster {
  const folder = join(cacheFolder, 'cluster', name);
  return { name, folder, kubeconfig: join(folder, 'kubeconfig') };
}
