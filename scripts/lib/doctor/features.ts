// The one table of what the engines can do, and what each feature needs of a node.
import type { NodeFacts } from './facts.ts';
import {
  bpf,
  btf,
  capability,
  cgroup2,
  kernel,
  kprobes,
  lockedMemory,
  type Need,
  notConfidential,
  notLocked,
  ownProcessNumbers,
  perfEvents,
  syscallTracepoints,
  tracepoints,
  uprobes,
} from './needs.ts';

export type Engine = 'tracer' | 'instrumentation' | 'profiler' | 'kata' | 'gpu' | 'windows';

export type Feature = {
  /** Of the engine `tracer`: the gadget's key in charts/agent/values.yaml. */
  name: string;
  engine: Engine;
  /** Without one of them it is impossible. */
  needs: Need[];
  /** Without one of them it is degraded. */
  better?: Need[];
  /** Nodes that it is about; all of Linux, when it does not say. */
  on?: (node: NodeFacts) => boolean;
};

const gadget = [
  kernel('5.10', 'Inspektor Gadget'),
  bpf,
  btf,
  notConfidential,
  lockedMemory,
  capability('SYS_ADMIN'),
];
const obi = [
  kernel('5.8', 'OpenTelemetry eBPF Instrumentation', '4.18'),
  ...[bpf, btf, notConfidential, lockedMemory, capability('BPF'), capability('PERFMON')],
];
const profiler = [
  kernel('5.10', 'the OpenTelemetry eBPF profiler'),
  ...[bpf, perfEvents, notConfidential, lockedMemory],
  ...[capability('BPF'), capability('PERFMON'), capability('SYS_PTRACE')],
];
const kata = ({ kata }: NodeFacts) => kata.length > 0;
const windows = ({ system }: NodeFacts) => system === 'windows';
const late =
  (need: Need): Need =>
  (node) => {
    const reason = need(node);
    return (
      reason && { ...reason, because: `${reason.because}: a new container is learned of from the API server` }
    );
  };
const linuxOnly: Need = () => ({ because: 'it works with the eBPF of Linux' });

export const features: Feature[] = [
  { name: 'trace_open', engine: 'tracer', needs: [...gadget, syscallTracepoints] },
  // kprobe security_bprm_check
  { name: 'trace_exec', engine: 'tracer', needs: [...gadget, syscallTracepoints, kprobes] },
  // kprobes tcp_v4_connect, tcp_set_state, tcp_close, inet_csk_accept
  { name: 'trace_tcp', engine: 'tracer', needs: [...gadget, syscallTracepoints, kprobes] },
  // A socket filter; which process a packet is of, Inspektor Gadget learns from kprobes, and does not start without.
  { name: 'trace_dns', engine: 'tracer', needs: [...gadget, kprobes, capability('NET_RAW')] },
  { name: 'trace_sni', engine: 'tracer', needs: [...gadget, kprobes, capability('NET_RAW')] },
  // kprobe oom_kill_process
  { name: 'trace_oomkill', engine: 'tracer', needs: [...gadget, kprobes] },
  { name: 'trace_signal', engine: 'tracer', needs: [...gadget, syscallTracepoints] },
  // Raw tracepoints: they need no tracefs.
  { name: 'profile_blockio', engine: 'tracer', needs: gadget },
  // With kprobes and fanotify it sees a container before its first process; else it waits for the API server.
  {
    name: 'first seconds of a container',
    engine: 'tracer',
    needs: gadget,
    better: [late(syscallTracepoints), late(kprobes)],
  },

  {
    name: 'requests and traces',
    engine: 'instrumentation',
    needs: [...obi, kprobes, capability('SYS_PTRACE')],
    better: [uprobes],
  },
  {
    name: 'trace propagation',
    engine: 'instrumentation',
    needs: [...obi, kprobes, cgroup2, tracepoints, capability('NET_ADMIN')],
    better: [notLocked],
  },
  { name: 'network flows', engine: 'instrumentation', needs: [...obi, capability('NET_RAW')] },

  { name: 'CPU profiles', engine: 'profiler', needs: profiler, better: [ownProcessNumbers] },
  {
    name: 'off-CPU profiles',
    engine: 'profiler',
    needs: [...profiler, tracepoints, kprobes],
    better: [ownProcessNumbers],
  },

  { name: 'metrics of sandboxes', engine: 'kata', needs: [], on: kata },
  {
    name: 'processes in sandboxes',
    engine: 'kata',
    needs: [() => ({ because: 'a sandbox has a kernel of its own, into which no engine of the node sees' })],
    on: kata,
  },

  { name: 'GPU metrics', engine: 'gpu', needs: [], on: ({ gpu }) => gpu },

  { name: 'node and pod metrics', engine: 'windows', needs: [], on: windows },
  ...(['tracer', 'instrumentation', 'profiler'] as const).map(
    (engine): Feature => ({ name: 'all', engine, needs: [linuxOnly], on: windows }),
  ),
];
