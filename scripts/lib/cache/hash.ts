// Content hashes: what a cached result was made from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of some parts, in hex. Each part's length is hashed too, so that no two lists of parts collide. */
export function hash(...parts: (string | Buffer)[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(`${part.length}:`).update(part);
  return digest.digest('hex');
}

/** SHA-256 of a folder: the names and contents of all files in it, links followed. A missing folder has a hash too. */
export function hashTree(folder: string): string {
  if (!existsSync(folder)) return hash('missing');
  return hash(...files(folder).flatMap((path) => [path, readFileSync(join(folder, path))]));
}

/** Paths of all files in a folder, relative to it, in a stable order, links followed. */
export function files(folder: string, prefix = ''): string[] {
  const names = readdirSync(join(folder, prefix)).sort();
  return names.flatMap((name) => {
    const path = join(prefix, name);
    return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [path];
  });
}
