import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withLocalManifest } from '../../../scripts/lib/cluster/argocd.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

const text = readFileSync(join(toolkitRoot, 'argocd/install/kustomization.yaml'), 'utf8');

describe('the manifest of upstream', () => {
  test('is taken from the verified file instead of the network', () => {
    const local = withLocalManifest(text);
    expect(local.version).toBe('v3.6.1');
    expect(parse(local.text).resources).toEqual(['namespace.yaml', 'core-install.yaml']);
  });

  test('has the version that the schemas are made from', () => {
    expect(() => withLocalManifest(text.replace('v3.6.1', 'v3.6.2'))).toThrow(
      'argocd/install/kustomization.yaml installs Argo CD v3.6.2, but the pinned one is v3.6.1.',
    );
  });
});
