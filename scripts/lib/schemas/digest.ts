// The name of a set of schemas: it changes with the pinned sources and with the code that converts them.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemaSource } from './sources.ts';

/** The first 16 hex digits of a sha256 over the sources and the text of all modules in this folder. */
export async function schemasDigest(sources: readonly SchemaSource[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(sources));
  const modules = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.ts')).sort();
  for (const name of modules)
    hash.update(`\0${name}\0`).update(await readFile(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 16);
}
