// Loads an OCI layout into a Docker that reads only its own form: the same blobs, with a manifest.json beside them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from '../process/run.ts';
import { loadImage } from './docker.ts';
import { type Named, nameOf } from './names.ts';
import { normalReference } from './reference.ts';

type Descriptor = Named & {
  digest: string;
  mediaType?: string;
  platform?: { os: string; architecture: string };
};
type Index = { manifests: Descriptor[] };
type Manifest = { config: Descriptor; layers: Descriptor[] };

/** Puts the image with this reference into Docker. */
export async function loadLayout(archive: string, reference: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'oci-'));
  try {
    await runOrThrow('tar', ['-xf', archive, '-C', folder]);
    const read = <T>(path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
    const manifest = chooseManifest(reference, read<Index>('index.json'), (digest) => read(blob(digest)));
    writeFileSync(join(folder, 'manifest.json'), dockerManifest(reference, manifest));
    const tar = join(folder, 'docker.tar');
    await runOrThrow('tar', ['-cf', tar, '-C', folder, 'manifest.json', 'blobs']);
    await loadImage(tar);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The manifest of a reference for this machine; indexes may be nested. */
export function chooseManifest(
  reference: string,
  index: Index,
  read: (digest: string) => Index | Manifest,
  architecture: string = { x64: 'amd64' }[process.arch as 'x64'] ?? process.arch,
): Manifest {
  const wanted = normalReference(reference);
  const named = index.manifests.filter((descriptor) => {
    const name = nameOf(descriptor);
    return name !== undefined && normalReference(name) === wanted;
  });
  const candidates = named.length > 0 ? named : index.manifests;
  const chosen =
    candidates.find(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture) ??
    candidates.find(({ platform }) => !platform);
  if (!chosen) throw new Error(`the archive has no ${reference} for linux/${architecture}`);
  const content = read(chosen.digest);
  return 'manifests' in content ? chooseManifest(reference, content, read, architecture) : content;
}

/** What `docker load` reads. */
export function dockerManifest(reference: string, { config, layers }: Manifest): string {
  const entry = {
    Config: blob(config.digest),
    RepoTags: [reference],
    Layers: layers.map(({ digest }) => blob(digest)),
  };
  return JSON.stringify([entry]);
}

function blob(digest: string): string {
  return join('blobs', ...digest.split(':'));
}
