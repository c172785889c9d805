// The whole benchmark: comparison, scale, targets.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import { toolkitRoot } from '../repository/root.ts';
import { toolPath } from '../tools/resolve.ts';
import { type Comparison, changedFile, compare, type Kind, kinds, type Samples } from './compare.ts';
import { template } from './generated.ts';
import { load, type Machine, machine } from './machine.ts';
import { type Scale, scale } from './scale.ts';
import { median } from './statistics.ts';
import type { Target } from './targets.ts';
import type { Sample } from './timed.ts';
import { openWorkspace } from './workspace.ts';

export type BenchOptions = { runs: number; environments: number; progress: (line: string) => void };

export type BenchResult = {
  date: string;
  machine: Machine;
  load: { start: number; end: number };
  comparison: Comparison;
  medians: Medians;
  scale: Scale;
  targets: Target[];
};

/** Medians in seconds, on the wall clock and of all processors (NaN where it cannot be measured). */
export type Medians = Record<Kind, { seconds: number; processor: number }>;

/**
 * Measures everything; takes minutes. The working tree is only read.
 *
 * @throws CommandError when what is measured does not work
 */
export async function bench({ runs, environments, progress }: BenchOptions): Promise<BenchResult> {
  for (const path of [changedFile, `environments/${template}`, `argocd/overlays/${template}`]) {
    if (!existsSync(join(toolkitRoot, path)))
      throw new CommandError(`E_BENCH the benchmark needs ${path}, which is not there`);
  }
  // Downloaded before anything is measured.
  for (const name of ['helm', 'kubeconform', 'kubectl'] as const) await toolPath(name);
  const workspace = openWorkspace();
  const start = load();
  try {
    const comparison = await compare(workspace, runs, progress);
    const grown = await scale(workspace, environments, progress);
    const medians = mediansOf(comparison.samples);
    return {
      date: new Date().toISOString(),
      machine: machine(),
      load: { start, end: load() },
      comparison,
      medians,
      scale: grown,
      targets: targets(medians, comparison.renderedAfterChange, grown),
    };
  } finally {
    workspace.remove();
  }
}

/** The median of each kind of run. */
export function mediansOf(samples: Samples): Medians {
  const medians = (runs: Sample[]) => ({
    seconds: median(runs.map(({ seconds }) => seconds)),
    processor: median(runs.map(({ processor = Number.NaN }) => processor)),
  });
  return Object.fromEntries(kinds.map((kind) => [kind, medians(samples[kind])])) as Medians;
}

/** What is promised. The loop is the one over all Kubernetes versions, because the check validates against all. */
export function targets(
  { loop, cold, warm }: Record<Kind, { seconds: number }>,
  renderedAfterChange: number[],
  { points, line, processorLine }: Pick<Scale, 'points' | 'line' | 'processorLine'>,
): Target[] {
  const trees = points.flatMap(({ peak }) => (peak ? [peak.tree] : []));
  const memory = trees.length > 0 ? Math.max(...trees) : undefined;
  // One run that rendered another number is enough to miss.
  const rendered = renderedAfterChange.find((count) => count !== 1) ?? 1;
  return [
    { name: 'cold, faster than the loop', value: loop.seconds / cold.seconds, is: '≥', bound: 3, unit: '×' },
    { name: 'warm, faster than the loop', value: loop.seconds / warm.seconds, is: '≥', bound: 20, unit: '×' },
    { name: 'warm', value: warm.seconds, is: '<', bound: 1.5, unit: ' s' },
    { name: 'one values file changed, rendered', value: rendered, is: '=', bound: 1, unit: '' },
    // Of the wall clock where processor time cannot be had: there others' work bends the line.
    { name: 'scale, R² of the line', value: (processorLine ?? line).r2, is: '≥', bound: 0.98, unit: '' },
    { name: 'scale, peak memory of all processes', value: memory, is: '<', bound: 700, unit: ' MB' },
  ];
}
