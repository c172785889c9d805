import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ApplicationSet, evaluate } from '../../../scripts/lib/argocd/applicationset.ts';
import { TemplateError } from '../../../scripts/lib/argocd/gotemplate.ts';
import { smallCheckout } from '../toolkit.ts';

const set = () => parse(smallCheckout['argocd/overlays/demo/applicationset.yaml'] ?? '') as ApplicationSet;
const read = (path: string): unknown =>
  smallCheckout[path] === undefined ? undefined : parse(smallCheckout[path]);

test('an Application, every field filled', () => {
  expect(evaluate(set(), read)).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'demo-thing', namespace: 'argocd', labels: { component: 'thing', wave: 'first' } },
      spec: {
        project: 'demo-things',
        source: {
          repoURL: 'https://example.org/repository.git',
          targetRevision: 'main',
          path: 'charts/thing',
          helm: {
            releaseName: 'thing',
            kubeVersion: '1.36.3',
            valueFiles: ['/environments/demo/thing.yaml'],
            values: '{"global": {"clusterName":"demo","tenant":"demo"}}',
          },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'thing' },
        syncPolicy: {
          // RollingSync switches automation off.
          automated: { prune: true, selfHeal: true, enabled: false },
          managedNamespaceMetadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
          syncOptions: ['CreateNamespace=true'],
        },
      },
    },
  ]);
});

test('a component without a file is off', () => {
  const others = (path: string) => (path.endsWith('/thing.yaml') ? undefined : read(path));
  expect(evaluate(set(), others)).toEqual([]);
});

test('what a component file says about its own component changes nothing', () => {
  const files = (path: string) =>
    path.endsWith('/thing.yaml') ? { component: { namespace: 'kube-system', wave: 'last' } } : read(path);
  expect(evaluate(set(), files)).toEqual(evaluate(set(), read));
});

test('Applications are sorted by name, whatever the order of the table', () => {
  const several = set();
  const elements = ['zeta', 'alpha', 'mid'].map((name) => ({
    component: {
      name,
      chart: name,
      namespace: name,
      wave: 'first',
      project: 'things',
      podSecurity: 'restricted',
    },
  }));
  several.spec.generators[0]?.matrix?.generators[0]?.matrix?.generators[0]?.list?.elements.splice(
    0,
    1,
    ...elements,
  );
  const files = (path: string) => (path.endsWith('environment.yaml') ? read(path) : {});
  expect(evaluate(several, files).map(({ metadata }) => metadata.name)).toEqual([
    'demo-alpha',
    'demo-mid',
    'demo-zeta',
  ]);
});

test('a field that environment.yaml does not have is an error', () => {
  const files = (path: string) => (path.endsWith('environment.yaml') ? { global: {} } : read(path));
  expect(() => evaluate(set(), files)).toThrow(
    new TemplateError('{{ .kubernetesVersion }}: there is no kubernetesVersion'),
  );
});
