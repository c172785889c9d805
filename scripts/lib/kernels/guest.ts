// One boot of a kernel in an emulated machine of two processors.
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/run.ts';
import { readIfThere } from './read.ts';
import { runWatched, type Watched } from './watched.ts';

/** It says which gadget it starts: about each ten seconds, and each fifty on a machine that is busy with other things. */
const quietSeconds = 150;
const mebibyte = 1024 * 1024;

/**
 * Both processors on one thread. A kernel rewrites its own code to switch a tracepoint on; with a thread for each processor
 * the other one goes on in the old code now and then, which hung two of ten boots, and none of them was faster for it.
 */
const accelerator = 'tcg,thread=single';

export type Boot = {
  /** The folder in which the guest's /out is now; empty when it wrote nothing. */
  out: string;
  /** What the kernel and the guest said. */
  console: string;
  /** Why it did not come to its end. */
  problem?: string;
};

/** Boots, runs the gadgets of these names and powers off. Everything it leaves is in `folder`. */
export async function boot(
  kernel: string,
  initramfs: string,
  gadgets: string[],
  folder: string,
): Promise<Boot> {
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const consoleFile = join(folder, 'console');
  const results = disk(folder, 'results', 64);
  const ended = await runWatched(
    'qemu-system-x86_64',
    [
      ...['-accel', accelerator, '-smp', '2', '-cpu', 'max', '-m', '2048'],
      ...['-nodefaults', '-no-reboot', '-display', 'none', '-serial', `file:${consoleFile}`],
      ...['-kernel', kernel, '-initrd', initramfs, '-append', commandLine(gadgets)],
      ...attach(results, 'results'),
      ...attach(disk(folder, 'probe', 16), 'probe'),
    ],
    consoleFile,
    quietSeconds,
  );
  await run('tar', ['-xf', results, '-C', out]);
  const said = readIfThere(consoleFile);
  const problem = problemOf(said, ended);
  return { out, console: said, ...(problem ? { problem } : {}) };
}

// A kernel that hangs becomes one that stops and says where.
function commandLine(gadgets: string[]): string {
  return `console=ttyS0 loglevel=4 panic=-1 softlockup_panic=1 gadgets=${gadgets.join(',')}`;
}

/** What ended a boot before its time; nothing when it powered off by itself. */
export function problemOf(said: string, { exitCode, stderr, quiet }: Watched): string | undefined {
  const panic = /Kernel panic - not syncing: .*/.exec(said)?.[0].trim();
  if (panic) return panic;
  if (exitCode === 0 && /^kernels: end/m.test(said)) return undefined;
  const last = said.trim().split('\n').at(-1)?.trim() ?? '';
  const why =
    (quiet && `silent for ${quietSeconds} s`) || stderr.trim().split('\n')[0] || 'it stopped before its end';
  return `${why}; the last that it said: ${last || 'nothing'}`;
}

function disk(folder: string, name: string, size: number): string {
  const path = join(folder, `${name}.disk`);
  writeFileSync(path, '');
  truncateSync(path, size * mebibyte);
  return path;
}

// NVMe and not virtio: it is in each of Debian's kernels, so that the guest needs no modules.
function attach(path: string, serial: string): string[] {
  const drive = `file=${path},if=none,format=raw,id=${serial}`;
  return ['-drive', drive, '-device', `nvme,drive=${serial},serial=${serial}`];
}
