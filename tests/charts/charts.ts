// The charts of this repository, rendered with the real helm.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Values } from '../../scripts/lib/helm/values.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { runTool } from '../../scripts/lib/tools/run.ts';

export const release = 'test-release';
export const namespace = 'test-namespace';

/** Names of all charts but the library. */
export const charts = readdirSync(join(toolkitRoot, 'charts'))
  .filter((name) => name !== 'common')
  .sort();

/** Text of a file of a chart: `readChart('loki', 'values.yaml')`. */
export function readChart(chart: string, file: string): string {
  return readFileSync(join(toolkitRoot, 'charts', chart, file), 'utf8');
}

/** Each chart with each of its ci/*-values.yaml. */
export const cases = charts.flatMap((chart) =>
  readdirSync(join(toolkitRoot, 'charts', chart, 'ci')).map((file) => ({ chart, file: `ci/${file}` })),
);

const temporary = mkdtempSync(join(tmpdir(), 'charts-'));
let written = 0;

afterAll(() => rmSync(temporary, { recursive: true }));

/** A temporary file with this text. */
export function temporaryFile(text: string): string {
  const path = join(temporary, `${written++}.yaml`);
  writeFileSync(path, text);
  return path;
}

/** What a chart makes of its smallest values and these; fails when it makes nothing. */
export async function render(chart: string, values: Values = {}): Promise<Resource[]> {
  const { yaml, problem } = await template(chart, ['ci/default-values.yaml'], values);
  if (problem) throw new Error(problem);
  return resourcesOf(yaml);
}

/** Helm's message for values that it refuses: of our own errors the part from the code on. */
export async function problemOf(chart: string, values: Values, ...flags: string[]): Promise<string> {
  const { problem } = await template(chart, ['ci/default-values.yaml'], values, flags);
  return problem
    .slice(Math.max(0, problem.indexOf('[E_')))
    .replace(/\nUse --debug flag .*/, '')
    .trimEnd();
}

/** `helm template` of a chart with some of its files and these values on top. */
export async function template(chart: string, files: string[], values: Values = {}, flags: string[] = []) {
  const paths = [
    ...files.map((file) => join(toolkitRoot, 'charts', chart, file)),
    temporaryFile(JSON.stringify(values)),
  ];
  const { exitCode, stdout, stderr } = await runTool(
    'helm',
    [
      'template',
      release,
      join('charts', chart),
      '--namespace',
      namespace,
      ...paths.flatMap((path) => ['--values', path]),
      ...flags,
    ],
    toolkitRoot,
  );
  return exitCode === 0 ? { yaml: stdout, problem: '' } : { yaml: '', problem: stderr };
}

/** The objects in rendered YAML; a key that is there twice is an error. */
export function resourcesOf(yaml: string): Resource[] {
  const documents = parseAllDocuments(yaml);
  return (Array.isArray(documents) ? documents : []).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.contents === null ? [] : [document.toJS() as Resource];
  });
}

/** The value at a path of keys and indices, or undefined: `at(workload, 'spec', 'template')`. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (node as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

/** The only object of a kind, and if named of that name. */
export function only(resources: Resource[], kind: string, name?: string): Resource {
  const found = resources.filter(
    (item) => item.kind === kind && (name === undefined || item.metadata.name === name),
  );
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`);
  return found[0];
}

/** Deployments, StatefulSets and DaemonSets. */
export function workloadsOf(resources: Resource[]): Resource[] {
  return resources.filter(({ apiVersion }) => apiVersion === 'apps/v1');
}

/** The first workload of a chart: of most charts the only one. */
export function workloadOf(resources: Resource[]): Resource {
  const [first] = workloadsOf(resources);
  if (!first) throw new Error('there is no workload');
  return first;
}

/** The main container of a chart. */
export function containerOf(resources: Resource[]): Values {
  return at(workloadOf(resources), 'spec', 'template', 'spec', 'containers', 0) as Values;
}

/** Parsed configuration in a ConfigMap: that named after the release, if no other is named. */
export function configOf(resources: Resource[], file = 'config.yaml', name = release): Values {
  return parse(at(only(resources, 'ConfigMap', name), 'data', file) as string) as Values;
}
