// The agent's further engines: when each runs, what it may do on the node, and what it is told.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Values } from '../../scripts/lib/helm/values.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import {
  at,
  configOf,
  namespace,
  only,
  release,
  render,
  resourcesOf,
  template,
  workloadsOf,
} from './charts.ts';
import { obi, profiler, unknownKeys } from './engine-keys.ts';

const on = { enabled: true };
const nameOf = (engine: string) => `${release}-${engine}`;
const pod = (resources: Resource[], engine: string) =>
  at(only(resources, 'DaemonSet', nameOf(engine)), 'spec', 'template', 'spec') as Values;
const container = (resources: Resource[], engine: string) =>
  at(pod(resources, engine), 'containers', 0) as Values;
const engines = (resources: Resource[]) => workloadsOf(resources).map(({ metadata }) => metadata.name);
const capabilities = (resources: Resource[], engine: string) =>
  at(container(resources, engine), 'securityContext', 'capabilities');
const mounts = (resources: Resource[], engine: string) => {
  const volumes = pod(resources, engine).volumes as {
    name: string;
    hostPath?: { path: string; type?: string };
  }[];
  const mounted = container(resources, engine).volumeMounts as {
    name: string;
    mountPath: string;
    readOnly?: boolean;
  }[];
  return volumes.flatMap(({ name, hostPath }) =>
    hostPath
      ? mounted
          .filter((mount) => mount.name === name)
          .map(({ mountPath, readOnly }) => [
            hostPath.path,
            mountPath,
            readOnly === true ? 'read' : 'write',
            ...(hostPath.type ? [hostPath.type] : []),
          ])
      : [],
  );
};
const annotations = (resources: Resource[], engine: string) =>
  at(only(resources, 'DaemonSet', nameOf(engine)), 'spec', 'template', 'metadata', 'annotations') as Values;

const all: Values = {
  profiling: on,
  instrumentation: on,
  kata: on,
  gpu: on,
  windows: on,
  monitoring: { serviceMonitor: on },
};
const full = async () => {
  const { yaml, problem } = await template('agent', ['ci/engines-values.yaml']);
  expect(problem).toBe('');
  return resourcesOf(yaml);
};

describe('the engines that are on', () => {
  test('by default are the tracer alone, and from tier 3 on the profiler', async () => {
    expect(engines(await render('agent'))).toEqual([nameOf('tracer')]);
    expect(engines(await render('agent', { safetyTier: 3 }))).toEqual(['tracer', 'profiler'].map(nameOf));
    expect(engines(await render('agent', { safetyTier: 3, profiling: { enabled: false } }))).toEqual([
      nameOf('tracer'),
    ]);
  });

  test.each(['instrumentation', 'kata', 'gpu', 'windows'])('%s by its own switch', async (engine) => {
    expect(engines(await render('agent', { [engine]: on }))).toEqual([nameOf('tracer'), nameOf(engine)]);
  });

  test('take no list, image or resource of the tracer', async () => {
    const resources = await render('agent', {
      ...all,
      image: { fullPath: 'registry.example.org/ig:v0.45.0' },
      resources: { limits: { cpu: '7' } },
      extraEnv: [{ name: 'TRACER', value: 'x' }],
      extraEnvFrom: [{ secretRef: { name: 'tracer' } }],
      extraVolumes: [{ name: 'tracer', emptyDir: {} }],
      extraVolumeMounts: [{ name: 'tracer', mountPath: '/tracer' }],
      initContainers: [{ name: 'tracer', image: 'a.b/c:1' }],
      securityContext: { capabilities: { add: ['IPC_LOCK'] } },
    });
    for (const engine of ['instrumentation', 'kata', 'gpu', 'windows', 'profiler']) {
      const text = JSON.stringify(pod(resources, engine));
      expect(text, engine).not.toMatch(/tracer|TRACER|"cpu":"7"|registry\.example\.org/);
      if (engine !== 'profiler') expect(text, engine).not.toContain('IPC_LOCK');
    }
    expect(capabilities(resources, 'tracer')).toMatchObject({ add: expect.arrayContaining(['IPC_LOCK']) });
  });

  test.each(['profiler', 'instrumentation', 'kata', 'gpu', 'windows'])('%s takes its own', async (engine) => {
    const own = {
      extraEnv: [{ name: 'OWN', value: 'x' }],
      extraVolumes: [{ name: 'own', emptyDir: {} }],
      extraVolumeMounts: [{ name: 'own', mountPath: '/own' }],
      podLabels: { own: 'label' },
      podAnnotations: { own: 'annotation' },
    };
    const resources = await render('agent', {
      ...all,
      [engine]: { ...own, ...(engine === 'profiler' ? {} : on) },
    });
    expect(container(resources, engine)).toMatchObject({
      env: expect.arrayContaining(own.extraEnv),
      volumeMounts: expect.arrayContaining(own.extraVolumeMounts),
    });
    const meta = at(only(resources, 'DaemonSet', nameOf(engine)), 'spec', 'template', 'metadata');
    expect(meta).toMatchObject({ labels: own.podLabels, annotations: own.podAnnotations });
    expect(JSON.stringify(pod(resources, 'tracer'))).not.toContain('OWN');
  });
});

