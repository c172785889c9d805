import { expect, test } from 'vitest';
import { stateOf } from '../../../../scripts/lib/cluster/rollout/state.ts';
import { statusText } from '../../../../scripts/lib/cluster/rollout/statustext.ts';

const application = (component: string, wave: string, status: object) => ({
  metadata: { name: `local-${component}`, labels: { component, wave } },
  spec: { destination: { namespace: component } },
  status,
});
const sync = { status: 'Synced', revision: 'c0ffee0123456789' };

test('shows the waves in their order, what was left out and what is wrong', () => {
  const state = stateOf(
    [
      application('collector', 'pipeline', {
        sync: { status: 'OutOfSync', revision: 'c0ffee0123456789' },
        health: { status: 'Degraded' },
        resources: [
          { kind: 'ConfigMap', name: 'collector', status: 'Synced' },
          {
            ...{ kind: 'StatefulSet', name: 'collector', status: 'OutOfSync' },
            health: { status: 'Degraded', message: 'no pods' },
          },
        ],
        conditions: [{ type: 'SyncError', message: 'it broke' }],
      }),
      application('loki', 'storage', {
        ...{ sync, health: { status: 'Healthy' } },
      }),
    ],
    { status: { applicationStatus: [{ application: 'local-loki', status: 'Healthy' }] } },
  );
  const omitted = [{ component: 'tempo', images: ['tempo:1'] }];
  const deployment = { head: 'c0ffee', commit: 'c0ffee', omitted, edits: [] };
  const images = new Map([['loki', ['docker.io/grafana/loki:3.7.8@sha256:00']]]);
  const pods = new Map([['collector', ['  pod collector/collector-0, container collector: ErrImagePull']]]);
  const gadgets = [{ node: 'a', gadget: 'trace_exec', reason: 'the kernel has no kprobes' }];
  expect(
    statusText(state, ['storage', 'pipeline'], images, deployment, pods, gadgets),
  ).toMatchInlineSnapshot(`
    "WAVE      COMPONENT  SYNC       HEALTH    ROLLOUT  COMMIT    VERSION
    storage   loki       Synced     Healthy   Healthy  c0ffee01  3.7.8
    pipeline  collector  OutOfSync  Degraded  -        c0ffee01  -

    no image: tempo is left out (tempo:1)

    agent: a runs without trace_exec: the kernel has no kprobes

    local-collector:
      SyncError: it broke
      StatefulSet collector: OutOfSync, Degraded, no pods
      pod collector/collector-0, container collector: ErrImagePull
    "
  `);
});

test('names the failures of the ApplicationSet', () => {
  const conditions = [
    { type: 'ErrorOccurred', status: 'True', message: 'no such file' },
    { type: 'ParametersGenerated', status: 'True' },
  ];
  expect(stateOf([], { status: { conditions } }).errors).toEqual(['ErrorOccurred: no such file']);
});
