import type { Finding } from '../../lib/findings/finding.ts';
import type { Fields } from '../../lib/kubernetes/guards.ts';
import { namespaceOf } from '../../lib/kubernetes/objects.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import { groupOf, isClusterScoped } from '../../lib/kubernetes/scope.ts';
import type { PolicyCheck, RenderedApplication } from '../../lib/policy/types.ts';
import { violationFinding } from '../../lib/policy/violation.ts';

/**
 * Every object is rendered once: by one application, and there by one template.
 * Two applications would overwrite each other at every sync and prune each other's object.
 */
export const oneOwner: PolicyCheck = (input) => {
  const owners = new Map<string, RenderedApplication>();
  const reported = new Set<string>();
  const findings: Finding[] = [];
  for (const application of input.applications) {
    for (const resource of application.resources) {
      const key = identity(resource, application);
      const owner = owners.get(key);
      if (!owner) owners.set(key, application);
      else if (!reported.has(`${key} ${application.name}`)) {
        reported.add(`${key} ${application.name}`);
        const violation = {
          path: 'metadata.name',
          reason: reason(resource, owner, application),
          ...remedy(resource),
        };
        findings.push(violationFinding('E_OWNED_TWICE', { input, application, resource }, violation));
      }
    }
  }
  return findings;
};

// Versions of a group are views of the same object. Argo CD puts an object without namespace into the application's.
function identity(resource: Resource, application: RenderedApplication): string {
  const namespace = isClusterScoped(resource) ? '' : namespaceOf(resource, application);
  return [groupOf(resource), resource.kind, namespace, resource.metadata.name].join('/');
}

function reason(resource: Resource, owner: RenderedApplication, application: RenderedApplication): string {
  return owner === application
    ? `${application.name} renders ${describe(resource)} more than once, and the last one wins.`
    : `${application.name} renders ${describe(resource)}, which ${owner.name} already renders; each would overwrite the other.`;
}

const SWITCHES: Record<string, Fields> = {
  ServiceAccount: { serviceAccount: { create: false } },
  Role: { rbac: { create: false } },
  RoleBinding: { rbac: { create: false } },
  ClusterRole: { rbac: { create: false } },
  ClusterRoleBinding: { rbac: { create: false } },
  NetworkPolicy: { networkPolicy: { enabled: false } },
  PodDisruptionBudget: { podDisruptionBudget: { enabled: false } },
  ServiceMonitor: { monitoring: { serviceMonitor: { enabled: false } } },
  PrometheusRule: { monitoring: { rules: { enabled: false } } },
  HorizontalPodAutoscaler: { autoscaling: { hpa: { enabled: false } } },
  ScaledObject: { autoscaling: { keda: { enabled: false } } },
  VerticalPodAutoscaler: { autoscaling: { vpa: { enabled: false } } },
};

// Objects that no value switches off get another name in the chart.
function remedy({ kind, metadata }: Resource): { fix: Fields; inChart?: boolean } {
  const fix = SWITCHES[kind];
  return fix ? { fix } : { fix: { metadata: { name: `${metadata.name}-2` } }, inChart: true };
}
