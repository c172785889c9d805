// What rendered objects refer to by name.
import { type Fields, fields, list, text } from './guards.ts';
import { podReferences, type Reference, reference } from './podreferences.ts';
import { workloads } from './podspec.ts';
import type { Resource } from './resource.ts';

/** All references of an object: those of its pods, and those of its own kind. */
export function references(resource: Resource): Reference[] {
  return [
    ...workloads([resource]).flatMap(({ podSpec, path }) => podReferences(podSpec, path)),
    ...ownReferences(resource),
  ];
}

function ownReferences({ kind, ...resource }: Resource): Reference[] {
  const spec = fields(resource.spec);
  switch (kind) {
    case 'StatefulSet':
      return reference('Service', spec.serviceName, 'spec.serviceName');
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject':
      return scaled(spec.scaleTargetRef, 'spec.scaleTargetRef');
    case 'VerticalPodAutoscaler':
      return scaled(spec.targetRef, 'spec.targetRef');
    case 'Ingress':
      return ingress(spec);
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return binding(resource);
    default:
      return [];
  }
}

// KEDA takes a Deployment where no kind is written.
function scaled(target: unknown, path: string): Reference[] {
  const { kind, name } = fields(target);
  return reference(text(kind) || 'Deployment', name, `${path}.name`);
}

function ingress(spec: Fields): Reference[] {
  const backend = (value: unknown, path: string) =>
    reference('Service', fields(fields(value).service).name, `${path}.service.name`);
  const paths = list(spec.rules).flatMap((rule, ruleIndex) =>
    list(fields(fields(rule).http).paths).flatMap((each, index) =>
      backend(fields(each).backend, `spec.rules[${ruleIndex}].http.paths[${index}].backend`),
    ),
  );
  const secrets = list(spec.tls).flatMap((each, index) =>
    reference('Secret', fields(each).secretName, `spec.tls[${index}].secretName`),
  );
  return [...backend(spec.defaultBackend, 'spec.defaultBackend'), ...paths, ...secrets];
}

// A ClusterRole may be one of Kubernetes' own; a Role never is.
function binding({ roleRef, subjects }: Omit<Resource, 'kind'>): Reference[] {
  const role = fields(roleRef);
  const accounts = list(subjects).flatMap((subject, index) => {
    const { kind, name, namespace } = fields(subject);
    if (kind !== 'ServiceAccount') return [];
    return reference(
      'ServiceAccount',
      name,
      `subjects[${index}].name`,
      isText(namespace) ? { namespace } : {},
    );
  });
  return [...(role.kind === 'Role' ? reference('Role', role.name, 'roleRef.name') : []), ...accounts];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
