import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  environmentCopy,
  environmentName,
  generatedEnvironments,
} from '../../../scripts/lib/bench/generated.ts';
import { pointSizes } from '../../../scripts/lib/bench/scale.ts';
import { checkoutWith, removeCheckout } from '../../checkout.ts';

test('names sort like their numbers', () => {
  expect(environmentName(1)).toBe('scale-001');
  expect(environmentName(250)).toBe('scale-250');
});

test('a copy has its own name in paths and texts', () => {
  const files = new Map([
    ['environments/one/environment.yaml', 'global:\n  tenant: one\n  clusterName: one\n'],
    ['environments/one/loki.yaml', 'bucket: org-one-loki\n'],
  ]);
  expect(Object.fromEntries(environmentCopy(files, 'one', 'two'))).toEqual({
    'environments/two/environment.yaml': 'global:\n  tenant: two\n  clusterName: two\n',
    'environments/two/loki.yaml': 'bucket: org-two-loki\n',
  });
});

test('generated environments replace those of the repository and differ from each other', () => {
  const root = checkoutWith({});
  try {
    const generate = generatedEnvironments(root);
    generate(1);
    generate(3);
    const names = ['scale-001', 'scale-002', 'scale-003'];
    expect(readdirSync(join(root, 'environments')).sort()).toEqual(names);
    expect(readdirSync(join(root, 'argocd/overlays')).sort()).toEqual(names);
    const read = (path: string) => readFileSync(join(root, path), 'utf8');
    expect(parse(read('environments/scale-003/environment.yaml')).global).toMatchObject({
      tenant: 'scale-003',
      clusterName: 'scale-003',
    });
    const overlay = parse(read('argocd/overlays/scale-003/kustomization.yaml'));
    expect(overlay.namePrefix).toBe('scale-003-');
    expect(overlay.configMapGenerator[0].literals).toContain('environment=scale-003');
    for (const name of readdirSync(join(root, 'environments/scale-003'))) {
      expect(read(`environments/scale-003/${name}`)).not.toContain('production-us');
    }
  } finally {
    removeCheckout(root);
  }
});

test('five points in equal steps', () => {
  expect(pointSizes(250)).toEqual([50, 100, 150, 200, 250]);
  expect(pointSizes(5)).toEqual([1, 2, 3, 4, 5]);
});