describe('capabilities', () => {
  const dropped = { drop: ['ALL'] };
  const application = [
    'BPF',
    'PERFMON',
    'SYS_PTRACE',
    'NET_RAW',
    'CHECKPOINT_RESTORE',
    'DAC_READ_SEARCH',
    'DAC_OVERRIDE',
  ];
  const profiling = [
    'BPF',
    'PERFMON',
    'SYS_PTRACE',
    'SYS_RESOURCE',
    'DAC_READ_SEARCH',
    'SYSLOG',
    'CHECKPOINT_RESTORE',
    'IPC_LOCK',
  ];

  test.each<[string, string, Values, string[]]>([
    ['profiler', 'profiling', { profiling: on }, profiling],
    ['profiler', 'on an old kernel', { profiling: on, minimumKernel: '5.10' }, profiling],
    ['instrumentation', 'requests', { instrumentation: on }, application],
    ['instrumentation', 'flows', { instrumentation: { ...on, networkFlows: on } }, application],
    [
      'instrumentation',
      'trace propagation',
      { readOnly: false, instrumentation: { ...on, tracePropagation: on } },
      [...application, 'NET_ADMIN'],
    ],
    [
      'instrumentation',
      'trace propagation in Go',
      { readOnly: false, instrumentation: { ...on, tracePropagation: { ...on, go: true } } },
      [...application, 'NET_ADMIN', 'SYS_ADMIN'],
    ],
    [
      'instrumentation',
      'an old kernel',
      { instrumentation: on, minimumKernel: '5.10' },
      [...application, 'SYS_RESOURCE'],
    ],
    ['kata', 'sandboxes', { kata: on, minimumKernel: '5.10' }, []],
    ['gpu', 'counters of the driver', { gpu: on, minimumKernel: '5.10' }, []],
    ['gpu', 'profiling metrics', { gpu: { ...on, profilingMetrics: on } }, ['SYS_ADMIN']],
  ])('of %s for %s', async (engine, _what, values, add) => {
    const resources = await render('agent', values);
    expect(capabilities(resources, engine)).toEqual({ ...dropped, add });
    const context = container(resources, engine).securityContext as Values;
    expect(context.privileged).toBeUndefined();
    expect(context.readOnlyRootFilesystem).toBe(true);
    // Kubernetes refuses the combination with SYS_ADMIN.
    expect(context.allowPrivilegeEscalation).toBe(add.includes('SYS_ADMIN') ? undefined : false);
  });
});

