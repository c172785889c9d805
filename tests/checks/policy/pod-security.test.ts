import { describe, expect, test } from 'vitest';
import { podSecurity } from '../../../scripts/checks/policy/pod-security.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import { container, input, workload } from './input.ts';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const VALUES = 'environments/production-us/loki.yaml';
const CHART = 'charts/loki/templates/_chart.tpl';

const podContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const context = fieldsOf(container().securityContext);

function fieldsOf(value: unknown): Fields {
  return { ...(value as Fields) };
}

function check(options: Parameters<typeof workload>[0]) {
  return podSecurity(input({ applications: [{ component: 'loki', resources: [workload(options)] }] }));
}

function finding(path: string, reason: string, fix: string, file = VALUES) {
  return {
    code: 'E_POD_SECURITY',
    file,
    path,
    object: 'StatefulSet loki/loki',
    reason,
    fix,
    environment: 'production-us',
    application: 'production-us-loki',
  };
}

describe('passes', () => {
  test.each<[string, Parameters<typeof workload>[0]]>([
    ['a hardened pod', {}],
    [
      'NET_BIND_SERVICE',
      {
        container: {
          securityContext: { ...context, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
        },
      },
    ],
    [
      'what each container sets by itself',
      { pod: { securityContext: undefined }, container: { securityContext: { ...context, ...podContext } } },
    ],
    [
      'safe sysctls',
      { pod: { securityContext: { ...podContext, sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } } },
    ],
    [
      'the usual volumes',
      {
        pod: {
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'x', image: { reference: 'y' } },
          ],
        },
      },
    ],
    ['the agent', { namespace: 'agent', pod: { hostPID: true, securityContext: { runAsUser: 0 } } }],
  ])('%s', (_, options) => {
    expect(check(options)).toEqual([]);
  });
});

describe('securityContext of the pod', () => {
  test.each<[string, Fields, string, string]>([
    ['runAsNonRoot', { runAsNonRoot: false }, 'may run as root', 'runAsNonRoot: true'],
    ['runAsNonRoot', { runAsNonRoot: undefined }, 'may run as root', 'runAsNonRoot: true'],
    ['runAsUser', { runAsUser: 0 }, 'runs as root: runAsUser is 0', 'runAsUser: 10001'],
    [
      'seccompProfile.type',
      { seccompProfile: undefined },
      'has no seccomp profile',
      'seccompProfile:\n    type: RuntimeDefault',
    ],
    [
      'seccompProfile.type',
      { seccompProfile: { type: 'Unconfined' } },
      'has the seccomp profile Unconfined',
      'seccompProfile:\n    type: RuntimeDefault',
    ],
    [
      'appArmorProfile.type',
      { appArmorProfile: { type: 'Unconfined' } },
      'has the AppArmor profile Unconfined',
      'appArmorProfile:\n    type: RuntimeDefault',
    ],
    [
      'seLinuxOptions.type',
      { seLinuxOptions: { type: 'spc_t' } },
      'has the SELinux type spc_t',
      'seLinuxOptions:\n    type: container_t',
    ],
    [
      'seLinuxOptions.user',
      { seLinuxOptions: { user: 'root' } },
      'sets the SELinux user root',
      'seLinuxOptions:\n    user: ""',
    ],
    [
      'seLinuxOptions.role',
      { seLinuxOptions: { role: 'sysadm_r' } },
      'sets the SELinux role sysadm_r',
      'seLinuxOptions:\n    role: ""',
    ],
    [
      'windowsOptions.hostProcess',
      { windowsOptions: { hostProcess: true } },
      'is a process of the Windows host',
      'windowsOptions:\n    hostProcess: false',
    ],
    [
      'sysctls',
      {
        sysctls: [
          { name: 'kernel.msgmax', value: '1' },
          { name: 'net.ipv4.tcp_syncookies', value: '1' },
        ],
      },
      'sets the sysctls kernel.msgmax, which reach beyond the pod',
      'sysctls:\n    - name: net.ipv4.tcp_syncookies\n      value: "1"',
    ],
  ])('%s: %o', (field, overrides, reason, fix) => {
    expect(check({ pod: { securityContext: { ...podContext, ...overrides } } })).toEqual([
      finding(`${POD}.securityContext.${field}`, `The pod ${reason}.`, `podSecurityContext:\n  ${fix}`),
    ]);
  });
});

