// The roles of the collector: what each is allowed, and what it sends where.
import { describe, expect, test } from 'vitest';
import type { Values } from '../../scripts/lib/helm/values.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { at, configOf, containerOf, namespace, only, release, render, workloadsOf } from './charts.ts';

const off = { enabled: false };
const nodeAlone = { gateway: off, cluster: off, node: { enabled: true } };
const cluster = `${release}-cluster`;

const rules = (resources: Resource[]) => only(resources, 'ClusterRole').rules as { resources: string[] }[];
const granted = (resources: Resource[]) => rules(resources).flatMap((rule) => rule.resources);
const components = (resources: Resource[]) =>
  workloadsOf(resources).map(({ kind, metadata }) => [
    kind,
    metadata.name,
    metadata.labels?.['app.kubernetes.io/component'],
  ]);
const pipelines = (config: Values) => at(config, 'service', 'pipelines') as Record<string, unknown>;

describe('the roles that are on', () => {
  test('by default are the gateway and the cluster role, each with its own configuration', async () => {
    const resources = await render('collector');
    expect(components(resources)).toEqual([
      ['StatefulSet', release, 'gateway'],
      ['StatefulSet', cluster, 'cluster'],
    ]);
    expect(Object.keys(pipelines(configOf(resources)))).toEqual(['logs', 'metrics', 'profiles', 'traces']);
    expect(pipelines(configOf(resources, 'config.yaml', cluster))).toEqual({
      logs: { receivers: ['k8s_objects'], processors: ['transform'], exporters: ['otlp_grpc/gateway'] },
    });
    for (const name of [release, cluster]) {
      const volumes = at(only(resources, 'StatefulSet', name), 'spec', 'template', 'spec', 'volumes');
      expect(volumes).toContainEqual({ name: 'config', configMap: { name } });
    }
  });

  test('alone have what they need and no more', async () => {
    const gateway = await render('collector', { cluster: off });
    expect(components(gateway)).toEqual([['StatefulSet', release, 'gateway']]);
    expect(granted(gateway)).toEqual(['pods', 'namespaces']);
    const events = await render('collector', { gateway: off });
    expect(components(events)).toEqual([['StatefulSet', cluster, 'cluster']]);
    expect(granted(events)).toEqual(['events']);
    const node = await render('collector', nodeAlone);
    expect(components(node)).toEqual([['DaemonSet', release, 'node']]);
    expect(granted(node)).toEqual(['pods']);
  });

  test('a changed configuration of one role leaves the pods of the other alone', async () => {
    const sums = async (values: Values) =>
      workloadsOf(await render('collector', values)).map((workload) =>
        at(workload, 'spec', 'template', 'metadata', 'annotations', 'checksum/config'),
      );
    const [gateway, events] = await sums({});
    expect(await sums({ queue: { size: 7 } })).toEqual([expect.not.stringMatching(`${gateway}`), events]);
    const changed = await sums({ cluster: { extraConfig: { extensions: { zpages: {} } } } });
    expect(changed).toEqual([gateway, expect.not.stringMatching(`${events}`)]);
  });
});

describe('the cluster role', () => {
  test('is one pod, whatever is asked of the gateway', async () => {
    const resources = await render('collector', {
      replicas: 3,
      podDisruptionBudget: { enabled: true },
      autoscaling: { hpa: { enabled: true } },
    });
    expect(at(only(resources, 'StatefulSet', cluster), 'spec', 'replicas')).toBe(1);
    expect(only(resources, 'HorizontalPodAutoscaler').metadata.name).toBe(release);
    expect(only(resources, 'PodDisruptionBudget').metadata.name).toBe(release);
  });

  test('may connect to the gateway of its release on one port, and nobody to it', async () => {
    const resources = await render('collector');
    const ingress = (name: string) => at(only(resources, 'NetworkPolicy', name), 'spec', 'ingress');
    expect(ingress(cluster)).toEqual([]);
    expect(ingress(release)).toContainEqual({
      from: [
        {
          podSelector: {
            matchLabels: {
              'app.kubernetes.io/name': 'collector',
              'app.kubernetes.io/instance': release,
              'app.kubernetes.io/component': 'cluster',
            },
          },
        },
      ],
      ports: [{ port: 4317, protocol: 'TCP' }],
    });
    const without = await render('collector', { cluster: off });
    expect(at(only(without, 'NetworkPolicy'), 'spec', 'ingress')).toHaveLength(1);
  });

  test('goes on where it stopped, and keeps what the gateway does not take', async () => {
    const config = configOf(await render('collector'), 'config.yaml', cluster);
    expect(at(config, 'receivers', 'k8s_objects')).toMatchObject({
      storage: 'file_storage',
      include_initial_state: true,
    });
    expect(toGateway(config)).toMatchObject(keepsAll);
  });
});

