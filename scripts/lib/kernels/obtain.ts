// The kernels and the shell, from Debian's packages, kept by their version.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { files } from '../cache/hash.ts';
import { runOrThrow } from '../process/run.ts';
import { cacheFolder } from '../repository/root.ts';
import { openSuite } from './apt.ts';
import { busybox, type Kernel, kernelPackage, type Pin } from './kernels.ts';
import { choose } from './madison.ts';

export type Obtained = {
  path: string;
  /** Debian version; not the pinned one when the archive has that no more. */
  version: string;
};

/** The kernel itself. @throws when it is not in the cache and the archive does not answer */
export function obtainKernel(kernel: Kernel): Promise<Obtained> {
  const versioned = String.raw`-[\w.+-]+-cloud-amd64$`;
  return obtain(kernel, {
    leading: kernelPackage,
    patterns: [new RegExp(`^linux-binary${versioned}`), new RegExp(`^linux-image${versioned}`)],
    member: /\/vmlinuz[^/]*$/,
  });
}

/** A busybox without libraries. @throws as `obtainKernel` */
export function obtainBusybox(): Promise<Obtained> {
  return obtain(busybox, {
    leading: 'busybox-static',
    patterns: [/^busybox-static$/],
    member: /bin\/busybox$/,
  });
}

type Wanted = {
  /** The package whose newest version stands for the suite. */
  leading: string;
  /** Which packages can have the file. */
  patterns: RegExp[];
  /** The file. */
  member: RegExp;
};

async function obtain(pin: Pin, { leading, patterns, member }: Wanted): Promise<Obtained> {
  const kept = (version: string) => join(cacheFolder, 'kernels/packages', `${leading}_${version}`);
  const present = (version: string): Obtained | undefined => {
    const [name] = existsSync(kept(version)) ? readdirSync(kept(version)) : [];
    return name ? { path: join(kept(version), name), version } : undefined;
  };
  const pinned = present(pin.version);
  if (pinned) return pinned;

  const apt = await openSuite(pin.suite);
  const listed = await apt.list(
    new RegExp([`^${leading}$`, ...patterns.map(({ source }) => source)].join('|')),
  );
  const chosen = choose(listed, pin, leading, patterns);
  const newer = present(chosen.version);
  if (newer) return newer;

  const target = kept(chosen.version);
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}.`);
  try {
    const tree = join(work, 'tree');
    await runOrThrow('dpkg-deb', ['--extract', await apt.download(chosen, work), tree]);
    const found = files(tree).find((path) => member.test(path));
    if (!found) throw new Error(`${chosen.name} ${chosen.version} has no file ${member}`);
    const result = join(work, 'result');
    cpSync(join(tree, found), join(result, basename(found)));
    renameSync(result, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { path: join(target, readdirSync(target)[0] ?? ''), version: chosen.version };
}
