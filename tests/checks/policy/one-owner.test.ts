import { expect, test } from 'vitest';
import { oneOwner } from '../../../scripts/checks/policy/one-owner.ts';
import { configMap, input, resource, service, workload } from './input.ts';

const clusterRole = resource('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'observability' });

test('equal names in other namespaces, kinds and groups are other objects', () => {
  const loki = [workload(), service(), configMap({})];
  const mimir = [workload({ name: 'loki', namespace: 'mimir' }), configMap({}, 'loki', 'mimir')];
  const groups = ['a.example.org/v1', 'b.example.org/v1'].map((version) =>
    resource(version, 'Rule', { name: 'x' }),
  );
  expect(
    oneOwner(
      input({
        applications: [
          { component: 'loki', resources: [...loki, ...groups] },
          { component: 'mimir', resources: [...mimir, ...groups] },
        ],
      }),
    ),
  ).toEqual([]);
});

test('a cluster-wide object of two applications', () => {
  expect(
    oneOwner(
      input({
        applications: [
          { component: 'loki', resources: [clusterRole] },
          { component: 'mimir', resources: [clusterRole, clusterRole] },
        ],
      }),
    ),
  ).toEqual([
    {
      code: 'E_OWNED_TWICE',
      file: 'environments/production-us/mimir.yaml',
      path: 'metadata.name',
      object: 'ClusterRole observability',
      reason:
        'production-us-mimir renders ClusterRole observability, which production-us-loki already renders; each would overwrite the other.',
      fix: 'rbac:\n  create: false',
      environment: 'production-us',
      application: 'production-us-mimir',
    },
  ]);
});

test('an object of two versions of its group, one without a namespace of its own', () => {
  const old = resource('policy/v1beta1', 'PodDisruptionBudget', { name: 'loki', namespace: 'loki' });
  const own = resource('policy/v1', 'PodDisruptionBudget', { name: 'loki' });
  expect(
    oneOwner(
      input({
        applications: [
          { component: 'mimir', resources: [old] },
          { component: 'loki', resources: [own] },
        ],
      }),
    ),
  ).toEqual([
    {
      code: 'E_OWNED_TWICE',
      file: 'environments/production-us/loki.yaml',
      path: 'metadata.name',
      object: 'PodDisruptionBudget loki',
      reason:
        'production-us-loki renders PodDisruptionBudget loki, which production-us-mimir already renders; each would overwrite the other.',
      fix: 'podDisruptionBudget:\n  enabled: false',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('one application twice, of a kind that no value switches off', () => {
  expect(
    oneOwner(input({ applications: [{ component: 'loki', resources: [service(), service(), service()] }] })),
  ).toEqual([
    {
      code: 'E_OWNED_TWICE',
      file: 'charts/loki/templates/_chart.tpl',
      path: 'metadata.name',
      object: 'Service loki/loki',
      reason: 'production-us-loki renders Service loki/loki more than once, and the last one wins.',
      fix: 'metadata:\n  name: loki-2',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});
