// The pods that rendered objects start.
import { isMap } from '../yaml/map.ts';
import { type Fields, fields, list } from './guards.ts';
import type { Resource } from './resource.ts';

/** An object that starts pods, its pod spec and the path to that: `spec.template.spec`. */
export type Workload = { resource: Resource; podSpec: Fields; path: string };

/** A container, its path, and whether it is a main container or one of `initContainers`. */
export type Container = { container: Fields; path: string; init: boolean };

const POD_TEMPLATES: Record<string, string[]> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
};

/** The objects among `resources` that start pods. */
export function workloads(resources: Resource[]): Workload[] {
  return resources.flatMap((resource) => {
    const keys = POD_TEMPLATES[resource.kind];
    if (!keys) return [];
    const podSpec = keys.reduce<unknown>((value, key) => fields(value)[key], resource);
    return isMap(podSpec) ? [{ resource, podSpec, path: keys.join('.') }] : [];
  });
}

/** The containers of a pod spec, main ones first, then init containers. `path` is the pod spec's. */
export function containers(podSpec: Fields, path: string): Container[] {
  return ['containers', 'initContainers'].flatMap((key) =>
    list(podSpec[key]).map((container, index) => ({
      container: fields(container),
      path: `${path}.${key}[${index}]`,
      init: key === 'initContainers',
    })),
  );
}

/** The metadata of the pods of a workload, and its path: `spec.template.metadata`. */
export function podMetadata({ resource, path }: Workload): { metadata: Fields; path: string } {
  const keys = [...path.split('.').slice(0, -1), 'metadata'];
  return {
    metadata: fields(keys.reduce<unknown>((value, key) => fields(value)[key], resource)),
    path: keys.join('.'),
  };
}
