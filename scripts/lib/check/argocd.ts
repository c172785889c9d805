// What an overlay deploys: its kustomization built, its ApplicationSet checked against the subset.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationSet } from '../argocd/applicationset.ts';
import { buildKustomization } from '../argocd/kustomize.ts';
import { applicationSetSpec } from '../argocd/subset.ts';
import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { parseYaml } from '../yaml/document.ts';
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
    const fix = overlay(environment);
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
  const { name } = applicationSet.metadata;
  if (!name.startsWith(`${environment}-`)) {
    const reason = `its ApplicationSet is named ${name}; that of another environment may be named so too, and Argo CD would keep one`;
    return fail('E_OVERLAY_NAME', reason, `namePrefix: ${environment}-`, resources);
  }
  // What is wrong in the base is said of the base, with its lines; overlays can only add to it.
  const base = baseFindings(root);
  if (base.length > 0) return { resources, findings: base.map((finding) => ({ ...finding, environment })) };
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

const checkedBases = new Map<string, Finding[]>();

// 250 overlays share one base.
function baseFindings(root: string): Finding[] {
  const file = 'argocd/base/applicationset.yaml';
  if (!existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), 'utf8');
  const known = checkedBases.get(text) ?? specFindings(file, text);
  checkedBases.set(text, known);
  return known;
}

function specFindings(file: string, text: string): Finding[] {
  const yaml = parseYaml(text);
  const data = (yaml.data as Partial<ApplicationSet> | undefined)?.spec;
  const spec = { ...yaml, data, lineOf: (path: (string | number)[]) => yaml.lineOf(['spec', ...path]) };
  return schemaFindings('E_APPLICATIONSET', file, spec, applicationSetSpec).map((finding) => ({
    ...finding,
    path: `spec.${finding.path}`,
    fix: finding.fix.startsWith('#') ? finding.fix : `spec:\n${finding.fix.replace(/^/gm, '  ')}`,
  }));
}

function overlay(environment: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namePrefix: ${environment}-
resources:
  - ../../base
components:
  - ../../base/settings
configMapGenerator:
  - name: settings
    namespace: argocd
    behavior: merge
    literals:
      - environment=${environment}
      - revision=main
      - cluster=https://kubernetes.default.svc`;
}
