// kubeconform over rendered manifests, with schemas for every supported Kubernetes minor.
import { join } from 'node:path';
import { hash } from '../cache/hash.ts';
import type { Finding } from '../findings/finding.ts';
import { cacheFolder } from '../repository/root.ts';
import { type InstalledSchemas, installSchemas } from '../schemas/install.ts';
import type { Context } from './context.ts';
import { type Found, runKubeconform } from './kubeconform.ts';
import type { Manifests } from './types.ts';

// Linux refuses longer argument lists; a run of kubeconform compiles each schema once, so batches are large.
const batchSize = 1000;

/** Findings of all manifests. Files that passed before, by content, are not read again. */
export async function validateManifests(context: Context, manifests: Manifests[]): Promise<Finding[]> {
  const schemas = await supportedSchemas();
  const cacheKey = (item: Manifests) => hash(context.toolkit, schemas.digest, item.key);
  const inCache = manifests.map((item) => ({ ...item, path: join(context.cache.folder, item.path) }));
  const open = inCache.filter((item) => context.cache.get('valid', cacheKey(item)) === undefined);
  const findings: Finding[] = [];
  for (let start = 0; start < open.length; start += batchSize) {
    const batch = open.slice(start, start + batchSize);
    const results = await Promise.all(
      schemas.versions.map((version) => runKubeconform(context.root, batch, version, schemas)),
    );
    const found = mergeVersions(results);
    for (const item of batch)
      if (!found.some(({ path }) => path === item.path)) context.cache.put('valid', cacheKey(item), true);
    findings.push(...found.map(({ finding }) => finding));
  }
  return findings;
}

/** The schemas, made on first use. */
export function supportedSchemas(): Promise<InstalledSchemas> {
  return installSchemas({
    folder: join(cacheFolder, 'schemas'),
    onProgress: (message) => process.stderr.write(`${message} …\n`),
  });
}

// What is wrong in every version is said once, without naming the versions.
function mergeVersions(results: Found[][]): Found[] {
  const groups = Map.groupBy(results.flat(), ({ path, version, finding }) =>
    [path, finding.object, finding.code, finding.path, finding.reason.replace(version, '')].join('\n'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    if (group.length < results.length) return [first];
    return [
      {
        ...first,
        finding: {
          ...first.finding,
          reason: first.finding.reason.replace(` (Kubernetes ${first.version})`, ''),
        },
      },
    ];
  });
}