describe('securityContext of a container', () => {
  test.each<[string, Fields, string, string]>([
    [
      'privileged',
      { privileged: true },
      'is privileged: it may do all that the node may',
      'privileged: false',
    ],
    [
      'allowPrivilegeEscalation',
      { allowPrivilegeEscalation: undefined },
      'may gain more privileges than its parent process',
      'allowPrivilegeEscalation: false',
    ],
    [
      'readOnlyRootFilesystem',
      { readOnlyRootFilesystem: false },
      'may write to its root file system, so an intruder may place programs',
      'readOnlyRootFilesystem: true',
    ],
    [
      'capabilities.drop',
      { capabilities: { drop: ['NET_RAW'] } },
      'keeps the default capabilities of the container runtime',
      'capabilities:\n    drop:\n      - ALL',
    ],
    [
      'capabilities.add',
      { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SYS_PTRACE'] } },
      'adds the capabilities SYS_PTRACE; only NET_BIND_SERVICE may be added',
      'capabilities:\n    add:\n      - NET_BIND_SERVICE',
    ],
    [
      'procMount',
      { procMount: 'Unmasked' },
      'mounts /proc with procMount Unmasked, which unmasks it',
      'procMount: Default',
    ],
    ['runAsNonRoot', { runAsNonRoot: false }, 'may run as root', 'runAsNonRoot: true'],
    ['runAsUser', { runAsUser: 0 }, 'runs as root: runAsUser is 0', 'runAsUser: 10001'],
    [
      'seccompProfile.type',
      { seccompProfile: { type: 'Unconfined' } },
      'has the seccomp profile Unconfined',
      'seccompProfile:\n    type: RuntimeDefault',
    ],
    [
      'appArmorProfile.type',
      { appArmorProfile: { type: 'Unconfined' } },
      'has the AppArmor profile Unconfined',
      'appArmorProfile:\n    type: RuntimeDefault',
    ],
    [
      'seLinuxOptions.type',
      { seLinuxOptions: { type: 'spc_t' } },
      'has the SELinux type spc_t',
      'seLinuxOptions:\n    type: container_t',
    ],
    [
      'windowsOptions.hostProcess',
      { windowsOptions: { hostProcess: true } },
      'is a process of the Windows host',
      'windowsOptions:\n    hostProcess: false',
    ],
  ])('%s: %o', (field, overrides, reason, fix) => {
    expect(check({ container: { securityContext: { ...context, ...overrides } } })).toEqual([
      finding(
        `${CONTAINER}.securityContext.${field}`,
        `Container loki ${reason}.`,
        `securityContext:\n  ${fix}`,
      ),
    ]);
  });

  test('of an init container', () => {
    const wait = container({ name: 'wait', securityContext: { ...context, privileged: true } });
    expect(check({ pod: { initContainers: [wait] } })).toEqual([
      finding(
        `${POD}.initContainers[0].securityContext.privileged`,
        'Init container wait is privileged: it may do all that the node may.',
        'initContainers:\n  - name: wait\n    securityContext:\n      privileged: false',
      ),
    ]);
  });
});

describe('what ties a pod to its node', () => {
  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('%s', (field) => {
    expect(check({ pod: { [field]: true } })).toEqual([
      finding(
        `${POD}.${field}`,
        `The pod shares a namespace of its node: ${field} is true.`,
        `${field}: false`,
        CHART,
      ),
    ]);
  });

  test.each([
    ['hostPath', { path: '/' }],
    ['nfs', { server: 'nfs.example.org', path: '/' }],
  ])('a volume of type %s', (type, source) => {
    expect(check({ pod: { volumes: [{ name: 'data', [type]: source }] } })).toEqual([
      finding(
        `${POD}.volumes[0].${type}`,
        `The volume data is a ${type}; restricted pods may use configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret.`,
        'extraVolumes:\n  - name: data\n    emptyDir: {}',
      ),
    ]);
  });

  test('a port of the node', () => {
    expect(check({ container: { ports: [{ name: 'http', containerPort: 3100, hostPort: 80 }] } })).toEqual([
      finding(
        `${CONTAINER}.ports[0].hostPort`,
        'Container loki takes port 80 of its node.',
        'ports:\n  - name: http\n    port: 3100',
        CHART,
      ),
    ]);
  });

  test('a probe of another host', () => {
    const livenessProbe = { httpGet: { host: '169.254.169.254', path: '/ready', port: 'http' } };
    expect(check({ container: { livenessProbe } })).toEqual([
      finding(
        `${CONTAINER}.livenessProbe.httpGet.host`,
        'Container loki has the kubelet call 169.254.169.254; only the pod itself may be called.',
        'probes:\n  liveness:\n    httpGet:\n      path: /ready\n      port: http',
        CHART,
      ),
    ]);
  });

  test('a hook that calls another host', () => {
    const lifecycle = { preStop: { httpGet: { host: '169.254.169.254', path: '/stop', port: 80 } } };
    expect(check({ container: { lifecycle } })).toEqual([
      finding(
        `${CONTAINER}.lifecycle.preStop.httpGet.host`,
        'Container loki has the kubelet call 169.254.169.254; only the pod itself may be called.',
        'lifecycle:\n  preStop:\n    httpGet:\n      path: /stop\n      port: 80',
        CHART,
      ),
    ]);
  });

  test('an AppArmor annotation', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/loki';
    const { spec } = workload();
    const { template } = spec as { template: Fields };
    const annotated = { ...template, metadata: { annotations: { [key]: 'unconfined' } } };
    expect(check({ spec: { template: annotated } })).toEqual([
      finding(
        `spec.template.metadata.annotations["${key}"]`,
        'Container loki has the AppArmor profile unconfined.',
        `podAnnotations:\n  ${key}: runtime/default`,
      ),
    ]);
  });
});

test('odd data does not throw', () => {
  const found = check({ container: { securityContext: 'none', ports: 7 }, pod: { volumes: ['x', null] } });
  expect(found.map(({ path }) => path)).toEqual([
    `${CONTAINER}.securityContext.allowPrivilegeEscalation`,
    `${CONTAINER}.securityContext.readOnlyRootFilesystem`,
    `${CONTAINER}.securityContext.capabilities.drop`,
  ]);
});
