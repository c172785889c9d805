// A folder of image archives: which images they hold, and loading one. Both forms are read: OCI layouts, and what `docker save` writes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import { run } from '../process/run.ts';
import { loadImage } from './docker.ts';
import { loadLayout } from './ocilayout.ts';
import { normalReference } from './reference.ts';

export type Archive = { path: string; form: 'docker' | 'oci' };

const nameAnnotations = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** The archive of each image in a folder, by the normal form of its reference. */
export async function readArchives(folder: string): Promise<Map<string, Archive>> {
  const found = new Map<string, Archive>();
  for (const name of names(folder)) {
    const path = join(folder, name);
    const manifest = await member(path, 'manifest.json');
    const index = manifest ? '' : await member(path, 'index.json');
    const references = manifest ? dockerNames(manifest) : layoutNames(index);
    for (const reference of references)
      found.set(normalReference(reference), { path, form: manifest ? 'docker' : 'oci' });
  }
  return found;
}

/** Puts the image of an archive into Docker. */
export async function loadArchive({ path, form }: Archive, reference: string): Promise<void> {
  if (form === 'docker') await loadImage(path);
  else await loadLayout(path, reference);
}

/** References in the `manifest.json` of `docker save`. */
export function dockerNames(manifest: string): string[] {
  const entries = JSON.parse(manifest) as { RepoTags?: string[] | null }[];
  return entries.flatMap(({ RepoTags }) => RepoTags ?? []);
}

/** References in the `index.json` of an OCI layout. A bare tag names no image and is passed over. */
export function layoutNames(index: string): string[] {
  if (!index) return [];
  const { manifests = [] } = JSON.parse(index) as { manifests?: { annotations?: Record<string, string> }[] };
  return manifests
    .map(({ annotations = {} }) =>
      nameAnnotations.map((key) => annotations[key]).find((name) => name?.includes('/')),
    )
    .filter((name) => name !== undefined);
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
