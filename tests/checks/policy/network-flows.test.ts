import { describe, expect, it } from 'vitest';
import { networkFlows } from '../../../scripts/checks/policy/network-flows.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { configMap, input, resource, service, workload } from './input.ts';

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

const ingress = (name: string, ...ports: number[]) => ({
  from: [namespace(name)],
  ports: ports.map((port) => ({ port, protocol: 'TCP' })),
});

const egress = (name: string, ...ports: number[]) => ({
  to: [namespace(name)],
  ports: ports.map((port) => ({ port, protocol: 'TCP' })),
});

const policy = (name: string, spec: Fields) =>
  resource(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { name, namespace: name },
    {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...spec },
    },
  );

// Loki, and a collector that sends to it.
type Options = { loki?: Fields; collector?: Fields; config?: string; backend?: Resource[]; more?: string[] };
const environment = ({ loki, collector, config, backend, more = [] }: Options = {}) =>
  input({
    applications: [
      {
        component: 'loki',
        resources: [
          ...(backend ?? [workload(), service()]),
          policy('loki', { ingress: [ingress('collector', 3100)], ...loki }),
        ],
      },
      {
        component: 'collector',
        resources: [
          workload({
            name: 'collector',
            pod: { volumes: [{ name: 'config', configMap: { name: 'collector' } }] },
          }),
          configMap(
            { 'config.yaml': config ?? 'endpoint: http://loki.loki.svc.cluster.local:3100/otlp' },
            'collector',
          ),
          policy('collector', { egress: [egress('loki', 3100)], ...collector }),
        ],
      },
      ...more.map((component) => ({ component })),
    ],
  });

const atLoki = {
  file: 'environments/production-us/loki.yaml',
  environment: 'production-us',
  application: 'production-us-loki',
};

const atCollector = {
  file: 'environments/production-us/collector.yaml',
  environment: 'production-us',
  application: 'production-us-collector',
};

