// Which images an archive names.

/** What is read of a descriptor in an `index.json`. */
export type Named = { annotations?: Record<string, string> };

// containerd and `docker buildx` write the whole name into the first one and the bare tag into the second one; skopeo
// and podman write into the second one what they were given as name.
const wholeName = 'io.containerd.image.name';
const refName = 'org.opencontainers.image.ref.name';

/** References in the `manifest.json` of `docker save`. */
export function dockerNames(manifest: string): string[] {
  const entries = JSON.parse(manifest) as { RepoTags?: string[] | null }[];
  return entries.flatMap(({ RepoTags }) => RepoTags ?? []);
}

/** References in the `index.json` of an OCI layout, and the tags of those that have no more than a tag. */
export function layoutNames(index: string): { references: string[]; tags: string[] } {
  const { manifests = [] } = JSON.parse(index) as { manifests?: Named[] };
  const nameless = manifests.filter((manifest) => nameOf(manifest) === undefined);
  return {
    references: manifests.map(nameOf).filter((name) => name !== undefined),
    tags: nameless.map(({ annotations }) => annotations?.[refName]).filter((tag) => tag !== undefined),
  };
}

/** The reference of a descriptor. A tag alone names no image, and has neither `/` nor `:`. */
export function nameOf({ annotations = {} }: Named): string | undefined {
  return [annotations[wholeName], annotations[refName]].find((name) => name && /[/:]/.test(name));
}

/** What to do about an archive from which nothing can be taken. */
export function namelessNote(path: string, form: 'docker' | 'oci' | undefined, tags: string[] = []): string {
  if (!form) return `${path} is no archive of images: it has neither manifest.json nor index.json`;
  const name = `<registry>/<repository>:${tags[0] ?? '<tag>'}`;
  const only = tags.length > 0 ? `, only the tag ${tags.join(', ')}` : '';
  const how = {
    docker: `docker save --output <file>.tar ${name}`,
    oci: `skopeo copy docker://${name} oci-archive:<file>.tar:${name}`,
  }[form];
  return `${path} names no image${only}; write it with \`${how}\``;
}
