// What charts/common does, seen through the charts that include it.
import { describe, expect, test } from 'vitest';
import type { Values } from '../../scripts/lib/helm/values.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { isMap } from '../../scripts/lib/yaml/map.ts';
import {
  at,
  charts,
  configOf,
  containerOf,
  namespace,
  only,
  problemOf,
  release,
  render,
  workloadOf,
  workloadsOf,
} from './charts.ts';

// The one chart that may have several pods.
const SCALING = 'collector';

describe('GOMEMLIMIT', () => {
  test.each([
    ['512Mi', '429496729'],
    ['1Gi', '858993459'],
    ['1.5Gi', '1288490188'],
    ['1Ti', '879609302220'],
    ['800000Ki', '655360000'],
    ['1G', '800000000'],
    ['500M', '400000000'],
    ['1000000000', '800000000'],
    [1000000000, '800000000'],
    [1073741824, '858993459'],
  ])('is 80 %% of %s', async (memory, bytes) => {
    const container = containerOf(await render(SCALING, { resources: { limits: { memory } } }));
    expect(environment(container, 'GOMEMLIMIT')).toEqual([{ name: 'GOMEMLIMIT', value: bytes }]);
    expect(at(container, 'resources', 'limits', 'memory')).toBe(memory);
  });

  test('has a limit to go by: the schema requires one', async () => {
    const problem = await problemOf(SCALING, { resources: { limits: { memory: null } } });
    expect(problem).toContain("- at '/resources/limits': missing property 'memory'");
  });

  test('is what extraEnv says, once', async () => {
    const own = { name: 'GOMEMLIMIT', value: '1GiB' };
    const container = containerOf(await render(SCALING, { extraEnv: [own] }));
    expect(environment(container, 'GOMEMLIMIT')).toEqual([own]);
  });

  test.each(['2e3Mi', '1 Gi', '1gb', '-1Gi', '500m', ''])('%o is refused as a quantity', async (memory) => {
    const problem = await problemOf(SCALING, { resources: { limits: { memory } } });
    expect(problem).toContain(`at '/resources/limits/memory': '${memory}' does not match pattern`);
  });
});