describe('the node role', () => {
  test('is root without a capability, and writes to its own folder only', async () => {
    const pod = at(only(await render('collector', nodeAlone), 'DaemonSet'), 'spec', 'template', 'spec');
    expect(at(pod, 'securityContext')).toMatchObject({ runAsUser: 0, runAsNonRoot: false });
    expect(at(pod, 'containers', 0, 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      seLinuxOptions: { type: 'spc_t' },
    });
    const writable = (at(pod, 'containers', 0, 'volumeMounts') as { name: string; readOnly?: boolean }[])
      .filter(({ readOnly }) => !readOnly)
      .map(({ name }) => name);
    expect(writable).toEqual(['tmp', 'checkpoints']);
    expect(at(pod, 'hostPID')).toBeUndefined();
  });

  test('reads every file from its start and never gives one up, but its own', async () => {
    const config = configOf(await render('collector', nodeAlone));
    expect(at(config, 'receivers', 'file_log')).toMatchObject({
      start_at: 'beginning',
      storage: 'file_storage',
      retry_on_failure: { enabled: true, max_elapsed_time: 0 },
      exclude: [`/var/log/pods/${namespace}_${release}-*/collector/*`],
    });
    expect(at(config, 'processors', 'k8s_attributes')).toMatchObject({
      filter: { node_from_env_var: 'K8S_NODE_NAME' },
      pod_association: [{ sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] }],
    });
    expect(toGateway(config)).toMatchObject(keepsAll);
  });

  test('has a line in its queue before it notes the line as read', async () => {
    const container = containerOf(await render('collector', nodeAlone));
    expect(container.args).toContain('--feature-gates=+stanza.synchronousLogEmitter');
  });
});

test.each<[string, Values, string]>([
  ['node', nodeAlone, release],
  ['cluster', {}, cluster],
])('what the %s role sends twice is the same: Loki keeps it once', async (_role, values, name) => {
  const config = configOf(await render('collector', values), 'config.yaml', name);
  const statements = at(config, 'processors', 'transform', 'log_statements') as string[];
  expect(statements.some((text) => text.startsWith('set(log.observed_time, log.time)'))).toBe(true);
  expect(at(pipelines(config), 'logs', 'processors')).toContain('transform');
});

describe('the gateway', () => {
  test('takes the connection for the pod only where nothing else names one: events name an object', async () => {
    const config = configOf(await render('collector'));
    const associations = at(config, 'processors', 'k8s_attributes', 'pod_association') as {
      sources: { from: string; name?: string }[];
    }[];
    const sources = associations.map((item) => item.sources.map(({ from, name }) => name ?? from).join('+'));
    expect(sources.slice(-2)).toEqual(['k8s.object.uid', 'connection']);
    expect(sources.indexOf('k8s.pod.uid')).toBeLessThan(sources.indexOf('k8s.object.uid'));
    const statements = at(
      configOf(await render('collector'), 'config.yaml', cluster),
      'processors',
      'transform',
      'log_statements',
    ) as string[];
    expect(statements.join('\n')).toContain('set(resource.attributes["k8s.object.uid"]');
  });
});

const toGateway = (config: Values) => at(config, 'exporters', 'otlp_grpc/gateway');
const keepsAll = {
  endpoint: 'collector.collector.svc.cluster.local:4317',
  retry_on_failure: { enabled: true, max_elapsed_time: 0 },
  sending_queue: { enabled: true, storage: 'file_storage', block_on_overflow: true },
};
