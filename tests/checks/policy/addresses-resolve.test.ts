import { describe, expect, it } from 'vitest';
import { addressesResolve } from '../../../scripts/checks/policy/addresses-resolve.ts';
import type { PolicyInput } from '../../../scripts/lib/policy/types.ts';
import { configMap, input, resource, service, workload } from './input.ts';

const row = (name: string) => ({ name, namespace: name, wave: 'storage' });
const table = (...rows: { name: string; namespace: string; wave: string }[]) =>
  resource(
    'argoproj.io/v1alpha1',
    'ApplicationSet',
    { name: 'observability' },
    {
      spec: {
        generators: [
          {
            matrix: {
              generators: [
                {
                  list: {
                    elements: rows.map((component) => ({ component })),
                  },
                },
              ],
            },
          },
        ],
      },
    },
  );

// A collector that is configured with these lines, beside Loki.
const collector = (config: string, rest: Parameters<typeof input>[0] = {}): PolicyInput =>
  input({
    applications: [
      { component: 'collector', resources: [configMap({ 'config.yaml': config }, 'collector')] },
      { component: 'loki', resources: [service()] },
    ],
    argocd: [table(...['collector', 'loki', 'tempo'].map(row))],
    ...rest,
  });

const unresolved = {
  code: 'E_ADDRESS_UNRESOLVED',
  path: 'data["config.yaml"]',
  object: 'ConfigMap collector/collector',
  environment: 'production-us',
  application: 'production-us-collector',
};

describe('addressesResolve', () => {
  it('passes when addresses name Services of the environment, of every cluster, or declared ones', () => {
    const config = `
      endpoint: http://loki.loki.svc.cluster.local:3100/otlp
      ring: loki-0.loki.loki.svc:3100
      api: https://kubernetes.default.svc
      dns: kube-dns.kube-system.svc.cluster.local:53
      mail: smtp.mail.svc.cluster.local:25
      elsewhere: a.b.svc.example.com`;
    const external = { addresses: ['smtp.mail.svc.cluster.local:25'] };
    expect(addressesResolve(collector(config, { settings: { external } }))).toEqual([]);
  });

  it('takes an external address without port for every port, and an ExternalName Service for any', () => {
    const config = 'smtp.mail.svc:25 smtp.mail.svc.cluster.local:587 other.loki.svc:1';
    const external = { addresses: ['first.mail.svc', 'smtp.mail.svc.cluster.local'] };
    const applications = [
      { component: 'collector', resources: [configMap({ 'config.yaml': config }, 'collector')] },
      {
        component: 'loki',
        resources: [service({ name: 'other', namespace: 'loki', spec: { ports: undefined } })],
      },
    ];
    expect(addressesResolve(collector('', { applications, settings: { external } }))).toEqual([]);
  });

  it('ignores annotations', () => {
    const annotations = { documentation: 'http://wiki.wiki.svc:80' };
    const resources = [resource('v1', 'ConfigMap', { name: 'loki', namespace: 'loki', annotations })];
    expect(addressesResolve(input({ applications: [{ component: 'loki', resources }] }))).toEqual([]);
  });

  it('reports an address of a component that is off', () => {
    expect(addressesResolve(collector('endpoint: tempo.tempo.svc.cluster.local:4317'))).toEqual([
      {
        ...unresolved,
        file: 'environments/production-us/tempo.yaml',
        reason:
          'tempo.tempo.svc.cluster.local:4317 names Service tempo/tempo, but component tempo is off in this environment.',
        fix: '# A component is on when its file is there.\n{}',
      },
    ]);
  });

  it('proposes the component of that name where a namespace has several', () => {
    const shared = (name: string) => ({ name, namespace: 'agent', wave: 'agents' });
    const argocd = [table(shared('agent'), shared('node-collector'))];
    const reasons = (name: string, component: string) =>
      addressesResolve(
        input({
          applications: [
            {
              component: 'collector',
              resources: [configMap({ a: `${name}.agent.svc.cluster.local:1` }, 'collector')],
            },
            { component, namespace: 'agent' },
          ],
          argocd,
        }),
      ).map(({ file }) => file);
    expect(reasons('node-collector', 'agent')).toEqual(['environments/production-us/node-collector.yaml']);
    expect(reasons('other', 'agent')).toEqual(['environments/production-us/environment.yaml']);
    expect(reasons('other', 'node-collector')).toEqual(['environments/production-us/agent.yaml']);
  });

  it('reports an unknown Service, once however often it is named', () => {
    const config = 'first: mail.mail.svc.cluster.local:25\nsecond: mail.mail.svc.cluster.local:25';
    const external = { addresses: ['mail.mail.svc.cluster.local:587'] };
    expect(addressesResolve(collector(config, { settings: { external } }))).toEqual([
      {
        ...unresolved,
        file: 'environments/production-us/environment.yaml',
        reason:
          'mail.mail.svc.cluster.local:25 names Service mail/mail, which this environment neither renders nor declares in external.addresses.',
        fix: 'external:\n  addresses:\n    - mail.mail.svc.cluster.local:25',
      },
    ]);
  });

  it('does not propose to switch on a component that is on', () => {
    const findings = addressesResolve(collector('endpoint: gateway.loki.svc.cluster.local:80'));
    expect(findings.map(({ file }) => file)).toEqual(['environments/production-us/environment.yaml']);
  });

  it('reports a port that the Service does not have', () => {
    expect(
      addressesResolve(collector('exporters:\n  endpoint: http://loki.loki.svc.cluster.local:3101/otlp')),
    ).toEqual([
      {
        ...unresolved,
        file: 'environments/production-us/collector.yaml',
        reason: 'loki.loki.svc.cluster.local:3101 means port 3101, but Service loki/loki has 3100.',
        fix: 'endpoint: http://loki.loki.svc.cluster.local:3100/otlp',
      },
    ]);
  });

  it('takes the port of the scheme where none is written, and shows a variable with its key', () => {
    const env = [{ name: 'LOKI', value: 'http://loki.loki.svc.cluster.local' }];
    const resources = [workload({ name: 'collector', container: { env } })];
    const applications = [
      { component: 'collector', resources },
      { component: 'loki', resources: [service()] },
    ];
    expect(addressesResolve(input({ applications }))).toEqual([
      {
        ...unresolved,
        file: 'environments/production-us/collector.yaml',
        path: 'spec.template.spec.containers[0].env[0].value',
        object: 'StatefulSet collector/collector',
        reason: 'loki.loki.svc.cluster.local means port 80, but Service loki/loki has 3100.',
        fix: 'value: http://loki.loki.svc.cluster.local:3100',
      },
    ]);
  });

  it('reports a short address of another namespace, and lets one of its own be', () => {
    expect(addressesResolve(collector('endpoint: loki.loki:3100\nown: collector.collector:8888'))).toEqual([
      {
        ...unresolved,
        code: 'E_ADDRESS_NOT_QUALIFIED',
        file: 'environments/production-us/collector.yaml',
        reason: 'loki.loki:3100 is an address of another namespace without .svc.cluster.local.',
        fix: 'endpoint: loki.loki.svc.cluster.local:3100',
      },
    ]);
  });
});
