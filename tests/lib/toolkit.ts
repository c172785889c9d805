// A whole copy of the toolkit in a temporary folder, with its own cache: its commands touch nothing outside of it.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { checkoutWith } from '../checkout.ts';
import { type Files, node, type Result, writeFiles } from './helpers.ts';

/** The smallest checkout that every check passes: one environment, one component, one ConfigMap. */
export const smallCheckout: Files = {
  'charts/thing/Chart.yaml': 'apiVersion: v2\nname: thing\nversion: 0.1.0\n',
  'charts/thing/values.yaml': 'greeting: hello\nglobal: {}\n',
  'charts/thing/values.schema.json': JSON.stringify({
    type: 'object',
    additionalProperties: false,
    properties: { greeting: { type: 'string' }, global: { type: 'object' } },
  }),
  'charts/thing/templates/configmap.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: thing
data:
  greeting: {{ .Values.greeting }} {{ .Values.global.tenant }}
`,
  'environments/demo/environment.yaml':
    'kubernetesVersion: 1.36.3\nglobal: {tenant: demo, clusterName: demo}\n',
  'environments/demo/thing.yaml': 'greeting: hi\n',
  'argocd/overlays/demo/kustomization.yaml': `resources: [applicationset.yaml, project.yaml]
`,
  'argocd/overlays/demo/project.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: demo-things, namespace: argocd}
spec:
  sourceRepos: ['https://example.org/repository.git']
  destinations: [{server: 'https://kubernetes.default.svc', namespace: thing}]
  clusterResourceWhitelist: [{group: '', kind: Namespace, name: thing}]
  namespaceResourceWhitelist: [{group: '', kind: ConfigMap}]
`,
  'argocd/overlays/demo/applicationset.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: demo-things, namespace: argocd}
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
    - matrix:
        generators:
          - matrix:
              generators:
                - list:
                    elements:
                      - component: {name: thing, chart: thing, namespace: thing, wave: first, project: things, podSecurity: restricted}
                - git:
                    repoURL: https://example.org/repository.git
                    revision: main
                    pathParamPrefix: environment
                    files: [{path: environments/demo/environment.yaml}]
          - git:
              repoURL: https://example.org/repository.git
              revision: main
              pathParamPrefix: values
              files: [{path: '{{ .environment.path.path }}/{{ .component.name }}.yaml'}]
  strategy:
    type: RollingSync
    rollingSync: {steps: [{matchExpressions: [{key: wave, operator: In, values: [first]}]}]}
  template:
    metadata:
      name: 'demo-{{ .component.name }}'
      labels: {component: '{{ .component.name }}', wave: '{{ .component.wave }}'}
    spec:
      project: 'demo-{{ .component.project }}'
      source:
        repoURL: https://example.org/repository.git
        targetRevision: main
        path: 'charts/{{ .component.chart }}'
        helm:
          releaseName: '{{ .component.name }}'
          kubeVersion: '{{ .kubernetesVersion }}'
          valueFiles: ['/{{ .environment.path.path }}/{{ .component.name }}.yaml']
          values: '{"global": {{ .global | toJson }}}'
      destination: {server: 'https://kubernetes.default.svc', namespace: '{{ .component.namespace }}'}
      syncPolicy:
        automated: {prune: true, selfHeal: true}
        managedNamespaceMetadata: {labels: {pod-security.kubernetes.io/enforce: '{{ .component.podSecurity }}'}}
        syncOptions: [CreateNamespace=true]
`,
};

/** Copies the toolkit and adds files. Tools, schemas and libraries are those of this checkout. */
export function toolkitWith(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'toolkit-')));
  addToolkit(root);
  writeFiles(root, files);
  return root;
}

/** Copies the toolkit with this repository's charts and environments: nobody edits a copy while a test runs. */
export function wholeCopy(): string {
  const root = realpathSync(checkoutWith({}));
  addToolkit(root);
  return root;
}

function addToolkit(root: string): void {
  for (const path of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(toolkitRoot, path), join(root, path), { recursive: true });
  symlinkSync(join(toolkitRoot, 'node_modules'), join(root, 'node_modules'));
  linkTools(join(root, '.cache'));
}

/** Gives an empty cache the tools and schemas that this checkout has: getting them is not what is tested. */
export function linkTools(cache: string): void {
  mkdirSync(cache, { recursive: true });
  for (const name of ['tools', 'schemas']) symlinkSync(join(cacheFolder, name), join(cache, name));
}

/** Runs a command of a copy, `check --json`; durations are replaced by `N s`. */
export async function command(root: string, name: string, ...args: string[]): Promise<Result> {
  const { stdout, ...rest } = await node(root, [`scripts/${name}.ts`, ...args]);
  return { ...rest, stdout: stdout.replace(/\d+\.\d s/, 'N s') };
}
