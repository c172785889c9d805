// What the pods of namespace agent may do on a node that no other pod may, workload by workload, each with its reason.
// Data for the check agent-privileges; the charts ask for exactly this.

/** The only namespace whose pods are not restricted. */
export const AGENT_NAMESPACE = 'agent';

/** A Linux capability of a workload's containers. */
export type AgentCapability = { capability: string; reason: string };

/** A folder of the node; `writable` where a container may mount it for writing. */
export type AgentHostPath = { hostPath: string; writable: boolean; reason: string };

/** Everything that the pods of one workload may. Of the last three, the text is the reason; without one it may not. */
export type AgentPrivileges = {
  capabilities: AgentCapability[];
  hostPaths: AgentHostPath[];
  /** Sees the processes of the node. */
  hostPID?: string;
  /** Shares the network of the node. */
  hostNetwork?: string;
  /** Is a Windows HostProcess container: it has all that the node has, and none of the fields of Linux. */
  hostProcess?: string;
};

const tracer: AgentPrivileges = {
  capabilities: [
    {
      capability: 'SYS_ADMIN',
      reason: 'Loads eBPF, opens perf events and fanotify, enters namespaces of containers.',
    },
    { capability: 'SYS_PTRACE', reason: 'Reads the namespaces of other processes in /proc.' },
    {
      capability: 'SYSLOG',
      reason: 'Reads kernel addresses in /proc/kallsyms to attribute sockets to processes, for names.',
    },
    { capability: 'NET_RAW', reason: 'Opens the raw sockets of gadgets that read packets, for names.' },
    { capability: 'SYS_RESOURCE', reason: 'Locks memory for eBPF maps on kernels before 5.11.' },
  ],
  hostPaths: [
    { hostPath: '/bin', writable: false, reason: 'Finds the container runtime to watch its starts.' },
    { hostPath: '/usr', writable: false, reason: 'Finds the container runtime to watch its starts.' },
    { hostPath: '/var', writable: false, reason: 'Reads the state folders of container runtimes.' },
    {
      hostPath: '/proc',
      writable: false,
      reason: 'Finds the containers that already run, and their namespaces.',
    },
    {
      hostPath: '/etc',
      writable: true,
      reason: 'Installs the hooks of CRI-O and NRI, where the hook mode needs them.',
    },
    {
      hostPath: '/opt',
      writable: true,
      reason: 'Installs the hooks of CRI-O and NRI, where the hook mode needs them.',
    },
    {
      hostPath: '/run',
      writable: true,
      reason: "Talks to the container runtime's socket, serves the liveness socket.",
    },
    { hostPath: '/sys/fs/bpf', writable: true, reason: 'Pins eBPF maps and programs.' },
    {
      hostPath: '/sys/fs/cgroup',
      writable: false,
      reason: 'Attributes events to containers by their cgroup.',
    },
    {
      hostPath: '/sys/kernel/debug',
      writable: true,
      reason: 'Attaches kprobes and tracepoints through tracefs.',
    },
  ],
  // It reads the node's processes from the folder /proc, and needs no hostPID.
};

const profiler: AgentPrivileges = {
  capabilities: [
    { capability: 'BPF', reason: 'Loads eBPF and its maps.' },
    { capability: 'PERFMON', reason: 'Opens perf events, which interrupt each core to look what runs.' },
    { capability: 'SYS_PTRACE', reason: 'Reads memory and maps of other processes in /proc.' },
    {
      capability: 'SYS_RESOURCE',
      reason: 'Raises its limit of locked memory, without which it does not start.',
    },
    { capability: 'DAC_READ_SEARCH', reason: 'Reads executables and libraries of every user.' },
    {
      capability: 'SYSLOG',
      reason: 'Reads kernel addresses in /proc/kallsyms to name functions of the kernel.',
    },
    { capability: 'CHECKPOINT_RESTORE', reason: 'Opens executables that are deleted but still run.' },
    { capability: 'IPC_LOCK', reason: 'Locks the buffers of perf events.' },
  ],
  hostPaths: [
    { hostPath: '/sys/kernel/tracing', writable: false, reason: 'Finds the numbers of tracepoints.' },
  ],
  hostPID: 'Walks the stacks of all processes of the node.',
};

