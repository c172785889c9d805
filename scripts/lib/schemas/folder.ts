// Writes a folder of JSON files so that it is there whole or not at all.
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes files (path in the folder → JSON value) to a temporary folder and renames it. When another process
 * made the same folder in the meantime, that one stays.
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, unknown>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}.tmp-`);
  try {
    for (const path of new Set([...files.keys()].map(dirname))) {
      await mkdir(join(temporary, path), { recursive: true });
    }
    for (const [path, value] of files) await writeFile(join(temporary, path), JSON.stringify(value));
    // mkdtemp leaves it to the owner alone.
    await chmod(temporary, 0o755);
    await rename(temporary, folder).catch((error: unknown) =>
      access(folder).catch(() => Promise.reject(error)),
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