describe('image', () => {
  const registry = 'registry.example.org/mirror';
  const digest = `sha256:${'0'.repeat(64)}`;
  test.each<[string, Values, string]>([
    ['registry, repository and tag', {}, 'docker.io/grafana/loki:1.2.3'],
    ['global.registry replaces the registry', { global: { registry } }, `${registry}/grafana/loki:1.2.3`],
    ['no registry', { image: { registry: '' } }, 'grafana/loki:1.2.3'],
    ['a digest in the tag', { image: { tag: `1.2.3@${digest}` } }, `docker.io/grafana/loki:1.2.3@${digest}`],
    [
      'fullPath wins over everything',
      { global: { registry }, image: { fullPath: `example.org/loki@${digest}` } },
      `example.org/loki@${digest}`,
    ],
  ])('%s', async (_name, values, image) => {
    const tag = { tag: '1.2.3', ...(values.image as Values | undefined) };
    expect(containerOf(await render('loki', { ...values, image: tag })).image).toBe(image);
  });

  test.each(charts)('global.registry replaces that of every image of %s', async (chart) => {
    const pods = JSON.stringify(workloadsOf(await render(chart, { global: { registry } })));
    const images = [...pods.matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
    expect(images).toEqual(images.map(() => expect.stringMatching(/^registry\.example\.org\/mirror\//)));
    expect(images.length).toBeGreaterThan(0);
  });

  test('imagePullSecrets', async () => {
    const imagePullSecrets = [{ name: 'one' }, { name: 'two' }];
    expect(podOf(await render('loki', { global: { imagePullSecrets } })).imagePullSecrets).toEqual(
      imagePullSecrets,
    );
    expect(podOf(await render('loki'))).not.toHaveProperty('imagePullSecrets');
  });
});

describe('extraConfig', () => {
  test('overrides one key, adds another and leaves the rest', async () => {
    const before = configOf(await render('loki'));
    const after = configOf(
      await render('loki', {
        extraConfig: { limits_config: { query_timeout: '9s' }, querier: { max_concurrent: 4 } },
      }),
    );
    expect(after).toEqual({
      ...before,
      limits_config: { ...(before.limits_config as Values), query_timeout: '9s' },
      querier: { max_concurrent: 4 },
    });
  });

  test('a list replaces the list', async () => {
    const config = configOf(
      await render('loki', { extraConfig: { schema_config: { configs: [{ from: '2027-01-01' }] } } }),
    );
    expect(config.schema_config).toEqual({ configs: [{ from: '2027-01-01' }] });
  });
});

describe.each(charts)('labels and annotations of %s', (chart) => {
  const everything = {
    podDisruptionBudget: { enabled: chart !== 'agent' },
    autoscaling: { vpa: { enabled: true } },
    monitoring: { serviceMonitor: { enabled: true }, rules: { enabled: true } },
  };

  test('common ones are on every object and pod, and in no selector or claim', async () => {
    const resources = await render(chart, {
      ...everything,
      global: { commonLabels: { team: 'red' }, commonAnnotations: { 'example.org/cost': '42' } },
    });
    const pods = workloadsOf(resources).map((workload) => at(workload, 'spec', 'template') as Resource);
    for (const { kind, metadata } of [...resources, ...pods]) {
      expect(metadata.labels, `${kind} ${metadata.name}`).toHaveProperty('team', 'red');
      expect(metadata.annotations, `${kind} ${metadata.name}`).toHaveProperty(['example.org/cost'], '42');
    }
    const frozen = resources.flatMap((resource) => frozenParts(resource));
    expect(frozen.length).toBeGreaterThan(3);
    expect(JSON.stringify(frozen)).not.toMatch(/red|example\.org/);
  });

  test('those of the chart are on every object, those of the pods on pods alone', async () => {
    const resources = await render(chart, {
      ...everything,
      labels: { object: 'a' },
      annotations: { 'object.example.org': 'b' },
      podLabels: { pod: 'c' },
      podAnnotations: { 'pod.example.org': 'd' },
    });
    for (const { kind, metadata } of resources) {
      expect(metadata.labels, `${kind} ${metadata.name}`).toHaveProperty('object', 'a');
      expect(metadata.annotations, `${kind} ${metadata.name}`).toHaveProperty(['object.example.org'], 'b');
      expect(metadata.labels, `${kind} ${metadata.name}`).not.toHaveProperty('pod');
    }
    for (const workload of workloadsOf(resources)) {
      const pod = at(workload, 'spec', 'template', 'metadata') as Resource['metadata'];
      expect(pod.labels).toHaveProperty('pod', 'c');
      expect(pod.annotations).toHaveProperty(['pod.example.org'], 'd');
      expect(pod.labels).not.toHaveProperty('object');
    }
    expect(JSON.stringify(resources.flatMap(frozenParts))).not.toContain('"c"');
  });

  test('selectors are the three frozen labels, and the pods carry them', async () => {
    for (const workload of workloadsOf(await render(chart, everything))) {
      const selector = at(workload, 'spec', 'selector', 'matchLabels') as Record<string, string>;
      expect(Object.keys(selector)).toEqual([
        'app.kubernetes.io/name',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/component',
      ]);
      expect(at(workload, 'spec', 'template', 'metadata', 'labels')).toMatchObject(selector);
    }
  });
});

describe('labels of our own', () => {
  test('may be overridden where no selector uses them: the nearest wins', async () => {
    const own = 'app.kubernetes.io/part-of';
    const labels = async (values: Values) =>
      (await render('loki', values)).map(({ metadata }) => metadata.labels?.[own]);
    expect(new Set(await labels({ global: { commonLabels: { [own]: 'a' } } }))).toEqual(new Set(['a']));
    const both = { global: { commonLabels: { [own]: 'a' } }, labels: { [own]: 'b' } };
    expect(new Set(await labels(both))).toEqual(new Set(['b']));
  });

  test('and annotations of the pod, too', async () => {
    const own = 'kubectl.kubernetes.io/default-container';
    const resources = await render('loki', { podAnnotations: { [own]: 'sidecar' } });
    expect(at(workloadOf(resources), 'spec', 'template', 'metadata', 'annotations', own)).toBe('sidecar');
  });

  test.each([
    ['labels', { labels: { 'app.kubernetes.io/component': 'x' } }, '  labels:\n    example.org/component: …'],
    [
      'podLabels',
      { podLabels: { 'app.kubernetes.io/instance': 'x' } },
      '  podLabels:\n    example.org/instance: …',
    ],
    [
      'global.commonLabels',
      { global: { commonLabels: { 'app.kubernetes.io/name': 'x' } } },
      '  global:\n    commonLabels:\n      example.org/name: …',
    ],
  ])('a frozen one in %s is refused', async (path, values, fix) => {
    const label = `app.kubernetes.io/${/org\/(\w+)/.exec(fix)?.[1]}`;
    expect(await problemOf('loki', values)).toBe(
      `[E_FROZEN_LABEL] ${path}.${label}: selectors use this label, and a selector never changes\nPlease set:\n${fix}`,
    );
  });
});

describe('disruption and scaling', () => {
  const hpa = { enabled: true, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 60 };
  const triggers = [{ type: 'cpu', metadata: { value: '60' } }];
  const target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: release };

  test('by default there is neither', async () => {
    const kinds = (await render(SCALING)).map(({ kind }) => kind);
    expect(kinds).not.toContain('PodDisruptionBudget');
    expect(kinds).not.toContain('HorizontalPodAutoscaler');
    expect(kinds).not.toContain('ScaledObject');
    expect(kinds).not.toContain('VerticalPodAutoscaler');
  });

  test('replicas', async () => {
    expect(at(workloadOf(await render(SCALING, { replicas: 3 })), 'spec', 'replicas')).toBe(3);
  });

  test.each([1, '50%'])('PodDisruptionBudget with maxUnavailable %s', async (maxUnavailable) => {
    const resources = await render(SCALING, { podDisruptionBudget: { enabled: true, maxUnavailable } });
    expect(only(resources, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: at(workloadOf(resources), 'spec', 'selector'),
    });
  });

  test('HorizontalPodAutoscaler: the workload has no replicas', async () => {
    const resources = await render(SCALING, { replicas: 3, autoscaling: { hpa } });
    expect(only(resources, 'HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: target,
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
        },
      ],
    });
    expect(workloadOf(resources).spec).not.toHaveProperty('replicas');
  });

  test('ScaledObject: the workload has no replicas', async () => {
    const keda = { enabled: true, minReplicas: 0, maxReplicas: 4, triggers };
    const resources = await render(SCALING, { replicas: 3, autoscaling: { keda } });
    expect(only(resources, 'ScaledObject').spec).toEqual({
      scaleTargetRef: target,
      minReplicaCount: 0,
      maxReplicaCount: 4,
      triggers,
    });
    expect(workloadOf(resources).spec).not.toHaveProperty('replicas');
  });

  test.each(charts)('VerticalPodAutoscaler of %s', async (chart) => {
    const resources = await render(chart, { autoscaling: { vpa: { enabled: true, updateMode: 'Initial' } } });
    for (const { kind, metadata } of workloadsOf(resources)) {
      expect(only(resources, 'VerticalPodAutoscaler', metadata.name).spec).toEqual({
        targetRef: { apiVersion: 'apps/v1', kind, name: metadata.name },
        updatePolicy: { updateMode: 'Initial' },
      });
    }
  });

  test('two autoscalers at once are refused', async () => {
    expect(await problemOf(SCALING, { autoscaling: { hpa, keda: { enabled: true, triggers } } })).toBe(
      '[E_TWO_AUTOSCALERS] autoscaling: the HPA and KEDA would both set the replicas of the same workload\n' +
        'Please set:\n  autoscaling:\n    hpa:\n      enabled: false',
    );
  });
});

describe('NetworkPolicy', () => {
  const dns = {
    to: [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
      { ipBlock: { cidr: '169.254.20.10/32' } },
    ],
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  };
  const inNamespace = (name: string, ...ports: number[]) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    ports: ports.map((port) => ({ port, protocol: 'TCP' })),
  });
  const to = (name: string, ...ports: number[]) => {
    const { namespaceSelector, ...rest } = inNamespace(name, ...ports);
    return { to: [{ namespaceSelector }], ...rest };
  };
  const from = (name: string, ...ports: number[]) => {
    const { namespaceSelector, ...rest } = inNamespace(name, ...ports);
    return { from: [{ namespaceSelector }], ...rest };
  };
  const anywhere = (...ports: number[]) => ({ ports: ports.map((port) => ({ port, protocol: 'TCP' })) });
  const s3 = (endpoint: string, insecure: boolean) => ({
    storage: { backend: 's3', s3: { endpoint, insecure, region: 'r', bucket: 'b' } },
  });

  test.each<[string, Values, unknown[]]>([
    ['without an address: DNS alone', {}, []],
    [
      'a Service of the cluster: its namespace',
      s3('store.object-storage.svc.cluster.local:8333', true),
      [to('object-storage', 8333)],
    ],
    ['a Service by its short name', s3('store.object-storage.svc:8333', true), [to('object-storage', 8333)]],
    ['another address with a port', s3('s3.example.org:9000', false), [anywhere(9000)]],
    ['another address without a port, TLS', s3('s3.eu-central-1.amazonaws.com', false), [anywhere(443)]],
    ['another address without a port, plain', s3('s3.example.org', true), [anywhere(80)]],
    ['a host that only looks like a Service', s3('a.b.svcs.example.org:1', false), [anywhere(1)]],
  ])('egress to %s', async (_name, values, rules) => {
    expect(at(only(await render('loki', values), 'NetworkPolicy'), 'spec', 'egress')).toEqual([
      dns,
      ...rules,
    ]);
  });

  test('the Kubernetes API where the workload asks for it, then rules of the user', async () => {
    const extraEgress = [{ ports: [{ port: 7, protocol: 'TCP' }] }];
    const resources = await render(SCALING, {
      cluster: { enabled: false },
      destinations: { loki: { enabled: false }, tempo: { enabled: false }, pyroscope: { enabled: false } },
      networkPolicy: { extraEgress },
    });
    expect(at(only(resources, 'NetworkPolicy'), 'spec', 'egress')).toEqual([
      dns,
      to('mimir', 8080),
      anywhere(443, 6443),
      ...extraEgress,
    ]);
  });

  test('ingress from the namespaces of the values, from no one else', async () => {
    const extraIngress = [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }];
    const ingress = [{ namespace: 'collector', ports: [3100, 9095] }];
    const resources = await render('loki', { networkPolicy: { ingress, extraIngress } });
    expect(only(resources, 'NetworkPolicy').spec).toMatchObject({
      podSelector: at(workloadOf(resources), 'spec', 'selector'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [from('collector', 3100, 9095), ...extraIngress],
    });
  });

  test('no one at all: an empty list, which denies', async () => {
    const resources = await render('loki', { networkPolicy: { ingress: [] } });
    expect(at(only(resources, 'NetworkPolicy'), 'spec', 'ingress')).toEqual([]);
  });

  test('several pods may talk to each other', async () => {
    const values = { cluster: { enabled: false }, replicas: 2, networkPolicy: { ingress: [] } };
    const resources = await render(SCALING, values);
    const matchLabels = { 'app.kubernetes.io/name': SCALING, 'app.kubernetes.io/instance': release };
    expect(at(only(resources, 'NetworkPolicy'), 'spec', 'ingress')).toEqual([
      { from: [{ podSelector: { matchLabels } }] },
    ]);
  });

  test('can be switched off', async () => {
    const kinds = (await render('loki', { networkPolicy: { enabled: false } })).map(({ kind }) => kind);
    expect(kinds).not.toContain('NetworkPolicy');
  });
});

