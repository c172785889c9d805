import { expect, test } from 'vitest';
import { mountsExist } from '../../../scripts/checks/policy/mounts-exist.ts';
import { input, workload } from './input.ts';

const pod = (volumeMounts: object[], volumes: object[]) =>
  input({
    applications: [
      { component: 'loki', resources: [workload({ container: { volumeMounts }, pod: { volumes } })] },
    ],
  });

test('a mount of a volume of the pod is fine', () => {
  expect(mountsExist(pod([{ name: 'tmp', mountPath: '/tmp' }], [{ name: 'tmp', emptyDir: {} }]))).toEqual([]);
});

test('a mount of no volume is a finding', () => {
  const [finding, ...more] = mountsExist(
    pod([{ name: 'scratch', mountPath: '/scratch' }], [{ name: 'tmp', emptyDir: {} }]),
  );
  expect(more).toEqual([]);
  expect(finding).toEqual({
    code: 'E_MOUNT_UNKNOWN',
    file: 'environments/production-us/loki.yaml',
    path: 'spec.template.spec.containers[0].volumeMounts[0].name',
    object: 'StatefulSet loki/loki',
    reason: 'Container loki mounts volume scratch at /scratch, which the pod does not have; it has tmp.',
    fix: 'extraVolumes:\n  - name: scratch\n    emptyDir: {}',
    environment: 'production-us',
    application: 'production-us-loki',
  });
});
