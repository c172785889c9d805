// Every error of the charts, once, with its whole message.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../scripts/lib/helm/values.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { charts, problemOf, readChart } from './charts.ts';

type Case = {
  /** The chart whose template fails: `common` for the library. */
  from: string;
  /** The chart that is rendered, if it is another one. */
  chart?: string;
  values: Values;
  message: string;
};

const single = (from: string, reason: string): Case => ({
  from,
  values: { replicas: 2 },
  message: message('E_SINGLE_REPLICA', 'replicas', reason, [
    'replicas: 1',
    'autoscaling:',
    '  hpa:',
    '    enabled: false',
    '  keda:',
    '    enabled: false',
  ]),
});

const daemonset = (path: string[], values: Values): Case => ({
  from: 'agent',
  values,
  message: message(
    'E_DAEMONSET',
    `${path.join('.')}.enabled`,
    'the agent runs once on every node, so this would do nothing',
    nested([...path, 'enabled: false']),
  ),
});

const everywhere = ['namespaces:', '  allowed: []', '  denied: []', '  includeSystem: true'];

/** What an engine of the agent cannot do to some namespaces. */
const allNamespaces = (path: string[], product: string, values: Values = { denied: ['a'] }): Case => ({
  from: 'agent',
  values: {
    ...path.reduceRight<Values>((inner, key) => ({ [key]: inner }), { enabled: true }),
    namespaces: values,
  },
  message: message(
    'E_UNSUPPORTED',
    `${path.join('.')}.enabled`,
    `${product} cannot leave out namespaces, and \`namespaces\` asks for that`,
    [...nested([...path, 'enabled: false']), '# or', ...everywhere],
  ),
});

const nodeRole = (path: string[]): Case => ({
  from: 'collector',
  values: {
    gateway: { enabled: false },
    cluster: { enabled: false },
    node: { enabled: true },
    ...path.reduceRight<Values>((inner, key) => ({ [key]: inner }), { enabled: true }),
  },
  message: message(
    'E_DAEMONSET',
    `${path.join('.')}.enabled`,
    'the node role runs once on every node, so this would do nothing',
    nested([...path, 'enabled: false']),
  ),
});

const frozen = (path: string[]): Case => ({
  from: 'common',
  chart: 'loki',
  values: path.reduceRight<Values>((inner, key) => ({ [key]: inner }), { 'app.kubernetes.io/name': 'x' }),
  message: message(
    'E_FROZEN_LABEL',
    `${path.join('.')}.app.kubernetes.io/name`,
    'selectors use this label, and a selector never changes',
    nested([...path, 'example.org/name: …']),
  ),
});

const s3 = {
  endpoint: 's3.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  bucket: 'observability-loki',
};

