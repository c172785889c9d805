// Everything about one environment but the validation of its manifests: lint, render, policy.

import { componentValues } from '../../checks/lint/component-values.ts';
import { environmentFiles } from '../../checks/lint/environment-files.ts';
import { yamlFile } from '../../checks/lint/yaml-files.ts';
import { policyFindings } from '../../checks/policy/index.ts';
import type { Application } from '../argocd/applicationset.ts';
import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { EnvironmentSettings, RenderedApplication } from '../policy/types.ts';
import { type Component, componentTable } from '../repository/components.ts';
import type { SourceFile } from '../repository/environments.ts';
import { environmentFiles as filesOf } from '../repository/environments.ts';
import { isMap } from '../yaml/map.ts';
import { evaluateApplications } from './applications.ts';
import { loadOverlay } from './argocd.ts';
import { type Context, openContext } from './context.ts';
import { type Released, unpackRelease } from './released.ts';
import { type Rendering, renderApplication } from './render.ts';

export type CheckedEnvironment = {
  /** Names of the component table. */
  components: string[];
  lint: Finding[];
  render: Finding[];
  policy: Finding[];
  /** What kustomize builds from the overlay. */
  argocd: Resource[];
  applications: (RenderedApplication & { wave: string; rendering: Rendering })[];
};

/** Options of a run that concern one environment. */
export type EnvironmentOptions = { components: string[]; released?: Released };

/** Checks one environment. Files with a lint finding are not rendered: the same mistake is said once. */
export async function checkEnvironment(
  context: Context,
  environment: string,
  options: EnvironmentOptions,
): Promise<CheckedEnvironment> {
  const { measure } = context.watch;
  const overlay = await measure('lint', () => loadOverlay(context.root, environment));
  const files = filesOf(context.root, environment);
  const table = overlay.applicationSet ? componentTable(overlay.applicationSet) : [];
  const fileFindings = await measure('lint', () => lintFiles(context.root, environment, files, table));
  // Without an overlay nothing deploys the environment, and nothing misses its environment.yaml.
  const isDeployed = !overlay.findings.some(({ code }) => code === 'E_OVERLAY_MISSING');
  const relevant = fileFindings.filter(({ code }) => isDeployed || code !== 'E_ENVIRONMENT_MISSING');
  const lint = [...overlay.findings, ...relevant].map((finding) => ({ environment, ...finding }));
  const result: CheckedEnvironment = {
    components: table.map(({ name }) => name),
    lint,
    render: [],
    policy: [],
    argocd: overlay.resources,
    applications: [],
  };
  const settings = files.find(({ name }) => name === 'environment.yaml');
  const broken = new Set(lint.map(({ file }) => file));
  if (!overlay.applicationSet || !settings || broken.has(settings.path)) return result;

  const { applications, findings } = evaluateApplications(
    context.root,
    environment,
    overlay.applicationSet,
    files,
  );
  result.render.push(...findings);
  const wanted = applications.filter((application) => {
    const component = componentOf(application);
    return (
      !broken.has(valuesFile(environment, component)) &&
      (options.components.length === 0 || options.components.includes(component))
    );
  });
  result.applications = await measure('render', () =>
    Promise.all(wanted.map((application) => render(context, environment, application))),
  );
  result.render.push(
    ...result.applications.flatMap(({ rendering }) =>
      rendering.problem ? [{ ...rendering.problem, environment }] : [],
    ),
  );
  // A policy speaks of the whole environment: with a part missing it would report what is not so.
  if (result.render.length > 0 || wanted.length < applications.length || lint.length > 0) return result;
  const released =
    options.released && (await releasedApplications(context.root, options.released, environment));
  const input = {
    environment,
    settings: settings.yaml.data as EnvironmentSettings,
    applications: result.applications,
    argocd: overlay.resources,
    ...(released ? { released } : {}),
  };
  result.policy = await measure('policy', () => policyFindings(input));
  return result;
}

function lintFiles(root: string, environment: string, files: SourceFile[], table: Component[]): Finding[] {
  const settings = files.find(({ name }) => name === 'environment.yaml')?.yaml.data;
  const global = isMap(settings) && isMap(settings.global) ? settings.global : {};
  const components = table.map(({ name }) => name);
  return [
    ...files.flatMap(yamlFile),
    ...environmentFiles(environment, files, components),
    ...files.flatMap((file) => {
      const component = table.find(({ name }) => file.name === `${name}.yaml`);
      // A row without a chart has a finding of its own.
      return component?.chart ? componentValues(root, component.chart, file, global) : [];
    }),
  ];
}

async function render(context: Context, environment: string, application: Application) {
  const component = componentOf(application);
  const file = valuesFile(environment, component);
  const rendering = await renderApplication(context, application, file);
  return {
    name: application.metadata.name,
    component,
    chart: application.spec.source.path,
    namespace: application.spec.destination.namespace,
    valuesFile: file,
    manifest: application,
    resources: rendering.resources,
    wave: application.metadata.labels?.wave ?? '',
    rendering,
  };
}

async function releasedApplications(root: string, released: Released, environment: string) {
  // Its own trees: the released charts and values are other files.
  const { applications } = await checkEnvironment(openContext(unpackRelease(root, released)), environment, {
    components: [],
  });
  return { tag: released.tag, applications };
}

const componentOf = (application: Application) =>
  application.metadata.labels?.component ?? application.spec.source.helm.releaseName;
const valuesFile = (environment: string, component: string) =>
  `environments/${environment}/${component}.yaml`;
