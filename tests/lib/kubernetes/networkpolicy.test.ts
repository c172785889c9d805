import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import { admits, isIsolated, networkPolicies } from '../../../scripts/lib/kubernetes/networkpolicy.ts';
import { podsOf } from '../../../scripts/lib/kubernetes/pods.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { input, resource, workload } from '../../checks/policy/input.ts';

const ports = [
  { name: 'memberlist', containerPort: 7946 },
  { name: 'http', containerPort: 3100 },
];

const environment = input({
  applications: [
    { component: 'loki', resources: [workload({ podLabels: { tier: 'backend' }, container: { ports } })] },
    { component: 'collector', resources: [workload({ name: 'collector', podLabels: { tier: 'gateway' } })] },
  ],
});
const [loki, collector] = environment.applications.flatMap(podsOf);

const http = { port: 3100, protocol: 'TCP' };
const selector = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const policy = (spec: Fields, namespace = 'loki') =>
  resource(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { name: 'policy', namespace },
    { spec: { podSelector: {}, ...spec } },
  );

// Whether Loki's port 3100 takes connections of the collector, by the policies of one side.
const ingress = (...policies: Resource[]) =>
  loki && collector && admits(policies, 'Ingress', collector, loki, http);
const egress = (...policies: Resource[]) =>
  loki && collector && admits(policies, 'Egress', collector, loki, http);
const from = (peer: Fields, ports?: Fields[]) =>
  policy({ ingress: [{ from: [peer], ...(ports && { ports }) }] });

describe('admits', () => {
  it('lets everything through to a pod that no policy selects', () => {
    expect(ingress()).toBe(true);
    expect(ingress(policy({ podSelector: { matchLabels: { tier: 'gateway' } } }))).toBe(true);
    expect(ingress(policy({}, 'collector'))).toBe(true);
  });

  it('denies what no rule admits', () => {
    expect(ingress(policy({}))).toBe(false);
    expect(ingress(policy({ ingress: [] }))).toBe(false);
  });

  it('adds up the policies that select a pod', () => {
    expect(ingress(policy({}), from({ namespaceSelector: selector('collector') }))).toBe(true);
  });

  it('reads a rule without peers or ports as all', () => {
    expect(ingress(policy({ ingress: [{}] }))).toBe(true);
    expect(ingress(policy({ ingress: [{ ports: [{ port: 3100 }] }] }))).toBe(true);
    expect(ingress(policy({ ingress: [{ from: [], ports: [] }] }))).toBe(true);
  });

  it.each([
    ['a namespace', { namespaceSelector: selector('collector') }, true],
    ['another namespace', { namespaceSelector: selector('grafana') }, false],
    ['all namespaces', { namespaceSelector: {} }, true],
    ['pods of its own namespace', { podSelector: { matchLabels: { tier: 'gateway' } } }, false],
    [
      'pods of a namespace',
      { namespaceSelector: selector('collector'), podSelector: { matchLabels: { tier: 'gateway' } } },
      true,
    ],
    [
      'other pods of a namespace',
      { namespaceSelector: selector('collector'), podSelector: { matchLabels: { tier: 'backend' } } },
      false,
    ],
    ['addresses', { ipBlock: { cidr: '0.0.0.0/0' } }, false],
    ['nothing', {}, false],
  ])('admits by %s: %j', (_, peer, expected) => {
    expect(ingress(from(peer))).toBe(expected);
  });

  it.each([
    [{ operator: 'In', key: 'tier', values: ['gateway', 'edge'] }, true],
    [{ operator: 'In', key: 'tier', values: ['backend'] }, false],
    [{ operator: 'In', key: 'team', values: ['gateway'] }, false],
    [{ operator: 'NotIn', key: 'tier', values: ['backend'] }, true],
    [{ operator: 'NotIn', key: 'tier', values: ['gateway'] }, false],
    [{ operator: 'NotIn', key: 'team', values: ['a'] }, true],
    [{ operator: 'Exists', key: 'tier' }, true],
    [{ operator: 'Exists', key: 'team' }, false],
    [{ operator: 'DoesNotExist', key: 'team' }, true],
    [{ operator: 'DoesNotExist', key: 'tier' }, false],
    [{ operator: 'Gt', key: 'tier', values: ['1'] }, false],
  ])('evaluates %j', (expression, expected) => {
    expect(ingress(from({ namespaceSelector: {}, podSelector: { matchExpressions: [expression] } }))).toBe(
      expected,
    );
  });

  it.each([
    [{ port: 3100 }, true],
    [{ port: 3101 }, false],
    [{ port: 3100, protocol: 'UDP' }, false],
    [{ protocol: 'TCP' }, true],
    [{ port: 3000, endPort: 3200 }, true],
    [{ port: 3000, endPort: 3099 }, false],
    [{ port: 3100, endPort: 3100 }, true],
    [{ port: 3101, endPort: 3200 }, false],
    [{ port: 'http' }, true],
    [{ port: 'grpc' }, false],
    [{ port: 'http', protocol: 'UDP' }, false],
  ])('reads port %j', (port, expected) => {
    expect(ingress(from({ namespaceSelector: {} }, [port]))).toBe(expected);
  });

  it('takes any of several peers, ports and container ports', () => {
    const peers = [{ namespaceSelector: selector('grafana') }, { namespaceSelector: selector('collector') }];
    expect(ingress(policy({ ingress: [{ from: peers, ports: [{ port: 1 }, { port: 'http' }] }] }))).toBe(
      true,
    );
  });

  it('reads a peer without selectors as nobody, also in its own namespace', () => {
    const policies = [from({})];
    expect(loki && admits(policies, 'Ingress', loki, loki, http)).toBe(false);
    expect(loki && admits([from({ podSelector: {} })], 'Ingress', loki, loki, http)).toBe(true);
  });

  it('asks the policies of the source for egress, by the ports of the destination', () => {
    const to = (port: unknown) => ({
      egress: [{ to: [{ namespaceSelector: selector('loki') }], ports: [{ port }] }],
    });
    expect(egress(policy({ policyTypes: ['Egress'] }, 'collector'))).toBe(false);
    expect(egress(policy({ policyTypes: ['Egress'], ...to(3100) }, 'collector'))).toBe(true);
    expect(egress(policy({ policyTypes: ['Egress'], ...to('http') }, 'collector'))).toBe(true);
    expect(egress(policy({ policyTypes: ['Egress'], ...to(9095) }, 'collector'))).toBe(false);
  });
});

describe('isIsolated', () => {
  it.each([
    [{}, ['Ingress']],
    [{ policyTypes: [] }, ['Ingress']],
    [{ egress: [{}] }, ['Ingress', 'Egress']],
    [{ policyTypes: ['Egress'] }, ['Egress']],
    [{ policyTypes: ['Ingress', 'Egress'] }, ['Ingress', 'Egress']],
  ])('reads the directions of %j', (spec, expected) => {
    const isolated = (['Ingress', 'Egress'] as const).filter(
      (direction) => loki && isIsolated([policy(spec)], loki, direction),
    );
    expect(isolated).toEqual(expected);
  });
});

describe('networkPolicies', () => {
  it('puts a policy without namespace into that of its Application', () => {
    const resources = [resource('networking.k8s.io/v1', 'NetworkPolicy', { name: 'loki' })];
    expect(networkPolicies([{ namespace: 'loki', resources }])).toEqual([
      resource('networking.k8s.io/v1', 'NetworkPolicy', { name: 'loki', namespace: 'loki' }),
    ]);
  });
});
