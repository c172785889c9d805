import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildKustomization } from '../../../scripts/lib/argocd/kustomize.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

type Rule = { resources: string[]; resourceNames?: string[]; verbs: string[] };
type CronJob = { jobTemplate: { spec: { template: { spec: Record<string, { args: string[] }[]> } } } };

test.each(readdirSync(join(toolkitRoot, 'argocd/overlays')))(
  'the self-heal of %s may touch its own ApplicationSet only',
  async (environment) => {
    const { resources } = await buildKustomization(toolkitRoot, `argocd/overlays/${environment}`);
    const of = (kind: string) => resources.filter((resource) => resource.kind === kind);
    const [set] = of('ApplicationSet');
    const [role] = of('Role') as unknown as { rules: Rule[] }[];
    expect(role?.rules).toEqual([
      {
        apiGroups: ['argoproj.io'],
        resources: ['applicationsets'],
        resourceNames: [set?.metadata.name],
        verbs: ['get', 'list', 'watch'],
      },
      {
        apiGroups: ['argoproj.io'],
        resources: ['applicationsets/status'],
        resourceNames: [set?.metadata.name],
        verbs: ['get', 'patch'],
      },
    ]);
    const [job] = of('CronJob');
    const { initContainers = [], containers = [] } = (job as unknown as { spec: CronJob }).spec.jobTemplate
      .spec.template.spec;
    expect([...initContainers, ...containers].map(({ args }) => args[2])).toEqual([
      set?.metadata.name,
      set?.metadata.name,
    ]);
  },
);
