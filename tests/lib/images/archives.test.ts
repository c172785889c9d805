import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../../../scripts/lib/cli/errors.ts';
import { readArchives } from '../../../scripts/lib/images/archives.ts';
import { chooseManifest, dockerManifest } from '../../../scripts/lib/images/ocilayout.ts';

const wholeName = 'io.containerd.image.name';
const refName = 'org.opencontainers.image.ref.name';
const annotated = (name: string) => ({ [wholeName]: name });
const index = (...all: (Record<string, string> | undefined)[]) => ({
  manifests: all.map((annotations) => ({ digest: 'sha256:a', ...(annotations ? { annotations } : {}) })),
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes an archive of some files, and tells what is read from it. */
async function read(files: Record<string, object>, { name = 'a.tar', options = [] as string[] } = {}) {
  const content = join(folder, 'content');
  mkdirSync(content);
  for (const [file, value] of Object.entries(files))
    writeFileSync(join(content, file), JSON.stringify(value));
  execFileSync('tar', [...options, '-cf', join(folder, name), '-C', content, ...Object.keys(files)]);
  const notes: string[] = [];
  const found = await readArchives(folder, (line) => notes.push(line.replaceAll(folder, '.')));
  const archives = [...found].map(([reference, { path, form }]) => [reference, form, basename(path)]);
  return { archives, notes };
}

describe('readArchives', () => {
  test('reads what docker save writes, with several images and names', async () => {
    const manifest = [
      { Config: 'c', RepoTags: ['grafana/loki:3.7.8', 'redis:8'], Layers: [] },
      { RepoTags: null },
    ];
    expect(await read({ 'manifest.json': manifest })).toEqual({
      archives: [
        ['docker.io/grafana/loki:3.7.8', 'docker', 'a.tar'],
        ['docker.io/library/redis:8', 'docker', 'a.tar'],
      ],
      notes: [],
    });
  });

  test('reads what docker save writes since Docker 25: an OCI layout with a manifest.json', async () => {
    const files = {
      'manifest.json': [{ Config: 'c', RepoTags: ['grafana/loki:3.7.8'], Layers: [] }],
      'index.json': index({ [wholeName]: 'docker.io/grafana/loki:3.7.8', [refName]: '3.7.8' }),
    };
    expect(await read(files)).toEqual({
      archives: [['docker.io/grafana/loki:3.7.8', 'docker', 'a.tar']],
      notes: [],
    });
  });

  test.each([
    ['docker buildx', { [wholeName]: 'ghcr.io/a/b:1', [refName]: '1' }, 'ghcr.io/a/b:1'],
    ['skopeo with a whole name', { [refName]: 'ghcr.io/a/b:1' }, 'ghcr.io/a/b:1'],
    ['skopeo with a short name', { [refName]: 'redis:8' }, 'docker.io/library/redis:8'],
  ])('reads the OCI layout of %s', async (_, annotations, reference) => {
    expect(await read({ 'index.json': index(annotations) })).toEqual({
      archives: [[reference, 'oci', 'a.tar']],
      notes: [],
    });
  });

  test('reads a compressed archive whose paths start with a dot', async () => {
    const layout = { name: 'b.tar.gz', options: ['-z', '--transform=s|^|./|'] };
    const { archives } = await read({ 'index.json': index(annotated('ghcr.io/a/b:1')) }, layout);
    expect(archives).toEqual([['ghcr.io/a/b:1', 'oci', 'b.tar.gz']]);
  });

  test.each([
    [
      'an OCI layout with a bare tag',
      { 'index.json': index({ [refName]: '3.7.8' }) },
      './a.tar names no image, only the tag 3.7.8; write it with ' +
        '`skopeo copy docker://<registry>/<repository>:3.7.8 oci-archive:<file>.tar:<registry>/<repository>:3.7.8`',
    ],
    [
      'an OCI layout without any name',
      { 'index.json': index(undefined) },
      './a.tar names no image; write it with ' +
        '`skopeo copy docker://<registry>/<repository>:<tag> oci-archive:<file>.tar:<registry>/<repository>:<tag>`',
    ],
    [
      'an image that docker save wrote by its id',
      { 'manifest.json': [{ RepoTags: null }] },
      './a.tar names no image; write it with `docker save --output <file>.tar <registry>/<repository>:<tag>`',
    ],
    [
      'another archive',
      { 'readme.json': {} },
      './a.tar is no archive of images: it has neither manifest.json nor index.json',
    ],
  ])('says what to do about %s', async (_, files, note) => {
    expect(await read(files as Record<string, object>)).toEqual({ archives: [], notes: [note] });
  });

  test('passes over other files', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'not an archive');
    expect((await read({ 'index.json': index(annotated('ghcr.io/a/b:1')) })).notes).toEqual([]);
  });

  test('says which folder cannot be read', async () => {
    const work = readArchives(join(folder, 'missing'));
    await expect(work).rejects.toThrow(CommandError);
    await expect(work).rejects.toThrow(`--images ${join(folder, 'missing')} is not a folder`);
  });
});

describe('chooseManifest', () => {
  const manifest = (name: string) => ({
    config: { digest: `sha256:${name}` },
    layers: [{ digest: 'sha256:l' }],
  });
  const platform = (architecture: string) => ({ os: 'linux', architecture });

  test('takes the named one', () => {
    const index = {
      manifests: [
        { digest: 'sha256:x', annotations: annotated('docker.io/grafana/loki:1') },
        { digest: 'sha256:y', annotations: annotated('docker.io/grafana/loki:2') },
      ],
    };
    expect(chooseManifest('grafana/loki:2', index, (digest) => manifest(digest))).toEqual(
      manifest('sha256:y'),
    );
  });

  test('takes that of the architecture from a nested index', () => {
    const outer = { manifests: [{ digest: 'sha256:i', annotations: annotated('ghcr.io/a/b:1') }] };
    const inner = {
      manifests: [
        { digest: 'sha256:arm', platform: platform('arm64') },
        { digest: 'sha256:amd', platform: platform('amd64') },
      ],
    };
    const read = (digest: string) => (digest === 'sha256:i' ? inner : manifest(digest));
    expect(chooseManifest('ghcr.io/a/b:1', outer, read, 'amd64')).toEqual(manifest('sha256:amd'));
  });

  test('says that there is none for the architecture', () => {
    const index = { manifests: [{ digest: 'sha256:arm', platform: platform('arm64') }] };
    expect(() => chooseManifest('a/b:1', index, () => manifest(''), 'amd64')).toThrow(
      'the archive has no a/b:1 for linux/amd64',
    );
  });
});

test('dockerManifest points at the blobs of the layout', () => {
  const manifest = { config: { digest: 'sha256:c' }, layers: [{ digest: 'sha256:l' }] };
  expect(JSON.parse(dockerManifest('a/b:1', manifest))).toEqual([
    { Config: 'blobs/sha256/c', RepoTags: ['a/b:1'], Layers: ['blobs/sha256/l'] },
  ]);
});
