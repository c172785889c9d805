// The last release of a real repository, and a selector that changed since.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastRelease, unpackRelease } from '../../../scripts/lib/check/released.ts';
import type { Report } from '../../../scripts/lib/check/types.ts';
import type { Finding } from '../../../scripts/lib/findings/finding.ts';
import { removeCheckout } from '../../checkout.ts';
import { folderWith, node, writeFiles } from '../helpers.ts';
import { wholeCopy } from '../toolkit.ts';

const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];

function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-C', root, ...identity, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    .trim();
}

function commit(root: string, files: Record<string, string> = {}): string {
  if (!existsSync(join(root, '.git'))) git(root, 'init', '--quiet');
  writeFiles(root, files);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'change');
  return git(root, 'rev-parse', 'HEAD');
}

describe('lastRelease', () => {
  test('is none without git, without a commit, and without a tag', () => {
    const root = folderWith();
    expect(lastRelease(root)).toBeUndefined();
    git(root, 'init', '--quiet');
    expect(lastRelease(root)).toBeUndefined();
    commit(root);
    expect(lastRelease(root)).toBeUndefined();
    git(root, 'tag', 'other-1.0.0');
    expect(lastRelease(root)).toBeUndefined();
  });

  test('is none for a copy inside another repository', () => {
    const root = folderWith({ 'copy/a': '' });
    commit(root);
    git(root, 'tag', 'v1.0.0');
    expect(lastRelease(join(root, 'copy'))).toBeUndefined();
  });

  test('is the highest version, not the newest tag nor the last in the alphabet', () => {
    const root = folderWith();
    const highest = commit(root);
    git(root, 'tag', 'v1.10.0');
    commit(root);
    git(root, 'tag', 'v1.9.1');
    expect(lastRelease(root)).toEqual({ tag: 'v1.10.0', commit: highest });
  });

  test('of an annotated tag is the commit, not the tag', () => {
    const root = folderWith();
    const head = commit(root);
    git(root, 'tag', '--annotate', '--message', 'release', 'v1.0.0');
    expect(lastRelease(root)).toEqual({ tag: 'v1.0.0', commit: head });
  });

  test('comes before this checkout: a tag of another branch is none', () => {
    const root = folderWith();
    const first = commit(root);
    git(root, 'tag', 'v1.0.0');
    git(root, 'switch', '--quiet', '--create', 'other');
    commit(root);
    git(root, 'tag', 'v2.0.0');
    git(root, 'switch', '--quiet', '--detach', first);
    expect(lastRelease(root)).toEqual({ tag: 'v1.0.0', commit: first });
  });

  test('a release wins over its candidates', () => {
    const root = folderWith();
    commit(root);
    git(root, 'tag', 'v1.0.0-rc.1');
    const released = commit(root);
    git(root, 'tag', 'v1.0.0');
    expect(lastRelease(root)).toEqual({ tag: 'v1.0.0', commit: released });
  });
});

test('unpackRelease gives the files as they were released, links included', () => {
  const root = folderWith();
  const files = { 'argocd/a': '1', 'environments/a': '1', 'charts/common/a': '1', 'other/a': '1' };
  execFileSync('mkdir', ['-p', join(root, 'charts/loki/charts')]);
  execFileSync('ln', ['-s', '../../common', join(root, 'charts/loki/charts/common')]);
  const released = { tag: 'v1.0.0', commit: commit(root, files) };
  commit(root, { 'argocd/a': '2' });
  const folder = unpackRelease(root, released);
  expect(readFileSync(join(folder, 'argocd/a'), 'utf8')).toBe('1');
  expect(readFileSync(join(folder, 'charts/loki/charts/common/a'), 'utf8')).toBe('1');
  expect(existsSync(join(folder, 'other'))).toBe(false);
  expect(unpackRelease(root, released)).toBe(folder);
  removeCheckout(folder);
});

describe('what never may change', () => {
  let root: string;

  beforeAll(() => {
    root = wholeCopy();
    writeFiles(root, { '.gitignore': '/.cache/\n/node_modules\n' });
    commit(root);
    git(root, 'tag', 'v0.1.0');
  });

  afterAll(() => removeCheckout(root));

  /** Findings of the policies for one environment after a change of one file. */
  async function after(file: string, find: string, replacement: string): Promise<Finding[]> {
    const path = join(root, file);
    const original = readFileSync(path, 'utf8');
    expect(original).toContain(find);
    writeFileSync(path, original.replaceAll(find, replacement));
    const { stdout, stderr } = await node(root, [
      'scripts/policy.ts',
      '--environment',
      'production-us',
      '--json',
    ]);
    writeFileSync(path, original);
    expect(stderr).toBe('');
    return (JSON.parse(stdout) as Report).findings;
  }

  test('an unchanged checkout is as it was released', async () => {
    expect(await after('charts/loki/Chart.yaml', 'name: loki', 'name: loki')).toEqual([]);
  });

  test('what may change is no finding', async () => {
    expect(await after('environments/production-us/loki.yaml', 'memory: 2Gi', 'memory: 3Gi')).toEqual([]);
  });

  const place = { code: 'E_SELECTOR_CHANGED', environment: 'production-us' };

  test('a label of a selector', async () => {
    const found = await after(
      'charts/common/templates/_names.tpl',
      'app.kubernetes.io/component: {{ .workload.component }}',
      'app.kubernetes.io/role: {{ .workload.component }}',
    );
    const selector = (key: string) =>
      JSON.stringify({
        matchLabels: {
          'app.kubernetes.io/name': 'mimir',
          'app.kubernetes.io/instance': 'mimir',
          [`app.kubernetes.io/${key}`]: 'mimir',
        },
      });
    expect(found.find(({ object }) => object === 'StatefulSet mimir/mimir')).toMatchObject({
      ...place,
      file: 'charts/mimir/templates/_chart.tpl',
      path: 'spec.selector',
      reason: `StatefulSet mimir/mimir had spec.selector ${selector('component')} in v0.1.0 and now has ${selector('role')}: it can never change.`,
      application: 'production-us-mimir',
    });
  });

  test('the size of a claim', async () => {
    const path = 'spec.volumeClaimTemplates[0].spec.resources.requests.storage';
    expect(await after('environments/production-us/mimir.yaml', 'size: 100Gi', 'size: 200Gi')).toEqual([
      {
        ...place,
        file: 'environments/production-us/mimir.yaml',
        path,
        object: 'StatefulSet mimir/mimir',
        reason: `StatefulSet mimir/mimir had ${path} 100Gi in v0.1.0 and now has 200Gi: it can never change.`,
        fix: 'persistence:\n  size: 100Gi',
        application: 'production-us-mimir',
      },
    ]);
  });

  test('the name of a claim', async () => {
    const found = await after('charts/common/templates/_volumes.tpl', 'name: data', 'name: other');
    expect(found.find(({ object }) => object === 'StatefulSet mimir/mimir')).toMatchObject({
      ...place,
      file: 'charts/mimir/templates/_chart.tpl',
      path: 'spec.volumeClaimTemplates[0].metadata.name',
      reason:
        'StatefulSet mimir/mimir had spec.volumeClaimTemplates[0].metadata.name data in v0.1.0 and now has other: it can never change.',
    });
  });
});
