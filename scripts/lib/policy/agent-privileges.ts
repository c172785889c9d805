// What the pods of namespace agent may do on a node that no other pod may, component by component, each with its reason.
// Data for the check agent-privileges; the charts ask for exactly this.

/** The only namespace whose pods are not restricted. */
export const AGENT_NAMESPACE = 'agent';

/** A Linux capability of a component's containers. */
export type AgentCapability = { capability: string; reason: string };

/** A folder of the node; `writable` where a container may mount it for writing. */
export type AgentHostPath = { hostPath: string; writable: boolean; reason: string };

/** A workload whose pods see the processes of the node. */
export type AgentHostPID = { workload: string; reason: string };

/** Everything that one component may. */
export type AgentPrivileges = {
  capabilities: AgentCapability[];
  hostPaths: AgentHostPath[];
  hostPID: AgentHostPID[];
};

const agent: AgentPrivileges = {
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
  // Inspektor Gadget reads the node's processes from /proc and needs no hostPID.
  hostPID: [],
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
  hostPID: [],
};

/** By component; one that is not here may nothing. */
export const AGENT_PRIVILEGES: Record<string, AgentPrivileges> = { agent, 'node-collector': nodeCollector };
