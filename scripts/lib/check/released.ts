// The tree of the last release, to compare with.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../repository/root.ts';

export type Released = { tag: string; commit: string };

const newestTag = [
  '-c',
  'versionsort.suffix=-',
  'for-each-ref',
  '--merged',
  'HEAD',
  '--sort=-version:refname',
  '--count=1',
];
const format = '--format=%(refname:short) %(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)';

/** The last release tag (`v…`) that this checkout comes after; nothing where there is none, or no git. */
export function lastRelease(root: string): Released | undefined {
  // Only this folder's own repository: a copy that lies inside another one has no release.
  if (!existsSync(join(root, '.git'))) return undefined;
  try {
    const line = git(root, [...newestTag, format, 'refs/tags/v*'])
      .toString()
      .trim();
    const [tag, commit] = line.split(' ');
    return tag && commit ? { tag, commit } : undefined;
  } catch {
    // A repository without any commit has no HEAD, and no release either.
    return undefined;
  }
}

/** The release's files, unpacked once; the folder is a checkout like any other. */
export function unpackRelease(root: string, { commit }: Released): string {
  const folder = join(cacheFolder, 'releases', commit);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    const archive = git(root, ['archive', '--format=tar', commit, 'argocd', 'charts', 'environments']);
    execFileSync('tar', ['-x', '-C', temporary], { input: archive });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

function git(root: string, args: string[]): Buffer {
  return execFileSync('git', ['-C', root, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1024 ** 3,
  });
}
