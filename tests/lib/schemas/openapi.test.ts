import { expect, test } from 'vitest';
import { openapiSchemas } from '../../../scripts/lib/schemas/openapi.ts';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const ref = (name: string) => ({ $ref: `#/definitions/${name}`, description: 'text' });
const kind = (group: string, version: string, kind: string) => ({
  'x-kubernetes-group-version-kind': [{ group, version, kind }],
});

const document = {
  definitions: {
    [`${meta}.ObjectMeta`]: {
      type: 'object',
      description: 'text',
      properties: {
        name: { type: 'string' },
        creationTimestamp: ref(`${meta}.Time`),
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    [`${meta}.Time`]: { type: 'string', format: 'date-time' },
    [`${meta}.Status`]: { type: 'object', properties: {}, ...kind('', 'v1', 'Status') },
    'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string', format: 'int-or-string' },
    Thing: {
      type: 'object',
      description: 'text',
      required: ['spec'],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: ref(`${meta}.ObjectMeta`),
        spec: ref('Spec'),
        status: ref('ThingStatus'),
      },
      ...kind('things.example.io', 'v1beta1', 'Thing'),
    },
    Spec: {
      type: 'object',
      properties: {
        description: { type: 'string', description: 'text' },
        port: ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
        limits: {
          type: 'object',
          additionalProperties: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        },
        children: { type: 'array', items: ref('Spec'), 'x-kubernetes-list-type': 'atomic' },
        mode: { type: 'string', enum: ['a', 'b'], pattern: '^[ab]$' },
      },
    },
    ThingStatus: { type: 'object', properties: { phase: { type: 'string' } } },
    ThingList: {
      type: 'object',
      properties: { items: { type: 'array', items: ref('Thing') } },
      ...kind('things.example.io', 'v1beta1', 'ThingList'),
    },
    Unused: { type: 'object' },
    Raw: { type: 'object', properties: { data: { type: 'object' } }, ...kind('', 'v1', 'Raw') },
  },
};

test('each kind gets a file with kubeconform’s name; lists and meta kinds get none', () => {
  expect([...openapiSchemas(document).files.keys()]).toEqual(['thing-things-v1beta1.json', 'raw-v1.json']);
});

test('a schema is closed, self-contained and holds nothing it does not need', () => {
  expect(openapiSchemas(document).files.get('thing-things-v1beta1.json')).toEqual({
    type: 'object',
    required: ['apiVersion', 'kind', 'spec'],
    properties: {
      apiVersion: { enum: ['things.example.io/v1beta1'] },
      kind: { enum: ['Thing'] },
      metadata: { $ref: `#/definitions/${meta}.ObjectMeta` },
      spec: { $ref: '#/definitions/Spec' },
      status: {
        type: ['object', 'null'],
        properties: { phase: { type: 'string' } },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
    definitions: {
      Spec: {
        type: 'object',
        properties: {
          description: { type: 'string' },
          port: { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
          limits: {
            type: 'object',
            additionalProperties: { $ref: '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity' },
          },
          children: { type: 'array', items: { $ref: '#/definitions/Spec' } },
          mode: { type: 'string', enum: ['a', 'b'], pattern: '^[ab]$' },
        },
        additionalProperties: false,
      },
      'io.k8s.apimachinery.pkg.api.resource.Quantity': {
        type: ['string', 'number'],
        pattern: expect.stringMatching(/^\^.*\$$/),
      },
      'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
      [`${meta}.ObjectMeta`]: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          creationTimestamp: { type: ['string', 'null'], format: 'date-time' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
        },
        additionalProperties: false,
      },
    },
  });
});

test('an object without properties stays open', () => {
  expect(openapiSchemas(document).files.get('raw-v1.json')?.properties?.data).toEqual({ type: 'object' });
});

test.each([
  ['100m', true],
  ['1.5Gi', true],
  ['.5', true],
  ['1e3', true],
  ['-1', true],
  ['1E', true],
  ['', false],
  ['1 Gi', false],
  ['100x', false],
  ['1GiB', false],
  ['x1', false],
])('quantity %j matches: %s', (quantity, valid) => {
  const schema = openapiSchemas(document).files.get('thing-things-v1beta1.json');
  const definitions = schema?.definitions as Record<string, { pattern: string }>;
  const pattern = definitions['io.k8s.apimachinery.pkg.api.resource.Quantity']?.pattern ?? '';
  expect(new RegExp(pattern).test(quantity)).toBe(valid);
});

test('another document is refused', () => {
  expect(() => openapiSchemas({ definitions: {} })).toThrow(
    `This is not the OpenAPI document of Kubernetes: it does not define ${meta}.ObjectMeta. ` +
      'Check the path of the swagger.json in scripts/lib/schemas/sources.ts.',
  );
});
