// The pods of an environment, as Services and NetworkPolicies see them.
import type { RenderedApplication } from '../policy/types.ts';
import { type Fields, fields, list, text } from './guards.ts';
import { namespaceOf } from './objects.ts';
import { containers, workloads } from './podspec.ts';
import type { Resource } from './resource.ts';
import { matchesSelector } from './selectors.ts';

/** All pods of one workload. */
export type Pod = {
  application: RenderedApplication;
  workload: Resource;
  podSpec: Fields;
  namespace: string;
  labels: Record<string, string>;
  namespaceLabels: Record<string, string>;
  /** Named container ports, also those of other protocols. */
  ports: { name: string; port: number; protocol: string }[];
};

/** The pods that an Application starts, one entry for each workload. */
export function podsOf(application: RenderedApplication): Pod[] {
  return workloads(application.resources).map(({ resource, podSpec, path }) => {
    const namespace = namespaceOf(resource, application);
    // `spec.template.spec` → `spec.template`; a bare Pod is its own template.
    const template = path
      .split('.')
      .slice(0, -1)
      .reduce<unknown>((value, key) => fields(value)[key], resource);
    return {
      application,
      workload: resource,
      podSpec,
      namespace,
      labels: labelsOf(fields(template).metadata),
      namespaceLabels: { ...managedLabels(application), 'kubernetes.io/metadata.name': namespace },
      ports: containers(podSpec, path).flatMap(({ container }) => list(container.ports).map(containerPort)),
    };
  });
}

/** Whether a Service sends its traffic to a pod. One without selector has no pods of this environment. */
export function serves(service: Resource, namespace: string, pod: Pod): boolean {
  const { selector } = fields(service.spec);
  const matchLabels = fields(selector);
  return (
    pod.namespace === namespace &&
    Object.keys(matchLabels).length > 0 &&
    matchesSelector({ matchLabels }, pod.labels)
  );
}

function labelsOf(metadata: unknown): Record<string, string> {
  const entries = Object.entries(fields(fields(metadata).labels));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

// Argo CD puts these on the namespace that it creates.
function managedLabels({ manifest }: RenderedApplication): Record<string, string> {
  return labelsOf(fields(fields(fields(manifest.spec).syncPolicy)).managedNamespaceMetadata);
}

function containerPort(value: unknown): Pod['ports'][number] {
  const { name, containerPort: port, protocol } = fields(value);
  return { name: text(name), port: Number(port), protocol: text(protocol) || 'TCP' };
}
