// `helm template` exactly as Argo CD's repository server calls it.
import { join } from 'node:path';
import type { Application } from '../argocd/applicationset.ts';
import type { Cache } from '../cache/cache.ts';
import { hash } from '../cache/hash.ts';
import { runTool } from '../tools/run.ts';

/** The rendered YAML, or Helm's message. */
export type HelmResult = { yaml: string; problem?: string };

/** Renders the chart of an Application in a checkout. */
export async function helmTemplate(
  root: string,
  application: Application,
  cache: Cache,
): Promise<HelmResult> {
  const { source, destination } = application.spec;
  const { helm } = source;
  const files = helm.valueFiles.map((file) =>
    file.startsWith('/') ? join(root, file) : join(root, source.path, file),
  );
  // Argo CD writes inline values to a file and passes it last, so that they win.
  if (helm.values)
    files.push(join(cache.folder, cache.file('values', hash(helm.values), 'yaml', helm.values)));
  const flags = [
    ['--name-template', helm.releaseName],
    ['--namespace', destination.namespace],
    helm.kubeVersion ? ['--kube-version', helm.kubeVersion] : [],
    ...files.map((file) => ['--values', file]),
    ...(helm.apiVersions ?? []).map((version) => ['--api-versions', version]),
    helm.skipCrds ? [] : ['--include-crds'],
  ].flat();
  const { exitCode, stdout, stderr } = await runTool(
    'helm',
    ['template', join(root, source.path), ...flags],
    root,
  );
  return exitCode === 0 ? { yaml: stdout } : { yaml: '', problem: stderr };
}