const cases: Case[] = [
  frozen(['global', 'commonLabels']),
  frozen(['labels']),
  frozen(['podLabels']),
  {
    ...frozen(['gpu', 'podLabels']),
    chart: 'agent',
    values: { gpu: { enabled: true, podLabels: { 'app.kubernetes.io/name': 'x' } } },
  },
  {
    from: 'common',
    chart: 'loki',
    values: { image: { repository: 'a/b', tag: '' } },
    message: message(
      'E_IMAGE_TAG',
      'image.tag',
      'the image a/b has no tag, so nobody knows which version runs',
      ['image:', `  tag: "${/appVersion: "?([\w.]+)/.exec(readChart('loki', 'Chart.yaml'))?.[1]}"`],
    ),
  },
  {
    from: 'common',
    chart: 'collector',
    values: { autoscaling: { hpa: { enabled: true }, keda: { enabled: true } } },
    message: message(
      'E_TWO_AUTOSCALERS',
      'autoscaling',
      'the HPA and KEDA would both set the replicas of the same workload',
      ['autoscaling:', '  hpa:', '    enabled: false'],
    ),
  },
  ...Object.entries(s3).map(
    ([key, example]): Case => ({
      from: 'common',
      chart: 'loki',
      values: { storage: { backend: 's3', s3: { ...s3, [key]: '' } } },
      message: message('E_STORAGE_S3', `storage.s3.${key}`, `storage is on S3 and the ${key} is not set`, [
        'storage:',
        '  s3:',
        `    ${key}: ${example}`,
      ]),
    }),
  ),
  {
    ...single('loki', 'a second pod would know nothing of the ring and the logs of the first'),
    from: 'common',
    chart: 'loki',
  },
  single('loki', 'a second pod would know nothing of the ring and the logs of the first'),
  single('mimir', "a second pod would not find the first one's ring and data"),
  single('tempo', 'a second pod would know nothing of the traces of the first'),
  single('pyroscope', 'a second pod would know nothing of the profiles of the first'),
  single('grafana', 'a second pod would have a database of its own'),
  single('object-storage', 'a second pod would be a store of its own with other data'),
  daemonset(['autoscaling', 'hpa'], { autoscaling: { hpa: { enabled: true } } }),
  daemonset(['autoscaling', 'keda'], { autoscaling: { keda: { enabled: true } } }),
  daemonset(['persistence'], { persistence: { enabled: true } }),
  daemonset(['podDisruptionBudget'], { podDisruptionBudget: { enabled: true } }),
  {
    from: 'agent',
    values: { image: { fullPath: 'registry.example.org/ig:edge', tag: '' } },
    message: message(
      'E_GADGET_VERSION',
      'tracer.gadgets.tag',
      '"" is no version of Inspektor Gadget, so nobody knows what it can do',
      [
        'tracer:',
        '  gadgets:',
        `    tag: ${/appVersion: (\S+)/.exec(readChart('agent', 'Chart.yaml'))?.[1]}`,
      ],
    ),
  },
  {
    from: 'agent',
    values: { output: { otlp: { insecureSkipVerify: true } } },
    message: message(
      'E_UNSUPPORTED',
      'output.otlp.insecureSkipVerify',
      'Inspektor Gadget v0.45.0 verifies every certificate and has no switch for it',
      [
        ...['output:', '  otlp:', '    insecureSkipVerify: false', '    tls:', '      enabled: true'],
        ...['      ca:', '        secret: otlp-ca # the authority that signed the certificate'],
      ],
    ),
  },
  allNamespaces(['profiling'], 'the eBPF profiler 0.159.0'),
  allNamespaces(['kata'], 'kata-monitor 4.1.0', { allowed: ['a'] }),
  allNamespaces(['gpu'], 'dcgm-exporter 4.5.3-4.8.2-distroless', { includeSystem: false }),
  allNamespaces(['windows'], 'windows_exporter 0.31.8'),
  {
    from: 'agent',
    values: {
      namespaces: { allowed: ['a'] },
      instrumentation: { enabled: true, networkFlows: { enabled: true } },
    },
    message: message(
      'E_UNSUPPORTED',
      'instrumentation.networkFlows.enabled',
      'OBI v0.14.0 counts the flows of all namespaces, and `namespaces` asks for some',
      [...nested(['instrumentation', 'networkFlows', 'enabled: false']), '# or', ...everywhere],
    ),
  },
  {
    from: 'agent',
    values: {
      output: { otlp: { headers: { a: '1' }, headersFromSecret: { a: { secret: 's', key: 'k' } } } },
    },
    message: message(
      'E_HEADER_TWICE',
      'output.otlp.headersFromSecret.a',
      'headers has it, too, and a request carries it once',
      ['output:', '  otlp:', '    headers: {} # without a'],
    ),
  },
  {
    from: 'agent',
    values: { tracer: { hookMode: 'nri' } },
    message: message(
      'E_READ_ONLY',
      'tracer.hookMode',
      'the hook mode nri writes into /etc and /opt of the node, and readOnly is true',
      ['tracer:', '  hookMode: fanotify+ebpf # or readOnly: false'],
    ),
  },
  {
    from: 'agent',
    values: { instrumentation: { enabled: true, runtimes: { java: true } } },
    message: message(
      'E_READ_ONLY',
      'instrumentation.runtimes.java',
      'this changes packets or processes, and readOnly is true',
      ['instrumentation:', '  runtimes:', '    java: false', '# or', 'readOnly: false'],
    ),
  },
  {
    from: 'agent',
    values: { namespaces: { allowed: ['shop'], denied: ['shop'] } },
    message: message(
      'E_NAMESPACES',
      'namespaces.allowed',
      'each of these namespaces is denied, too, so that nothing would be looked at',
      ['namespaces:', '  denied: []'],
    ),
  },
  {
    from: 'collector',
    values: { global: { tenant: '' } },
    message: message(
      'E_TENANT',
      'global.tenant',
      'every destination keeps data by tenant, and no tenant is set',
      ['global:', '  tenant: production'],
    ),
  },
  {
    from: 'collector',
    values: {
      destinations: Object.fromEntries(
        ['mimir', 'loki', 'tempo', 'pyroscope'].map((name) => [name, { enabled: false }]),
      ),
    },
    message: message(
      'E_NO_DESTINATION',
      'destinations',
      'all destinations are off, so the collector would have no pipeline and not start',
      ['destinations:', '  mimir:', '    enabled: true'],
    ),
  },
  {
    from: 'collector',
    values: { gateway: { enabled: false }, cluster: { enabled: false } },
    message: message('E_NO_ROLE', 'gateway.enabled', 'all roles are off, so nothing would run', [
      'gateway:',
      '  enabled: true',
    ]),
  },
  {
    from: 'collector',
    values: { node: { enabled: true } },
    message: message(
      'E_NODE_ROLE',
      'node.enabled',
      'the node role mounts folders of the node, which the namespace of the other roles refuses, so it is a release of its own',
      ['gateway:', '  enabled: false', 'cluster:', '  enabled: false'],
    ),
  },
  {
    from: 'collector',
    values: { destinations: { loki: { enabled: false } } },
    message: message(
      'E_EVENTS_REFUSED',
      'cluster.enabled',
      'events are logs, and the gateway refuses logs while destinations.loki is off',
      ['cluster:', '  enabled: false'],
    ),
  },
  nodeRole(['autoscaling', 'hpa']),
  nodeRole(['autoscaling', 'keda']),
  nodeRole(['podDisruptionBudget']),
  {
    from: 'grafana',
    values: { admin: { existingSecret: '' } },
    message: message(
      'E_ADMIN_SECRET',
      'admin.existingSecret',
      'Grafana would start with the password that everyone knows',
      ['admin:', '  existingSecret: grafana-admin'],
    ),
  },
  {
    from: 'grafana',
    values: { global: { tenant: '' }, datasources: { loki: { enabled: false } } },
    message: message(
      'E_TENANT',
      'global.tenant',
      'the data source mimir must name the tenant whose data it reads',
      ['global:', '  tenant: production'],
    ),
  },
  ...[
    { path: 'users.teams', extraConfig: { users: { teams: ['a'] } } },
    { path: 'users.teams', extraConfig: { users: { teams: { a: 'b' } } } },
    { path: 'teams', extraConfig: { teams: ['a'] } },
  ].map(
    ({ path, extraConfig }): Case => ({
      from: 'grafana',
      values: { extraConfig },
      message: message(
        'E_INI_VALUE',
        `extraConfig.${path}`,
        'grafana.ini knows sections with plain values, and this is a list or a map',
        ['extraConfig:', '  users:', '    default_theme: light'],
      ),
    }),
  ),
  {
    from: 'object-storage',
    values: { credentials: { existingSecret: '' } },
    message: message(
      'E_CREDENTIALS',
      'credentials.existingSecret',
      'without credentials the store would let anyone in',
      ['credentials:', '  existingSecret: object-store'],
    ),
  },
  {
    from: 'object-storage',
    values: { buckets: [] },
    message: message('E_BUCKETS', 'buckets', 'no bucket is named, and no backend makes its own', [
      'buckets: [mimir, loki, tempo, pyroscope]',
    ]),
  },
  ...[['a'], { a: 'b' }, 'a b'].map(
    (value): Case => ({
      from: 'object-storage',
      values: { extraConfig: { flag: value } },
      message: message('E_EXTRA_CONFIG', 'extraConfig.flag', 'a flag takes one value without spaces', [
        'extraConfig:',
        '  flag: value',
      ]),
    }),
  ),
  {
    from: 'tempo',
    values: { multitenancy: false },
    message: message(
      'E_TENANT',
      'global.tenant',
      'without multitenancy the metrics made from traces need a tenant under which Mimir stores them',
      ['global:', '  tenant: production'],
    ),
  },
];

