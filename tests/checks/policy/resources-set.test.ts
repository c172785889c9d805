import { expect, test } from 'vitest';
import { resourcesSet } from '../../../scripts/checks/policy/resources-set.ts';
import { container, input, workload } from './input.ts';

function check(resources: unknown) {
  return resourcesSet(
    input({ applications: [{ component: 'loki', resources: [workload({ container: { resources } })] }] }),
  );
}

test('requests and a memory limit are enough: no CPU limit is asked for', () => {
  expect(check({ requests: { cpu: 1, memory: '1Gi' }, limits: { memory: '1Gi' } })).toEqual([]);
});

test.each([
  [
    'nothing',
    undefined,
    'requests.cpu, no requests.memory, no limits.memory',
    'resources:\n  requests:\n    cpu: 100m\n    memory: 256Mi\n  limits:\n    memory: 256Mi',
  ],
  [
    'no CPU request',
    { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } },
    'requests.cpu',
    'resources:\n  requests:\n    cpu: 100m',
  ],
  [
    'no memory request',
    { requests: { cpu: '1' }, limits: { memory: '2Gi' } },
    'requests.memory',
    'resources:\n  requests:\n    memory: 2Gi',
  ],
  [
    'no memory limit',
    { requests: { cpu: '1', memory: '1Gi' } },
    'limits.memory',
    'resources:\n  limits:\n    memory: 1Gi',
  ],
  [
    'a memory limit of nothing',
    { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '0Gi' } },
    'limits.memory',
    'resources:\n  limits:\n    memory: 1Gi',
  ],
])('%s', (_, resources, missing, fix) => {
  expect(check(resources)).toEqual([
    {
      code: 'E_RESOURCES_MISSING',
      file: 'environments/production-us/loki.yaml',
      path: 'spec.template.spec.containers[0].resources',
      object: 'StatefulSet loki/loki',
      reason: `Container loki has no ${missing}.`,
      fix,
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('an init container too', () => {
  const resources = { requests: { cpu: '100m', memory: '64Mi' } };
  const initContainers = [container({ name: 'wait', resources })];
  expect(
    resourcesSet(
      input({ applications: [{ component: 'loki', resources: [workload({ pod: { initContainers } })] }] }),
    ),
  ).toEqual([
    {
      code: 'E_RESOURCES_MISSING',
      file: 'environments/production-us/loki.yaml',
      path: 'spec.template.spec.initContainers[0].resources',
      object: 'StatefulSet loki/loki',
      reason: 'Init container wait has no limits.memory.',
      fix: 'initContainers:\n  - name: wait\n    resources:\n      limits:\n        memory: 64Mi',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});
