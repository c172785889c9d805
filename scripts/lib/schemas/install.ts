// Installs the JSON schemas with which kubeconform validates manifests without network.
import { access, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { crdSchemas } from './crd.ts';
import { schemasDigest } from './digest.ts';
import { writeFolder } from './folder.ts';
import { type ObtainOptions, type ObtainSource, sourceObtainer } from './obtain.ts';
import { type OpenapiSchemas, openapiSchemas } from './openapi.ts';
import type { Schema } from './schema.ts';
import { type SchemaSource, schemaSources } from './sources.ts';

export interface InstallOptions extends ObtainOptions {
  /** Folder for the schemas of all digests; created when missing. */
  readonly folder: string;
  readonly sources?: readonly SchemaSource[];
  /** Called with one line of text before each step that takes time. */
  readonly onProgress?: (message: string) => void;
}

export interface InstalledSchemas {
  /** Absolute path of the folder of this digest. */
  readonly folder: string;
  readonly digest: string;
  /** Kubernetes versions with schemas, in the order of the sources, without a leading v. */
  readonly versions: readonly string[];
  /** Number of different kinds (of one API version each) over all Kubernetes versions and CRDs. */
  readonly kinds: number;
  /**
   * Values of kubeconform's -schema-location for a Kubernetes version.
   * @throws Error when no schemas of that version are installed
   */
  readonly schemaLocations: (version: string) => string[];
}

/**
 * Makes the schemas, unless those of the same sources and converter are there: then the network is not used.
 * Several callers at the same time are safe.
 * @throws SourceError when a source cannot be obtained
 */
export async function installSchemas(options: InstallOptions): Promise<InstalledSchemas> {
  const { sources = schemaSources, onProgress = () => {} } = options;
  const digest = await schemasDigest(sources);
  const folder = join(resolve(options.folder), digest);
  if (!(await exists(folder))) {
    const files = await makeFiles(sources, sourceObtainer(options), onProgress);
    await writeFolder(folder, files);
  }
  const versions = sources.filter(({ holds }) => holds === 'openapi').map(kubernetesVersion);
  const schemaLocations = (version: string) => locations(folder, versions, version);
  return { folder, digest, versions, kinds: await countKinds(folder), schemaLocations };
}

async function makeFiles(sources: readonly SchemaSource[], obtain: ObtainSource, onProgress: Progress) {
  const files = new Map<string, Schema>();
  const addAll = (folder: string, schemas: ReadonlyMap<string, Schema>) => {
    for (const [name, schema] of schemas) files.set(`${folder}/${name}`, schema);
  };
  const crdTexts: string[] = [];
  let objectMeta: OpenapiSchemas['objectMeta'] | undefined;
  for (const source of sources) {
    onProgress(`Schemas of ${source.name} ${source.version}`);
    const texts = [...(await obtain(source)).values()];
    if (source.holds === 'crds') {
      crdTexts.push(...texts);
      continue;
    }
    const [text = ''] = texts;
    const schemas = openapiSchemas(JSON.parse(text));
    objectMeta ??= schemas.objectMeta;
    addAll(`kubernetes-${kubernetesVersion(source)}`, schemas.files);
  }
  if (!objectMeta) throw new Error('No schema source holds the OpenAPI document of Kubernetes: add one.');
  addAll('crds', crdSchemas(crdTexts, objectMeta));
  return files;
}

type Progress = (message: string) => void;

function kubernetesVersion({ version }: SchemaSource): string {
  return version.replace(/^v/, '');
}

function locations(folder: string, versions: readonly string[], version: string): string[] {
  if (!versions.includes(version)) {
    throw new Error(`No schemas of Kubernetes ${version} are installed: use one of ${versions.join(', ')}.`);
  }
  const template = '{{.ResourceKind}}{{.KindSuffix}}.json';
  return [`kubernetes-${version}`, 'crds'].map((part) => join(folder, part, template));
}

async function countKinds(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).size;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
