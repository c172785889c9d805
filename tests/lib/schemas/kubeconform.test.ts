import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type InstalledSchemas, installSchemas } from '../../../scripts/lib/schemas/install.ts';
import { toolPath } from '../../../scripts/lib/tools/resolve.ts';
import { refusedUrl } from './helpers.ts';
import { manifests } from './manifests.ts';

const KUBECONFORM = await toolPath('kubeconform');

let folder: string;
let schemas: InstalledSchemas;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schemas of kubeconform-'));
  schemas = await installSchemas({ folder, baseUrl: await refusedUrl() });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['1.36.3', '1.35.4'])('Kubernetes %s', (version) => {
  test.each(manifests)('$name: valid', ({ yaml }) => {
    expect(validate(version, yaml)).toEqual([{ status: 'statusValid', errors: [] }]);
  });

  test.each(manifests)('$name: an unknown field at $deep', ({ yaml, deep }) => {
    const [result] = validate(version, edit(yaml, [...deep, 'noSuchField'], 'x'));
    expect(result?.status).toBe('statusInvalid');
    expect(result?.errors.join()).toContain("additional properties 'noSuchField' not allowed");
    expect(result?.errors.join()).toContain(`/${deep.join('/')}`);
  });

  test('every schema compiles', async () => {
    const texts = await Promise.all(
      [`kubernetes-${version}`, 'crds'].map(async (part) => {
        const names = await readdir(join(schemas.folder, part));
        return Promise.all(names.map((name) => readFile(join(schemas.folder, part, name), 'utf8')));
      }),
    );
    const kinds = texts.flat().map((text) => JSON.parse(text).properties);
    const empty = kinds.map(({ apiVersion, kind }) =>
      stringify({ apiVersion: apiVersion.enum[0], kind: kind.enum[0], noSuchField: 1 }),
    );
    const results = validate(version, empty.join('---\n'));
    expect(results).toHaveLength(kinds.length);
    const unexpected = results.filter(({ errors }) => !errors.join().includes("'noSuchField' not allowed"));
    expect(unexpected).toEqual([]);
  });
});

test.each([
  ['a string for a number', 'Deployment', ['spec', 'replicas'], 'two', 'got string, want integer'],
  ['an object for a list', 'NetworkPolicy', ['spec', 'policyTypes'], {}, 'got object, want array'],
  ['null for a number', 'Deployment', ['spec', 'replicas'], null, 'got null, want integer'],
  ['null for labels', 'Deployment', ['metadata', 'labels'], null, 'got null, want object'],
  ['a boolean for an int-or-string', 'Service', ['spec', 'ports', 0, 'targetPort'], true, 'got boolean'],
  ['a wrong quantity', 'HorizontalPodAutoscaler', quantityPath(), '10 Gi', 'does not match pattern'],
  ['another apiVersion', 'Application', ['apiVersion'], 'argoproj.example.com/v1alpha1', 'value must be'],
  ['a wrong enum value', 'ServiceMonitor', ['spec', 'endpoints', 0, 'scheme'], 'ftp', 'value must be one of'],
  ['a wrong type in a CRD', 'ScaledObject', ['spec', 'maxReplicaCount'], 'x', 'got string, want integer'],
  ['a wrong nested CRD schema', 'CustomResourceDefinition', crdItemsPath(), 1, 'got number, want string'],
])('%s in a %s is refused', (_name, kind, path, value, message) => {
  const [result] = validate('1.36.3', edit(manifest(kind), path, value));
  expect(result?.status).toBe('statusInvalid');
  expect(result?.errors.join()).toContain(message);
});

test.each([
  ['creationTimestamp', ['metadata', 'creationTimestamp']],
  ['creationTimestamp of a template', ['spec', 'template', 'metadata', 'creationTimestamp']],
  ['status', ['status']],
])('null as %s is accepted', (_name, path) => {
  expect(validate('1.36.3', edit(manifest('Deployment'), path, null))[0]?.errors).toEqual([]);
});

test('a required field that is missing is refused', () => {
  const [result] = validate('1.36.3', edit(manifest('Deployment'), ['spec', 'selector'], undefined));
  expect(result?.errors.join()).toContain("missing property 'selector'");
});

test('an unknown kind has no schema', () => {
  const [result] = validate('1.36.3', 'apiVersion: apps/v1\nkind: Deploymemt\nmetadata: {name: a}\n');
  expect(result).toEqual({ status: 'statusError', errors: ['could not find schema for Deploymemt'] });
});

interface Result {
  readonly status: string;
  readonly errors: readonly string[];
}

function validate(version: string, yaml: string): Result[] {
  const locations = schemas.schemaLocations(version).flatMap((location) => ['-schema-location', location]);
  const flags = ['-strict', '-verbose', '-output', 'json', '-kubernetes-version', version];
  const { stdout } = spawnSync(KUBECONFORM, [...flags, ...locations], { input: yaml, encoding: 'utf8' });
  const { resources } = JSON.parse(stdout) as { resources: { status: string; msg: string }[] };
  return resources.map(({ status, msg }) => ({ status, errors: msg === '' ? [] : [msg] }));
}

function manifest(kind: string): string {
  return manifests.find(({ name }) => name === kind)?.yaml ?? '';
}

function edit(yaml: string, path: readonly (string | number)[], value: unknown): string {
  const root = parse(yaml);
  const parent = path.slice(0, -1).reduce((node, key) => node[key], root);
  parent[path.at(-1) ?? ''] = value;
  return stringify(root);
}

function quantityPath() {
  return ['spec', 'metrics', 0, 'pods', 'target', 'averageValue'];
}

function crdItemsPath() {
  const schema = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema'];
  return [...schema, 'properties', 'spec', 'properties', 'list', 'items', 'type'];
}
