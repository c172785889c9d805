import { expect, test } from 'vitest';
import { report } from '../../../scripts/lib/doctor/report.ts';
import { doctorText } from '../../../scripts/lib/doctor/text.ts';
import { nodeOf, printedDebian, printedHere, tier2, windowsNode } from './nodes.ts';

const textOf = (seen: Parameters<typeof report>[0]) => {
  const { groups, findings } = report(seen, tier2, 'staging');
  return doctorText(groups, findings, tier2, 'staging');
};

test('a small cluster', () => {
  const nodes = [
    nodeOf(printedDebian, {}, 'a'),
    nodeOf(printedDebian, {}, 'b'),
    nodeOf(printedHere, {}, 'c'),
    windowsNode,
  ];
  const unread = [{ node: 'd', reason: 'the node is not ready' }];
  expect(textOf({ nodes, unread })).toMatchInlineSnapshot(`
    "2 nodes: a, b
      kernel 6.1.0-44-amd64 x86_64, Debian GNU/Linux 12 (bookworm), containerd://2.1.0
      BTF yes, kprobes yes, uprobes yes, tracepoints yes, lockdown none, cgroup v2, bpffs mounted, LSM lockdown capability landlock yama apparmor tomoyo bpf

      ENGINE           FEATURE                       VERDICT  WHY
      tracer           trace_open (off in staging)   works
      tracer           trace_exec                    works
      tracer           trace_tcp                     works
      tracer           trace_dns (off in staging)    works
      tracer           trace_sni (off in staging)    works
      tracer           trace_oomkill                 works
      tracer           trace_signal                  works
      tracer           profile_blockio               works
      tracer           first seconds of a container  works
      instrumentation  requests and traces           works
      instrumentation  trace propagation             works
      instrumentation  network flows                 works
      profiler         CPU profiles                  works
      profiler         off-CPU profiles              works

    c
      kernel 6.18.44-fc-v595 x86_64, Debian GNU/Linux 12 (bookworm), containerd://2.1.0
      BTF yes, kprobes no, uprobes yes, tracepoints yes, lockdown unknown, cgroup v1 with v2 beside it, bpffs not mounted (the agent does it)
      not in the bounding set, so that no pod can have it: CAP_SYS_RESOURCE

      ENGINE           FEATURE                       VERDICT     WHY
      tracer           trace_open (off in staging)   works
      tracer           trace_exec                    impossible  no kprobes (CONFIG_KPROBES is not set)
      tracer           trace_tcp                     impossible  no kprobes (CONFIG_KPROBES is not set)
      tracer           trace_dns (off in staging)    impossible  no kprobes (CONFIG_KPROBES is not set)
      tracer           trace_sni (off in staging)    impossible  no kprobes (CONFIG_KPROBES is not set)
      tracer           trace_oomkill                 impossible  no kprobes (CONFIG_KPROBES is not set)
      tracer           trace_signal                  works
      tracer           profile_blockio               works
      tracer           first seconds of a container  degraded    no kprobes (CONFIG_KPROBES is not set): a new container is learned of from the API server
      instrumentation  requests and traces           impossible  no kprobes (CONFIG_KPROBES is not set)
      instrumentation  trace propagation             impossible  no kprobes (CONFIG_KPROBES is not set)
      instrumentation  network flows                 works
      profiler         CPU profiles                  works
      profiler         off-CPU profiles              impossible  no kprobes (CONFIG_KPROBES is not set)

      Please run nodes with a kernel that is built with CONFIG_KPROBES and CONFIG_KPROBE_EVENTS.

    win
      Windows 10.0.20348.2966 amd64, Windows Server 2022 Datacenter, containerd://1.7.20

      ENGINE           FEATURE               VERDICT     WHY
      windows          node and pod metrics  works
      tracer           all                   impossible  it works with the eBPF of Linux
      instrumentation  all                   impossible  it works with the eBPF of Linux
      profiler         all                   impossible  it works with the eBPF of Linux

    E_NODE_UNREAD  d: the node is not ready
      Please repair what is named, and run this again. An image from elsewhere: --image <reference>

    E_GADGET  trace_exec, trace_oomkill, trace_tcp: on in staging, impossible on 1 of 3 Linux nodes
      Please change these nodes, or leave it so: they run the others, and say that they lack these.

    4 nodes of 3 kinds: 20 features work, 1 degraded, 11 impossible. 2 findings.
    "
  `);
});

test('many nodes are counted, and the first of them named', () => {
  const nodes = Array.from({ length: 412 }, (_, index) => nodeOf(printedDebian, {}, `node-${index}`));
  const lines = textOf({ nodes, unread: [] }).split('\n');
  expect(lines[0]).toBe('412 nodes: node-0, node-1, node-2, node-3, node-4 …');
  expect(lines.at(-2)).toBe('412 nodes of 1 kind: 14 features work, 0 degraded, 0 impossible. 0 findings.');
});

test('a machine whose kernel cannot be seen', () => {
  expect(textOf({ nodes: [], unread: [] })).toBe('No kernel was looked at. 0 findings.\n');
});
