// The files of an environment are those that the ApplicationSet reads.
import type { Finding } from '../../lib/findings/finding.ts';
import { environmentSchema } from '../../lib/repository/environment.schema.ts';
import type { SourceFile } from '../../lib/repository/environments.ts';
import { closest } from '../../lib/yaml/closest.ts';
import { schemaFindings } from '../../lib/yaml/schema.ts';

/**
 * `E_ENVIRONMENT_MISSING` and `E_ENVIRONMENT_SCHEMA` for environment.yaml; `E_COMPONENT_UNKNOWN` for a file whose name
 * is no component: Argo CD would never read it, and nobody would notice.
 *
 * @param components names of all components
 */
export function environmentFiles(environment: string, files: SourceFile[], components: string[]): Finding[] {
  const settings = files.find(({ name }) => name === 'environment.yaml');
  const unknown = files.filter(
    ({ name }) => name !== 'environment.yaml' && !components.includes(name.replace(/\.yaml$/, '')),
  );
  return [
    ...(settings ? settingsFindings(settings) : [missing(environment)]),
    ...(components.length > 0 ? unknown.map((file) => unknownComponent(file, components)) : []),
  ];
}

function settingsFindings({ path, yaml }: SourceFile): Finding[] {
  return yaml.problem ? [] : schemaFindings('E_ENVIRONMENT_SCHEMA', path, yaml, environmentSchema);
}

function missing(environment: string): Finding {
  return {
    code: 'E_ENVIRONMENT_MISSING',
    file: `environments/${environment}/environment.yaml`,
    path: '',
    reason: `argocd/overlays/${environment} deploys this environment, and the file that describes it is not there`,
    fix: `kubernetesVersion: 1.36.3\nglobal:\n  tenant: ${environment}\n  clusterName: ${environment}`,
  };
}

function unknownComponent({ path, name }: SourceFile, components: string[]): Finding {
  const near = closest(name.replace(/\.ya?ml$/, ''), components);
  return {
    code: 'E_COMPONENT_UNKNOWN',
    file: path,
    path: '',
    reason: `${name} belongs to no component, so Argo CD never reads it${near ? `; did you mean ${near}.yaml?` : ''}`,
    fix: near
      ? `# rename the file to ${near}.yaml`
      : `# name the file after a component: ${components.map((component) => `${component}.yaml`).join(', ')}`,
  };
}