describe('the pod', () => {
  test('sees processes and network of the node only where the engine needs it, and says why', async () => {
    const resources = await render('agent', all);
    const shared = (engine: string) => {
      const { hostPID, hostNetwork, hostIPC } = pod(resources, engine);
      return { hostPID, hostNetwork, hostIPC };
    };
    expect(shared('tracer')).toEqual({});
    expect(shared('profiler')).toEqual({ hostPID: true });
    expect(shared('instrumentation')).toEqual({ hostPID: true });
    expect(shared('kata')).toEqual({});
    expect(shared('gpu')).toEqual({});
    expect(shared('windows')).toEqual({ hostNetwork: true });
    for (const engine of ['tracer', 'profiler', 'instrumentation', 'kata', 'gpu', 'windows']) {
      for (const field of ['hostPID', 'hostNetwork'] as const) {
        const reason = annotations(resources, engine)[`observability/${field}`];
        if (shared(engine)[field]) expect(reason, engine).toMatch(/^[A-Z].+\.$/);
        else expect(reason, engine).toBeUndefined();
      }
    }
  });

  test.each(['networkFlows', 'tracePropagation'])(
    'of OBI is in the network of the node for %s',
    async (feature) => {
      const resources = await render('agent', { readOnly: false, instrumentation: { ...on, [feature]: on } });
      expect(pod(resources, 'instrumentation')).toMatchObject({
        hostNetwork: true,
        dnsPolicy: 'ClusterFirstWithHostNet',
      });
      expect(annotations(resources, 'instrumentation')['observability/hostNetwork']).toMatch(/\.$/);
    },
  );

  test('mounts what the engine reads, and for writing only tracefs of OBI', async () => {
    const resources = await render('agent', all);
    expect(mounts(resources, 'profiler')).toEqual([['/sys/kernel/tracing', '/sys/kernel/tracing', 'read']]);
    expect(mounts(resources, 'instrumentation')).toEqual([
      ['/sys/fs/cgroup', '/sys/fs/cgroup', 'read'],
      ['/sys/kernel/tracing', '/sys/kernel/tracing', 'write'],
    ]);
    expect(container(resources, 'instrumentation').volumeMounts).toContainEqual({
      name: 'obi',
      mountPath: '/var/run/obi',
    });
    expect(mounts(resources, 'kata')).toEqual([
      ['/run/vc/sbs', '/run/vc/sbs', 'read', 'DirectoryOrCreate'],
      ['/run/kata', '/run/kata', 'read', 'DirectoryOrCreate'],
      ['/run/containerd', '/run/containerd', 'read'],
    ]);
    const podResources = '/var/lib/kubelet/pod-resources';
    expect(mounts(resources, 'gpu')).toEqual([[podResources, podResources, 'read']]);
    expect(mounts(resources, 'windows')).toEqual([]);
  });

  test('runs on nodes that have what it looks at', async () => {
    const resources = await render('agent', { ...all, nodeSelector: { pool: 'a' } });
    const linux = { 'kubernetes.io/os': 'linux', pool: 'a' };
    expect(pod(resources, 'profiler').nodeSelector).toEqual(linux);
    expect(pod(resources, 'instrumentation').nodeSelector).toEqual(linux);
    expect(pod(resources, 'kata').nodeSelector).toEqual({
      ...linux,
      'katacontainers.io/kata-runtime': 'true',
    });
    expect(pod(resources, 'gpu').nodeSelector).toEqual({ ...linux, 'nvidia.com/gpu.present': 'true' });
    expect(pod(resources, 'windows').nodeSelector).toEqual({ 'kubernetes.io/os': 'windows', pool: 'a' });
    const some = await render('agent', { instrumentation: { ...on, nodeSelector: { some: 'nodes' } } });
    expect(pod(some, 'instrumentation').nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', some: 'nodes' });
    expect(pod(some, 'tracer').nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  });

  test('has a token only where the engine asks the Kubernetes API', async () => {
    const resources = await render('agent', all);
    const token = (engine: string) => pod(resources, engine).automountServiceAccountToken;
    expect(['profiler', 'instrumentation', 'kata', 'gpu', 'windows'].map(token)).toEqual([
      ...[true, true],
      ...[false, false, false],
    ]);
  });
});

describe('metrics of an engine about itself or its nodes', () => {
  const ports: [string, number, string][] = [
    ['profiler', 8888, '/metrics'],
    ['instrumentation', 8999, '/internal/metrics'],
    ['kata', 8090, '/metrics'],
    ['gpu', 9400, '/metrics'],
    ['windows', 9182, '/metrics'],
  ];

  test.each(ports)(
    '%s: port %d has a Service, a ServiceMonitor and a container port',
    async (engine, port, path) => {
      const resources = await render('agent', all);
      expect(container(resources, engine).ports).toContainEqual({
        name: 'metrics',
        containerPort: port,
        protocol: 'TCP',
      });
      expect(at(only(resources, 'Service', nameOf(engine)), 'spec', 'ports')).toContainEqual({
        name: 'metrics',
        port,
        targetPort: 'metrics',
        protocol: 'TCP',
      });
      const monitor = only(resources, 'ServiceMonitor', nameOf(engine));
      expect(at(monitor, 'spec', 'endpoints', 0)).toMatchObject({ port: 'metrics', path });
    },
  );

  test.each(ports.filter(([engine]) => engine !== 'windows'))(
    '%s: the node collector reads port %d, and the NetworkPolicy admits it',
    async (engine, port, path) => {
      const resources = await render('agent', all);
      expect(annotations(resources, engine)).toMatchObject({
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': String(port),
        'prometheus.io/path': path,
      });
      expect(at(only(resources, 'NetworkPolicy', nameOf(engine)), 'spec', 'ingress')).toContainEqual({
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
        ports: [{ port, protocol: 'TCP' }],
      });
    },
  );

  test('windows: no node collector is there to read them', async () => {
    expect(annotations(await render('agent', all), 'windows')['prometheus.io/scrape']).toBeUndefined();
  });
});

describe('the profiler', () => {
  test('is told exactly this', async () => {
    expect(configOf(await render('agent', { profiling: on }), 'config.yaml', nameOf('profiler'))).toEqual({
      extensions: { health_check: { endpoint: '${env:POD_IP}:13133' } },
      receivers: {
        profiling: {
          samples_per_second: 20,
          monitor_interval: '5s',
          reporter_interval: '5s',
          probabilistic_threshold: 100,
          probabilistic_interval: '1m',
          off_cpu_threshold: 0,
        },
      },
      processors: {
        memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 },
        k8s_attributes: {
          auth_type: 'serviceAccount',
          filter: { node_from_env_var: 'NODE_NAME' },
          extract: { metadata: expect.arrayContaining(['k8s.container.name', 'service.name']) },
          pod_association: [{ sources: [{ from: 'resource_attribute', name: 'container.id' }] }],
        },
        transform: {
          error_mode: 'ignore',
          profile_statements: [
            'set(resource.attributes["service.name"], resource.attributes["process.executable.name"]) where resource.attributes["service.name"] == nil',
          ],
        },
        resource: { attributes: [{ key: 'k8s.node.name', value: '${env:NODE_NAME}', action: 'insert' }] },
      },
      exporters: {
        otlp_grpc: {
          endpoint: 'collector.collector.svc.cluster.local:4317',
          tls: { insecure: true },
          retry_on_failure: { enabled: true, max_elapsed_time: '300s' },
        },
      },
      service: {
        extensions: ['health_check'],
        telemetry: {
          logs: { level: 'info', encoding: 'json' },
          metrics: {
            readers: [
              {
                pull: {
                  exporter: {
                    prometheus: {
                      host: '0.0.0.0',
                      port: 8888,
                      without_scope_info: true,
                      without_type_suffix: true,
                      without_units: true,
                    },
                  },
                },
              },
            ],
          },
        },
        pipelines: {
          profiles: {
            receivers: ['profiling'],
            processors: ['memory_limiter', 'k8s_attributes', 'transform', 'resource'],
            exporters: ['otlp_grpc'],
          },
        },
      },
    });
  });

  test('is told what the values of profiling and output say', async () => {
    const resources = await full();
    const config = configOf(resources, 'config.yaml', nameOf('profiler'));
    expect(at(config, 'receivers', 'profiling')).toMatchObject({
      samples_per_second: 49,
      probabilistic_threshold: 10,
      probabilistic_interval: '3m',
      off_cpu_threshold: 0.1,
    });
    expect(at(config, 'exporters', 'otlp_grpc')).toMatchObject({
      endpoint: 'otlp.example.org:4317',
      tls: { insecure: false, ca_file: '/etc/otlp-ca/ca.crt' },
      // The collector reads $$ as one.
      headers: { 'X-Scope-OrgID': 'a$$b', Authorization: '${env:OTLP_HEADER_0}' },
    });
    expect(at(config, 'service', 'telemetry', 'logs', 'level')).toBe('warn');
    expect(container(resources, 'profiler').env).toEqual(
      expect.arrayContaining([
        { name: 'OTLP_HEADER_0', valueFrom: { secretKeyRef: { name: 'otlp', key: 'authorization' } } },
        { name: 'HTTPS_PROXY', value: 'http://proxy.example.org:3128' },
      ]),
    );
  });

  test('is started with the gate without which a pipeline for profiles is refused', async () => {
    expect(container(await render('agent', { profiling: on }), 'profiler').args).toEqual([
      '--config=/etc/otelcol/config.yaml',
      '--feature-gates=+service.profilesSupport',
    ]);
  });
});

describe('OBI', () => {
  const exporter = {
    otlp_grpc: { endpoint: 'http://collector.collector.svc.cluster.local:4317', tls: { insecure: true } },
  };
  const rule = (name: string, match: Values, action = 'exclude') => ({ action, name, match });
  const ours = [
    rule('agents-and-collectors', {
      process: {
        exe_path_glob: ['*/obi', 'obi', '*otelcol', '*otelcol-*', '*/gadgettracermanager'],
      },
    }),
    rule('own-namespace', { kubernetes: { namespace_glob: [namespace] } }),
    rule('exports-otlp-itself', { process: { exports_otlp: { port: 4317, protocol: 'protobuf' } } }),
  ];
  const allowed = (names: string[]) =>
    rule('allowed-namespaces', { kubernetes: { namespace_glob: names } }, 'include');
  const rules = async (values: Values) =>
    at(
      configOf(
        await render('agent', { instrumentation: on, ...values }),
        'config.yaml',
        nameOf('instrumentation'),
      ),
      ...['extensions', 'obi', 'capture', 'rules'],
    );

  test('is told exactly this', async () => {
    const config = configOf(
      await render('agent', { instrumentation: on }),
      'config.yaml',
      nameOf('instrumentation'),
    );
    expect(config).toEqual({
      file_format: '1.0',
      log_level: 'info',
      tracer_provider: {
        sampler: { parent_based: { root: { trace_id_ratio_based: { ratio: 1 } } } },
        processors: [{ batch: { exporter } }],
      },
      meter_provider: { readers: [{ periodic: { interval: 10000, exporter } }] },
      extensions: {
        obi: {
          version: '2.0',
          capture: {
            policy: { default_action: 'exclude', match_order: 'first_match_wins' },
            rules: [...ours, allowed(['*'])],
            runtimes: { java: { enabled: false }, nodejs: { enabled: false } },
            network: { capture: { enabled: false, source: 'socket_filter' } },
            engine: { propagation: { context_propagation: 'disabled' } },
            safety: { enforce_system_capabilities: true },
          },
          enrich: { enrichers: { kubernetes: { mode: 'enabled' } } },
          daemon: {
            internal_metrics: {
              exporter: 'prometheus',
              prometheus: { port: 8999, path: '/internal/metrics' },
            },
          },
        },
      },
    });
  });

  test('is told what its values and output say', async () => {
    const resources = await full();
    const config = configOf(resources, 'config.yaml', nameOf('instrumentation'));
    const sent = {
      otlp_grpc: {
        endpoint: 'https://otlp.example.org:4317',
        tls: { insecure: false },
        headers: [
          { name: 'Authorization', value: '${OTLP_HEADER_0}' },
          // A lone $ begins nothing here.
          { name: 'X-Scope-OrgID', value: 'a$b' },
        ],
      },
    };
    expect(config).toMatchObject({
      log_level: 'warn',
      tracer_provider: {
        sampler: { parent_based: { root: { trace_id_ratio_based: { ratio: 0.25 } } } },
        processors: [{ batch: { exporter: sent } }],
      },
      meter_provider: { readers: [{ periodic: { interval: 90000, exporter: sent } }] },
      extensions: {
        obi: {
          capture: {
            runtimes: { java: { enabled: true }, nodejs: { enabled: true } },
            network: { capture: { enabled: true } },
            engine: { propagation: { context_propagation: 'headers' } },
          },
          enrich: { enrichers: { kubernetes: { cluster_name: 'engines' } } },
        },
      },
    });
    // Its configuration refuses a key for the authority; Go reads the variable.
    expect(container(resources, 'instrumentation').env).toContainEqual({
      name: 'SSL_CERT_FILE',
      value: '/etc/otlp-ca/ca.crt',
    });
  });

  test('a value that looks like a variable stays text', async () => {
    const headers = { a: 'x${HOME}y$(HOME)z' };
    const config = configOf(
      await render('agent', { instrumentation: on, output: { otlp: { headers } } }),
      ...(['config.yaml', nameOf('instrumentation')] as const),
    );
    expect(JSON.stringify(config)).toContain('x$${HOME}y$$(HOME)z');
  });

  test('looks at allowed namespaces only, and never at denied ones', async () => {
    const denied = (names: string[]) => rule('denied-namespaces', { kubernetes: { namespace_glob: names } });
    expect(await rules({ namespaces: { allowed: ['a', 'b'], denied: ['b'] } })).toEqual([
      ...ours,
      denied(['b']),
      allowed(['a']),
    ]);
    const system = ['kube-node-lease', 'kube-public', 'kube-system'];
    expect(await rules({ namespaces: { includeSystem: false } })).toEqual([
      ...ours,
      denied(system),
      allowed(['*']),
    ]);
  });

  test.each([
    ['10s', 10000],
    ['1m30s', 90000],
    ['500ms', 500],
    ['1.5s', 1500],
  ])('metrics.interval %s is %d milliseconds', async (interval, milliseconds) => {
    const config = configOf(
      await render('agent', { instrumentation: on, metrics: { interval } }),
      ...(['config.yaml', nameOf('instrumentation')] as const),
    );
    expect(at(config, 'meter_provider', 'readers', 0, 'periodic', 'interval')).toBe(milliseconds);
  });
});

describe('every key is one that the pinned version knows', () => {
  test.each([
    ['instrumentation', obi],
    ['profiler', profiler],
  ] as const)('%s', async (engine, keys) => {
    for (const file of ['default', 'engines', 'gke', 'instrumentation'].map(
      (name) => `ci/${name}-values.yaml`,
    )) {
      const { yaml } = await template('agent', [file], {
        profiling: { enabled: file !== 'ci/instrumentation-values.yaml' },
        instrumentation: on,
      });
      const resources = resourcesOf(yaml);
      if (!engines(resources).includes(nameOf(engine))) continue;
      expect(unknownKeys(configOf(resources, 'config.yaml', nameOf(engine)), keys), file).toEqual([]);
    }
  });

  test('a key of another version, or a typo, is found', async () => {
    const config = configOf(
      await render('agent', {
        profiling: on,
        profiler: {
          extraConfig: { receivers: { profiling: { tracers: 'all' } }, processors: { filter: {} } },
        },
        instrumentation: { ...on, extraConfig: { extensions: { obi: { capture: { polocy: {} } } } } },
      }),
      ...(['config.yaml', nameOf('profiler')] as const),
    );
    expect(unknownKeys(config, profiler)).toEqual(['processors.filter', 'receivers.profiling.tracers']);
    expect(unknownKeys({ extensions: { obi: { capture: { polocy: {} } } } }, obi)).toEqual([
      'extensions.obi.capture.polocy',
    ]);
    expect(unknownKeys({ meter_provider: { readers: [{ periodc: {} }] } }, obi)).toEqual([
      'meter_provider.readers[0].periodc',
    ]);
  });

  test('the versions are those that the keys were taken from', async () => {
    const values = parse(await readFile(join(toolkitRoot, 'charts/agent/values.yaml'), 'utf8')) as Values;
    expect(at(values, 'profiler', 'image', 'tag')).toBe('0.159.0');
    expect(at(values, 'instrumentation', 'image', 'tag')).toBe('v0.14.0');
  });
});

describe('kata-monitor', () => {
  test('listens where it can be reached, and asks the runtime that the values name', async () => {
    expect(container(await render('agent', { kata: on }), 'kata').args).toEqual([
      '-listen-address=0.0.0.0:8090',
      '-runtime-endpoint=/run/containerd/containerd.sock',
      '-log-level=info',
    ]);
    const resources = await full();
    expect(container(resources, 'kata').args).toContain('-runtime-endpoint=/run/crio/crio.sock');
    expect(mounts(resources, 'kata')).toContainEqual(['/run/crio', '/run/crio', 'read']);
  });
});

describe('dcgm-exporter', () => {
  const env = (resources: Resource[]) =>
    Object.fromEntries(
      (container(resources, 'gpu').env as { name: string; value?: string }[]).map(({ name, value }) => [
        name,
        value,
      ]),
    );
  const user = (resources: Resource[]) => at(pod(resources, 'gpu'), 'securityContext', 'runAsUser');

  test('asks the kubelet for pods as root without a capability', async () => {
    const resources = await render('agent', { gpu: on });
    expect(user(resources)).toBe(0);
    expect(env(resources)).toMatchObject({
      DCGM_EXPORTER_LISTEN: ':9400',
      DCGM_EXPORTER_KUBERNETES: 'true',
      DCGM_EXPORTER_INTERVAL: '30000',
      DCGM_EXPORTER_COLLECTORS: '/etc/dcgm-exporter/default-counters.csv',
    });
    expect(pod(resources, 'gpu').runtimeClassName).toBe('nvidia');
  });

  test('without pods is user 1000 and mounts nothing of the node', async () => {
    const resources = await render('agent', { gpu: { ...on, podMetadata: { enabled: false } } });
    expect(at(pod(resources, 'gpu'), 'securityContext')).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
    });
    expect(env(resources).DCGM_EXPORTER_KUBERNETES).toBe('false');
    expect(mounts(resources, 'gpu')).toEqual([]);
  });

  test('with profiling metrics is root with SYS_ADMIN', async () => {
    const resources = await render('agent', {
      gpu: { ...on, podMetadata: { enabled: false }, profilingMetrics: on, runtimeClassName: '' },
    });
    expect(user(resources)).toBe(0);
    expect(env(resources).DCGM_EXPORTER_COLLECTORS).toBe('/etc/dcgm-exporter/dcp-metrics-included.csv');
    expect(pod(resources, 'gpu')).not.toHaveProperty('runtimeClassName');
  });
});

