// The memory of a process and of everything it started, read from /proc while it runs.
import { readdirSync, readFileSync } from 'node:fs';

/** Peaks in megabytes (10⁶ bytes). */
export type Peak = {
  /** Of the process itself, as the kernel counted it. */
  process: number;
  /** Of the process and its descendants: the sum of their resident sets, so shared pages count several times. */
  tree: number;
  /** How many processes there were at the tree's peak. */
  processes: number;
};

export type ProcessStatus = { pid: number; parent: number; resident: number; highest: number };

const intervalMilliseconds = 50;

/** Watches a process until `stop`, which returns the peaks; undefined where there is no /proc. */
export function watchMemory(pid: number): { stop: () => Peak | undefined } {
  if (process.platform !== 'linux') return { stop: () => undefined };
  const peak: Peak = { process: 0, tree: 0, processes: 0 };
  const timer = setInterval(() => {
    const tree = descendants(allProcesses(), pid);
    const sum = tree.reduce((total, { resident }) => total + resident, 0);
    if (sum > peak.tree) Object.assign(peak, { tree: sum, processes: tree.length });
    peak.process = Math.max(peak.process, tree.find((status) => status.pid === pid)?.highest ?? 0);
  }, intervalMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      return peak.tree > 0 ? peak : undefined;
    },
  };
}

/** A process and all that descend from it. */
export function descendants(all: ProcessStatus[], root: number): ProcessStatus[] {
  const own = all.filter(({ pid }) => pid === root);
  const children = all.filter(({ parent }) => parent === root);
  return [...own, ...children.flatMap(({ pid }) => descendants(all, pid))];
}

/** Reads the text of /proc/<pid>/status. A process that has ended already has no memory. */
export function parseStatus(text: string): ProcessStatus {
  const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  const megabytes = (name: string) => (field(name) * 1024) / 1e6;
  return {
    pid: field('Pid'),
    parent: field('PPid'),
    resident: megabytes('VmRSS'),
    highest: megabytes('VmHWM'),
  };
}

function allProcesses(): ProcessStatus[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [parseStatus(readFileSync(`/proc/${name}/status`, 'utf8'))];
      } catch {
        return []; // It ended in between.
      }
    });
}
