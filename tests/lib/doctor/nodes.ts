// Facts of nodes for the tests.

import { gadgetTable } from '../../../scripts/lib/charts/agentchart.ts';
import { type NodeFacts, parseFacts } from '../../../scripts/lib/doctor/facts.ts';

/** What facts.sh printed on a virtual machine whose kernel has no kprobes, with both kinds of cgroups. */
export const printedHere = `\
release=6.18.44-fc-v595
architecture=x86_64
os=Debian GNU/Linux 12 (bookworm)
btf=yes
kprobe_events=no
uprobe_events=yes
tracepoint_events=yes
perf_events=yes
tracefs=yes
bpffs=no
lockdown=
lsm=
cgroup=hybrid
unprivileged_bpf_disabled=2
perf_event_paranoid=2
kptr_restrict=0
bounding=000001fffeffffff
last_capability=40
register_kprobe=no
config=/proc/config.gz
CONFIG_BPF_SYSCALL=y
CONFIG_CGROUP_BPF=y
CONFIG_SECURITY_LOCKDOWN_LSM=y
CONFIG_DEBUG_INFO_BTF=y
CONFIG_FTRACE_SYSCALLS=y
CONFIG_UPROBE_EVENTS=y
`;

/** The same for Debian 12 with its own kernel; no configuration can be read. */
export const printedDebian = `\
release=6.1.0-44-amd64
architecture=x86_64
os=Debian GNU/Linux 12 (bookworm)
btf=yes
kprobe_events=yes
uprobe_events=yes
tracepoint_events=yes
perf_events=yes
tracefs=yes
bpffs=yes
lockdown=[none] integrity confidentiality
lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf
cgroup=v2
unprivileged_bpf_disabled=2
perf_event_paranoid=3
kptr_restrict=0
bounding=000001ffffffffff
last_capability=40
register_kprobe=yes
`;

/** A node with these facts; `changes` are lines of the printed text that are others. */
export function nodeOf(printed: string, changes: Record<string, string> = {}, node = 'a'): NodeFacts {
  const text = Object.entries(changes).reduce(
    (text, [key, value]) => text.replace(new RegExp(`^${key}=.*$`, 'm'), `${key}=${value}`),
    printed,
  );
  const none = { runtime: 'containerd://2.1.0', kata: [], gpu: false, nested: false };
  return { node, system: 'linux', ...none, ...parseFacts(text) };
}

export const windowsNode: NodeFacts = {
  node: 'win',
  system: 'windows',
  release: '10.0.20348.2966',
  architecture: 'amd64',
  os: 'Windows Server 2022 Datacenter',
  runtime: 'containerd://1.7.20',
  kata: [],
  gpu: false,
  nested: false,
};

/** What an environment of tier 2 runs. */
export const tier2 = new Map(
  Object.keys(gadgetTable()).map((name) => [name, !/^trace_(dns|open|sni)$/.test(name)]),
);
