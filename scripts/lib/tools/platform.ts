// The platform of this machine, in the words of Go releases.
import type { Platform } from './table.ts';

/** `linux-amd64` and the like, or nothing where no tool is released. */
export function hostPlatform(): Platform | undefined {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as 'x64' | 'arm64'];
  if (!arch || (process.platform !== 'linux' && process.platform !== 'darwin')) return undefined;
  return `${process.platform}-${arch}` as Platform;
}
