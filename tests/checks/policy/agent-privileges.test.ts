import { describe, expect, test } from 'vitest';
import { agentPrivileges } from '../../../scripts/checks/policy/agent-privileges.ts';
import { type Fields, fields } from '../../../scripts/lib/kubernetes/guards.ts';
import { containers, workloads } from '../../../scripts/lib/kubernetes/podspec.ts';
import { AGENT_PRIVILEGES } from '../../../scripts/lib/policy/agent-privileges.ts';
import { resourcesOf, template } from '../../charts/charts.ts';
import { container, input, workload } from './input.ts';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const VALUES = 'environments/production-us/agent.yaml';
const CHART = 'charts/agent/templates/_chart.tpl';
const TABLE = 'scripts/lib/policy/agent-privileges.ts';

const { capabilities = [], hostPaths = [] } = AGENT_PRIVILEGES.agent ?? {};
const securityContext = {
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'], add: capabilities.map(({ capability }) => capability) },
};
const volumes = hostPaths.map(({ hostPath }) => ({ name: hostPath, hostPath: { path: hostPath } }));
const volumeMounts = hostPaths.map(({ hostPath, writable }) => ({
  name: hostPath,
  mountPath: `/host${hostPath}`,
  readOnly: !writable,
}));

function check(pod: Fields = {}, overrides: Fields = {}, namespace = 'agent') {
  const agent = workload({
    kind: 'DaemonSet',
    name: 'agent',
    namespace,
    container: { securityContext, volumeMounts, ...overrides },
    pod: { volumes, ...pod },
  });
  return agentPrivileges(input({ applications: [{ component: 'agent', resources: [agent] }] }));
}

function finding(path: string, reason: string, fix: string, file = VALUES) {
  return {
    code: 'E_AGENT_PRIVILEGE',
    file,
    path,
    object: 'DaemonSet agent/agent',
    reason,
    fix,
    environment: 'production-us',
    application: 'production-us-agent',
  };
}

test('everything in the table passes', () => {
  expect(check()).toEqual([]);
});

test('other namespaces are the business of pod-security', () => {
  expect(check({ hostNetwork: true }, {}, 'loki')).toEqual([]);
});

test('the capabilities of the table are those that the chart asks for when everything is on', async () => {
  const { yaml } = await template('agent', ['ci/closed-network-values.yaml']);
  const [pod] = workloads(resourcesOf(yaml)).map(({ podSpec, path }) => containers(podSpec, path));
  const { add } = fields(fields(pod?.[0]?.container.securityContext).capabilities);
  expect(capabilities.map(({ capability }) => capability)).toEqual(add);
});

describe('the node collector', () => {
  const logs = { name: 'logs', hostPath: { path: '/var/log/pods' } };
  const own = { name: 'own', hostPath: { path: '/var/lib/node-collector' } };
  const mounts = (readOnly: boolean) => [
    { name: 'logs', mountPath: '/var/log/pods', readOnly },
    { name: 'own', mountPath: '/var/lib/node-collector' },
  ];
  const reasons = (pod: Fields, overrides: Fields, component = 'node-collector') => {
    const resource = workload({
      kind: 'DaemonSet',
      name: component,
      namespace: 'agent',
      container: {
        securityContext: { ...securityContext, capabilities: { drop: ['ALL'] } },
        volumeMounts: mounts(true),
        ...overrides,
      },
      pod: { volumes: [logs, own], ...pod },
    });
    const application = { component, chart: 'charts/collector', namespace: 'agent', resources: [resource] };
    return agentPrivileges(input({ applications: [application] })).map(({ file, reason }) => [file, reason]);
  };

  test('reads logs and writes its checkpoints', () => {
    expect(reasons({}, {})).toEqual([]);
  });

  test('has none of what the agent may', () => {
    const extra = { name: 'etc', hostPath: { path: '/etc' } };
    expect(reasons({ volumes: [logs, own, extra] }, { securityContext })).toEqual([
      [
        'environments/production-us/node-collector.yaml',
        `Component node-collector mounts the node's /etc, which ${TABLE} does not list for it.`,
      ],
      [
        'environments/production-us/node-collector.yaml',
        `Container node-collector adds the capabilities SYS_ADMIN, SYS_PTRACE, SYSLOG, NET_RAW, SYS_RESOURCE, which ${TABLE} does not list for node-collector.`,
      ],
    ]);
  });

  test('does not write to the logs', () => {
    expect(reasons({}, { volumeMounts: mounts(false) })).toEqual([
      [
        'charts/collector/templates/_chart.tpl',
        `Container node-collector may write to the node's /var/log/pods, which ${TABLE} lists as read-only.`,
      ],
    ]);
  });

  test('another component of the namespace may nothing', () => {
    expect(reasons({}, {}, 'other').map(([, reason]) => reason)).toEqual([
      `Component other mounts the node's /var/log/pods, which ${TABLE} does not list for it.`,
      `Component other mounts the node's /var/lib/node-collector, which ${TABLE} does not list for it.`,
    ]);
  });
});

