import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../../../../scripts/lib/cluster/cluster.ts';
import { exportTree, revisionOf } from '../../../../scripts/lib/cluster/commit/revision.ts';

const base = mkdtempSync(join(tmpdir(), 'revision-'));
const root = join(base, 'checkout');
const folder = join(base, 'cluster');
const cluster: Cluster = { name: 'test', folder, kubeconfig: join(folder, 'kubeconfig') };
const identity = ['-c', 'user.name=t', '-c', 'user.email=t@t'];
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

const head = () => git('rev-parse', 'HEAD');

beforeAll(() => {
  mkdirSync(join(root, 'environments'), { recursive: true });
  mkdirSync(folder);
  git('init', '--quiet');
  for (const name of ['loki', 'tempo'])
    writeFileSync(join(root, `environments/${name}.yaml`), `${name}: 1\n`);
  git('add', '.');
  git(...identity, 'commit', '--quiet', '-m', 'first');
  writeFileSync(join(root, 'environments/loki.yaml'), 'loki: 2\n');
});
afterAll(() => rmSync(base, { recursive: true }));

const changes = [
  { path: 'environments/tempo.yaml', content: undefined },
  { path: 'environments/collector.yaml', content: 'collector: 1\n' },
];

test('without changes it is HEAD, and what is not committed is named', async () => {
  const { head: own, commit, uncommitted } = await revisionOf(root, cluster, head(), [], 'x');
  expect([own, uncommitted]).toEqual([commit, ['environments/loki.yaml']]);
  expect(commit).toBe(git('rev-parse', 'HEAD'));
});

test('changes make one commit on top of HEAD', async () => {
  const { commit, env } = await revisionOf(root, cluster, head(), changes, 'Leave tempo out');
  const show = execFileSync('git', ['show', '--name-status', '--format=%s %P', commit], {
    ...{ cwd: root, env, encoding: 'utf8' },
  });
  expect(show).toBe(
    `Leave tempo out ${git('rev-parse', 'HEAD')}\n\nA\tenvironments/collector.yaml\nD\tenvironments/tempo.yaml\n`,
  );
});

test('the same changes make the same commit', async () => {
  const first = await revisionOf(root, cluster, head(), changes, 'Leave tempo out');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await revisionOf(root, cluster, head(), changes, 'Leave tempo out')).commit).toBe(first.commit);
});

test('the checkout stays as it was', async () => {
  const before = [git('status', '--porcelain'), readdirSync(join(root, '.git/objects')).length];
  const { commit } = await revisionOf(root, cluster, head(), changes, 'Another message');
  expect([git('status', '--porcelain'), readdirSync(join(root, '.git/objects')).length]).toEqual(before);
  expect(() => execFileSync('git', ['cat-file', '-e', commit], { cwd: root, stdio: 'ignore' })).toThrow();
});

test('an export has what is committed, and nothing else', async () => {
  const tree = join(base, 'tree');
  mkdirSync(tree);
  writeFileSync(join(tree, 'left-from-before'), '');
  expect(await exportTree(root, tree)).toBe(head());
  expect(readFileSync(join(tree, 'environments/loki.yaml'), 'utf8')).toBe('loki: 1\n');
  expect(existsSync(join(tree, 'left-from-before'))).toBe(false);
});
