import { expect, test } from 'vitest';
import { podProblem } from '../../../../scripts/lib/cluster/rollout/pods.ts';

const metadata = { name: 'loki-0' };
const container = (changes: object) => ({ name: 'loki', ready: false, restartCount: 0, ...changes });

test('a pod that is ready or has ended well has no problem', () => {
  expect(podProblem({ metadata, status: { phase: 'Succeeded' } })).toBeUndefined();
  const ready = { phase: 'Running', containerStatuses: [container({ ready: true, state: { running: {} } })] };
  expect(podProblem({ metadata, status: ready })).toBeUndefined();
});

test('an image that cannot be pulled', () => {
  const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "loki:0"' };
  expect(
    podProblem({ metadata, status: { containerStatuses: [container({ state: { waiting } })] } }),
  ).toEqual({
    pod: 'loki-0',
    container: 'loki',
    reason: 'ImagePullBackOff: Back-off pulling image "loki:0"',
    started: false,
    crashed: false,
  });
});

test('a container that crashes again and again', () => {
  const state = { waiting: { reason: 'CrashLoopBackOff' } };
  const lastState = { terminated: { exitCode: 1, reason: 'Error' } };
  const status = { containerStatuses: [container({ state, lastState, restartCount: 3 })] };
  expect(podProblem({ metadata, status })).toMatchObject({
    reason: 'CrashLoopBackOff, last exit code 1 (Error), 3 restarts',
    started: true,
    crashed: true,
  });
});

test('the init container comes first', () => {
  const init = { ...container({ state: { waiting: { reason: 'ErrImagePull' } } }), name: 'init' };
  const main = container({ state: { waiting: { reason: 'PodInitializing' } } });
  const status = { initContainerStatuses: [init], containerStatuses: [main] };
  expect(podProblem({ metadata, status })?.container).toBe('init');
});

test('a pod that fits on no node', () => {
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' };
  expect(podProblem({ metadata, status: { phase: 'Pending', conditions: [condition] } })?.reason).toBe(
    'not scheduled: Unschedulable: 0/1 nodes',
  );
});