describe('ServiceAccount and RBAC', () => {
  test('has the annotations of workload identity and gives no token away', async () => {
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/loki' };
    const account = only(await render('loki', { serviceAccount: { annotations } }), 'ServiceAccount');
    expect(account.metadata).toMatchObject({ name: release, annotations });
    expect(account.automountServiceAccountToken).toBe(false);
  });

  test('an existing one is used and not made', async () => {
    const resources = await render('agent', { serviceAccount: { create: false, name: 'existing' } });
    expect(resources.map(({ kind }) => kind)).not.toContain('ServiceAccount');
    expect(podOf(resources).serviceAccountName).toBe('existing');
    for (const kind of ['ClusterRoleBinding', 'RoleBinding']) {
      expect(only(resources, kind).subjects).toEqual([
        { kind: 'ServiceAccount', name: 'existing', namespace },
      ]);
    }
  });

  test('a name of its own', async () => {
    const resources = await render('loki', { serviceAccount: { name: 'own' } });
    expect(only(resources, 'ServiceAccount').metadata.name).toBe('own');
    expect(podOf(resources).serviceAccountName).toBe('own');
  });

  test('names of the cluster carry the namespace', async () => {
    const resources = await render('agent');
    expect(only(resources, 'ClusterRole').metadata.name).toBe(`${namespace}-${release}`);
    expect(only(resources, 'ClusterRoleBinding').roleRef).toMatchObject({ name: `${namespace}-${release}` });
    expect(only(resources, 'Role').metadata.name).toBe(release);
  });

  test('can be switched off', async () => {
    const kinds = (await render('agent', { rbac: { create: false } })).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.includes('Role'))).toEqual([]);
  });

  test.each(charts)('the token is mounted in %s only when it talks to the API', async (chart) => {
    const talks = ['agent', 'collector'].includes(chart);
    expect(podOf(await render(chart)).automountServiceAccountToken).toBe(talks);
  });
});

