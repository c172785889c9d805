// The Applications of an environment, from its ApplicationSet and its files.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Application, type ApplicationSet, evaluate } from '../argocd/applicationset.ts';
import { TemplateError } from '../argocd/gotemplate.ts';
import type { Finding } from '../findings/finding.ts';
import type { SourceFile } from '../repository/environments.ts';
import { yamlAt } from '../yaml/path.ts';

export type Evaluated = { applications: Application[]; findings: Finding[] };

/** Evaluates the ApplicationSet over the files of one environment; `E_APPLICATIONSET_TEMPLATE` when it cannot be. */
export function evaluateApplications(
  root: string,
  environment: string,
  set: ApplicationSet,
  files: SourceFile[],
): Evaluated {
  const folder = `environments/${environment}/`;
  const read = (path: string): unknown => {
    if (!path.startsWith(folder))
      throw new TemplateError(`the git generator reads ${path}, which is not in ${folder}`);
    return (
      files.find((file) => file.path === path)?.yaml.data ?? (existsSync(join(root, path)) ? {} : undefined)
    );
  };
  try {
    const applications = evaluate(set, read);
    const names = applications.map(({ metadata }) => metadata.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) {
      const component = twice.slice(environment.length + 1);
      const reason = `two rows of the component table are named ${component}; both make the Application ${twice}`;
      const fix = `# one row with name: ${component}`;
      const file = 'argocd/base/applicationset.yaml';
      return {
        applications: [],
        findings: [{ code: 'E_COMPONENT_TWICE', file, path: 'spec.generators', reason, fix, environment }],
      };
    }
    const findings = applications.flatMap((application) => sourceFindings(root, environment, application));
    const broken = new Set(findings.map(({ application }) => application));
    const rest = applications.filter(({ metadata }) => !broken.has(metadata.name));
    // A wrong template is wrong for all: it is said once.
    return { applications: rest, findings: rest.length === 0 ? findings.slice(0, 1) : findings };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.message.startsWith('the git generator reads')) {
      const file = `argocd/overlays/${environment}/kustomization.yaml`;
      const fix = `configMapGenerator:\n  - name: settings\n    literals:\n      - environment=${environment}`;
      const finding = {
        code: 'E_OVERLAY_NAME',
        file,
        path: 'configMapGenerator[0].literals',
        reason: error.message,
        fix,
        environment,
      };
      return { applications: [], findings: [finding] };
    }
    const file = 'argocd/base/applicationset.yaml';
    const fix = '# a field that environment.yaml or the component table has: {{ .global | toJson }}';
    return {
      applications: [],
      findings: [
        { code: 'E_APPLICATIONSET_TEMPLATE', file, path: 'spec', reason: error.message, fix, environment },
      ],
    };
  }
}

// Both would fail in Argo CD alone, where nobody looks before the merge.
function sourceFindings(root: string, environment: string, application: Application): Finding[] {
  const { path, helm } = application.spec.source;
  const place = {
    environment,
    application: application.metadata.name,
    file: 'argocd/base/applicationset.yaml',
  };
  const allowed = [`/environments/${environment}/`];
  if (!existsSync(join(root, path, 'Chart.yaml'))) {
    const reason = `${path} holds no chart`;
    return [
      {
        ...place,
        code: 'E_CHART_MISSING',
        path: 'spec.template.spec.source.path',
        reason,
        fix: path.startsWith('charts/')
          ? `# ${path} with a chart, or another chart in the component's row of the table`
          : yamlAt(['spec', 'template', 'spec', 'source', 'path'], 'charts/{{ .component.chart }}'),
      },
    ];
  }
  return helm.valueFiles.flatMap((file, index) => {
    const inside = posix.normalize(file);
    if (allowed.some((prefix) => inside.startsWith(prefix)) && existsSync(join(root, inside))) return [];
    const reason = `the values file ${file} is not in the folder of its environment`;
    const at = ['spec', 'template', 'spec', 'source', 'helm', 'valueFiles', index];
    return [
      {
        ...place,
        code: 'E_VALUES_FILE',
        path: 'spec.template.spec.source.helm.valueFiles',
        reason,
        fix: yamlAt(at, '/{{ .environment.path.path }}/{{ .component.name }}.yaml'),
      },
    ];
  });
}
