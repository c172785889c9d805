// The restricted Pod Security Standard outside securityContext: what ties a pod to its node.
import { type Fields, fields, list, text } from '../kubernetes/guards.ts';
import { type Container, containers, podMetadata, type Workload } from '../kubernetes/podspec.ts';
import { childPath } from '../kubernetes/strings.ts';
import { containerTitle, containerValues, type Violation } from './violation.ts';

/** Violations in the pod spec and its containers. */
export function hostViolations(workload: Workload): Violation[] {
  return [
    ...hostNamespaces(workload),
    ...volumes(workload),
    ...appArmorAnnotations(workload),
    ...containers(workload.podSpec, workload.path).flatMap((each) => [...hostPorts(each), ...hosts(each)]),
  ];
}

function hostNamespaces({ podSpec, path }: Workload): Violation[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((field) => podSpec[field] === true)
    .map((field) => ({
      path: `${path}.${field}`,
      reason: `The pod shares a namespace of its node: ${field} is true.`,
      fix: { [field]: false },
      inChart: true,
    }));
}

const VOLUME_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function volumes({ podSpec, path }: Workload): Violation[] {
  return list(podSpec.volumes).flatMap((volume, index) => {
    const { name, ...sources } = fields(volume);
    return Object.keys(sources)
      .filter((type) => sources[type] && !VOLUME_TYPES.includes(type))
      .map((type) => ({
        path: `${path}.volumes[${index}].${type}`,
        reason: `The volume ${text(name)} is a ${type}; restricted pods may use ${VOLUME_TYPES.join(', ')}.`,
        fix: { extraVolumes: [{ name, emptyDir: {} }] },
      }));
  });
}

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

function appArmorAnnotations(workload: Workload): Violation[] {
  const { metadata, path } = podMetadata(workload);
  return Object.entries(fields(metadata.annotations))
    .filter(
      ([key, profile]) =>
        key.startsWith(APPARMOR_ANNOTATION) && !/^(runtime\/default|localhost\/.*|)$/.test(text(profile)),
    )
    .map(([key, profile]) => ({
      path: childPath(`${path}.annotations`, key),
      reason: `Container ${key.slice(APPARMOR_ANNOTATION.length)} has the AppArmor profile ${text(profile)}.`,
      fix: { podAnnotations: { [key]: 'runtime/default' } },
    }));
}

function hostPorts(container: Container): Violation[] {
  return list(container.container.ports).flatMap((port, index) => {
    const { hostPort, ...rest } = fields(port);
    if (!hostPort) return [];
    return [
      {
        path: `${container.path}.ports[${index}].hostPort`,
        reason: `${containerTitle(container)} takes port ${hostPort} of its node.`,
        ...fixed(container, {
          ports: [container.init ? rest : { name: rest.name, port: rest.containerPort }],
        }),
      },
    ];
  });
}

const HANDLERS = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle.postStart',
  'lifecycle.preStop',
];

// Since Kubernetes 1.34: with `host`, the kubelet asks any address on behalf of whoever writes the pod.
function hosts(container: Container): Violation[] {
  return HANDLERS.flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap((type) => {
      const keys = [...handler.split('.'), type];
      const { host, ...rest } = fields(
        keys.reduce<unknown>((value, key) => fields(value)[key], container.container),
      );
      if (!host) return [];
      const own = keys.map((key) => (container.init ? key : key.replace('Probe', '')));
      const inside = handler.startsWith('lifecycle') || container.init ? own : ['probes', ...own];
      return [
        {
          path: `${container.path}.${handler}.${type}.host`,
          reason: `${containerTitle(container)} has the kubelet call ${text(host)}; only the pod itself may be called.`,
          ...fixed(container, fields(inside.reduceRight<unknown>((inner, key) => ({ [key]: inner }), rest))),
        },
      ];
    }),
  );
}

// Ports and probes of main containers are the chart's; init containers stand whole in the values.
function fixed(container: Container, fix: Fields): Pick<Violation, 'fix' | 'inChart'> {
  return container.init ? { fix: containerValues(container, fix) } : { fix, inChart: true };
}
