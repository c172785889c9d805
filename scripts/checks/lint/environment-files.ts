// The files of an environment are those that the ApplicationSet reads.
import type { Finding } from '../../lib/findings/finding.ts';
import { environmentSchema } from '../../lib/repository/environment.schema.ts';
import type { SourceFile } from '../../lib/repository/environments.ts';
import { kubernetesVersions } from '../../lib/schemas/sources.ts';
import { closest } from '../../lib/yaml/closest.ts';
import type { YamlFile } from '../../lib/yaml/document.ts';
import { schemaFindings } from '../../lib/yaml/schema.ts';

/**
 * `E_ENVIRONMENT_NAME`, `E_ENVIRONMENT_MISSING`, `E_ENVIRONMENT_SCHEMA` and `E_KUBERNETES_VERSION` for environment.yaml; `E_COMPONENT_UNKNOWN` for a file whose name
 * is no component: Argo CD would never read it, and nobody would notice.
 *
 * @param components names of all components
 */
export function environmentFiles(environment: string, files: SourceFile[], components: string[]): Finding[] {
  const settings = files.find(({ name }) => name === 'environment.yaml');
  const unknown = files.filter(
    ({ name }) => name !== 'environment.yaml' && !components.includes(name.replace(/\.yaml$/, '')),
  );
  if (!/^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/.test(environment)) return [unusableName(environment)];
  return [
    ...(settings ? settingsFindings(environment, settings) : [missing(environment)]),
    ...(components.length > 0 ? unknown.map((file) => unknownComponent(file, components)) : []),
  ];
}

function settingsFindings(environment: string, { path, yaml }: SourceFile): Finding[] {
  if (yaml.problem) return [];
  // Another environment's tenant in a fix would mix their data.
  const proposed = { global: { tenant: environment, clusterName: environment } };
  const findings = schemaFindings('E_ENVIRONMENT_SCHEMA', path, yaml, environmentSchema, proposed);
  return findings.length > 0 ? findings : unsupportedVersion(path, yaml);
}

function unsupportedVersion(file: string, yaml: YamlFile): Finding[] {
  const { kubernetesVersion } = yaml.data as { kubernetesVersion: string };
  const minor = (version: string) => version.split('.').slice(0, 2).join('.');
  if (kubernetesVersions.some((version) => minor(version) === minor(kubernetesVersion))) return [];
  return [
    {
      code: 'E_KUBERNETES_VERSION',
      file,
      path: 'kubernetesVersion',
      line: yaml.lineOf(['kubernetesVersion']),
      reason: `there are no schemas of Kubernetes ${minor(kubernetesVersion)}, only of ${kubernetesVersions.map(minor).join(' and ')}`,
      fix: `kubernetesVersion: ${kubernetesVersions[0]}`,
    },
  ];
}

function unusableName(environment: string): Finding {
  const usable = environment
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  return {
    code: 'E_ENVIRONMENT_NAME',
    file: `environments/${environment}/environment.yaml`,
    path: '',
    reason: `Applications and projects are named after the environment, and ${environment} is no name of a Kubernetes object of 32 characters or fewer`,
    fix: `# rename environments/${environment} and argocd/overlays/${environment} to ${usable}, and in the overlay:\nnamePrefix: ${usable}-`,
  };
}

function missing(environment: string): Finding {
  return {
    code: 'E_ENVIRONMENT_MISSING',
    file: `environments/${environment}/environment.yaml`,
    path: '',
    reason: `argocd/overlays/${environment} deploys this environment, and the file that describes it is not there`,
    fix: `# or remove argocd/overlays/${environment}\nkubernetesVersion: ${kubernetesVersions[0]}\nglobal:\n  tenant: ${environment}\n  clusterName: ${environment}`,
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
