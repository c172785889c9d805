// A folder of image archives: which images they hold, and loading one. Both forms are read: OCI layouts, and what `docker save` writes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import { run } from '../process/run.ts';
import { loadImage } from './docker.ts';
import { dockerNames, layoutNames, namelessNote } from './names.ts';
import { loadLayout } from './ocilayout.ts';
import { normalReference } from './reference.ts';

export type Archive = { path: string; form: 'docker' | 'oci' };

/** The archive of each image in a folder, by the normal form of its reference. `note` is told of archives without any. */
export async function readArchives(
  folder: string,
  note: (line: string) => void = () => {},
): Promise<Map<string, Archive>> {
  const found = new Map<string, Archive>();
  for (const name of names(folder)) {
    const path = join(folder, name);
    const { form, references, tags } = await contents(path);
    if (form) for (const reference of references) found.set(normalReference(reference), { path, form });
    if (references.length === 0) note(namelessNote(path, form, tags));
  }
  return found;
}

/** Puts the image of an archive into Docker. */
export async function loadArchive({ path, form }: Archive, reference: string): Promise<void> {
  if (form === 'docker') await loadImage(path);
  else await loadLayout(path, reference);
}

type Contents = { form?: Archive['form']; references: string[]; tags?: string[] };

// `docker save` writes both files since Docker 25.
async function contents(path: string): Promise<Contents> {
  const manifest = await member(path, 'manifest.json');
  if (manifest) return { form: 'docker', references: dockerNames(manifest) };
  const index = await member(path, 'index.json');
  return index ? { form: 'oci', ...layoutNames(index) } : { references: [] };
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.tar(\.gz)?$/.test(name))
      .sort();
  } catch {
    throw new CommandError(`E_USAGE --images ${folder} is not a folder that can be read`);
  }
}

async function member(archive: string, name: string): Promise<string> {
  // Archives are written with and without `./`.
  for (const path of [name, `./${name}`]) {
    const { exitCode, stdout } = await run('tar', ['-xOf', archive, path]);
    if (exitCode === 0) return stdout;
  }
  return '';
}
