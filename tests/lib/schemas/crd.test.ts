import { beforeAll, describe, expect, test } from 'vitest';
import { crdSchemas } from '../../../scripts/lib/schemas/crd.ts';
import { sourceObtainer } from '../../../scripts/lib/schemas/obtain.ts';
import type { Schema } from '../../../scripts/lib/schemas/schema.ts';
import { schemaSources } from '../../../scripts/lib/schemas/sources.ts';
import { refusedUrl } from './helpers.ts';

const objectMeta = { ref: { $ref: '#/definitions/Meta' }, definitions: { Meta: { type: 'object' } } };

const versionOf = (name: string, served: boolean, schema: unknown) => ({
  name,
  served,
  schema: { openAPIV3Schema: schema },
});

function crd(...versions: unknown[]): string {
  const spec = { group: 'example.io', names: { kind: 'Thing' }, versions };
  return JSON.stringify({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec });
}

test('each served version gets a schema for its exact apiVersion and kind', () => {
  const schema = { type: 'object', description: 'text', properties: { metadata: { type: 'object' } } };
  const files = crdSchemas(
    [crd(versionOf('v1', true, schema), versionOf('v1alpha1', false, schema))],
    objectMeta,
  );
  expect([...files]).toEqual([
    [
      'thing-example-v1.json',
      {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: {
          apiVersion: { enum: ['example.io/v1'] },
          kind: { enum: ['Thing'] },
          metadata: { $ref: '#/definitions/Meta' },
        },
        additionalProperties: false,
        definitions: { Meta: { type: 'object' } },
      },
    ],
  ]);
});

describe('errors', () => {
  test('no CRD in the text', () => {
    expect(() => crdSchemas(['kind: Service'], objectMeta)).toThrow(
      'No CustomResourceDefinition in the text "kind: Service…".',
    );
  });

  test('a version without a schema', () => {
    expect(() => crdSchemas([crd({ name: 'v1', served: true })], objectMeta)).toThrow(
      'The CRD of Thing lacks its group, kind, version or schema.',
    );
  });

  test('two kinds with the same file name', () => {
    const text = crd(versionOf('v1', true, { type: 'object' }));
    expect(() => crdSchemas([text, text], objectMeta)).toThrow(
      'Two kinds need the schema file thing-example-v1.json (the second is Thing of example.io/v1). ' +
        'kubeconform cannot tell them apart: remove one of them from scripts/lib/schemas/sources.ts.',
    );
  });
});

describe('the CRDs of Argo CD', () => {
  let files: ReadonlyMap<string, Schema>;

  beforeAll(async () => {
    const source = schemaSources.find(({ name }) => name === 'argo-cd');
    if (!source) throw new Error('The sources do not hold argo-cd.');
    const texts = await sourceObtainer({ baseUrl: await refusedUrl() })(source);
    files = crdSchemas([...texts.values()], objectMeta);
  });

  test('give one schema for each kind', () => {
    expect([...files.keys()].sort()).toEqual([
      'application-argoproj-v1alpha1.json',
      'applicationset-argoproj-v1alpha1.json',
      'appproject-argoproj-v1alpha1.json',
    ]);
  });

  test('lose their repetitions', () => {
    expect(JSON.stringify(files.get('applicationset-argoproj-v1alpha1.json')).length).toBeLessThan(40_000);
  });
});
