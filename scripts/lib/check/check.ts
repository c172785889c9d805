// The main job, answered from the last run where nothing changed.
import { hash } from '../cache/hash.ts';
import { openContext } from './context.ts';
import { lastRelease } from './released.ts';
import type { CheckOptions, Report } from './types.ts';

/**
 * Checks a checkout. Results are kept by content: a run over unchanged files is answered from the last one.
 *
 * @throws CommandError when a tool cannot be had or an environment does not exist
 */
export async function check(root: string, options: CheckOptions): Promise<Report> {
  const start = performance.now();
  const context = openContext(root);
  const released = lastRelease(root);
  const trees = ['argocd', 'charts', 'environments'].map(context.tree);
  const key = hash(context.toolkit, ...trees, released?.commit ?? '', JSON.stringify(options));
  const known = context.cache.get<Report>('report', key);
  if (known) {
    const rendered = { now: 0, reused: known.applications.length };
    return { ...known, rendered, durations: { total: since(start) } };
  }
  // Loaded only here: most of the time of a run without changes would be loading what it does not need.
  const { runStages } = await import('./pipeline.ts');
  const report = await runStages(context, options, released);
  // A finding may come from what only this run saw, such as a full disk.
  if (report.findings.length === 0) context.cache.put('report', key, report);
  return { ...report, durations: { ...report.durations, total: since(start) } };
}

function since(start: number): number {
  return Math.round(performance.now() - start);
}
