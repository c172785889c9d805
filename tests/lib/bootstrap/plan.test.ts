import { describe, expect, test } from 'vitest';
import type { Machine } from '../../../scripts/lib/bootstrap/machine.ts';
import { withWrapper } from '../../../scripts/lib/bootstrap/perform.ts';
import { plan } from '../../../scripts/lib/bootstrap/plan.ts';

const ready: Machine = {
  platform: 'linux',
  debian: true,
  privilege: 'root',
  systemd: false,
  go: true,
  missingPackages: [],
  dockerd: true,
  docker: { state: 'running', runtime: 'runc', processId: 7 },
  missingCapabilities: [],
  wrapperCurrent: false,
  daemonConfig: '',
  inotifyInstances: 8192,
  registry: true,
};
const stopped = { state: 'stopped', reason: 'Cannot connect' } as const;
const kinds = (machine: Partial<Machine>) => plan({ ...ready, ...machine }).steps.map(({ kind }) => kind);
const problems = (machine: Partial<Machine>) => plan({ ...ready, ...machine }).problems;

describe('steps', () => {
  test('none on a machine that is ready', () => {
    expect(plan(ready)).toEqual({ steps: [], problems: [] });
  });

  test('all of them on an empty machine that lacks a capability, in an order that works', () => {
    const { steps } = plan({
      ...ready,
      missingPackages: ['docker.io', 'mmdebstrap'],
      dockerd: false,
      docker: stopped,
      missingCapabilities: ['CAP_SYS_RESOURCE'],
      inotifyInstances: 128,
      registry: false,
    });
    expect(steps.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "install runc-within-bounds in front of runc",
        "make runc-within-bounds Docker's runtime",
        "install docker.io mmdebstrap",
        "raise fs.inotify.max_user_instances from 128 to 1024",
        "start dockerd",
      ]
    `);
  });

  test('packages for building images only where no registry answers', () => {
    expect(kinds({ missingPackages: ['mmdebstrap'], registry: true })).toEqual([]);
    expect(kinds({ missingPackages: ['mmdebstrap'], registry: false })).toEqual(['packages']);
  });

  test('packages for other kernels only for the tests, the compiler for both', () => {
    const machine = { ...ready, missingPackages: ['mmdebstrap', 'clang-19', 'qemu-system-x86'] };
    const names = (registry: boolean, tests: boolean) =>
      plan({ ...machine, registry }, { tests }).steps.flatMap((step) => step.names ?? []);
    expect(names(true, false)).toEqual([]);
    expect(names(true, true)).toEqual(['clang-19', 'qemu-system-x86']);
    expect(names(false, false)).toEqual(['mmdebstrap', 'clang-19']);
    expect(names(false, true)).toEqual(['mmdebstrap', 'clang-19', 'qemu-system-x86']);
  });

  test('no docker.io where Docker came from elsewhere', () => {
    expect(kinds({ missingPackages: ['docker.io', 'iptables'] })).toEqual([]);
    expect(kinds({ missingPackages: ['docker.io'], docker: stopped })).toEqual(['start-docker']);
  });

  test('a running dockerd without the wrapper is told to read its configuration', () => {
    const wrapped = { missingCapabilities: ['CAP_SYS_RESOURCE'], wrapperCurrent: true };
    expect(kinds({ ...wrapped, daemonConfig: withWrapper('') })).toEqual(['reload-docker']);
    const docker = { state: 'running', runtime: 'runc-within-bounds' } as const;
    expect(kinds({ ...wrapped, docker, daemonConfig: withWrapper('') })).toEqual([]);
  });
});

describe('problems', () => {
  test('are all reported at once', () => {
    expect(
      problems({
        privilege: 'none',
        go: false,
        docker: { state: 'denied', reason: 'permission denied' },
        missingCapabilities: ['CAP_SYS_RESOURCE'],
        daemonConfig: '{',
      }),
    ).toEqual([
      'permission denied. Please add yourself to its group: sudo usermod -aG docker $USER, then log in again',
      'The steps need root. Please run this as root, or install sudo',
      'Go is needed to build the runtime wrapper. Please install it from https://go.dev/dl/',
      '/etc/docker/daemon.json is not JSON. Please repair it',
    ]);
  });

  test('another system than Linux must start Docker by itself', () => {
    expect(problems({ platform: 'darwin', debian: false, docker: stopped })).toEqual([
      'Docker does not answer. Please start Docker Desktop',
    ]);
  });
});

test('a daemon.json keeps what else is in it', () => {
  const before = '{"runtimes": {"other": {"path": "/other"}}, "log-level": "warn"}';
  expect(JSON.parse(withWrapper(before))).toEqual({
    runtimes: {
      other: { path: '/other' },
      'runc-within-bounds': { path: '/usr/local/sbin/runc-within-bounds' },
    },
    'log-level': 'warn',
    'default-runtime': 'runc-within-bounds',
  });
});