describe('the checksum of the configuration', () => {
  const checksum = async (values: Values) =>
    at(
      workloadOf(await render('loki', values)),
      'spec',
      'template',
      'metadata',
      'annotations',
      'checksum/config',
    );

  test('changes with the configuration', async () => {
    const before = await checksum({});
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await checksum({ retention: '24h' })).not.toBe(before);
    expect(await checksum({ extraConfig: { querier: { max_concurrent: 1 } } })).not.toBe(before);
  });

  test.each<[string, Values]>([
    ['labels', { labels: { a: 'b' } }],
    ['common labels', { global: { commonLabels: { a: 'b' } } }],
    ['annotations', { annotations: { a: 'b' } }],
    ['resources', { resources: { limits: { memory: '2Gi' } } }],
  ])('does not change with %s', async (_name, values) => {
    expect(await checksum(values)).toBe(await checksum({}));
  });

  test('is not there without a configuration', async () => {
    const pod = at(workloadOf(await render('object-storage')), 'spec', 'template', 'metadata', 'annotations');
    expect(pod).not.toHaveProperty(['checksum/config']);
  });
});

describe('what users add to the pod', () => {
  test('comes after what the chart has', async () => {
    const values = {
      extraEnv: [{ name: 'A', value: 'b' }],
      extraEnvFrom: [{ secretRef: { name: 's' } }],
      extraVolumes: [{ name: 'v', emptyDir: {} }],
      extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
      initContainers: [{ name: 'i', image: 'example.org/i:1' }],
    };
    const resources = await render('loki', values);
    const container = containerOf(resources);
    expect((container.env as unknown[]).at(-1)).toEqual(values.extraEnv[0]);
    expect(container.envFrom).toEqual(values.extraEnvFrom);
    expect((container.volumeMounts as unknown[]).at(-1)).toEqual(values.extraVolumeMounts[0]);
    expect((podOf(resources).volumes as unknown[]).at(-1)).toEqual(values.extraVolumes[0]);
    expect(podOf(resources).initContainers).toEqual(values.initContainers);
  });

  test('where pods may run', async () => {
    const values = {
      nodeSelector: { pool: 'data' },
      tolerations: [{ key: 'data', operator: 'Exists' }],
      affinity: { podAntiAffinity: {} },
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
      priorityClassName: 'high',
    };
    expect(podOf(await render('loki', values))).toMatchObject(values);
  });

  test('a probe can be switched off and timed', async () => {
    const container = containerOf(
      await render('loki', { probes: { startup: { enabled: false }, liveness: { periodSeconds: 99 } } }),
    );
    expect(container).not.toHaveProperty('startupProbe');
    expect(container.livenessProbe).toMatchObject({
      httpGet: { path: '/ready', port: 'http' },
      periodSeconds: 99,
    });
    expect(container.livenessProbe).not.toHaveProperty('enabled');
  });

  test('without a claim the data volume is scratch space', async () => {
    const resources = await render('loki', { persistence: { enabled: false } });
    expect(workloadOf(resources).spec).not.toHaveProperty('volumeClaimTemplates');
    expect(podOf(resources).volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });
});

function podOf(resources: Resource[]): Values {
  return at(workloadOf(resources), 'spec', 'template', 'spec') as Values;
}

function environment(container: Values, name: string): unknown[] {
  return ((container.env ?? []) as Values[]).filter((variable) => variable.name === name);
}

// What must not change after the first release: selectors of every kind, and claims.
function frozenParts(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(frozenParts);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /selector$/i.test(key) || key === 'volumeClaimTemplates' ? [inner] : frozenParts(inner),
  );
}
