import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../../scripts/lib/cli/errors.ts';
import { layoutNames, readArchives } from '../../../scripts/lib/images/archives.ts';
import { chooseManifest, dockerManifest } from '../../../scripts/lib/images/ocilayout.ts';

const docker = [{ Config: 'c', RepoTags: ['grafana/loki:3.7.8', 'redis:8'], Layers: [] }, { RepoTags: null }];
const annotated = (name: string) => ({ 'io.containerd.image.name': name });
const oci = { manifests: [{ digest: 'sha256:a', annotations: annotated('ghcr.io/a/b:1') }] };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
  const write = (archive: string, file: string, content: object, ...options: string[]) => {
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify(content));
    execFileSync('tar', [...options, '-cf', join(folder, archive), '-C', folder, file]);
    rmSync(path);
  };
  write('docker.tar', 'manifest.json', docker);
  write('oci.tar.gz', 'index.json', oci, '-z', '--transform=s|^|./|');
  write('other.tar', 'readme.txt', {});
  writeFileSync(join(folder, 'notes.txt'), 'not an archive');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('readArchives', () => {
  test('finds images in both forms, by their whole names', async () => {
    expect(await readArchives(folder)).toEqual(
      new Map([
        ['docker.io/grafana/loki:3.7.8', { path: join(folder, 'docker.tar'), form: 'docker' }],
        ['docker.io/library/redis:8', { path: join(folder, 'docker.tar'), form: 'docker' }],
        ['ghcr.io/a/b:1', { path: join(folder, 'oci.tar.gz'), form: 'oci' }],
      ]),
    );
  });

  test('says which folder cannot be read', async () => {
    const work = readArchives(join(folder, 'missing'));
    await expect(work).rejects.toThrow(CommandError);
    await expect(work).rejects.toThrow(`--images ${join(folder, 'missing')} is not a folder`);
  });
});

test('a bare tag names no image', () => {
  const index = { manifests: [{ annotations: { 'org.opencontainers.image.ref.name': '3.7.8' } }, {}] };
  expect(layoutNames(JSON.stringify(index))).toEqual([]);
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
