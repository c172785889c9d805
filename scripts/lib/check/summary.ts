// What is kept of a checked environment, so that 250 of them fit in memory.
import { stringify } from 'yaml';
import { hash } from '../cache/hash.ts';
import type { Finding } from '../findings/finding.ts';
import type { Context } from './context.ts';
import { type CheckedEnvironment, checkEnvironment, type EnvironmentOptions } from './environment.ts';
import type { Manifests, ReportedApplication } from './types.ts';

export type Summary = {
  /** Names of the component table. */
  components: string[];
  lint: Finding[];
  render: Finding[];
  policy: Finding[];
  applications: ReportedApplication[];
  /** What there is to validate: each Application's manifests and those of argocd/. */
  manifests: Manifests[];
  /** Applications rendered in this run. */
  rendered: number;
};

/** Checks an environment, or takes the result of an earlier run over the same files. */
export async function environmentSummary(
  context: Context,
  environment: string,
  options: EnvironmentOptions,
): Promise<Summary> {
  const { toolkit, cache, tree } = context;
  const inputs = ['argocd', 'charts', `environments/${environment}`].map(tree);
  const key = hash(
    toolkit,
    environment,
    ...inputs,
    JSON.stringify(options.components),
    options.released?.commit ?? '',
  );
  const known = cache.get<Summary>('environment', key);
  if (known) return { ...known, rendered: 0 };
  const summary = summarize(context, environment, await checkEnvironment(context, environment, options));
  const clean = [summary.lint, summary.render].every((findings) => findings.length === 0);
  return clean ? cache.put('environment', key, summary) : summary;
}

function summarize(context: Context, environment: string, checked: CheckedEnvironment): Summary {
  const { components, lint, render, policy, argocd } = checked;
  const whole = checked.applications.filter(({ rendering }) => !rendering.problem);
  const applications = whole.map(({ name, component, chart, wave, namespace, resources, rendering }) => ({
    name,
    environment,
    component,
    chart,
    wave,
    namespace,
    resources: resources.length,
    manifests: rendering.manifests,
  }));
  const manifests = whole.map(({ name, valuesFile, resources, rendering }) => ({
    path: rendering.manifests,
    key: rendering.key,
    resources: resources.length,
    place: { file: valuesFile, environment, application: name },
  }));
  if (argocd.length > 0) manifests.push(argocdManifests(context, environment, checked));
  const rendered = checked.applications.filter(({ rendering }) => !rendering.reused).length;
  return { components, lint, render, policy, applications, manifests, rendered };
}

function argocdManifests(context: Context, environment: string, { argocd }: CheckedEnvironment) {
  const text = argocd.map((resource) => stringify(resource)).join('---\n');
  const key = hash(text);
  const path = context.cache.file('manifests', key, 'yaml', text);
  const place = {
    file: `argocd/overlays/${environment}/kustomization.yaml`,
    environment,
    application: `${environment} argocd`,
  };
  return { path, key, resources: argocd.length, place };
}
