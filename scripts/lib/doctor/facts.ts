// What doctor knows of a node, and how the text that facts.sh prints becomes it.
import { missingCapabilities } from '../bootstrap/capabilities.ts';

/** From facts.sh. What could not be read is assumed to be no obstacle. */
export type KernelFacts = {
  btf: boolean;
  /** Perf events on kprobes, uprobes, tracepoints: what eBPF programs are attached by. */
  kprobes: boolean;
  uprobes: boolean;
  tracepoints: boolean;
  perfEvents: boolean;
  tracefs: boolean;
  bpffs: boolean;
  /** `unknown` where securityfs is not mounted. */
  lockdown: 'none' | 'integrity' | 'confidentiality' | 'unknown';
  lsms: string[];
  cgroup: 'v2' | 'hybrid' | 'v1';
  /** Sysctls; for people: the agents have the capabilities that pass them by. */
  knobs: { unprivilegedBpfDisabled: string; perfEventParanoid: string; kptrRestrict: string };
  /** Not in the bounding set of the node's first process, so that no pod can have them. */
  missingCapabilities: string[];
  /** The kernel has kprobes, for tracing or not. */
  registersKprobes: boolean;
  /** The file that the options were read from; empty when there is none. */
  configFile: string;
  /** Those `CONFIG_` options of interest that are set. */
  config: string[];
};

export type NodeFacts = {
  node: string;
  system: 'linux' | 'windows';
  /** Kernel release, as `uname -r` says it. */
  release: string;
  architecture: string;
  /** The distribution. */
  os: string;
  /** Container runtime, as `containerd://2.1.0`; empty on this machine. */
  runtime: string;
  /** RuntimeClasses of Kata Containers that can run here. */
  kata: string[];
  gpu: boolean;
  /** The node is a container of kind: its processes have other numbers on the host. */
  nested: boolean;
  /** Only of Linux nodes. */
  kernel?: KernelFacts;
};

/** A node that could not be looked into. */
export type Unread = { node: string; reason: string };

/** What facts.sh printed. */
export function parseFacts(
  text: string,
): Pick<NodeFacts, 'release' | 'architecture' | 'os'> & { kernel: KernelFacts } {
  const rows = text.split('\n').flatMap((line) => {
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line.trim()) ?? [];
    return key ? [[key, value] as const] : [];
  });
  const values = new Map(rows);
  const value = (key: string) => values.get(key) ?? '';
  const yes = (key: string) => value(key) === 'yes';
  const config = rows.map(([key]) => key).filter((key) => key.startsWith('CONFIG_'));
  const lockable = !value('config') || config.includes('CONFIG_SECURITY_LOCKDOWN_LSM');
  return {
    release: value('release'),
    architecture: value('architecture'),
    os: value('os'),
    kernel: {
      btf: yes('btf'),
      kprobes: yes('kprobe_events'),
      uprobes: yes('uprobe_events'),
      tracepoints: yes('tracepoint_events'),
      perfEvents: yes('perf_events'),
      tracefs: yes('tracefs'),
      bpffs: yes('bpffs'),
      lockdown: lockable ? lockdown(value('lockdown')) : 'none',
      lsms: value('lsm').split(',').filter(Boolean),
      cgroup: cgroup(value('cgroup')),
      knobs: {
        unprivilegedBpfDisabled: value('unprivileged_bpf_disabled'),
        perfEventParanoid: value('perf_event_paranoid'),
        kptrRestrict: value('kptr_restrict'),
      },
      missingCapabilities: missingCapabilities(
        `CapBnd:\t${value('bounding')}`,
        Number(value('last_capability')),
      ),
      registersKprobes: yes('register_kprobe'),
      configFile: value('config'),
      config,
    },
  };
}

// The file lists all levels and puts the one in force in brackets.
function lockdown(text: string): KernelFacts['lockdown'] {
  const [, level] = /\[(none|integrity|confidentiality)\]/.exec(text) ?? [];
  return (level as KernelFacts['lockdown'] | undefined) ?? 'unknown';
}

function cgroup(text: string): KernelFacts['cgroup'] {
  return text === 'v2' || text === 'hybrid' ? text : 'v1';
}