describe.each(cases)('$from: $message', ({ from, chart = from, values, message: expected }) => {
  test('is the whole message', async () => {
    expect(await problemOf(chart, values)).toBe(expected);
  });
});

test('there is a case for every error of every chart', () => {
  const tested = cases.map(({ from, message: text }) => `${from} ${/E_\w+/.exec(text)?.[0]}`);
  expect([...new Set(tested)].sort()).toEqual([...new Set(['common', ...charts].flatMap(errorsOf))].sort());
});

// `<chart> <code>` of each call of common.fail, directly or by the one validation that takes a reason.
function errorsOf(chart: string): string[] {
  return readdirSync(join(toolkitRoot, 'charts', chart, 'templates')).flatMap((file) => {
    const text = readChart(chart, `templates/${file}`);
    const codes = [...text.matchAll(/include "common\.fail" \(dict "code" "(E_\w+)"/g)].map(
      ([, code]) => code,
    );
    const shared = [...text.matchAll(/include "common\.validations\.single"/g)].map(() => 'E_SINGLE_REPLICA');
    expect(text.match(/include "common\.fail"/g) ?? []).toHaveLength(codes.length);
    return [...codes, ...shared].map((code) => `${chart} ${code}`);
  });
}

function message(code: string, path: string, reason: string, fix: string[]): string {
  return [`[${code}] ${path}: ${reason}`, 'Please set:', ...fix.map((line) => `  ${line}`)].join('\n');
}

function nested(parts: string[]): string[] {
  return parts.map((part, depth) => `${'  '.repeat(depth)}${part}${depth < parts.length - 1 ? ':' : ''}`);
}