describe('networkFlows', () => {
  it('passes when the policies of both sides admit what the configuration names', () => {
    expect(networkFlows(environment())).toEqual([]);
  });

  it('reports a flow that the destination does not admit, and keeps namespaces of components that are off', () => {
    const input = environment({ loki: { ingress: [ingress('grafana', 3100)] } });
    expect(networkFlows(input)).toEqual([
      {
        ...atLoki,
        code: 'E_FLOW_DENIED',
        path: 'networkPolicy.ingress',
        reason:
          'ConfigMap collector/collector names loki.loki.svc.cluster.local:3100, but no ingress rule of StatefulSet loki/loki admits namespace collector on port 3100.',
        fix: `networkPolicy:
  ingress:
    - namespace: grafana
      ports: [3100]
    - namespace: collector
      ports: [3100]`,
      },
    ]);
  });

  it('reports a flow that the source does not admit', () => {
    expect(networkFlows(environment({ collector: { egress: [egress('loki', 9095)] } }))).toEqual([
      {
        ...atCollector,
        code: 'E_FLOW_DENIED',
        path: 'networkPolicy.extraEgress',
        reason:
          'ConfigMap collector/collector names loki.loki.svc.cluster.local:3100, but no egress rule of StatefulSet collector/collector admits namespace loki on port 3100.',
        fix: `networkPolicy:
  extraEgress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: loki
      ports:
        - port: 3100
          protocol: TCP`,
      },
    ]);
  });

  it('means the port of the pod, not of the Service', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }];
    const findings = networkFlows(
      environment({
        backend: [workload(), service({ spec: { ports } })],
        config: 'endpoint: http://loki.loki.svc.cluster.local',
        collector: { egress: [egress('loki', 80)] },
      }),
    );
    expect(findings.map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'E_FLOW_DENIED ConfigMap collector/collector names loki.loki.svc.cluster.local, but no egress rule of StatefulSet collector/collector admits namespace loki on port 3100.',
    ]);
  });

  it('takes an address without port as satisfied by any port of the Service', () => {
    const ports = [
      { name: 'http', port: 3100, targetPort: 'http' },
      { name: 'grpc', port: 9095, targetPort: 9095 },
    ];
    const backend = [workload(), service({ spec: { ports } })];
    expect(networkFlows(environment({ backend, config: 'host: loki.loki.svc.cluster.local' }))).toEqual([]);
  });

  it('reports a port that is admitted and that nothing names', () => {
    const input = environment({ loki: { ingress: [ingress('collector', 3100, 9095)] } });
    expect(networkFlows(input)).toEqual([
      {
        ...atLoki,
        code: 'E_FLOW_UNDECLARED',
        path: 'spec.ingress[0].ports[1]',
        object: 'NetworkPolicy loki/loki',
        reason:
          'NetworkPolicy loki/loki admits namespace collector on port 9095, but nothing there names such an address.',
        fix: 'networkPolicy:\n  ingress:\n    - namespace: collector\n      ports: [3100]',
      },
    ]);
  });

  it('reports a namespace that is admitted on every port', () => {
    const input = environment({ loki: { ingress: [{ from: [namespace('collector')] }] } });
    expect(networkFlows(input)).toEqual([
      {
        ...atLoki,
        code: 'E_FLOW_UNDECLARED',
        path: 'spec.ingress[0]',
        object: 'NetworkPolicy loki/loki',
        reason:
          'NetworkPolicy loki/loki admits namespace collector on every port, but nothing there names such an address.',
        fix: 'networkPolicy:\n  ingress:\n    - namespace: collector\n      ports: [3100]',
      },
    ]);
  });

  it('reports a namespace that names no address at all', () => {
    const input = environment({ collector: { ingress: [ingress('loki', 8888)] } });
    expect(networkFlows(input)).toEqual([
      {
        ...atCollector,
        code: 'E_FLOW_UNDECLARED',
        path: 'spec.ingress[0].ports[0]',
        object: 'NetworkPolicy collector/collector',
        reason:
          'NetworkPolicy collector/collector admits namespace loki on port 8888, but nothing there names such an address.',
        fix: 'networkPolicy:\n  ingress: []',
      },
    ]);
  });

  it('reports a namespace that names no address, though another one does on that port', () => {
    const rules = [ingress('collector', 3100), ingress('grafana', 3100)];
    const findings = networkFlows(environment({ loki: { ingress: rules }, more: ['grafana'] }));
    expect(findings.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'spec.ingress[1].ports[0]: NetworkPolicy loki/loki admits namespace grafana on port 3100, but nothing there names such an address.',
    ]);
  });

  it('asks each policy for flows to the pods that it selects', () => {
    const other = policy('loki', {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'gateway' } },
      ingress: [ingress('collector', 3100)],
    });
    const findings = networkFlows(environment({ backend: [workload(), service(), other] }));
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'E_FLOW_UNDECLARED spec.ingress[0].ports[0]',
    ]);
  });

  it('reads namespaces named by an expression', () => {
    const byName = (operator: string, key = 'kubernetes.io/metadata.name') => ({
      from: [{ namespaceSelector: { matchExpressions: [{ key, operator, values: ['collector'] }] } }],
      ports: [{ port: 3100 }],
    });
    expect(networkFlows(environment({ loki: { ingress: [byName('In')] } }))).toEqual([]);
    const open = [byName('NotIn'), byName('In', 'team'), ingress('collector', 3100)];
    expect(
      networkFlows(environment({ loki: { ingress: open } })).map(({ code, path }) => `${code} ${path}`),
    ).toEqual(['E_NETWORK_OPEN spec.ingress[0].from[0]', 'E_NETWORK_OPEN spec.ingress[1].from[0]']);
  });

  it('leaves an address whose port the Service lacks to the check of addresses', () => {
    const config = 'endpoint: loki.loki.svc.cluster.local:9095';
    expect(networkFlows(environment({ config, loki: { ingress: [] }, collector: { egress: [] } }))).toEqual(
      [],
    );
  });

  it('lets a namespace be that has no Application here', () => {
    const input = environment({ loki: { ingress: [ingress('collector', 3100), ingress('backup', 3100)] } });
    expect(networkFlows(input)).toEqual([]);
  });

  it.each([
    ['Ingress and Egress', 'loki-other', ['Ingress', 'Egress']],
    ['Egress', 'loki', ['Ingress']],
  ])('reports pods that no policy for %s selects', (directions, name, policyTypes) => {
    const podSelector = { matchLabels: { 'app.kubernetes.io/name': name } };
    expect(
      networkFlows(
        environment({ loki: { podSelector, policyTypes, ingress: [ingress('collector', 3100)] } }),
      ).slice(0, 1),
    ).toEqual([
      {
        ...atLoki,
        code: 'E_NETWORK_OPEN',
        path: 'spec.template.metadata.labels',
        object: 'StatefulSet loki/loki',
        reason: `No NetworkPolicy for ${directions} selects the pods of StatefulSet loki/loki.`,
        fix: 'networkPolicy:\n  enabled: true',
      },
    ]);
  });

  it.each([
    ['no peer', { ports: [{ port: 3100 }] }, 'spec.ingress[0]', 'connections from everywhere'],
    [
      'all namespaces',
      { from: [{ namespaceSelector: {} }] },
      'spec.ingress[0].from[0]',
      'namespaces that it does not name',
    ],
    [
      'namespaces by another label',
      { from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] },
      'spec.ingress[0].from[0]',
      'namespaces that it does not name',
    ],
    [
      'every address',
      { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] },
      'spec.ingress[0].from[0]',
      'namespaces that it does not name',
    ],
  ])('reports an ingress rule for %s', (_, rule, path, admitted) => {
    const input = environment({ loki: { ingress: [rule, ingress('collector', 3100)] } });
    expect(networkFlows(input)).toEqual([
      {
        ...atLoki,
        code: 'E_NETWORK_OPEN',
        path,
        object: 'NetworkPolicy loki/loki',
        reason: `NetworkPolicy loki/loki admits ${admitted}.`,
        fix: 'networkPolicy:\n  ingress:\n    - namespace: collector\n      ports: [3100]\n  extraIngress: []',
      },
    ]);
  });

  it('reports an egress rule without peer and port, and lets one port anywhere be', () => {
    const rules = [egress('loki', 3100), { ports: [{ port: 443 }] }, {}];
    expect(networkFlows(environment({ collector: { egress: rules } }))).toEqual([
      {
        ...atCollector,
        code: 'E_NETWORK_OPEN',
        path: 'spec.egress[2]',
        object: 'NetworkPolicy collector/collector',
        reason: 'NetworkPolicy collector/collector admits connections to everywhere.',
        fix: 'networkPolicy:\n  extraEgress: []',
      },
    ]);
  });
});
