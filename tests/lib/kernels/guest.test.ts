import { expect, test } from 'vitest';
import { problemOf } from '../../../scripts/lib/kernels/guest.ts';
import type { Watched } from '../../../scripts/lib/kernels/watched.ts';

const ended = (what: Partial<Watched>): Watched => ({
  exitCode: 0,
  stdout: '',
  stderr: '',
  quiet: false,
  ...what,
});

test('none where the guest came to its end and powered off', () => {
  expect(
    problemOf('kernels: trace_open 3.1\nkernels: end\n[ 9.1] reboot: Power down\n', ended({})),
  ).toBeUndefined();
});

test('a panic says why', () => {
  const said =
    'kernels: trace_open 3.1\n[   52.4] Kernel panic - not syncing: softlockup: hung tasks\nCPU: 0\n';
  expect(problemOf(said, ended({}))).toBe('Kernel panic - not syncing: softlockup: hung tasks');
});

test('a guest that hangs is named with what it said last', () => {
  expect(problemOf('kernels: trace_open 3.1\r\n', ended({ exitCode: 1, quiet: true }))).toMatch(
    /^silent for \d+ s; the last that it said: kernels: trace_open 3\.1$/,
  );
});

test('an emulator that does not start says it', () => {
  expect(problemOf('', ended({ exitCode: 1, stderr: 'qemu: could not load kernel\nmore' }))).toBe(
    'qemu: could not load kernel; the last that it said: nothing',
  );
});

test('a guest that reboots by itself did not come to its end', () => {
  expect(problemOf('kernels: trace_open 3.1\n', ended({}))).toBe(
    'it stopped before its end; the last that it said: kernels: trace_open 3.1',
  );
});
