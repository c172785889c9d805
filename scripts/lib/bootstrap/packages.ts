// The one table of Debian packages that a machine needs.

export type Package = {
  name: string;
  why: string;
  /**
   * What it is only for. `images`: where no container registry answers, images are built here. `kernels`: tests in
   * emulated machines. Without it, for everything.
   */
  for?: Purpose[];
};

export type Purpose = 'images' | 'kernels';

export const packages: Package[] = [
  { name: 'docker.io', why: 'runs the kind node' },
  { name: 'iptables', why: 'Docker connects containers with it' },
  { name: 'git', why: 'carries commits into the cluster' },
  { name: 'ca-certificates', why: 'verifies downloads' },
  { name: 'mmdebstrap', why: 'makes the base of images that are built here', for: ['images'] },
  { name: 'clang-19', why: 'compiles the gadgets of the agent', for: ['images', 'kernels'] },
  { name: 'llvm-19', why: 'strips what clang compiled', for: ['images', 'kernels'] },
  { name: 'libbpf-dev', why: 'has the headers of eBPF programs', for: ['images', 'kernels'] },
  { name: 'qemu-system-x86', why: 'runs other kernels', for: ['kernels'] },
  { name: 'cpio', why: 'packs what they start from', for: ['kernels'] },
  { name: 'debian-archive-keyring', why: 'verifies them', for: ['kernels'] },
];
