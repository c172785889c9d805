import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installSchemas } from '../../../scripts/lib/schemas/install.ts';
import { schemaSources } from '../../../scripts/lib/schemas/sources.ts';
import { refusedUrl, temporaryFolder } from './helpers.ts';

const noGo = '/nonexistent/go';
const sources = schemaSources.filter(({ name }) =>
  ['kubernetes-1.35', 'vertical-pod-autoscaler'].includes(name),
);

test('installs once; later calls need neither network nor Go', async () => {
  const folder = await temporaryFolder();
  const baseUrl = await refusedUrl();
  const progress: string[] = [];
  const onProgress = (message: string) => progress.push(message);
  const first = await installSchemas({ folder, sources, baseUrl, onProgress });
  const second = await installSchemas({ folder, sources, baseUrl, go: noGo, onProgress });

  expect(first).toMatchObject({ folder: join(folder, first.digest), versions: ['1.35.4'], kinds: 95 });
  expect(first.digest).toMatch(/^[0-9a-f]{16}$/);
  expect({ ...second, schemaLocations: 0 }).toEqual({ ...first, schemaLocations: 0 });
  expect(progress).toEqual([
    'Schemas of kubernetes-1.35 v1.35.4',
    'Schemas of vertical-pod-autoscaler v1.8.1',
  ]);
  const file = join(first.folder, 'crds', 'verticalpodautoscaler-autoscaling-v1.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ additionalProperties: false });
  expect(first.schemaLocations('1.35.4')).toEqual([
    join(first.folder, 'kubernetes-1.35.4/{{.ResourceKind}}{{.KindSuffix}}.json'),
    join(first.folder, 'crds/{{.ResourceKind}}{{.KindSuffix}}.json'),
  ]);
  expect(() => first.schemaLocations('1.30.0')).toThrow(
    'No schemas of Kubernetes 1.30.0 are installed: use one of 1.35.4.',
  );
});

test('two callers at the same time leave one whole folder', async () => {
  const folder = await temporaryFolder();
  const baseUrl = await refusedUrl();
  const [a, b] = await Promise.all([1, 2].map(() => installSchemas({ folder, sources, baseUrl })));
  expect(a?.folder).toBe(b?.folder);
  expect([a?.kinds, b?.kinds]).toEqual([95, 95]);
  expect(await readdir(folder)).toEqual([a?.digest]);
});

test('a failed installation leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const installation = installSchemas({ folder, sources, baseUrl: await refusedUrl(), go: noGo });
  await expect(installation).rejects.toThrow(
    'Cannot obtain api/openapi-spec/swagger.json of kubernetes-1.35',
  );
  expect(await readdir(folder)).toEqual([]);
});

test('sources without Kubernetes are refused', async () => {
  const crdsOnly = sources.filter(({ holds }) => holds === 'crds');
  const baseUrl = await refusedUrl();
  await expect(
    installSchemas({ folder: await temporaryFolder(), sources: crdsOnly, baseUrl }),
  ).rejects.toThrow('No schema source holds the OpenAPI document of Kubernetes: add one.');
});
