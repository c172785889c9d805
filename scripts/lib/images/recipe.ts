// What a recipe is.

export type Recipe = {
  /** Under which name it is built: that of upstream, so that no manifest need change. */
  reference: string;
  /** Folder in tests/images; its files are there for the Dockerfile. */
  folder: string;
  /** What it really is, where upstream's very version cannot be had. */
  really?: string;
  /** Go commands of modules.ts, in `bin/`. */
  binaries?: string[];
  /** Debian packages, as `rootfs.tar`. `unpacked`: without scripts, for a few files; `installed`: a Debian with a shell. */
  rootfs?: { packages: string[]; how: 'unpacked' | 'installed' };

  /** Files of a Go module, in `module/`. */
  moduleFiles?: { folder: string; module: string; files: string[] };
  /** The image that `FROM ${BASE}` means. */
  base?: string;
  /** Images, as `images.tar`. */
  images?: string[];
  /** Gadgets, as the store `store/` of the agent. */
  gadgets?: string[];
};
