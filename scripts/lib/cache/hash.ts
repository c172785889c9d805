// Content hashes: what a cached result was made from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of some parts, in hex. Each part's length is hashed too, so that no two lists of parts collide. */
export function hash(...parts: (string | Buffer)[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(`${Buffer.byteLength(part)}:`).update(part);
  return digest.digest('hex');
}

/** SHA-256 of a folder: the names and contents of all files in it, links followed. A missing folder has a hash too. */
export function hashTree(folder: string): string {
  if (!existsSync(folder)) return hash('missing');
  return hash(...files(folder).flatMap((path) => [path, readFileSync(join(folder, path))]));
}

/**
 * Paths of all files in a folder, relative to it, in a stable order, links followed. Links that lead nowhere, or back to
 * a folder that they are in, are left out.
 */
export function files(folder: string, prefix = '', above: string[] = []): string[] {
  const path = realpathSync(join(folder, prefix));
  if (above.includes(path)) return [];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => {
    const inner = join(prefix, name);
    const stat = statSync(join(folder, inner), { throwIfNoEntry: false });
    if (stat?.isDirectory()) return files(folder, inner, [...above, path]);
    return stat?.isFile() ? [inner] : [];
  });
}
