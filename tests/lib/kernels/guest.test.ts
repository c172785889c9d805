import { expect, test } from 'vitest';
import { problemOf } from '../../../scripts/lib/kernels/guest.ts';

test('none where the guest came to its end and powered off', () => {
  expect(
    problemOf('kernels: trace_open 3.1\nkernels: end\n[ 9.1] reboot: Power down\n', 0, ''),
  ).toBeUndefined();
});

test('a panic says why', () => {
  const said =
    'kernels: trace_open 3.1\n[   52.4] Kernel panic - not syncing: softlockup: hung tasks\nCPU: 0\n';
  expect(problemOf(said, 0, '')).toBe('Kernel panic - not syncing: softlockup: hung tasks');
});

test('a guest that hangs is named with what it said last', () => {
  const stderr = 'qemu-system-x86_64: terminating on signal 15 from pid 7\n';
  expect(problemOf('kernels: trace_open 3.1\r\n', 0, stderr)).toMatch(
    /^not at its end after \d+ s; the last that it said: kernels: trace_open 3\.1$/,
  );
});

test('an emulator that does not start says it', () => {
  expect(problemOf('', 1, 'qemu: could not load kernel\nmore')).toBe(
    'qemu: could not load kernel; the last that it said: nothing',
  );
});

test('a guest that reboots by itself did not come to its end', () => {
  expect(problemOf('kernels: trace_open 3.1\n', 0, '')).toBe(
    'it stopped before its end; the last that it said: kernels: trace_open 3.1',
  );
});
