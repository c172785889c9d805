// kubeconform over rendered manifests, with schemas for every supported Kubernetes minor.
import { join } from 'node:path';
import { hash } from '../cache/hash.ts';
import { CommandError } from '../cli/errors.ts';
import type { Finding } from '../findings/finding.ts';
import { cacheFolder } from '../repository/root.ts';
import { type InstalledSchemas, installSchemas } from '../schemas/install.ts';
import { runTool } from '../tools/run.ts';
import { pathText, pointerPath, yamlAt } from '../yaml/path.ts';
import type { Context } from './context.ts';

/** Manifests to validate: a file, the number of objects in it, and where a finding belongs. */
export type Manifests = {
  path: string;
  key: string;
  resources: number;
  place: Pick<Finding, 'file' | 'environment' | 'application'>;
};

type Failure = {
  filename: string;
  kind: string;
  name: string;
  version: string;
  status: string;
  msg: string;
  validationErrors?: { path: string; msg: string }[];
};
type Output = {
  resources?: Failure[];
  summary: { valid: number; invalid: number; errors: number; skipped: number };
};

// Linux refuses longer argument lists; a run of kubeconform compiles each schema once, so batches are large.
const batchSize = 1000;

/** Findings of all manifests. Files that passed before, by content, are not read again. */
export async function validateManifests(context: Context, manifests: Manifests[]): Promise<Finding[]> {
  const schemas = await supportedSchemas();
  const cacheKey = (item: Manifests) => hash(context.toolkit, schemas.digest, item.key);
  const open = manifests.filter((item) => context.cache.get('valid', cacheKey(item)) === undefined);
  const findings: Finding[] = [];
  for (let start = 0; start < open.length; start += batchSize) {
    const batch = open.slice(start, start + batchSize);
    const results = await Promise.all(
      schemas.versions.map((version) => runKubeconform(context, batch, version, schemas)),
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

type Found = { path: string; version: string; finding: Finding };

async function runKubeconform(
  context: Context,
  batch: Manifests[],
  version: string,
  schemas: InstalledSchemas,
): Promise<Found[]> {
  const locations = schemas.schemaLocations(version).flatMap((location) => ['-schema-location', location]);
  const flags = [
    '-strict',
    '-summary',
    '-output',
    'json',
    '-n',
    '2',
    '-kubernetes-version',
    version,
    ...locations,
  ];
  const { stdout, stderr } = await runTool(
    'kubeconform',
    [...flags, ...batch.map(({ path }) => path)],
    context.root,
  );
  const output = parseOutput(stdout, stderr);
  const { valid, invalid, errors, skipped } = output.summary;
  const expected = batch.reduce((sum, { resources }) => sum + resources, 0);
  if (valid + invalid + errors !== expected || skipped > 0) {
    throw new CommandError(
      `E_VALIDATION_INCOMPLETE kubeconform saw ${valid + invalid + errors} of ${expected} objects and skipped ${skipped}.\n${stderr}`,
    );
  }
  const byPath = new Map(batch.map((item) => [item.path, item]));
  return (output.resources ?? []).flatMap((failure) => {
    const item = byPath.get(failure.filename);
    return item ? toFindings(failure, item, version) : [];
  });
}

function parseOutput(stdout: string, stderr: string): Output {
  try {
    return JSON.parse(stdout) as Output;
  } catch {
    throw new CommandError(
      `E_TOOL kubeconform failed: ${stderr.trim() || stdout.trim() || 'it printed nothing'}`,
    );
  }
}

function toFindings(failure: Failure, item: Manifests, version: string): Found[] {
  const { kind, name, msg, validationErrors = [] } = failure;
  const base = { ...item.place, object: `${kind} ${name}` };
  if (msg.includes('could not find schema')) {
    const reason = `there is no ${kind} in ${failure.version} in Kubernetes ${version}, nor in the CRDs of the add-ons`;
    const finding = {
      ...base,
      code: 'E_UNKNOWN_KIND',
      path: 'kind',
      reason,
      fix: '# a kind that exists, or its CRD added to scripts/lib/schemas/sources.ts',
    };
    return [{ path: item.path, version, finding }];
  }
  if (validationErrors.length === 0) {
    return [
      {
        path: item.path,
        version,
        finding: {
          ...base,
          code: 'E_INVALID',
          path: '',
          reason: `${msg} (Kubernetes ${version})`,
          fix: '# a valid object',
        },
      },
    ];
  }
  return validationErrors.map((error) => {
    const path = pointerPath(error.path);
    const reason = `\`${pathText(path) || kind}\`: ${error.msg} (Kubernetes ${version})`;
    return {
      path: item.path,
      version,
      finding: {
        ...base,
        code: 'E_INVALID',
        path: pathText(path),
        reason,
        fix: yamlAt(path, `<${error.msg}>`),
      },
    };
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
