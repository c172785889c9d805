// The kernels on which the agent's gadgets are tried: the one table, and the shell that runs in them.

/** A package of Debian that is pinned by its version. */
export type Pin = {
  /** Suite of Debian's archive: `trixie-backports`. */
  suite: string;
  /** Debian version of `package`. When the archive has it no more, the suite's newest is taken, and the report says so. */
  version: string;
};

export type Kernel = Pin & {
  /** Its name in tests and reports. */
  series: string;
};

/** Debian's package that leads to the newest kernel of a suite: its versions are those of the table. */
export const kernelPackage = 'linux-image-cloud-amd64';

export const kernels: Kernel[] = [
  { series: '6.1', suite: 'bookworm', version: '6.1.176-1' },
  { series: '6.12', suite: 'trixie', version: '6.12.117-1' },
  { series: '7.3', suite: 'trixie-backports', version: '7.3.4-1~bpo13+1' },
];

/** The shell and the tools of the guest. */
export const busybox: Pin = { suite: 'trixie', version: '1:1.37.0-6+b9' };
