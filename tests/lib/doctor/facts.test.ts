import { expect, test } from 'vitest';
import { parseFacts } from '../../../scripts/lib/doctor/facts.ts';
import { factsScript } from '../../../scripts/lib/doctor/look.ts';
import { run } from '../../../scripts/lib/process/run.ts';
import { printedDebian, printedHere } from './nodes.ts';

test('a kernel without kprobes', () => {
  expect(parseFacts(printedHere)).toEqual({
    release: '6.18.44-fc-v595',
    architecture: 'x86_64',
    os: 'Debian GNU/Linux 12 (bookworm)',
    kernel: {
      btf: true,
      kprobes: false,
      uprobes: true,
      tracepoints: true,
      perfEvents: true,
      tracefs: true,
      bpffs: false,
      lockdown: 'unknown',
      lsms: [],
      cgroup: 'hybrid',
      knobs: { unprivilegedBpfDisabled: '2', perfEventParanoid: '2', kptrRestrict: '0' },
      missingCapabilities: ['CAP_SYS_RESOURCE'],
      registersKprobes: false,
      configFile: '/proc/config.gz',
      config: [
        'CONFIG_BPF_SYSCALL',
        'CONFIG_CGROUP_BPF',
        'CONFIG_SECURITY_LOCKDOWN_LSM',
        'CONFIG_DEBUG_INFO_BTF',
        'CONFIG_FTRACE_SYSCALLS',
        'CONFIG_UPROBE_EVENTS',
      ],
    },
  });
});

test('the level of lockdown that is in force, and the LSMs', () => {
  const debian = parseFacts(printedDebian).kernel;
  expect(debian.lockdown).toBe('none');
  expect(debian.lsms).toContain('apparmor');
  expect(debian.missingCapabilities).toEqual([]);
  expect(parseFacts('lockdown=none [integrity] confidentiality').kernel.lockdown).toBe('integrity');
  expect(parseFacts('config=/boot/config-6.1\nCONFIG_BPF_SYSCALL=y').kernel.lockdown).toBe('none');
});

test('a text that says nothing claims no capability to be missing', () => {
  expect(parseFacts('').kernel.missingCapabilities).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'the script says each of these things about this machine',
  async () => {
    const { exitCode, stdout, stderr } = await run('sh', ['-c', factsScript()]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const keys = (text: string) =>
      text
        .split('\n')
        .map((line) => line.split('=')[0] ?? '')
        .filter((key) => /^[a-z]/.test(key) && key !== 'config');
    expect(keys(stdout)).toEqual(keys(printedDebian));
    // The kubelet cuts what a pod ends with.
    expect(stdout.length).toBeLessThan(4096);
    expect(parseFacts(stdout).release).toBe((await run('uname', ['-r'])).stdout.trim());
  },
);
