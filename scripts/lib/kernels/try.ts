// All kernels, two at a time.
import pLimit from 'p-limit';
import { gadgets } from './gadgets.ts';
import { makeInitramfs } from './initramfs.ts';
import { kernels } from './kernels.ts';
import type { KernelResult } from './report.ts';
import { runKernel } from './run.ts';

/** Each has two emulated processors. */
const atOnce = 2;

/** Runs every gadget in every kernel, in the order of the tables. @throws when what the guest is made of cannot be had */
export async function tryKernels(note: (line: string) => void): Promise<KernelResult[]> {
  note('kernels: build ig and the gadgets');
  const initramfs = await makeInitramfs();
  const limit = pLimit(atOnce);
  return Promise.all(
    kernels.map((kernel) =>
      limit(async () => {
        note(`kernels: ${kernel.series} starts`);
        const result = await runKernel(kernel, gadgets, initramfs);
        note(`kernels: ${kernel.series} ended after ${Math.round(result.seconds)} s`);
        return result;
      }),
    ),
  );
}
