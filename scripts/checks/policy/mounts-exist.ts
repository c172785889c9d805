// A container mounts only volumes that its pod has.
import { fields, list, text } from '../../lib/kubernetes/guards.ts';
import { type Container, containers, workloads } from '../../lib/kubernetes/podspec.ts';
import type { Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import { containerTitle, type Violation, violationFinding } from '../../lib/policy/violation.ts';

/**
 * Every volume mount names a volume of the pod or a claim template. No schema can say so, and the API server refuses the
 * pod only when its workload makes it.
 */
export const mountsExist: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources).flatMap(({ resource, podSpec, path }) => {
      const volumes = [...list(podSpec.volumes), ...claimTemplates(resource)].map((each) =>
        text(fields(each).name),
      );
      return containers(podSpec, path)
        .flatMap((container) => unknownMounts(container, volumes))
        .map((violation) => violationFinding('E_MOUNT_UNKNOWN', { input, application, resource }, violation));
    }),
  );

function claimTemplates(resource: Resource): unknown[] {
  return list(fields(resource.spec).volumeClaimTemplates).map((claim) => fields(claim).metadata);
}

function unknownMounts(container: Container, volumes: string[]): Violation[] {
  return list(container.container.volumeMounts).flatMap((mount, index) => {
    const { name, mountPath } = fields(mount);
    if (volumes.includes(text(name))) return [];
    return [
      {
        path: `${container.path}.volumeMounts[${index}].name`,
        reason: `${containerTitle(container)} mounts volume ${text(name)} at ${text(mountPath)}, which the pod does not have; it has ${volumes.join(', ')}.`,
        fix: { extraVolumes: [{ name: text(name), emptyDir: {} }] },
      },
    ];
  });
}
