// `helm template` exactly as Argo CD's repository server calls it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { $ } from 'zx';
import type { Application } from '../argocd/applicationset.ts';
import { toolPath } from '../tools/resolve.ts';

/** The rendered YAML, or Helm's message. */
export type HelmResult = { yaml: string; problem?: string };

/** Renders the chart of an Application in a checkout. */
export async function helmTemplate(root: string, application: Application): Promise<HelmResult> {
  const { source, destination } = application.spec;
  const { helm } = source;
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  try {
    const files = helm.valueFiles.map((file) =>
      file.startsWith('/') ? join(root, file) : join(root, source.path, file),
    );
    if (helm.values) {
      const inline = join(folder, 'values.yaml');
      writeFileSync(inline, helm.values);
      files.push(inline);
    }
    const flags = [
      '--name-template', helm.releaseName,
      '--namespace', destination.namespace,
      ...(helm.kubeVersion ? ['--kube-version', helm.kubeVersion] : []),
      ...files.flatMap((file) => ['--values', file]),
      ...(helm.apiVersions ?? []).flatMap((version) => ['--api-versions', version]),
      ...(helm.skipCrds ? [] : ['--include-crds']),
    ]; // biome-ignore format: one flag and its value a line
    const binary = await toolPath('helm');
    const { exitCode, stdout, stderr } = await $({
      cwd: root,
      quiet: true,
      nothrow: true,
    })`${binary} template ${join(root, source.path)} ${flags}`;
    return exitCode === 0 ? { yaml: stdout } : { yaml: '', problem: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
