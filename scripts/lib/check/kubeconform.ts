// One run of kubeconform over many files, for one Kubernetes version.
import { CommandError } from '../cli/errors.ts';
import type { Finding } from '../findings/finding.ts';
import { templateOf } from '../helm/source.ts';
import type { InstalledSchemas } from '../schemas/install.ts';
import { runTool } from '../tools/run.ts';
import { pathText, pointerPath } from '../yaml/path.ts';
import type { Manifests } from './types.ts';

/** A finding, with the file and the Kubernetes version that it was seen with. */
export type Found = { path: string; version: string; finding: Finding };

/**
 * Findings of a batch of files.
 *
 * @throws CommandError when kubeconform did not see every object: nothing would be proven
 */
export async function runKubeconform(
  root: string,
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
  const { stdout, stderr } = await runTool('kubeconform', [...flags, ...batch.map(({ path }) => path)], '.');
  const output = parseOutput(stdout, stderr);
  const { valid, invalid, errors, skipped } = output.summary;
  const expected = batch.reduce((sum, { resources }) => sum + resources, 0);
  if (valid + invalid + errors !== expected || skipped > 0) {
    throw new CommandError(
      `E_VALIDATION_INCOMPLETE kubeconform saw ${valid + invalid + errors} of ${expected} objects and skipped ${skipped}.\n${stderr}`,
    );
  }
  const byPath = Map.groupBy(batch, ({ path }) => path);
  return (output.resources ?? []).flatMap((failure) =>
    (byPath.get(failure.filename) ?? []).flatMap((item) => toFindings(root, failure, item, version)),
  );
}

type Failure = {
  filename: string;
  kind: string;
  name: string;
  version: string;
  status: string;
  msg: string;
};
type Output = {
  resources?: Failure[];
  summary: { valid: number; invalid: number; errors: number; skipped: number };
};

function parseOutput(stdout: string, stderr: string): Output {
  try {
    return JSON.parse(stdout) as Output;
  } catch {
    throw new CommandError(
      `E_TOOL kubeconform failed: ${stderr.trim() || stdout.trim() || 'it printed nothing'}`,
    );
  }
}

function toFindings(root: string, failure: Failure, item: Manifests, version: string): Found[] {
  const { kind, name, msg } = failure;
  const template = templateOf(root, item.path, kind, name);
  const base = { ...item.place, ...(template ? { file: template } : {}), object: `${kind} ${name}` };
  // Kubeconform's own list ends at the outermost cause.
  const validationErrors = [...msg.matchAll(/- at '([^']*)': (.+?)(?=\s+- at '|$)/g)]
    .map(([, path = '', text = '']) => ({ path, msg: text }))
    .filter((error) => error.msg !== 'validation failed');
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
        fix: `# ${pathText(path) || kind}: ${error.msg}`,
      },
    };
  });
}
