// All gadgets in one kernel, over as many boots as it takes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolkitRoot } from '../repository/root.ts';
import { type Cell, cellOf, parseFacts } from './cell.ts';
import type { Gadget } from './gadgets.ts';
import { boot } from './guest.ts';
import type { Kernel } from './kernels.ts';
import { obtainKernel } from './obtain.ts';
import { readIfThere } from './read.ts';
import type { KernelResult } from './report.ts';

/** An emulator is no processor: one boot that did not come to its end says nothing about a gadget. */
const boots = 3;

/** Runs the gadgets; never throws for a kernel that cannot be had or does not start. */
export async function runKernel(kernel: Kernel, gadgets: Gadget[], initramfs: string): Promise<KernelResult> {
  const start = Date.now();
  const { series } = kernel;
  const seconds = () => (Date.now() - start) / 1000;
  const result = { series, release: '', version: kernel.version, stops: [] as string[] };
  const missing = (names: string[], reason: string) =>
    names.map((gadget) => ({ gadget, notRun: reason.replaceAll(/\s+/g, ' ') }));
  const all = gadgets.map(({ name }) => name);
  const folder = mkdtempSync(join(tmpdir(), `kernel-${series}-`));
  try {
    const { path, version } = await obtainKernel(kernel);
    result.version = version;
    const cells = new Map<string, Cell>();
    let left = all;
    for (let n = 1; n <= boots && left.length > 0; n += 1) {
      const { out, problem, console } = await boot(path, initramfs, left, join(folder, String(n)));
      if (problem) keep(`${series}-boot-${n}.log`, console);
      result.release ||= parseFacts(readIfThere(out, 'facts')).release ?? '';
      for (const gadget of gadgets)
        if (readIfThere(out, gadget.name, 'code'))
          cells.set(gadget.name, cellOf(gadget, leftBy(out, gadget.name)));
      const [stopped, ...others] = left.filter((name) => !cells.has(name));
      if (!stopped) break;
      result.stops.push(`at ${stopped}: ${problem ?? 'the guest left nothing'}`);
      // Last, so that it does not keep the others from running.
      left = [...others, stopped];
    }
    const never = all.filter((name) => !cells.has(name));
    const why = `the kernel stopped ${result.stops.length} times, the last time ${result.stops.at(-1)}`;
    return { ...result, seconds: seconds(), cells: [...cells.values(), ...missing(never, why)] };
  } catch (error) {
    return { ...result, seconds: seconds(), cells: missing(all, (error as Error).message) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For a look: what a kernel said that did not come to its end. */
function keep(name: string, text: string): void {
  const reports = join(toolkitRoot, 'reports/kernels');
  mkdirSync(reports, { recursive: true });
  writeFileSync(join(reports, name), text);
}

function leftBy(out: string, gadget: string) {
  const of = (name: string) => readIfThere(out, gadget, name);
  return {
    log: of('log'),
    events: of('events'),
    facts: of('facts'),
    descriptors: of('descriptors'),
    symbols: of('symbols'),
    packet: of('packet'),
  };
}
