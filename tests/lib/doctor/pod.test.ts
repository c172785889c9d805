import { expect, test } from 'vitest';
import { type FactsPod, factsPod, printedBy, whySilent } from '../../../scripts/lib/doctor/pod.ts';

const pod = (status: FactsPod['status']) =>
  ({ ...factsPod('a', 7, 'echo', 'image:1'), status }) as unknown as FactsPod;
const container = { name: 'facts', ready: false, restartCount: 0 };

test('a pod may read the node and nothing else', () => {
  expect(factsPod('a', 7, 'echo', 'image:1')).toMatchObject({
    metadata: { name: 'facts-7', namespace: 'doctor' },
    spec: {
      nodeName: 'a',
      automountServiceAccountToken: false,
      containers: [
        {
          image: 'image:1',
          securityContext: { capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false },
          volumeMounts: [{ mountPath: '/host', readOnly: true }],
        },
      ],
    },
  });
  expect(JSON.stringify(factsPod('a', 7, 'echo', 'image:1'))).not.toMatch(/privileged|hostPID|hostNetwork/);
});

test('what it printed, when it ended well', () => {
  const ended = (exitCode: number) =>
    pod({ containerStatuses: [{ ...container, state: { terminated: { exitCode, message: 'release=6' } } }] });
  expect(printedBy(ended(0))).toBe('release=6');
  expect(printedBy(ended(1))).toBeUndefined();
  expect(printedBy(pod({}))).toBeUndefined();
});

test('why it printed nothing', () => {
  const waiting = { waiting: { reason: 'ErrImagePull', message: 'no such host' } };
  expect(whySilent(undefined)).toBe('its pod is not there: something deleted it');
  expect(whySilent(pod({ phase: 'Pending' }))).toBe('no facts after 60 s: its kubelet did not take the pod');
  expect(whySilent(pod({ phase: 'Failed', reason: 'OutOfpods', message: 'Node has no room' }))).toBe(
    'no facts after 60 s: OutOfpods: Node has no room',
  );
  expect(whySilent(pod({ containerStatuses: [{ ...container, state: waiting }] }))).toBe(
    'no facts after 60 s: ErrImagePull: no such host',
  );
  const event = (name: string, message: string) => ({
    type: 'Warning',
    reason: 'FailedMount',
    message,
    involvedObject: { name },
  });
  const creating = { waiting: { reason: 'ContainerCreating' } };
  expect(
    whySilent(pod({ containerStatuses: [{ ...container, state: creating }] }), [
      event('facts-7', 'hostPath is denied'),
      event('facts-8', 'another'),
    ]),
  ).toBe('no facts after 60 s: ContainerCreating; FailedMount: hostPath is denied');
});
