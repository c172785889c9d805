import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { type Tool, tools } from '../../../scripts/lib/tools/table.ts';

const platforms = ['darwin-amd64', 'darwin-arm64', 'linux-amd64', 'linux-arm64'];

describe.each<[string, Tool]>(Object.entries(tools))('%s', (name, tool) => {
  test('is pinned to an exact version', () => {
    expect(tool.name).toBe(name);
    expect(tool.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(tool.release.url).toContain('<version>');
  });

  test('has a checksum for every platform', () => {
    const { sha256 } = tool.release;
    if ('url' in sha256) return expect(sha256.url).toBe(`${tool.release.url}.sha256`);
    expect(Object.keys(sha256).sort()).toEqual(platforms);
    expect(new Set(Object.values(sha256)).size).toBe(platforms.length);
    for (const digest of Object.values(sha256)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('the module that kubectl is built from has its version', () => {
  const module = readFileSync(join(toolkitRoot, tools.kubectl.build.module, 'go.mod'), 'utf8');
  const [, minor, patch] = tools.kubectl.version.split('.');
  expect(module).toContain(`require k8s.io/kubernetes v${tools.kubectl.version}\n`);
  const staging = [...module.matchAll(/^replace k8s\.io\/\S+ => k8s\.io\/\S+ (v\S+)$/gm)].map(
    ([, version]) => version,
  );
  expect(staging.length).toBeGreaterThan(20);
  expect(new Set(staging)).toEqual(new Set([`v0.${minor}.${patch}`]));
});
