import { describe, expect, test } from 'vitest';
import { agentPrivileges } from '../../../scripts/checks/policy/agent-privileges.ts';
import { type Fields, fields, list, text } from '../../../scripts/lib/kubernetes/guards.ts';
import { containers, workloads } from '../../../scripts/lib/kubernetes/podspec.ts';
import { AGENT_PRIVILEGES } from '../../../scripts/lib/policy/agent-privileges.ts';
import { resourcesOf, template } from '../../charts/charts.ts';
import { container, input, workload } from './input.ts';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const VALUES = 'environments/production-us/agent.yaml';
const CHART = 'charts/agent/templates/_chart.tpl';
const TABLE = 'scripts/lib/policy/agent-privileges.ts';

const { capabilities = [], hostPaths = [] } = AGENT_PRIVILEGES['agent-tracer'] ?? {};
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
    name: 'agent-tracer',
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
    object: 'DaemonSet agent/agent-tracer',
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

describe('the agent with all that it can do', async () => {
  const { yaml } = await template('agent', ['ci/engines-values.yaml']);
  const engines = workloads(resourcesOf(yaml.replaceAll('test-release', 'agent'))).map((each) => ({
    ...each,
    name: each.resource.metadata.name,
    table: AGENT_PRIVILEGES[each.resource.metadata.name],
  }));

  test('has an engine for each row of the table', () => {
    expect([...engines.map(({ name }) => name), 'node-collector']).toEqual(Object.keys(AGENT_PRIVILEGES));
  });

  test.each(engines)('$name asks for exactly what the table lists', ({ podSpec, path, table }) => {
    const [container] = containers(podSpec, path);
    const { add } = fields(fields(container?.container.securityContext).capabilities);
    expect([...list(add)].sort()).toEqual(table?.capabilities.map(({ capability }) => capability).sort());
    for (const field of ['hostPID', 'hostNetwork'] as const) {
      expect(podSpec[field] === true, field).toBe(table?.[field] !== undefined);
    }
  });

  test.each(engines)(
    '$name mounts what the table lists, and nothing else for writing',
    ({ podSpec, path, table }) => {
      const folders = new Map(
        list(podSpec.volumes).flatMap((volume) => {
          const { name, hostPath } = fields(volume);
          return hostPath ? [[text(name), text(fields(hostPath).path)] as const] : [];
        }),
      );
      const runtimes = table?.hostPaths.filter(({ reason }) =>
        reason.startsWith('Asks the container runtime'),
      );
      const listed = table?.hostPaths.filter(
        (each) => !runtimes?.includes(each) || each.hostPath === '/run/crio',
      );
      expect([...folders.values()].sort()).toEqual(listed?.map(({ hostPath }) => hostPath).sort());
      const writable = containers(podSpec, path).flatMap(({ container }) =>
        list(container.volumeMounts).flatMap((mount) => {
          const { name, readOnly } = fields(mount);
          return readOnly === true ? [] : (folders.get(text(name)) ?? []);
        }),
      );
      const written = table?.hostPaths.filter((each) => each.writable).map(({ hostPath }) => hostPath);
      expect([...new Set(writable)].sort()).toEqual(written?.sort());
    },
  );

  test('passes', () => {
    const resources = engines.map(({ resource }) => ({
      ...resource,
      metadata: { ...resource.metadata, namespace: 'agent' },
    }));
    expect(agentPrivileges(input({ applications: [{ component: 'agent', resources }] }))).toEqual([]);
  });
});

