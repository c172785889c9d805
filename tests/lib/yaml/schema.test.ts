// Each kind of violation: where, what, and what to write.
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../scripts/lib/yaml/document.ts';
import { schemaFindings } from '../../../scripts/lib/yaml/schema.ts';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  definitions: {
    storage: {
      type: 'object',
      additionalProperties: false,
      required: ['backend'],
      properties: { backend: { enum: ['filesystem', 's3'] }, size: { $ref: '#/definitions/size' } },
    },
    size: { type: 'string', pattern: '^\\d+Gi$', examples: ['10Gi'] },
  },
  properties: {
    name: { type: 'string', examples: ['loki'] },
    replicas: { type: 'integer', minimum: 1, default: 1 },
    mode: { const: 'single' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    args: { type: 'array', items: { type: 'string' } },
    storage: { $ref: '#/definitions/storage' },
  },
};

const findings = (text: string, defaults?: unknown) =>
  schemaFindings('E_DEMO', 'file.yaml', parseYaml(text), schema, defaults);

test('a good file has none', () => {
  expect(findings('name: x\nreplicas: 2\nstorage: {backend: s3, size: 5Gi}\n')).toEqual([]);
});

test('a whole finding', () => {
  expect(findings('name: x\nstorage:\n  backend: s3\n  sise: 5Gi\n')).toEqual([
    {
      code: 'E_DEMO',
      file: 'file.yaml',
      path: 'storage.sise',
      line: 4,
      reason: 'there is no key `storage.sise`; did you mean `size`?',
      fix: 'storage:\n  size: 5Gi',
    },
  ]);
});

describe('reason and fix', () => {
  test.each([
    [
      'name: x\nother: 1',
      'there is no key `other`',
      '# remove other; known keys: name, replicas, mode, labels, args, storage',
    ],
    ['replicas: 1', '`name` is missing', 'name: loki'],
    ['name: x\nstorage: {}', '`storage.backend` is missing', 'storage:\n  backend: filesystem'],
    [
      'name: x\nstorage: {backend: gcs}',
      '`storage.backend` is "gcs", allowed are filesystem, s3',
      'storage:\n  backend: filesystem',
    ],
    ['name: 1', '`name` is 1, which is not of type string', 'name: "1"'],
    ['name: x\nreplicas: "2"', '`replicas` is "2", which is not of type integer', 'replicas: 2'],
    ['name: x\nreplicas: 0.5', '`replicas` is 0.5, which is not of type integer', 'replicas: 1'],
    ['name: x\nreplicas: 0', '`replicas` is 0, which must be >= 1', 'replicas: 1'],
    [
      'name: x\nstorage: {backend: s3, size: 5G}',
      '`storage.size` is "5G", which does not match ^\\d+Gi$',
      'storage:\n  size: 10Gi',
    ],
    [
      'name: x\nlabels: {a.b/c: 1}',
      '`labels["a.b/c"]` is 1, which is not of type string',
      'labels:\n  a.b/c: "1"',
    ],
    ['name: x\nargs: [a, 1]', '`args[1]` is 1, which is not of type string', 'args:\n  - "1"'],
    ['name: x\nmode: many', '`mode` is "many", allowed is "single"', 'mode: single'],
    ['- 1', '`the file` is [1], which is not of type object', '{}'],
  ])('%j', (text, reason, fix) => {
    expect(findings(text).map(({ reason, fix }) => ({ reason, fix }))).toEqual([{ reason, fix }]);
  });
});

test('a fix proposes the default that is known to be good', () => {
  expect(
    findings('storage: {backend: s3, size: 1}', { name: 'mimir', storage: { size: '7Gi' } }),
  ).toMatchObject([
    { path: 'name', fix: 'name: mimir' },
    { path: 'storage.size', fix: 'storage:\n  size: 7Gi' },
  ]);
});

test('an empty file is an empty map', () => {
  expect(findings('')).toMatchObject([{ path: 'name', line: 1, reason: '`name` is missing' }]);
});

test('all places, each once, with their lines', () => {
  const found = findings('name: 1\nreplicas: x\nother: 1\n');
  expect(found.map(({ path, line }) => ({ path, line }))).toEqual(
    expect.arrayContaining([
      { path: 'name', line: 1 },
      { path: 'replicas', line: 2 },
      { path: 'other', line: 3 },
    ]),
  );
  expect(found).toHaveLength(3);
});

test('two schemas may use the same name for different definitions', () => {
  const other = { ...schema, definitions: { ...schema.definitions, size: { type: 'integer' } } };
  const yaml = parseYaml('name: x\nstorage: {backend: s3, size: 5}\n');
  expect(schemaFindings('E', 'f', yaml, other)).toEqual([]);
  expect(schemaFindings('E', 'f', yaml, schema)).toHaveLength(1);
});