describe('the pod', () => {
  test.each(['hostNetwork', 'hostIPC'])('%s', (field) => {
    expect(check({ [field]: true })).toEqual([
      finding(
        `${POD}.${field}`,
        `Component agent shares a namespace of its node: ${field} is true, and nothing it does needs that.`,
        `${field}: false`,
        CHART,
      ),
    ]);
  });

  test('hostPID of a workload that is not listed', () => {
    expect(check({ hostPID: true })).toEqual([
      finding(
        `${POD}.hostPID`,
        `Component agent sees all processes of its node: hostPID is true, and ${TABLE} does not list agent.`,
        'hostPID: false',
        CHART,
      ),
    ]);
  });

  test.each(['/', '/home', '/etc/kubernetes'])('the folder %s of the node', (path) => {
    expect(check({ volumes: [{ name: 'extra', hostPath: { path } }] })).toEqual([
      finding(
        `${POD}.volumes[0].hostPath`,
        `Component agent mounts the node's ${path}, which ${TABLE} does not list for it.`,
        'extraVolumes:\n  - name: extra\n    emptyDir: {}',
      ),
    ]);
  });

  test('a folder that is listed as read-only, mounted for writing', () => {
    const mounts = [{ name: '/usr', mountPath: '/host/usr' }];
    expect(check({}, { volumeMounts: mounts })).toEqual([
      finding(
        `${CONTAINER}.volumeMounts[0].readOnly`,
        `Container agent may write to the node's /usr, which ${TABLE} lists as read-only.`,
        'volumeMounts:\n  - name: /usr\n    mountPath: /host/usr\n    readOnly: true',
        CHART,
      ),
    ]);
  });
});

describe('a container', () => {
  test.each<[string, Fields, string, string]>([
    [
      'privileged',
      { privileged: true },
      'is privileged, which is more than any capability',
      'privileged: false',
    ],
    [
      'readOnlyRootFilesystem',
      { readOnlyRootFilesystem: undefined },
      'may write to its root file system',
      'readOnlyRootFilesystem: true',
    ],
    [
      'capabilities.drop',
      { capabilities: { add: ['SYS_ADMIN'] } },
      'keeps default capabilities that nobody gave a reason for',
      'capabilities:\n    drop:\n      - ALL',
    ],
    [
      'capabilities.add',
      { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN', 'SYS_MODULE', 'ALL'] } },
      `adds the capabilities SYS_MODULE, ALL, which ${TABLE} does not list for agent`,
      'capabilities:\n    add:\n      - SYS_ADMIN',
    ],
  ])('%s', (field, overrides, reason, fix) => {
    expect(check({}, { securityContext: { ...securityContext, ...overrides } })).toEqual([
      finding(
        `${CONTAINER}.securityContext.${field}`,
        `Container agent ${reason}.`,
        `securityContext:\n  ${fix}`,
      ),
    ]);
  });

  test('an init container too', () => {
    const prepare = container({ name: 'prepare', securityContext: { ...securityContext, privileged: true } });
    expect(check({ initContainers: [prepare] })).toEqual([
      finding(
        `${POD}.initContainers[0].securityContext.privileged`,
        'Init container prepare is privileged, which is more than any capability.',
        'initContainers:\n  - name: prepare\n    securityContext:\n      privileged: false',
      ),
    ]);
  });
});
