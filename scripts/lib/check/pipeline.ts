// Every stage over every environment; what check.ts runs when nothing answers from the cache.
import pLimit from 'p-limit';
import { charts } from '../../checks/lint/charts.ts';
import { types } from '../../checks/lint/types.ts';
import { CommandError } from '../cli/errors.ts';
import { compareFindings } from '../findings/compare.ts';
import { oncePerMistake } from '../findings/merge.ts';
import { selectEnvironments } from '../repository/environments.ts';
import type { Context } from './context.ts';
import type { Released } from './released.ts';
import { environmentSummary } from './summary.ts';
import type { CheckOptions, Report } from './types.ts';
import { validateManifests } from './validate.ts';

// Environments overlap a little, so that a slow one does not leave a processor idle; more would only cost memory.
const concurrentEnvironments = 3;

/** Runs the stages and collects all findings. */
export async function runStages(
  context: Context,
  options: CheckOptions,
  released?: Released,
): Promise<Report> {
  const { stages, components } = options;
  const environments = selectEnvironments(context.root, options.environments);
  const limit = pLimit(concurrentEnvironments);
  const [chartFindings, typeFindings, ...summaries] = await Promise.all([
    stages.includes('lint') ? context.watch.measure('lint', () => charts(context)) : [],
    stages.includes('lint') ? context.watch.measure('lint', () => types(context)) : [],
    ...environments.map((name) =>
      limit(() => environmentSummary(context, name, { components, ...(released ? { released } : {}) })),
    ),
  ]);
  refuseUnknown(
    components,
    summaries.flatMap((summary) => summary.components),
  );
  const manifests = summaries.flatMap((summary) => summary.manifests);
  const invalid = stages.includes('validate')
    ? await context.watch.measure('validate', () => validateManifests(context, manifests))
    : [];
  const findings = summaries.flatMap(({ lint, render, policy }) => [
    ...(stages.includes('lint') || render.length > 0 || stages.includes('render') ? lint : []),
    ...render,
    ...(stages.includes('policy') ? policy : []),
  ]);
  // What does not render is reported with its template; the linter would say it again.
  const unrendered = summaries.flatMap(({ render }) => render.map(({ file }) => file));
  const linted = chartFindings.filter(({ file }) => !unrendered.includes(file));
  const applications = summaries.flatMap((summary) => summary.applications);
  const now = summaries.reduce((sum, summary) => sum + summary.rendered, 0);
  return {
    environments,
    applications,
    resources: manifests.reduce((sum, { resources }) => sum + resources, 0),
    findings: oncePerMistake([...linted, ...typeFindings, ...findings, ...invalid].sort(compareFindings)),
    durations: context.watch.durations(),
    rendered: { now, reused: applications.length - now },
  };
}

function refuseUnknown(wanted: string[], known: string[]): void {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined || known.length === 0) return;
  const names = [...new Set(known)].sort().join(', ');
  throw new CommandError(`E_USAGE there is no component ${unknown}.\nPlease use one of: ${names}`);
}
