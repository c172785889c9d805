// The tree of the last release, to compare with.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { $ } from 'zx';
import { cacheFolder } from '../repository/root.ts';

export type Released = { tag: string; commit: string; root: string };

/** The last release tag (`v…`) that this checkout comes after, unpacked; nothing where there is none, or no git. */
export async function lastRelease(root: string): Promise<Released | undefined> {
  const git = $({ cwd: root, quiet: true, nothrow: true });
  // Only this folder's own repository: a copy that lies inside another one has no release.
  if (!existsSync(join(root, '.git'))) return undefined;
  const tag = (await git`git describe --tags --abbrev=0 --match ${'v*'}`).stdout.trim();
  if (!tag) return undefined;
  const commit = (await git`git rev-parse ${`${tag}^{commit}`}`).stdout.trim();
  const folder = join(cacheFolder, 'releases', commit);
  if (!existsSync(folder)) await unpack(root, commit, folder);
  return { tag, commit, root: folder };
}

async function unpack(root: string, commit: string, folder: string): Promise<void> {
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    await $({
      cwd: root,
      quiet: true,
    })`git archive ${commit} argocd charts environments | tar -x -C ${temporary}`;
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
