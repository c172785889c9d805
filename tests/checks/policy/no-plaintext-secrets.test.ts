import { describe, expect, test } from 'vitest';
import { noPlaintextSecrets } from '../../../scripts/checks/policy/no-plaintext-secrets.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { configMap, container, input, resource, workload } from './input.ts';

const CONTAINER = 'spec.template.spec.containers[0]';

// Put together here, so that no scanner takes them for real ones.
const AWS_KEY_ID = `AKIA${'EXAMPLE1'.repeat(2)}`;
const PRIVATE_KEY = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
const BASIC = `Authorization: Basic ${'dXNlcjp4'.repeat(2)}`;
const GITHUB_TOKEN = `ghp_${'0123456789'.repeat(4)}`;
const GRAFANA_TOKEN = `glsa_${'0123456789'.repeat(4)}`;
const BEARER = `Bearer ${'0123456789abcdef'.repeat(2)}`;

function check(resources: Resource[], component = 'loki') {
  return noPlaintextSecrets(input({ applications: [{ component, resources }] }));
}

function finding(object: string, path: string, reason: string, variable: string, component = 'loki') {
  const key = variable.toLowerCase().replaceAll('_', '-');
  return {
    code: 'E_PLAINTEXT_SECRET',
    file: `environments/production-us/${component}.yaml`,
    path,
    object,
    reason,
    fix: `extraEnv:
  - name: ${variable}
    valueFrom:
      secretKeyRef:
        name: ${component}-credentials
        key: ${key}`,
    environment: 'production-us',
    application: `production-us-${component}`,
  };
}

describe('a Secret', () => {
  test.each([
    ['data', { data: { password: 'eA==' } }],
    ['stringData', { stringData: { password: 'x' } }],
  ])('with %s', (path, content) => {
    const secret = resource('v1', 'Secret', { name: 'loki', namespace: 'loki' }, content);
    expect(check([secret])).toEqual([
      {
        code: 'E_PLAINTEXT_SECRET',
        file: 'environments/production-us/environment.yaml',
        path,
        object: 'Secret loki/loki',
        reason:
          'The chart renders this Secret with content (password), so its content is in git. Let something else make it, and name it here.',
        fix: 'external:\n  secrets:\n    - namespace: loki\n      name: loki\n      keys:\n        - password',
        environment: 'production-us',
        application: 'production-us-loki',
      },
    ]);
  });

  test('without content passes', () => {
    const token = resource(
      'v1',
      'Secret',
      { name: 'token' },
      { type: 'kubernetes.io/service-account-token' },
    );
    expect(check([token, { ...token, data: {} }, { ...token, data: { ca: '' } }])).toEqual([]);
  });
});

