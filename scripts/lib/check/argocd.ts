// What an overlay deploys: its kustomization built, its ApplicationSet checked against the subset.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationSet } from '../argocd/applicationset.ts';
import { buildKustomization } from '../argocd/kustomize.ts';
import { applicationSetSpec } from '../argocd/subset.ts';
import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { schemaFindings } from '../yaml/schema.ts';

export type Overlay = { resources: Resource[]; applicationSet?: ApplicationSet; findings: Finding[] };

/** Builds the overlay of an environment. `applicationSet` is absent when it cannot be evaluated; findings say why. */
export async function loadOverlay(root: string, environment: string): Promise<Overlay> {
  const folder = `argocd/overlays/${environment}`;
  const file = `${folder}/kustomization.yaml`;
  const fail = (code: string, reason: string, fix: string, resources: Resource[] = []): Overlay => ({
    resources,
    findings: [{ code, file, path: '', reason, fix, environment }],
  });
  if (!existsSync(join(root, file))) {
    const fix = `# a copy of another overlay, with\nconfigMapGenerator:\n  - name: settings\n    literals:\n      - environment=${environment}`;
    return fail(
      'E_OVERLAY_MISSING',
      `environments/${environment} has no overlay, so Argo CD never deploys it`,
      fix,
    );
  }
  const { resources, problem } = await buildKustomization(root, folder);
  if (problem) return fail('E_KUSTOMIZE', `kustomize cannot build it: ${problem}`, '# what the reason names');
  const sets = resources.filter(({ kind }) => kind === 'ApplicationSet') as ApplicationSet[];
  const [applicationSet, second] = sets;
  if (!applicationSet || second) {
    const reason = `it builds ${sets.length} ApplicationSets, expected is one`;
    return fail('E_APPLICATIONSET', reason, 'resources:\n  - ../../base', resources);
  }
  const yaml = { data: applicationSet.spec, lineOf: () => 1, ambiguous: [] };
  const findings = schemaFindings(
    'E_APPLICATIONSET',
    'argocd/base/applicationset.yaml',
    yaml,
    applicationSetSpec,
  );
  if (findings.length === 0) return { resources, applicationSet, findings };
  return {
    resources,
    findings: findings.map(({ line: _, ...rest }) => ({ ...rest, path: `spec.${rest.path}`, environment })),
  };
}