describe('windows_exporter', () => {
  test('is a HostProcess container without any field of Linux', async () => {
    const resources = await render('agent', { windows: on });
    const { os, hostNetwork, securityContext, initContainers } = pod(resources, 'windows');
    expect({ os, hostNetwork, securityContext, initContainers }).toEqual({
      os: { name: 'windows' },
      hostNetwork: true,
      securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\system' } },
    });
    expect(container(resources, 'windows').securityContext).toEqual({});
    expect(container(resources, 'windows').args).toContain(
      '--config.file=%CONTAINER_SANDBOX_MOUNT_POINT%/etc/windows-exporter/config.yaml',
    );
  });

  test('collects what the values add to its defaults', async () => {
    const resources = await render('agent', { windows: { ...on, collectors: ['container', 'hyperv'] } });
    expect(configOf(resources, 'config.yaml', nameOf('windows'))).toEqual({
      collectors: { enabled: '[defaults],container,hyperv' },
      log: { level: 'info' },
    });
  });
});

describe('platforms', () => {
  const constraints = async (values: Values) =>
    only(await render('agent', { platform: 'openshift', ...values }), 'SecurityContextConstraints');

  test('only OpenShift and GKE add an object', async () => {
    const own = async (platform: string) =>
      (await render('agent', { platform }))
        .map(({ kind }) => kind)
        .filter((kind) => ['SecurityContextConstraints', 'ResourceQuota'].includes(kind));
    expect(await own('generic')).toEqual([]);
    expect(await own('eks')).toEqual([]);
    expect(await own('aks')).toEqual([]);
    expect(await own('gke')).toEqual(['ResourceQuota']);
    expect(await own('openshift')).toEqual(['SecurityContextConstraints']);
  });

  test('OpenShift admits what the engines that are on do, and nothing else', async () => {
    expect(await constraints({})).toMatchObject({
      metadata: { name: `${namespace}-${release}` },
      allowedCapabilities: ['SYS_ADMIN', 'SYS_PTRACE'],
      requiredDropCapabilities: ['ALL'],
      allowPrivilegedContainer: false,
      ...{ allowHostPID: false, allowHostNetwork: false, allowHostPorts: false, allowHostIPC: false },
      readOnlyRootFilesystem: true,
      ...{ users: [], groups: [] },
    });
    expect(
      await constraints({ instrumentation: { ...on, networkFlows: on }, kata: on, windows: on }),
    ).toMatchObject({
      allowedCapabilities: [
        ...['BPF', 'CHECKPOINT_RESTORE', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'NET_RAW', 'PERFMON'],
        ...['SYS_ADMIN', 'SYS_PTRACE'],
      ],
      ...{ allowHostPID: true, allowHostNetwork: true, allowHostPorts: true },
    });
    expect(await constraints({ windows: on, kata: on })).toMatchObject({ allowHostNetwork: false });
  });

  test('on OpenShift the ServiceAccount may use them', async () => {
    const rules = only(await render('agent', { platform: 'openshift' }), 'Role').rules;
    expect(rules).toContainEqual({
      apiGroups: ['security.openshift.io'],
      resources: ['securitycontextconstraints'],
      resourceNames: [`${namespace}-${release}`],
      verbs: ['use'],
    });
    expect(JSON.stringify(only(await render('agent'), 'Role').rules)).not.toContain('openshift');
  });

  test('GKE admits the PriorityClass of the pods', async () => {
    const resources = await render('agent', { platform: 'gke' });
    const quota = only(resources, 'ResourceQuota');
    expect(at(quota, 'spec', 'scopeSelector', 'matchExpressions', 0, 'values')).toContain(
      pod(resources, 'tracer').priorityClassName,
    );
  });
});
