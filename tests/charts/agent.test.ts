// The tracer of the agent: what each switch turns on, what it may do on the node, and what is left out.
import { describe, expect, test } from 'vitest';
import type { Values } from '../../scripts/lib/helm/values.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { at, configOf, containerOf, problemOf, render } from './charts.ts';

const off = { enabled: false };
const allOff = Object.fromEntries(
  ['blockIO', 'dns', 'events', 'file', 'network', 'oomKills', 'process', 'profiling'].map((name) => [
    name,
    off,
  ]),
);

const gadgetsOf = (resources: Resource[]) =>
  new Map(
    resources.flatMap((resource) =>
      resource.metadata.labels?.type === 'gadget-instance'
        ? [[String(resource.metadata.labels.name), resource] as const]
        : [],
    ),
  );

async function gadgets(values: Values): Promise<string[]> {
  return [...gadgetsOf(await render('agent', values)).keys()].sort();
}

async function parameter(gadget: string, key: string, values: Values): Promise<unknown> {
  return at(gadgetsOf(await render('agent', values)).get(gadget), 'data', key);
}

async function tracer(values: Values = {}): Promise<Record<string, unknown>> {
  return containerOf(await render('agent', { ...values, profiling: off }));
}

describe('safety tiers', () => {
  const counted = ['profile_blockio', 'trace_exec', 'trace_oomkill', 'trace_signal', 'trace_tcp'];
  const all = [...counted, 'trace_dns', 'trace_open', 'trace_sni'].sort();
  test.each([
    [1, counted],
    [2, counted],
    [3, all],
  ])('tier %d', async (safetyTier, wanted) => {
    expect(await gadgets({ safetyTier })).toEqual(wanted);
  });

  test('the default is 2', async () => {
    expect(await gadgets({})).toEqual(counted);
    const exporter = 'operator.otel-logs.otel-logs-exporter';
    expect(await parameter('trace_exec', exporter, {})).toBe('exec:collector');
    expect(await parameter('trace_exec', exporter, { safetyTier: 1 })).toBeUndefined();
  });

  test.each([
    ['blockIO', ['profile_blockio']],
    ['dns', ['trace_dns', 'trace_sni']],
    ['file', ['trace_open']],
    ['network', ['trace_tcp']],
    ['oomKills', ['trace_oomkill']],
    ['process', ['trace_exec', 'trace_signal']],
  ])('%s can be switched by itself', async (feature, wanted) => {
    expect(await gadgets({ ...allOff, [feature]: { enabled: true } })).toEqual(wanted);
    const tier3 = await gadgets({ safetyTier: 3, [feature]: off });
    expect(tier3).toEqual(all.filter((gadget) => !wanted.includes(gadget)));
  });
});

describe('privileges', () => {
  const capabilities = async (values: Values) => at(await tracer(values), 'securityContext', 'capabilities');

  test('follow from the features', async () => {
    const base = ['SYS_ADMIN', 'SYS_PTRACE'];
    expect(await capabilities({})).toEqual({ drop: ['ALL'], add: base });
    expect(await capabilities({ safetyTier: 3 })).toEqual({
      drop: ['ALL'],
      add: [...base, 'SYSLOG', 'NET_RAW'],
    });
    expect(await capabilities({ dns: { enabled: true } })).toEqual(await capabilities({ safetyTier: 3 }));
  });

  test.each([
    ['5.11', false],
    ['6.1', false],
    ['5.10', true],
    ['4.18', true],
  ])('SYS_RESOURCE on kernel %s: %s', async (minimumKernel, is) => {
    const { add } = (await capabilities({ minimumKernel })) as { add: string[] };
    expect(add.includes('SYS_RESOURCE')).toBe(is);
  });

  test('those of the user come on top, once', async () => {
    const securityContext = { capabilities: { add: ['BPF', 'SYS_ADMIN'] } };
    expect(await capabilities({ securityContext })).toEqual({
      drop: ['ALL'],
      add: ['SYS_ADMIN', 'SYS_PTRACE', 'BPF'],
    });
  });
});

describe('the node', () => {
  const writable = async (values: Values) => {
    const { volumeMounts } = (await tracer(values)) as {
      volumeMounts: { mountPath: string; readOnly?: boolean }[];
    };
    return volumeMounts.filter(({ readOnly }) => !readOnly).map(({ mountPath }) => mountPath);
  };
  const always = [
    '/run',
    '/sys/fs/bpf',
    '/sys/kernel/debug',
    '/var/lib/ig',
    '/var/run/ig/wasm-cache',
    '/tmp',
  ].sort();

  test('is written to only where the kernel and the sockets are', async () => {
    expect((await writable({})).sort()).toEqual(always);
    expect((await writable({ readOnly: false, tracer: { hookMode: 'podinformer' } })).sort()).toEqual(always);
  });

  test('gets hooks only when that is said', async () => {
    const paths = await writable({ readOnly: false, tracer: { hookMode: 'crio' } });
    expect(paths.sort()).toEqual([...always, '/host/etc', '/host/opt'].sort());
  });

  test.each([
    ['generic', true, 'auto'],
    ['openshift', true, 'fanotify+ebpf'],
    ['openshift', false, 'auto'],
  ])('on %s with readOnly %s the hook mode is %s', async (platform, readOnly, wanted) => {
    const config = configOf(await render('agent', { platform, readOnly }));
    expect(at(config, 'operator', 'kubemanager', 'hook-mode')).toBe(wanted);
  });
});

