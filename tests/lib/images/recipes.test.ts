import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandKey } from '../../../scripts/lib/images/build/go.ts';
import { partsOf, recipeKey } from '../../../scripts/lib/images/build/key.ts';
import { findRecipe } from '../../../scripts/lib/images/find.ts';
import { commands, imagesFolder, versionOf } from '../../../scripts/lib/images/modules.ts';
import { nodeReference, type Recipe, recipes } from '../../../scripts/lib/images/recipes.ts';

const recipe = (reference: string) => {
  const found = findRecipe(reference);
  if (typeof found === 'string') throw new Error(found);
  return found;
};

describe.each(recipes.map((recipe) => [recipe.reference, recipe] as const))('%s', (_, recipe) => {
  test('has a Dockerfile', () => {
    expect(existsSync(join(imagesFolder, recipe.folder, 'Dockerfile'))).toBe(true);
  });

  test('is made of commands and images that have recipes', () => {
    for (const name of recipe.binaries ?? []) expect(commands).toHaveProperty(name);
    expect(partsOf(recipe)).toHaveLength((recipe.base ? 1 : 0) + (recipe.images ?? []).length);
  });

  test('says what it really is, unless its tag is the version of what it holds', () => {
    const own = recipe.reference.startsWith('localhost/');
    const [binary] = recipe.binaries ?? [];
    if (!own && !recipe.really) expect(recipe.reference).toContain(versionOf(binary ?? ''));
  });
});

test.each(Object.keys(commands))('%s has a version', (name) => {
  expect(versionOf(name)).toMatch(/^\d+\.\d+\.\d+/);
});

describe('findRecipe', () => {
  test('finds the image on a mirror too', () => {
    expect(recipe(`mirror.example:5000/${nodeReference}`).folder).toBe('node');
  });

  test('says which tag is built when another one is asked for', () => {
    expect(findRecipe('grafana/mimir:9.9.9')).toBe('tests/images builds 3.2.2 only');
  });

  test('says that there is no module', () => {
    expect(findRecipe('grafana/tempo:3.1.0')).toBe('no module of this version can be had');
  });

  test('builds nothing under a digest', () => {
    expect(findRecipe('grafana/mimir:3.2.2@sha256:ab')).toBe(
      'it is pinned by digest, which a build here cannot have',
    );
  });
});

describe('recipeKey', () => {
  const base: Recipe = { reference: 'a/b:1', folder: 'redis', binaries: ['etcd'] };

  test('is the same for the same recipe', () => {
    expect(recipeKey({ ...base })).toBe(recipeKey(base));
  });

  test('does not change with the name', () => {
    expect(recipeKey({ ...base, reference: 'a/b:2' })).toBe(recipeKey(base));
  });

  test.each([
    ['its folder', { folder: 'client' }],
    ['its commands', { binaries: ['coredns'] }],
    ['its packages', { rootfs: { packages: ['busybox'], how: 'unpacked' as const } }],
    ['its base', { base: 'localhost/observability/debian:bookworm' }],
    ['an image inside', { images: ['registry.k8s.io/pause:3.10.2'] }],
    ['what it says that it is', { really: 'something else' }],
  ])('changes with %s', (_, change) => {
    expect(recipeKey({ ...base, ...change })).not.toBe(recipeKey(base));
  });

  test('changes with a command of the table', () => {
    const command = { version: '1.0.0', package: 'example.org/tool' };
    expect(commandKey('tool', command)).not.toBe(commandKey('tool', { ...command, version: '1.0.1' }));
  });
});