describe('one engine has none of what only another may', () => {
  const reasons = (name: string, pod: Fields, overrides: Fields = {}) => {
    const resource = workload({
      kind: 'DaemonSet',
      name,
      namespace: 'agent',
      container: { securityContext: { ...securityContext, capabilities: { drop: ['ALL'] } }, ...overrides },
      pod,
    });
    return agentPrivileges(input({ applications: [{ component: 'agent', resources: [resource] }] })).map(
      ({ reason }) => reason,
    );
  };

  test('the tracer not what the profiler may', () => {
    expect(reasons('agent-profiler', { hostPID: true })).toEqual([]);
    expect(reasons('agent-tracer', { hostPID: true })).toEqual([
      `agent-tracer sees all processes of its node: hostPID is true, and ${TABLE} does not list that for it.`,
    ]);
    const capabilities = { drop: ['ALL'], add: ['PERFMON'] };
    expect(reasons('agent-tracer', {}, { securityContext: { ...securityContext, capabilities } })).toEqual([
      `Container agent-tracer adds the capabilities PERFMON, which ${TABLE} does not list for agent-tracer.`,
    ]);
  });

  test('only OBI and Windows share the network of the node', () => {
    expect(reasons('agent-instrumentation', { hostNetwork: true })).toEqual([]);
    expect(reasons('agent-gpu', { hostNetwork: true })).toEqual([
      `agent-gpu shares the network of its node: hostNetwork is true, and ${TABLE} does not list that for it.`,
    ]);
  });
});

describe('a Windows pod', () => {
  const reasons = (name: string, pod: Fields, context: Fields = {}) => {
    const resource = workload({
      kind: 'DaemonSet',
      name,
      namespace: 'agent',
      container: { securityContext: context },
      pod: { os: { name: 'windows' }, securityContext: undefined, ...pod },
    });
    return agentPrivileges(input({ applications: [{ component: 'agent', resources: [resource] }] })).map(
      ({ path, reason }) => [path, reason],
    );
  };
  const host = { windowsOptions: { hostProcess: true } };
  const reason = (name: string) =>
    `${name} runs on its Windows node itself: hostProcess is true, and ${TABLE} does not list that for it.`;

  test('needs none of the fields of Linux', () => {
    expect(reasons('agent-windows', { securityContext: host, hostNetwork: true })).toEqual([]);
    expect(reasons('other', {})).toEqual([]);
  });

  test('is HostProcess only where the table says so, by pod or by container', () => {
    expect(reasons('other', { securityContext: host })).toEqual([
      [`${POD}.securityContext.windowsOptions.hostProcess`, reason('other')],
    ]);
    expect(reasons('other', {}, host)).toEqual([
      [`${CONTAINER}.securityContext.windowsOptions.hostProcess`, reason('other')],
    ]);
  });
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
        `node-collector mounts the node's /etc, which ${TABLE} does not list for it.`,
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
      `other mounts the node's /var/log/pods, which ${TABLE} does not list for it.`,
      `other mounts the node's /var/lib/node-collector, which ${TABLE} does not list for it.`,
    ]);
  });
});

describe('the pod', () => {
  test.each([
    ['hostNetwork', 'shares the network of its node'],
    ['hostIPC', 'shares the memory of processes of its node'],
    ['hostPID', 'sees all processes of its node'],
  ])('%s of a workload that is not listed', (field, what) => {
    expect(check({ [field]: true })).toEqual([
      finding(
        `${POD}.${field}`,
        `agent-tracer ${what}: ${field} is true, and ${TABLE} does not list that for it.`,
        `${field}: false`,
        CHART,
      ),
    ]);
  });

  test.each(['/', '/home', '/etc/kubernetes'])('the folder %s of the node', (path) => {
    expect(check({ volumes: [{ name: 'extra', hostPath: { path } }] })).toEqual([
      finding(
        `${POD}.volumes[0].hostPath`,
        `agent-tracer mounts the node's ${path}, which ${TABLE} does not list for it.`,
        'extraVolumes:\n  - name: extra\n    emptyDir: {}',
      ),
    ]);
  });

  test('a folder that is listed as read-only, mounted for writing', () => {
    const mounts = [{ name: '/usr', mountPath: '/host/usr' }];
    expect(check({}, { volumeMounts: mounts })).toEqual([
      finding(
        `${CONTAINER}.volumeMounts[0].readOnly`,
        `Container agent-tracer may write to the node's /usr, which ${TABLE} lists as read-only.`,
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
      `adds the capabilities SYS_MODULE, ALL, which ${TABLE} does not list for agent-tracer`,
      'capabilities:\n    add:\n      - SYS_ADMIN',
    ],
  ])('%s', (field, overrides, reason, fix) => {
    expect(check({}, { securityContext: { ...securityContext, ...overrides } })).toEqual([
      finding(
        `${CONTAINER}.securityContext.${field}`,
        `Container agent-tracer ${reason}.`,
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