describe('what is left out', () => {
  const filter = (gadget: string, values: Values) => parameter(gadget, 'operator.filter.filter-expr', values);
  const inKernel = (values: Values) => parameter('trace_exec', 'operator.KubeManager.namespace', values);
  const none = { mutePaths: [] };

  test('nothing, unless it is said', async () => {
    expect(await filter('trace_exec', {})).toBeUndefined();
    expect(await inKernel({})).toBeUndefined();
  });

  test.each<[string, Values, string]>([
    ['denied', { denied: ['a', 'b'] }, 'k8s.namespace != "" and not (k8s.namespace in ["a","b"])'],
    ['allowed', { allowed: ['a', 'b'] }, 'k8s.namespace != "" and k8s.namespace in ["a","b"]'],
    [
      'the system',
      { denied: ['a'], includeSystem: false },
      'k8s.namespace != "" and not (k8s.namespace in ["a","kube-node-lease","kube-public","kube-system"])',
    ],
    [
      'allowed, but denied',
      { allowed: ['a', 'b'], denied: ['b'] },
      'k8s.namespace != "" and k8s.namespace in ["a"] and not (k8s.namespace in ["b"])',
    ],
  ])('namespaces that are %s', async (_what, namespaces, wanted) => {
    expect(await filter('trace_exec', { namespaces })).toBe(wanted);
    // Latency of a block device is nobody's.
    expect(await filter('profile_blockio', { namespaces })).toBeUndefined();
  });

  test.each<[string, Values, unknown]>([
    ['v0.45.0', { allowed: ['a'] }, 'a'],
    ['v0.45.0', { allowed: ['a', 'b'] }, undefined],
    ['v0.45.0', { denied: ['a'] }, undefined],
    ['v0.48.0', { allowed: ['a', 'b'] }, 'a,b'],
    ['v0.55.1', { denied: ['a', 'b'] }, '!a,!b'],
  ])('in the kernel by version %s: %o', async (tag, namespaces, wanted) => {
    expect(await inKernel({ image: { tag }, namespaces })).toBe(wanted);
  });

  test('paths and commands', async () => {
    const own = 'not (k8s.namespace == "test-namespace" and fname startsWith "/var/log/pods/")';
    const file = { file: { enabled: true } };
    expect(await filter('trace_open', { ...file, ...none })).toBe(own);
    expect(await filter('trace_open', { ...file, mutePaths: ['/proc/', '/a b'] })).toBe(
      `${own} and not (fname == "/proc" or fname startsWith "/proc/") and not (fname == "/a b" or fname startsWith "/a b/")`,
    );
    // The kernel cuts names after 15 characters.
    const muteCommands = ['sh', 'a-very-long-command'];
    expect(await filter('trace_exec', { muteCommands })).toBe('not (proc.comm in ["sh","a-very-long-com"])');
    expect(await filter('trace_signal', { muteCommands })).toBe(
      'sig != "SIGURG" and not (proc.comm in ["sh","a-very-long-com"])',
    );
  });

  test.each(['/a"b', 'relative'])('a path that would break the expression is refused: %s', async (path) => {
    expect(await problemOf('agent', { mutePaths: [path] })).toContain("at '/mutePaths/0'");
  });
});

describe('the way out', () => {
  const environment = async (values: Values) => {
    const { env } = (await tracer(values)) as {
      env: { name: string; value?: string; valueFrom?: unknown }[];
    };
    return (name: string) => env.find((variable) => variable.name === name);
  };

  test('headers, from values and from Secrets', async () => {
    const variable = await environment({
      output: {
        otlp: {
          headers: { 'X-Scope-OrgID': 'team one, two' },
          headersFromSecret: { Authorization: { secret: 'otlp', key: 'token' } },
        },
      },
    });
    expect(variable('OTEL_EXPORTER_OTLP_HEADERS')?.value).toBe(
      'X-Scope-OrgID=team%20one%2C%20two,Authorization=$(OTLP_HEADER_0)',
    );
    expect(variable('OTLP_HEADER_0')?.valueFrom).toEqual({ secretKeyRef: { name: 'otlp', key: 'token' } });
  });

  test('the certificate of an authority, only with TLS', async () => {
    const ca = { secret: 'otlp-ca' };
    const withTls = await environment({ output: { otlp: { tls: { enabled: true, ca } } } });
    expect(withTls('OTEL_EXPORTER_OTLP_CERTIFICATE')?.value).toBe('/etc/otlp-ca/ca.crt');
    const without = await environment({ output: { otlp: { tls: { ca } } } });
    expect(without('OTEL_EXPORTER_OTLP_CERTIFICATE')).toBeUndefined();
  });

  test('a proxy, but not for the cluster', async () => {
    const variable = await environment({ proxy: { url: 'http://proxy:3128', exclude: ['.svc'] } });
    expect(variable('HTTPS_PROXY')?.value).toBe('http://proxy:3128');
    expect(variable('NO_PROXY')?.value).toBe('.svc,$(KUBERNETES_SERVICE_HOST)');
    expect((await environment({}))('HTTPS_PROXY')).toBeUndefined();
  });
});

test('arguments of commands are sent only when it is said', async () => {
  const annotations = (values: Values) => parameter('trace_exec', 'operator.oci.annotate', values);
  expect(await annotations({})).not.toContain('exec.args');
  expect(await annotations({ events: { commandArguments: true } })).toContain(
    'exec.args:logs.name=process.command_line',
  );
});

test('a changed gadget rolls the pods: its old series would be sent on', async () => {
  const checksum = async (values: Values) => {
    const daemonset = (await render('agent', values)).find(({ kind }) => kind === 'DaemonSet');
    return at(daemonset, 'spec', 'template', 'metadata', 'annotations', 'checksum/gadgets');
  };
  expect(await checksum({ muteCommands: ['sh'] })).not.toBe(await checksum({}));
  expect(await checksum({})).toBe(await checksum({}));
});
