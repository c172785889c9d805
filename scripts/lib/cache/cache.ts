// Results kept between runs under the hash of everything they were made from.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A folder of results. A key never gets a second value, so nothing is ever stale. */
export type Cache = {
  get<T>(kind: string, key: string): T | undefined;
  put<T>(kind: string, key: string, value: T): T;
  /** Path, within `folder`, of a text kept for other programs, written unless it is there already. */
  file(kind: string, key: string, extension: string, content: string): string;
  folder: string;
};

/** Opens the cache in a folder; it is made on the first write. */
export function openCache(folder: string): Cache {
  const path = (kind: string, key: string, extension: string) =>
    join(folder, kind, key.slice(0, 2), `${key.slice(2)}.${extension}`);
  return {
    folder,
    get<T>(kind: string, key: string): T | undefined {
      try {
        return JSON.parse(read(path(kind, key, 'json')) ?? '') as T;
      } catch {
        // Not there, or cut off by a full disk: made again.
        return undefined;
      }
    },
    put<T>(kind: string, key: string, value: T): T {
      write(path(kind, key, 'json'), JSON.stringify(value));
      return value;
    },
    file(kind, key, extension, content) {
      const target = path(kind, key, extension);
      if (read(target) !== content) write(target, content);
      return relative(folder, target);
    },
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

// Written beside and renamed: a run that is stopped leaves no half result.
function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
