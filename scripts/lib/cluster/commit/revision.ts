// The commit that the cluster gets: HEAD, or one commit on top of it that leaves components out.
// The checkout, its index and its object store stay untouched: what is new is written to a folder of the cluster.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from '../../process/run.ts';
import type { Cluster } from '../cluster.ts';

export type Change = { path: string; content: string | undefined };
export type Revision = {
  /** The commit of the checkout. */
  head: string;
  /** The commit for the cluster; equal to `head` when nothing is changed. */
  commit: string;
  /** Paths that differ from HEAD in the working tree, which the cluster does not get. */
  uncommitted: string[];
  /** Environment in which git knows both commits. */
  env: NodeJS.ProcessEnv;
};

/** HEAD as a tree of files in a folder. Returns which commit that is: a person may commit meanwhile. */
export async function exportTree(root: string, folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const index = `${folder}.index`;
  const env = { ...process.env, GIT_INDEX_FILE: index };
  const head = (await runOrThrow('git', ['rev-parse', 'HEAD'], { cwd: root })).trim();
  await runOrThrow('git', ['read-tree', head], { cwd: root, env });
  await runOrThrow('git', ['checkout-index', '--all', `--prefix=${folder}/`], { cwd: root, env });
  rmSync(index);
  return head;
}

/** Makes the commit on top of `head`. The same one and the same changes make the same commit, so that nothing is synced anew. */
export async function revisionOf(
  root: string,
  cluster: Cluster,
  head: string,
  changes: Change[],
  message: string,
): Promise<Revision> {
  const objects = join(cluster.folder, 'objects');
  mkdirSync(objects, { recursive: true });
  const git = async (env: NodeJS.ProcessEnv, ...args: string[]) =>
    (await runOrThrow('git', args, { cwd: root, env })).trim();
  const common = await git(process.env, 'rev-parse', '--git-common-dir');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, common, 'objects'),
    GIT_INDEX_FILE: join(cluster.folder, 'index'),
  };
  const status = await runOrThrow(
    'git',
    ['status', '--porcelain', '--', 'argocd', 'charts', 'environments'],
    {
      cwd: root,
    },
  );
  const uncommitted = status.split('\n').flatMap((line) => (line ? [line.slice(3)] : []));
  if (changes.length === 0) return { head, commit: head, uncommitted, env };

  await git(env, 'read-tree', head);
  for (const { path, content } of changes) {
    if (content === undefined) {
      await git(env, 'update-index', '--force-remove', path);
      continue;
    }
    const hashed = await runOrThrow('git', ['hash-object', '-w', '--stdin'], {
      cwd: root,
      env,
      input: content,
    });
    await git(env, 'update-index', '--add', '--cacheinfo', `100644,${hashed.trim()},${path}`);
  }
  const tree = await git(env, 'write-tree');
  const date = await git(env, 'log', '-1', '--format=%cI', head);
  const author = { NAME: 'npm run up', EMAIL: 'up@localhost', DATE: date };
  const identity = Object.fromEntries(
    Object.entries(author).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const commit = await git({ ...env, ...identity }, 'commit-tree', tree, '-p', head, '-m', message);
  return { head, commit, uncommitted, env };
}