const instrumentation: AgentPrivileges = {
  capabilities: [
    { capability: 'BPF', reason: 'Loads eBPF and its maps.' },
    { capability: 'PERFMON', reason: 'Attaches programs to functions of the kernel and of applications.' },
    { capability: 'SYS_PTRACE', reason: 'Reads executables of other processes in /proc.' },
    { capability: 'NET_RAW', reason: 'Opens the raw sockets to which its socket filters are attached.' },
    { capability: 'CHECKPOINT_RESTORE', reason: 'Follows links in /proc of other processes.' },
    { capability: 'DAC_READ_SEARCH', reason: 'Reads executables of every user.' },
    {
      capability: 'DAC_OVERRIDE',
      reason: 'Registers probes in tracefs, where the kernel forbids the other way.',
    },
    { capability: 'NET_ADMIN', reason: 'Attaches the programs that write headers, for trace propagation.' },
    {
      capability: 'SYS_ADMIN',
      reason: 'Writes headers into the memory of Go programs, for trace propagation in Go.',
    },
    { capability: 'SYS_RESOURCE', reason: 'Locks memory for eBPF maps on kernels before 5.11.' },
  ],
  hostPaths: [
    {
      hostPath: '/sys/fs/cgroup',
      writable: false,
      reason: 'Attributes processes to containers, and attaches programs to their sockets.',
    },
    { hostPath: '/sys/kernel/tracing', writable: true, reason: 'Registers probes of functions.' },
  ],
  hostPID: 'Attaches probes to the executables of all processes of the node.',
  hostNetwork: 'Attaches the programs for flows and headers to interfaces of the node.',
};

const kata: AgentPrivileges = {
  // Root owns what it reads.
  capabilities: [],
  hostPaths: [
    { hostPath: '/run/vc/sbs', writable: false, reason: 'Finds sandboxes of the runtime in Go.' },
    { hostPath: '/run/kata', writable: false, reason: 'Finds sandboxes of the runtime in Rust.' },
    ...['/run/containerd', '/run/k3s/containerd', '/run/crio'].map((hostPath) => ({
      hostPath,
      writable: false,
      reason: 'Asks the container runtime which pod a sandbox is.',
    })),
  ],
};

const gpu: AgentPrivileges = {
  capabilities: [
    { capability: 'SYS_ADMIN', reason: "Reads counters of the GPU's units, for profiling metrics." },
  ],
  hostPaths: [
    {
      hostPath: '/var/lib/kubelet/pod-resources',
      writable: false,
      reason: 'Asks the kubelet which pod has which GPU.',
    },
  ],
};

const windows: AgentPrivileges = {
  capabilities: [],
  hostPaths: [],
  hostNetwork: 'A HostProcess container has the network of its node, and no other.',
  hostProcess: "Reads the node's performance counters, which containers of their own do not see.",
};

const nodeCollector: AgentPrivileges = {
  // Root owns the logs and the checkpoints, so root reads and writes them without any.
  capabilities: [],
  hostPaths: [
    { hostPath: '/var/log/pods', writable: false, reason: 'Reads the logs of all containers of the node.' },
    {
      hostPath: '/var/lib/node-collector',
      writable: true,
      reason: 'Keeps how far each file is read, and what the gateway has not taken yet, across restarts.',
    },
  ],
};

/** By workload; one that is not here may nothing. */
export const AGENT_PRIVILEGES: Record<string, AgentPrivileges> = {
  'agent-tracer': tracer,
  'agent-profiler': profiler,
  'agent-instrumentation': instrumentation,
  'agent-kata': kata,
  'agent-gpu': gpu,
  'agent-windows': windows,
  'node-collector': nodeCollector,
};
