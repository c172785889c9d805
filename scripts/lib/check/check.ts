// The main job: every stage over every environment, all findings collected.
import pLimit from 'p-limit';
import { charts } from '../../checks/lint/charts.ts';
import { code, codeHash } from '../../checks/lint/code.ts';
import { hash } from '../cache/hash.ts';
import { compareFindings } from '../findings/compare.ts';
import { selectEnvironments } from '../repository/environments.ts';
import { type Context, openContext } from './context.ts';
import { lastRelease, type Released } from './released.ts';
import { environmentSummary } from './summary.ts';
import type { Report, Stage } from './types.ts';
import { validateManifests } from './validate.ts';

export type CheckOptions = {
  /** Stages whose findings are wanted; what they need is done all the same. */
  stages: Stage[];
  /** Names; empty for all. */
  environments: string[];
  /** Names; empty for all. Policies speak of whole environments and are left out when some are named. */
  components: string[];
};

/** Every stage, in order. */
export const allStages: Stage[] = ['lint', 'render', 'validate', 'policy'];

// Environments overlap a little, so that a slow one does not leave a processor idle; more would only cost memory.
const concurrentEnvironments = 3;

/**
 * Checks a checkout. Results are kept by content: a run over unchanged files is answered from the last one.
 *
 * @throws CommandError when a tool cannot be had or an environment does not exist
 */
export async function check(root: string, options: CheckOptions): Promise<Report> {
  const start = performance.now();
  const context = openContext(root);
  const released = await lastRelease(root);
  const trees = ['argocd', 'charts', 'environments'].map(context.tree);
  const key = hash(context.toolkit, codeHash(), ...trees, released?.commit ?? '', JSON.stringify(options));
  const known = context.cache.get<Report>('report', key);
  const report = known ?? context.cache.put('report', key, await run(context, options, released));
  const rendered = known ? { now: 0, reused: report.applications.length } : report.rendered;
  const durations = known ? {} : report.durations;
  return { ...report, rendered, durations: { ...durations, total: Math.round(performance.now() - start) } };
}

async function run(context: Context, options: CheckOptions, released?: Released): Promise<Report> {
  const { stages, components } = options;
  const environments = selectEnvironments(context.root, options.environments);
  const limit = pLimit(concurrentEnvironments);
  const [chartFindings, codeFindings, ...summaries] = await Promise.all([
    stages.includes('lint') ? context.watch.measure('lint', () => charts(context)) : [],
    stages.includes('lint') ? context.watch.measure('lint', () => code(context)) : [],
    ...environments.map((name) =>
      limit(() => environmentSummary(context, name, { components, ...(released ? { released } : {}) })),
    ),
  ]);
  const manifests = summaries.flatMap((summary) => summary.manifests);
  const invalid = stages.includes('validate')
    ? await context.watch.measure('validate', () => validateManifests(context, manifests))
    : [];
  const findings = summaries.flatMap(({ lint, render, policy }) => [
    ...(stages.includes('lint') || render.length > 0 || stages.includes('render') ? lint : []),
    ...render,
    ...(stages.includes('policy') ? policy : []),
  ]);
  const applications = summaries.flatMap((summary) => summary.applications);
  const now = summaries.reduce((sum, summary) => sum + summary.rendered, 0);
  return {
    environments,
    applications,
    resources: manifests.reduce((sum, { resources }) => sum + resources, 0),
    findings: [...chartFindings, ...codeFindings, ...findings, ...invalid].sort(compareFindings),
    durations: context.watch.durations(),
    rendered: { now, reused: applications.length - now },
  };
}
