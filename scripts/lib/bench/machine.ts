// What the numbers were measured on.
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { tools } from '../tools/table.ts';

export type Machine = {
  processor: string;
  cores: number;
  memoryGigabytes: number;
  platform: string;
  node: string;
  tools: Record<string, string>;
};

export function machine(): Machine {
  const { helm, kubeconform, kubectl } = tools;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: totalmem() / 1e9,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    tools: Object.fromEntries([helm, kubeconform, kubectl].map(({ name, version }) => [name, version])),
  };
}

/** Load average of the last minute: others that work on the machine make it slower. */
export function load(): number {
  return loadavg()[0] ?? 0;
}
