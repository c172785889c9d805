// The objects in what Helm rendered.
import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { machineYaml } from '../yaml/machine.ts';

/**
 * The objects, or the finding that there is something else: Helm lets pass documents without kind or name, and keys that
 * stand twice in a map.
 */
export function renderedObjects(
  yaml: string,
  place: Pick<Finding, 'file' | 'application'>,
): { resources: Resource[]; problem?: Finding } {
  const fail = (document: string, reason: string, fix: string) => {
    const source = /^# Source: (.+)$/m.exec(document)?.[1];
    const file = source ? { file: `charts/${source}` } : {};
    return { resources: [], problem: { ...place, ...file, code: 'E_HELM_RENDER', path: '', reason, fix } };
  };
  const resources: Resource[] = [];
  for (const document of yaml.split(/^---$/m)) {
    try {
      resources.push(...machineYaml<Resource>(document));
    } catch (error) {
      const [reason = ''] = (error as Error).message.split('\n');
      return fail(
        document,
        `the rendered YAML cannot be read: ${reason}`,
        '# each key once, whether the chart or the values set it',
      );
    }
    const last = resources.at(-1);
    if (last && !(last.kind && last.metadata?.name)) {
      const reason =
        'the template writes something without kind or metadata.name, which is no Kubernetes object';
      return fail(document, reason, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: …');
    }
  }
  return { resources };
}
