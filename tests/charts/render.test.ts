import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { supportedSchemas } from '../../scripts/lib/check/validate.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import type { InstalledSchemas } from '../../scripts/lib/schemas/install.ts';
import { runTool } from '../../scripts/lib/tools/run.ts';
import { cases, namespace, readChart, release, resourcesOf, template, temporaryFile } from './charts.ts';

const clusterWide = ['ClusterRole', 'ClusterRoleBinding', 'SecurityContextConstraints'];

let schemas: InstalledSchemas;

beforeAll(async () => {
  schemas = await supportedSchemas();
});

describe.each(cases)('$chart with $file', ({ chart, file }) => {
  let yaml: string;
  let resources: Resource[];

  beforeAll(async () => {
    const result = await template(chart, [file]);
    expect(result.problem).toBe('');
    yaml = result.yaml;
    resources = resourcesOf(yaml);
  });

  test('passes helm lint --strict', async () => {
    const values = join('charts', chart, file);
    const result = await runTool(
      'helm',
      ['lint', '--strict', join('charts', chart), '--values', values],
      toolkitRoot,
    );
    expect(result.exitCode, result.stdout + result.stderr).toBe(0);
  });

  test('is valid in every supported Kubernetes version', async () => {
    const manifest = temporaryFile(yaml);
    expect(schemas.versions.length).toBeGreaterThan(1);
    for (const version of schemas.versions) {
      expect(await kubeconform(manifest, version), version).toEqual({
        valid: resources.length,
        invalid: 0,
        errors: 0,
        skipped: 0,
        messages: [],
      });
    }
  });

  test('every object has the namespace and the labels of its release', () => {
    const { version, appVersion } = parse(readChart(chart, 'Chart.yaml')) as {
      version: string;
      appVersion: string;
    };
    for (const { kind, metadata } of resources) {
      const object = `${kind} ${metadata.name}`;
      expect(metadata.namespace, object).toBe(clusterWide.includes(kind) ? undefined : namespace);
      expect(metadata.labels, object).toMatchObject({
        'app.kubernetes.io/name': chart,
        'app.kubernetes.io/instance': release,
        'app.kubernetes.io/version': appVersion,
        'app.kubernetes.io/managed-by': 'Helm',
        'app.kubernetes.io/part-of': 'observability',
        'helm.sh/chart': `${chart}-${version}`,
      });
    }
  });

  test('no two objects have the same name', () => {
    const names = resources.map(
      ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(4);
  });
});

async function kubeconform(manifest: string, version: string) {
  const locations = schemas.schemaLocations(version).flatMap((location) => ['-schema-location', location]);
  const flags = ['-strict', '-summary', '-output', 'json', '-kubernetes-version', version, ...locations];
  const { stdout } = await runTool('kubeconform', [...flags, manifest], toolkitRoot);
  const { resources = [], summary } = JSON.parse(stdout) as {
    resources?: { msg: string }[];
    summary: object;
  };
  return { ...summary, messages: resources.map(({ msg }) => msg) };
}
