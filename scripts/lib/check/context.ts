// What all stages of a run share.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cache, openCache } from '../cache/cache.ts';
import { hash, hashTree } from '../cache/hash.ts';
import { resultsFolder, toolkitRoot } from '../repository/root.ts';
import { type Stopwatch, stopwatch } from './stopwatch.ts';

export type Context = {
  /** The checkout that is checked. */
  root: string;
  cache: Cache;
  watch: Stopwatch;
  /** Hash of the toolkit: code with its table of tools, and locked libraries. Part of every key. */
  toolkit: string;
  /** Hash of a folder of the checkout, computed once. */
  tree: (folder: string) => string;
};

// The libraries that the code uses, and how strictly it is compiled.
const settings = ['package-lock.json', 'tsconfig.json'];
const read = (file: string) => readFileSync(join(toolkitRoot, file));

/** Opens a run on a checkout. Content hashes are the only thing that decides what is reused. */
export function openContext(root: string): Context {
  const trees = new Map<string, string>();
  return {
    root,
    cache: openCache(resultsFolder),
    watch: stopwatch(),
    toolkit: hash(hashTree(join(toolkitRoot, 'scripts')), ...settings.map(read)),
    tree(folder) {
      const known = trees.get(folder) ?? hashTree(join(root, folder));
      trees.set(folder, known);
      return known;
    },
  };
}
