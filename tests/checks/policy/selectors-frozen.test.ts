import { describe, expect, it } from 'vitest';
import { selectorsFrozen } from '../../../scripts/checks/policy/selectors-frozen.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { configMap, input, service, workload } from './input.ts';

type Claim = { name?: string; accessModes?: string[]; storageClassName?: string; size?: string };

const claim = ({ name = 'data', size = '20Gi', accessModes = ['ReadWriteOnce'], ...rest }: Claim = {}) => ({
  metadata: { name },
  spec: { accessModes, resources: { requests: { storage: size } }, ...rest },
});

const stateful = (spec: Fields = {}) =>
  workload({
    spec: {
      serviceName: 'loki-headless',
      podManagementPolicy: 'Parallel',
      volumeClaimTemplates: [claim()],
      ...spec,
    },
  });

const since = (before: Resource[], now: Resource[]) =>
  selectorsFrozen(
    input({
      applications: [{ component: 'loki', resources: now }],
      released: [{ component: 'loki', resources: before }],
    }),
  );

const changed = {
  code: 'E_SELECTOR_CHANGED',
  file: 'charts/loki/templates/_chart.tpl',
  object: 'StatefulSet loki/loki',
  environment: 'production-us',
  application: 'production-us-loki',
};

const inValues = { ...changed, file: 'environments/production-us/loki.yaml' };

const reason = (what: string, before: string, now: string) =>
  `StatefulSet loki/loki had ${what} ${before} in v1.0.0 and now has ${now}: it can never change.`;

describe('selectorsFrozen', () => {
  it('passes when nothing frozen changed', () => {
    const selector = (labels: Fields) => ({ selector: { matchLabels: labels } });
    const before = [
      stateful(selector({ a: 'x', b: 'y' })),
      service(),
      workload({ kind: 'Deployment', name: 'old' }),
    ];
    const now = [
      stateful({ ...selector({ b: 'y', a: 'x' }), replicas: 3 }),
      service({ spec: { type: 'NodePort' } }),
    ];
    expect(since(before, now)).toEqual([]);
  });

  it('passes before the first release, and when an Application was added or switched off', () => {
    const applications = [{ component: 'loki', resources: [stateful()] }];
    expect(selectorsFrozen(input({ applications }))).toEqual([]);
    expect(selectorsFrozen(input({ applications, released: [] }))).toEqual([]);
    expect(selectorsFrozen(input({ applications: [], released: applications }))).toEqual([]);
  });

  it('lets Services, Deployments and other kinds go', () => {
    expect(since([service(), workload({ kind: 'Deployment' }), configMap({})], [])).toEqual([]);
  });

  it('takes an unset podManagementPolicy for OrderedReady', () => {
    const before = stateful({ podManagementPolicy: undefined });
    expect(since([before], [stateful({ podManagementPolicy: 'OrderedReady' })])).toEqual([]);
  });

  it.each(['StatefulSet', 'Deployment', 'DaemonSet'])('reports the selector of a %s', (kind) => {
    const now = workload({ kind, spec: { selector: { matchLabels: { app: 'loki' } } } });
    expect(since([workload({ kind })], [now])).toEqual([
      {
        ...changed,
        path: 'spec.selector',
        object: `${kind} loki/loki`,
        reason: `${kind} loki/loki had spec.selector {"matchLabels":{"app.kubernetes.io/name":"loki"}} in v1.0.0 and now has {"matchLabels":{"app":"loki"}}: it can never change.`,
        fix: 'spec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: loki',
      },
    ]);
  });

  it('reports serviceName and podManagementPolicy', () => {
    const now = stateful({ serviceName: 'loki', podManagementPolicy: undefined });
    expect(since([stateful()], [now])).toEqual([
      {
        ...changed,
        path: 'spec.serviceName',
        reason: reason('spec.serviceName', 'loki-headless', 'loki'),
        fix: 'spec:\n  serviceName: loki-headless',
      },
      {
        ...changed,
        path: 'spec.podManagementPolicy',
        reason: reason('spec.podManagementPolicy', 'Parallel', 'OrderedReady'),
        fix: 'spec:\n  podManagementPolicy: Parallel',
      },
    ]);
  });

  it('reports size and class of a claim, which values restore', () => {
    const now = stateful({ volumeClaimTemplates: [claim({ size: '50Gi', storageClassName: 'gp3' })] });
    expect(since([stateful()], [now])).toEqual([
      {
        ...inValues,
        path: 'spec.volumeClaimTemplates[0].spec.storageClassName',
        reason: reason('spec.volumeClaimTemplates[0].spec.storageClassName', 'none', 'gp3'),
        fix: 'persistence:\n  storageClassName: ""',
      },
      {
        ...inValues,
        path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
        reason: reason('spec.volumeClaimTemplates[0].spec.resources.requests.storage', '20Gi', '50Gi'),
        fix: 'persistence:\n  size: 20Gi',
      },
    ]);
  });

  it('reports that persistence was switched off', () => {
    expect(since([stateful()], [stateful({ volumeClaimTemplates: undefined })])).toEqual([
      {
        ...inValues,
        path: 'spec.volumeClaimTemplates[0].metadata.name',
        reason: reason('spec.volumeClaimTemplates[0].metadata.name', 'data', 'none'),
        fix: 'persistence:\n  enabled: true',
      },
    ]);
  });

  it.each([
    {
      what: 'another name',
      now: [claim({ name: 'storage', size: '1Gi' })],
      path: 'spec.volumeClaimTemplates[0].metadata.name',
      change: ['data', 'storage'] as const,
    },
    {
      what: 'other access modes',
      now: [claim({ accessModes: ['ReadWriteMany'] })],
      path: 'spec.volumeClaimTemplates[0].spec.accessModes',
      change: ['["ReadWriteOnce"]', '["ReadWriteMany"]'] as const,
    },
    {
      what: 'one more',
      now: [claim(), claim({ name: 'wal' })],
      path: 'spec.volumeClaimTemplates[1].metadata.name',
      change: ['none', 'wal'] as const,
    },
  ])('reports claims with $what', ({ now, path, change: [before, after] }) => {
    expect(since([stateful()], [stateful({ volumeClaimTemplates: now })])).toEqual([
      {
        ...changed,
        path,
        reason: reason(path, before, after),
        fix: `spec:
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 20Gi`,
      },
    ]);
  });

  it('reports a StatefulSet that is gone', () => {
    const renamed = workload({ name: 'loki-backend', namespace: 'loki' });
    expect(since([stateful()], [renamed])).toEqual([
      {
        ...changed,
        path: 'metadata.name',
        reason: reason('metadata.name', 'loki', 'none'),
        fix: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: loki\n  namespace: loki',
      },
    ]);
  });

  it.each([
    {
      before: { clusterIP: 'None' },
      now: {},
      shown: ['None', 'none'] as const,
      fix: 'spec:\n  clusterIP: None',
    },
    {
      before: {},
      now: { clusterIP: 'None' },
      shown: ['none', 'None'] as const,
      fix: 'spec:\n  type: ClusterIP',
    },
  ])('reports a Service with $before that has $now', ({ before, now, shown, fix }) => {
    expect(since([service({ spec: before })], [service({ spec: now })])).toEqual([
      {
        ...changed,
        path: 'spec.clusterIP',
        object: 'Service loki/loki',
        reason: `Service loki/loki had spec.clusterIP ${shown[0]} in v1.0.0 and now has ${shown[1]}: it can never change.`,
        fix,
      },
    ]);
  });
});
