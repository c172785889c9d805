// The one table of Debian packages that a machine needs.

export type Package = {
  name: string;
  why: string;
  /** `closed`: only where no container registry answers, because images are then built here. */
  when: 'always' | 'closed';
};

export const packages: Package[] = [
  { name: 'docker.io', why: 'runs the kind node', when: 'always' },
  { name: 'iptables', why: 'Docker connects containers with it', when: 'always' },
  { name: 'git', why: 'carries commits into the cluster', when: 'always' },
  { name: 'ca-certificates', why: 'verifies downloads', when: 'always' },
  { name: 'mmdebstrap', why: 'makes the base of images that are built here', when: 'closed' },
  { name: 'clang-19', why: 'compiles the gadgets of the agent', when: 'closed' },
  { name: 'llvm-19', why: 'strips what clang compiled', when: 'closed' },
  { name: 'libbpf-dev', why: 'has the headers of eBPF programs', when: 'closed' },
];
