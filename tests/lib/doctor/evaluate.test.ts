import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../scripts/lib/doctor/evaluate.ts';
import type { NodeFacts } from '../../../scripts/lib/doctor/facts.ts';
import { nodeOf, printedDebian, printedHere, windowsNode } from './nodes.ts';

const lines = (node: NodeFacts) =>
  evaluate(node).map(({ engine, feature, verdict }) => `${engine} ${feature}: ${verdict}`);
const notWorking = (node: NodeFacts) => lines(node).filter((line) => !line.endsWith(': works'));
const why = (node: NodeFacts, feature: string) =>
  evaluate(node).find((each) => each.feature === feature)?.reasons ?? [];

test('a kernel without kprobes', () => {
  expect(lines(nodeOf(printedHere))).toEqual([
    'tracer trace_open: works',
    'tracer trace_exec: impossible',
    'tracer trace_tcp: impossible',
    'tracer trace_dns: impossible',
    'tracer trace_sni: impossible',
    'tracer trace_oomkill: impossible',
    'tracer trace_signal: works',
    'tracer profile_blockio: works',
    'tracer first seconds of a container: degraded',
    'instrumentation requests and traces: impossible',
    'instrumentation trace propagation: impossible',
    'instrumentation network flows: works',
    'profiler CPU profiles: works',
    'profiler off-CPU profiles: impossible',
  ]);
  expect(why(nodeOf(printedHere), 'trace_exec')).toEqual([
    {
      because: 'no kprobes (CONFIG_KPROBES is not set)',
      please: 'run nodes with a kernel that is built with CONFIG_KPROBES and CONFIG_KPROBE_EVENTS',
    },
  ]);
});

test('Debian 12 can do everything', () => {
  expect(lines(nodeOf(printedDebian))).toHaveLength(14);
  expect(notWorking(nodeOf(printedDebian))).toEqual([]);
});

test('without BTF only the profiler works', () => {
  const works = lines(nodeOf(printedDebian, { btf: 'no' })).filter((line) => line.endsWith(': works'));
  expect(works).toEqual(['profiler CPU profiles: works', 'profiler off-CPU profiles: works']);
});

test('kernel 5.4 is too old for all', () => {
  const node = nodeOf(printedDebian, { release: '5.4.0-216-generic' });
  expect(evaluate(node).filter(({ verdict }) => verdict !== 'impossible')).toEqual([]);
  expect(why(node, 'trace_open')).toEqual([
    {
      because: 'kernel 5.4.0 is older than 5.10, the oldest that Inspektor Gadget supports',
      please: 'run nodes with kernel 5.10 or newer',
    },
  ]);
});

test('the kernel of Red Hat 8 has what OBI needs backported, and 4.18 of others has not', () => {
  const verdict = (release: string) =>
    evaluate(nodeOf(printedDebian, { release })).find(({ feature }) => feature === 'network flows')?.verdict;
  expect(verdict('4.18.0-553.el8_10.x86_64')).toBe('works');
  expect(verdict('4.18.0-25-generic')).toBe('impossible');
});

describe('lockdown', () => {
  test('confidentiality ends all', () => {
    const node = nodeOf(printedDebian, { lockdown: 'none integrity [confidentiality]' });
    expect(evaluate(node).filter(({ verdict }) => verdict !== 'impossible')).toEqual([]);
  });

  test('integrity only keeps trace headers out of Go programs', () => {
    const node = nodeOf(printedDebian, { lockdown: 'none [integrity] confidentiality' });
    expect(notWorking(node)).toEqual(['instrumentation trace propagation: degraded']);
  });
});

test('without uprobes requests of Go programs and of TLS are missed', () => {
  expect(notWorking(nodeOf(printedDebian, { uprobe_events: 'no' }))).toEqual([
    'instrumentation requests and traces: degraded',
  ]);
});

test('a kernel without tracefs has raw tracepoints only', () => {
  const verdicts = lines(nodeOf(printedDebian, { tracefs: 'no' }));
  expect(verdicts).toContain('tracer trace_open: impossible');
  expect(verdicts).toContain('tracer profile_blockio: works');
});

test('kprobes that the kernel has, but does not trace with, are told from none', () => {
  expect(why(nodeOf(printedDebian, { kprobe_events: 'no' }), 'trace_tcp')[0]?.because).toBe(
    'no kprobes for tracing (CONFIG_KPROBE_EVENTS is not set)',
  );
});

test('options that are known not to be set', () => {
  const config = (options: string) => nodeOf(`${printedDebian}config=/proc/config.gz\n${options}`);
  expect(why(config('CONFIG_BPF_SYSCALL=y\n'), 'trace_open')[0]?.because).toBe(
    'no tracepoints of system calls (CONFIG_FTRACE_SYSCALLS is not set)',
  );
  expect(why(config('CONFIG_FTRACE_SYSCALLS=y\n'), 'profile_blockio')[0]?.because).toBe(
    'no eBPF (CONFIG_BPF_SYSCALL is not set)',
  );
});

test('CAP_SYS_RESOURCE matters before 5.11 only', () => {
  const without = { bounding: '000001fffeffffff' };
  expect(notWorking(nodeOf(printedDebian, without))).toEqual([]);
  const old = nodeOf(printedDebian, { ...without, release: '5.10.0-30-amd64' });
  expect(why(old, 'trace_open').map(({ because }) => because)).toEqual([
    "kernel 5.10.0 counts maps as locked memory, and no pod can have CAP_SYS_RESOURCE: it is not in the bounding set of the node's first process",
  ]);
});

test('cgroup v1 alone takes no programs of sockets', () => {
  expect(notWorking(nodeOf(printedDebian, { cgroup: 'hybrid' }))).toEqual([]);
  expect(notWorking(nodeOf(printedDebian, { cgroup: 'v1' }))).toEqual([
    'instrumentation trace propagation: impossible',
  ]);
});

test('on kind profiles are degraded', () => {
  expect(notWorking({ ...nodeOf(printedDebian), nested: true })).toEqual([
    'profiler CPU profiles: degraded',
    'profiler off-CPU profiles: degraded',
  ]);
});

test('Kata and GPU are named where they are', () => {
  const node = { ...nodeOf(printedDebian), kata: ['kata-qemu'], gpu: true };
  expect(lines(node).slice(14)).toEqual([
    'kata metrics of sandboxes: works',
    'kata processes in sandboxes: impossible',
    'gpu GPU metrics: works',
  ]);
});

test('Windows', () => {
  expect(lines(windowsNode)).toEqual([
    'windows node and pod metrics: works',
    'tracer all: impossible',
    'instrumentation all: impossible',
    'profiler all: impossible',
  ]);
});
