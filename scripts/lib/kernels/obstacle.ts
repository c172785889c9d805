// Whether kernels can be tried on this machine.
import { which } from 'zx';

const programs = [
  ...['apt-get', 'apt-cache', 'dpkg-deb', 'qemu-system-x86_64', 'cpio'],
  ...['go', 'clang-19', 'llvm-strip-19'],
];

/** What keeps this machine from it, in words; nothing when it can. */
export async function kernelsObstacle(): Promise<string | undefined> {
  // The gadgets and `ig` are built for the machine that builds them.
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `the kernels are for linux x64, and this is ${process.platform} ${process.arch}`;
  const found = await Promise.all(programs.map((name) => which(name, { nothrow: true })));
  const missing = programs.filter((_, index) => !found[index]);
  return missing.length > 0 ? `no ${missing.join(', ')}` : undefined;
}
