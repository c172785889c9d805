// Rendered Kubernetes objects, as plain data.

/** Any Kubernetes object. Fields beyond the common ones are read through the helpers of this folder. */
export type Resource = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
};

/** `StatefulSet loki/loki`, or `ClusterRole name` for an object without namespace. */
export function describe(resource: Resource): string {
  const { name, namespace } = resource.metadata;
  return `${resource.kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
