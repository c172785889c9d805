// Applies an environment's overlay with the repository and the branch of the cluster: what a fork changes, and no more.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Resource } from '../../kubernetes/resource.ts';
import { machineYaml } from '../../yaml/machine.ts';
import { environment } from '../cluster.ts';
import { branch, repositoryUrl } from '../gitserver.ts';
import type { Kubectl } from '../kubectl.ts';
import { emptySteps } from './reduce.ts';

type Step = { matchExpressions: { key: string; values: string[] }[] };

/** Applies the overlay of an exported checkout; `waves` are those that have a component. */
export async function applyOverlay(kubectl: Kubectl, tree: string, waves: string[]): Promise<void> {
  await kubectl.apply(await overlayManifests(kubectl, tree, waves));
  await refresh(kubectl);
}

/** The manifests that are applied. */
export async function overlayManifests(kubectl: Kubectl, tree: string, waves: string[]): Promise<string> {
  const folder = join(tree, 'kind');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'kustomization.yaml');
  writeFileSync(file, kustomization([]));
  const built = machineYaml<Resource>(await kubectl.run(['kustomize', folder]));
  const set = built.find(({ kind }) => kind === 'ApplicationSet');
  const spec = set?.spec as { strategy?: { rollingSync?: { steps?: Step[] } } } | undefined;
  const steps = (spec?.strategy?.rollingSync?.steps ?? []).map(({ matchExpressions }) =>
    matchExpressions.flatMap(({ key, values }) => (key === 'wave' ? values : [])),
  );
  writeFileSync(file, kustomization(emptySteps(steps, waves)));
  return kubectl.run(['kustomize', folder]);
}

/** Makes Argo CD look at the repository now, instead of at its next poll. */
export async function refresh(kubectl: Kubectl): Promise<void> {
  const annotate = (kind: string, annotation: string) =>
    kubectl.run(['-n', 'argocd', 'annotate', kind, '--all', '--overwrite', annotation]);
  await annotate('applicationsets.argoproj.io', 'argocd.argoproj.io/application-set-refresh=true');
  await annotate('applications.argoproj.io', 'argocd.argoproj.io/refresh=normal');
}

/** A kustomization over the overlay. The steps at these indices are taken out, from the last to the first. */
export function kustomization(withoutSteps: number[]): string {
  const patch = [...withoutSteps]
    .sort((a, b) => b - a)
    .map((index) => ({ op: 'remove', path: `/spec/strategy/rollingSync/steps/${index}` }));
  return stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [`../argocd/overlays/${environment}`],
    components: ['../argocd/base/settings'],
    configMapGenerator: [
      {
        name: 'settings',
        namespace: 'argocd',
        behavior: 'merge',
        literals: [`repository=${repositoryUrl}`, `revision=${branch}`],
      },
    ],
    generatorOptions: { disableNameSuffixHash: true },
    ...(patch.length > 0
      ? { patches: [{ target: { kind: 'ApplicationSet' }, patch: stringify(patch) }] }
      : {}),
  });
}