describe('a variable', () => {
  test.each([
    { name: 'S3_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'object-store', key: 'secret' } } },
    { name: 'GF_SECURITY_ADMIN_PASSWORD__FILE', value: '/etc/grafana/admin/admin-password' },
    { name: 'TOKEN_PATH', value: '/var/run/token' },
    { name: 'SECRET_NAME', value: 'object-store' },
    { name: 'DB_PASSWORD', value: '$(PASSWORD)' },
    { name: 'DB_PASSWORD', value: '' },
    { name: 'PARTITION_KEY', value: 'tenant' },
    { name: 'PWD', value: '/home' },
    { name: 'OTEL_SERVICE_NAME', value: 'loki' },
  ])('%o passes', (variable) => {
    expect(check([workload({ container: { env: [variable] } })])).toEqual([]);
  });

  test.each([
    'DB_PASSWORD',
    'API_TOKEN',
    'CLIENT_SECRET',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'ENCRYPTION_KEY',
    'BASIC_AUTH_CREDENTIALS',
  ])('%s with a literal value', (name) => {
    const env = [
      { name: 'GOMEMLIMIT', value: '1' },
      { name, value: 'changeme' },
    ];
    expect(check([workload({ container: { env } })])).toEqual([
      finding(
        'StatefulSet loki/loki',
        `${CONTAINER}.env[1].value`,
        `Container loki has a literal value for ${name}.`,
        name,
      ),
    ]);
  });

  test('of an init container', () => {
    const initContainers = [container({ name: 'wait', env: [{ name: 'TOKEN', value: 'x' }] })];
    expect(check([workload({ pod: { initContainers } })])).toEqual([
      {
        ...finding(
          'StatefulSet loki/loki',
          'spec.template.spec.initContainers[0].env[0].value',
          'Init container wait has a literal value for TOKEN.',
          'TOKEN',
        ),
        fix: `initContainers:
  - name: wait
    env:
      - name: TOKEN
        valueFrom:
          secretKeyRef:
            name: loki-credentials
            key: token`,
      },
    ]);
  });
});

describe('a configuration', () => {
  test.each([
    'secret_access_key: ${S3_SECRET_ACCESS_KEY}',
    'password: ${env:PASSWORD}',
    'password: "${PASSWORD:-}"',
    'admin_password = $__file{/etc/grafana/admin/admin-password}',
    'password: $__env{PASSWORD}',
    'password:',
    'password: ""',
    'password: null',
    '# password: what the store was given',
    '# password = x',
    'password_file: /etc/secret/password',
    'num_tokens: 128',
    'partition_key: tenant',
    'secret: {name: object-store}',
    'endpoint: http://loki.loki.svc.cluster.local:3100/a@b',
    'url: https://${USER}:${PASSWORD}@example.org',
    'authorization: Bearer ${env:TOKEN}',
    'key: http.request.header.authorization',
    '-----BEGIN PUBLIC KEY-----',
    'see https://example.org/docs/admin/admin-password',
  ])('%s passes', (line) => {
    expect(check([configMap({ 'config.yaml': line })])).toEqual([]);
  });

  test.each([
    ['password: x', 'a literal value for password', 'PASSWORD'],
    ['- secret_key: "x"', 'a literal value for secret_key', 'SECRET_KEY'],
    ['adminPassword: x', 'a literal value for adminPassword', 'ADMIN_PASSWORD'],
    ['s3: {access_key_id: x}', 'a literal value for access_key_id', 'ACCESS_KEY_ID'],
    ['{"user":"a","password":"x"}', 'a literal value for password', 'PASSWORD'],
    ['admin_password = """x;y"""', 'a literal value for admin_password', 'ADMIN_PASSWORD'],
    ['connection: host=db password=x', 'a literal value for password', 'PASSWORD'],
    ['token: ${TOKEN:-x}', 'a literal value for token', 'TOKEN'],
    ['url: https://user:x@example.org/', 'an address with a password in it', 'CREDENTIAL'],
    [`id: ${AWS_KEY_ID}`, 'an AWS access key id', 'CREDENTIAL'],
    [PRIVATE_KEY, 'a private key', 'CREDENTIAL'],
    [`id: ${GITHUB_TOKEN}`, 'a GitHub token', 'CREDENTIAL'],
    [`id: ${GRAFANA_TOKEN}`, 'a Grafana token', 'CREDENTIAL'],
    [BASIC, 'an authorization header', 'CREDENTIAL'],
    [`header: ${BEARER}`, 'an authorization header', 'CREDENTIAL'],
    ['users: admin/admin', 'a well-known default password', 'CREDENTIAL'],
    ['root: minioadmin', 'a well-known default password', 'CREDENTIAL'],
    ['root: rustfsadmin', 'a well-known default password', 'CREDENTIAL'],
    ['root: changeme', 'a well-known default password', 'CREDENTIAL'],
  ])('%s', (line, what, variable) => {
    expect(check([configMap({ 'config.yaml': `server:\n  ${line}\n` })])).toEqual([
      finding(
        'ConfigMap loki/loki',
        'data["config.yaml"]',
        `Line 2 holds ${what}. Write \${${variable}} there.`,
        variable,
      ),
    ]);
  });

  test.each([
    ['collector', '${env:PASSWORD}'],
    ['grafana', '$__env{PASSWORD}'],
    ['mimir', '${PASSWORD}'],
  ])('of %s refers to a variable as %s', (component, reference) => {
    expect(check([configMap({ config: 'password: x' }, component)], component)).toEqual([
      finding(
        `ConfigMap ${component}/${component}`,
        'data.config',
        `This holds a literal value for password. Write ${reference} there.`,
        'PASSWORD',
        component,
      ),
    ]);
  });
});

describe('an argument', () => {
  test.each([
    [
      'args',
      ['-target=all', '--s3.secret-access-key=x'],
      1,
      'a literal value for --s3.secret-access-key',
      'S3_SECRET_ACCESS_KEY',
    ],
    ['command', ['sh', '-c', 'PASSWORD=x run'], 2, 'a literal value for PASSWORD', 'PASSWORD'],
    ['args', ['http://user:x@example.org'], 0, 'an address with a password in it', 'CREDENTIAL'],
  ])('in %s: %o', (field, words, index, what, variable) => {
    expect(check([workload({ container: { [field]: words } })])).toEqual([
      finding(
        'StatefulSet loki/loki',
        `${CONTAINER}.${field}[${index}]`,
        `This holds ${what}. Write $(${variable}) there.`,
        variable,
      ),
    ]);
  });

  test('a flag and its value apart', () => {
    expect(check([workload({ container: { args: ['--password', 'x'] } })])).toEqual([
      finding(
        'StatefulSet loki/loki',
        `${CONTAINER}.args[1]`,
        'Container loki has a literal value for --password. Write $(PASSWORD) there.',
        'PASSWORD',
      ),
    ]);
  });

  test('references and flags without a value pass', () => {
    const args = [
      '--password=$(PASSWORD)',
      '--token',
      '$(TOKEN)',
      '--secret',
      '--verbose',
      '-config.expand-env=true',
    ];
    expect(check([workload({ container: { args } })])).toEqual([]);
  });
});

test('an annotation', () => {
  const annotations = { note: 'log in with admin:admin' };
  const service = resource('v1', 'Service', { name: 'loki', namespace: 'loki', annotations });
  expect(check([service])).toEqual([
    finding(
      'Service loki/loki',
      'metadata.annotations.note',
      'This holds a well-known default password. Write ${CREDENTIAL} there.',
      'CREDENTIAL',
    ),
  ]);
});

test('the address of the repository is reported once', () => {
  const source = { repoURL: 'https://bot:x@example.org/observability.git' };
  const argocd = ['ApplicationSet', 'AppProject'].map((kind) =>
    resource(
      'argoproj.io/v1alpha1',
      kind,
      { name: 'observability', namespace: 'argocd' },
      { spec: { source } },
    ),
  );
  expect(noPlaintextSecrets(input({ argocd }))).toEqual([
    {
      code: 'E_PLAINTEXT_SECRET',
      file: 'argocd/base/kustomization.yaml',
      path: 'spec.source.repoURL',
      object: 'ApplicationSet argocd/observability',
      reason:
        'This holds an address with a password in it. Argo CD takes credentials from a repository Secret in its own namespace.',
      fix: 'configMapGenerator:\n  - name: settings\n    literals:\n      - repository=https://example.org/observability.git',
      environment: 'production-us',
    },
  ]);
});
