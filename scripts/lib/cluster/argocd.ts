// Installs Argo CD from argocd/install, over upstream's manifest, whose checksum is pinned here.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Resource } from '../kubernetes/resource.ts';
import { StepError } from '../process/run.ts';
import { sourceObtainer } from '../schemas/obtain.ts';
import { SourceError } from '../schemas/sourceerror.ts';
import { schemaSources } from '../schemas/sources.ts';
import { machineYaml } from '../yaml/machine.ts';
import type { Cluster } from './cluster.ts';
import { imagesOf } from './images.ts';
import type { Kubectl } from './kubectl.ts';
import { retryCrashed } from './rollout/diagnose.ts';
import { rolledOut } from './rollout/rollout.ts';

const manifest = 'manifests/core-install.yaml';
const sha256 = '0b38189d6e1fd76ef5c3db10355026c48a02020d82bf21a1a1b5ab16dffe4f3c';

/** The version that the schemas are made from is the one that is installed. */
const source = schemaSources.find(({ name }) => name === 'argo-cd');

export type ArgoCd = {
  manifests: string;
  images: string[];
  /** Brings git and its daemon. */
  gitImage: string;
  version: string;
};

/** The manifests of Argo CD as argocd/install says, built with a verified copy of upstream's. */
export async function argoCdManifests(root: string, cluster: Cluster, kubectl: Kubectl): Promise<ArgoCd> {
  const folder = join(cluster.folder, 'argocd-install');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cluster.folder, { recursive: true });
  cpSync(join(root, 'argocd/install'), folder, { recursive: true });
  const file = join(folder, 'kustomization.yaml');
  const { text, version } = withLocalManifest(readFileSync(file, 'utf8'));
  writeFileSync(file, text);
  writeFileSync(join(folder, 'core-install.yaml'), await upstreamManifest());
  const manifests = await kubectl.run(['kustomize', folder]);
  const images = imagesOf(machineYaml<Resource>(manifests));
  const gitImage = images.find((image) => image.includes('/argocd:'));
  if (!gitImage) throw new StepError('argocd/install: no container runs an image of the name argocd');
  return { manifests, images, gitImage, version };
}

/** Applies Argo CD and waits until each of its workloads runs what was applied. */
export async function installArgoCd(kubectl: Kubectl, { manifests }: ArgoCd): Promise<void> {
  await kubectl.apply(manifests);
  await retryCrashed(kubectl, 'argocd');
  const workloads = machineYaml<Resource>(manifests).filter(({ kind }) =>
    /^(Deployment|StatefulSet)$/.test(kind),
  );
  await Promise.all(
    workloads.map(({ kind, metadata }) => rolledOut(kubectl, 'argocd', `${kind}/${metadata.name}`)),
  );
}

/** A kustomization whose URL of upstream's manifest is replaced by the file beside it, and the version in that URL. */
export function withLocalManifest(kustomization: string): { text: string; version: string } {
  const content = parse(kustomization) as { resources: string[] };
  const remote = content.resources.find((resource) => resource.endsWith(`/${manifest}`));
  const version = remote && /\/argo-cd\/(v[\d.]+)\//.exec(remote)?.[1];
  if (!version || version !== source?.version)
    throw new StepError(
      `argocd/install/kustomization.yaml installs Argo CD ${version}, but the pinned one is ${source?.version}.\n` +
        'Please change it together with scripts/lib/schemas/sources.ts and the checksum in scripts/lib/cluster/argocd.ts.',
    );
  const resources = content.resources.map((resource) =>
    resource === remote ? 'core-install.yaml' : resource,
  );
  return { text: stringify({ ...content, resources }), version };
}

async function upstreamManifest(): Promise<string> {
  if (!source) throw new StepError('scripts/lib/schemas/sources.ts has no argo-cd');
  try {
    const files = await sourceObtainer()({ ...source, files: [{ path: manifest, sha256 }] });
    return files.get(manifest) ?? '';
  } catch (error) {
    if (error instanceof SourceError) throw new StepError(error.message);
    throw error;
  }
}
