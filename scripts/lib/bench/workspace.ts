// Copies to measure in, so that nothing touches the working tree or its results.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, toolkitRoot } from '../repository/root.ts';
import { killRunning } from './timed.ts';

export type Workspace = {
  /** Everything is in it. */
  folder: string;
  /** A new copy of the repository, the toolkit included; it has no git history. */
  checkout: (name: string) => string;
  /** A new cache without results, but with the tools and schemas of the real one. */
  emptyCache: () => string;
  remove: () => void;
};

const copied = [
  'argocd',
  'charts',
  'environments',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** A folder in the temporary folder; `remove` deletes it, and so does stopping the benchmark. */
export function openWorkspace(): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-')));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  const stop = (signal: NodeJS.Signals) => {
    // It would go on and write what is being deleted.
    killRunning();
    remove();
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let caches = 0;
  return {
    folder,
    checkout(name) {
      const target = join(folder, name);
      for (const path of copied) {
        // Charts share their library through relative links, which stay links.
        cpSync(join(toolkitRoot, path), join(target, path), { recursive: true, verbatimSymlinks: true });
      }
      symlinkSync(join(toolkitRoot, 'node_modules'), join(target, 'node_modules'));
      return target;
    },
    emptyCache() {
      caches += 1;
      const target = join(folder, `cache-${caches}`);
      mkdirSync(target);
      for (const part of ['tools', 'schemas']) {
        mkdirSync(join(cacheFolder, part), { recursive: true });
        symlinkSync(realpathSync(join(cacheFolder, part)), join(target, part));
      }
      return target;
    },
    remove() {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      remove();
    },
  };
}
