import { fields } from '../../lib/kubernetes/guards.ts';
import { namespaceOf } from '../../lib/kubernetes/objects.ts';
import { containers, type Workload, workloads } from '../../lib/kubernetes/podspec.ts';
import { AGENT_NAMESPACE } from '../../lib/policy/agent-privileges.ts';
import { mend } from '../../lib/policy/breach.ts';
import { containerBreaches, podBreaches } from '../../lib/policy/restricted-context.ts';
import { hostViolations } from '../../lib/policy/restricted-host.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import {
  containerTitle,
  containerValues,
  type Violation,
  violationFinding,
} from '../../lib/policy/violation.ts';

/**
 * Outside the agent's namespace every pod meets the restricted Pod Security Standard, and its root file system is
 * read-only. The namespaces enforce the standard: a pod that breaks it is never created, and the rollout hangs.
 */
export const podSecurity: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources)
      .filter(({ resource }) => namespaceOf(resource, application) !== AGENT_NAMESPACE)
      .flatMap((workload) =>
        [...contextViolations(workload), ...hostViolations(workload)].map((violation) =>
          violationFinding('E_POD_SECURITY', { input, application, resource: workload.resource }, violation),
        ),
      ),
  );

function contextViolations({ podSpec, path }: Workload): Violation[] {
  const all = containers(podSpec, path).map((container) => ({
    container,
    context: fields(container.container.securityContext),
  }));
  const contexts = all.map(({ context }) => context);
  const ofPod = podBreaches(fields(podSpec.securityContext), contexts).map((breach) => ({
    path: `${path}.securityContext.${breach.field.join('.')}`,
    reason: `The pod ${breach.reason}.`,
    fix: mend('podSecurityContext', breach),
  }));
  const ofContainers = all.flatMap(({ container, context }) =>
    containerBreaches(context).map((breach) => ({
      path: `${container.path}.securityContext.${breach.field.join('.')}`,
      reason: `${containerTitle(container)} ${breach.reason}.`,
      fix: containerValues(container, mend('securityContext', breach)),
    })),
  );
  return [...ofPod, ...ofContainers];
}
