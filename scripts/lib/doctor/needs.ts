// What a feature may need of a node: each need says why it is not met, and what could be done.
import type { KernelFacts, NodeFacts } from './facts.ts';

/** A Linux node whose kernel was looked at. */
export type LinuxNode = NodeFacts & { kernel: KernelFacts };

export type Reason = {
  /** What is wrong, as half a sentence. */
  because: string;
  /** What could be done, as it goes on after "Please". */
  please?: string;
};

/** The reason why a node does not fulfil it; nothing when it does, or when it cannot be known. */
export type Need = (node: LinuxNode) => Reason | undefined;

/** A kernel not older than `minimum`, which `whose` documentation asks for. `backported` is what Red Hat's 8 may have instead. */
export function kernel(minimum: string, whose: string, backported?: string): Need {
  return ({ release }) => {
    const enough = backported && /\.el8/.test(release) ? backported : minimum;
    if (!older(release, enough)) return undefined;
    return {
      because: `kernel ${versionOf(release)} is older than ${minimum}, the oldest that ${whose} supports`,
      please: `run nodes with kernel ${minimum} or newer`,
    };
  };
}

/** A capability that a pod can have. */
export function capability(name: string): Need {
  return ({ kernel: { missingCapabilities } }) =>
    missingCapabilities.includes(`CAP_${name}`)
      ? {
          because: `no pod can have CAP_${name}: it is not in the bounding set of the node's first process`,
          please: `let the virtual machine or container that is the node have CAP_${name}`,
        }
      : undefined;
}

/** eBPF itself. */
export const bpf: Need = ({ kernel }) => without(kernel, 'CONFIG_BPF_SYSCALL', 'no eBPF');

/** Types of the kernel, by which programs find fields in its structures. */
export const btf: Need = ({ kernel }) =>
  kernel.btf
    ? undefined
    : {
        because: 'no BTF: /sys/kernel/btf/vmlinux is not there',
        please: 'run nodes with a kernel that is built with CONFIG_DEBUG_INFO_BTF',
      };

export const kprobes: Need = ({ kernel }) =>
  kernel.kprobes
    ? undefined
    : {
        because: kernel.registersKprobes
          ? 'no kprobes for tracing (CONFIG_KPROBE_EVENTS is not set)'
          : 'no kprobes (CONFIG_KPROBES is not set)',
        please: 'run nodes with a kernel that is built with CONFIG_KPROBES and CONFIG_KPROBE_EVENTS',
      };

export const uprobes: Need = ({ kernel }) =>
  kernel.uprobes
    ? undefined
    : {
        because: 'no uprobes (CONFIG_UPROBE_EVENTS is not set): Go programs and TLS stay unseen',
        please: 'run nodes with a kernel that is built with CONFIG_UPROBE_EVENTS',
      };

export const tracepoints: Need = ({ kernel }) =>
  kernel.tracepoints && kernel.tracefs
    ? undefined
    : {
        because: `no tracepoints: the kernel has no ${kernel.tracefs ? 'perf events on them' : 'tracefs'}`,
        please:
          'run nodes with a kernel that is built with CONFIG_FTRACE, CONFIG_PERF_EVENTS and CONFIG_BPF_EVENTS',
      };

/** Tracepoints at the beginning and end of system calls. */
export const syscallTracepoints: Need = (node) =>
  tracepoints(node) ?? without(node.kernel, 'CONFIG_FTRACE_SYSCALLS', 'no tracepoints of system calls');

export const perfEvents: Need = ({ kernel }) =>
  kernel.perfEvents
    ? undefined
    : {
        because: 'no perf events (CONFIG_PERF_EVENTS is not set)',
        please: 'run nodes with a kernel that is built with CONFIG_PERF_EVENTS',
      };

/** Reading the kernel's memory. */
export const notConfidential: Need = ({ kernel }) =>
  kernel.lockdown === 'confidentiality'
    ? {
        because: 'lockdown is `confidentiality`: eBPF may not read the memory of the kernel',
        please: 'boot nodes with lockdown=integrity, which Secure Boot is content with',
      }
    : undefined;

/** Writing the memory of processes. */
export const notLocked: Need = ({ kernel }) =>
  kernel.lockdown === 'integrity'
    ? {
        because:
          'lockdown is `integrity`: trace headers are not written into Go programs; other traffic carries them',
      }
    : undefined;

/** A tree of cgroups to which programs can be attached. */
export const cgroup2: Need = ({ kernel }) =>
  kernel.cgroup === 'v1'
    ? {
        because: 'no cgroup v2 is mounted',
        please: 'boot nodes with systemd.unified_cgroup_hierarchy=1',
      }
    : undefined;

/** Before 5.11 maps are locked memory, which is limited for who may not raise the limit. */
export const lockedMemory: Need = (node) => {
  if (!older(node.release, '5.11')) return undefined;
  const reason = capability('SYS_RESOURCE')(node);
  return (
    reason && {
      ...reason,
      because: `kernel ${versionOf(node.release)} counts maps as locked memory, and ${reason.because}`,
    }
  );
};

/** Numbers of processes as the host knows them. */
export const ownProcessNumbers: Need = ({ nested }) =>
  nested
    ? {
        because:
          'the node is a container of kind: samples carry the process numbers of the host, so most find no process',
        please: 'profile on a node that is a machine',
      }
    : undefined;

function without({ configFile, config }: KernelFacts, option: string, what: string): Reason | undefined {
  if (!configFile || config.includes(option)) return undefined;
  return {
    because: `${what} (${option} is not set)`,
    please: `run nodes with a kernel that is built with ${option}`,
  };
}

/** `6.18.44` of `6.18.44-fc-v595`. */
export function versionOf(release: string): string {
  return /^\d+(\.\d+)*/.exec(release)?.[0] ?? release;
}

// A release that is no version cannot be compared: no obstacle.
function older(release: string, minimum: string): boolean {
  const [major = Number.NaN, minor = Number.NaN] = versionOf(release).split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = minimum.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
