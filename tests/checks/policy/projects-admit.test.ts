import { describe, expect, it } from 'vitest';
import { projectsAdmit } from '../../../scripts/checks/policy/projects-admit.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { input, resource, service, workload } from './input.ts';

const repoURL = 'https://github.com/example-org/observability.git';
const server = 'https://kubernetes.default.svc';

const project = (spec: Fields = {}) =>
  resource(
    'argoproj.io/v1alpha1',
    'AppProject',
    { name: 'production-us-data', namespace: 'argocd' },
    {
      spec: {
        sourceRepos: [repoURL],
        destinations: [{ server, namespace: 'loki' }],
        clusterResourceWhitelist: [
          { group: '', kind: 'Namespace', name: 'loki' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'loki-*' },
        ],
        namespaceResourceWhitelist: [
          { group: '', kind: 'Service' },
          { group: 'apps', kind: 'StatefulSet' },
        ],
        ...spec,
      },
    },
  );

const clusterRole = resource('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'loki-loki' });

type Options = { argocd?: Resource[]; spec?: Fields; resources?: Resource[] };

// Loki as the ApplicationSet makes it.
function loki({
  argocd = [project()],
  spec,
  resources = [workload(), service(), clusterRole],
}: Options = {}) {
  const metadata = { name: 'production-us-loki', namespace: 'argocd' };
  const manifest = resource('argoproj.io/v1alpha1', 'Application', metadata, {
    spec: {
      project: 'production-us-data',
      source: { repoURL, path: 'charts/loki' },
      destination: { server, namespace: 'loki' },
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
      ...spec,
    },
  });
  return input({ argocd, applications: [{ component: 'loki', manifest, resources }] });
}

const denied = {
  code: 'E_PROJECT_DENIES',
  file: 'argocd/base/projects/data.yaml',
  object: 'AppProject argocd/production-us-data',
  environment: 'production-us',
  application: 'production-us-loki',
};

describe('projectsAdmit', () => {
  it('passes when the project admits the repository, the destination, the namespace and all kinds', () => {
    expect(projectsAdmit(loki())).toEqual([]);
  });

  it('reads the project of that name', () => {
    const other = resource('argoproj.io/v1alpha1', 'AppProject', {
      name: 'production-us-ui',
      namespace: 'argocd',
    });
    const set = resource('argoproj.io/v1alpha1', 'ApplicationSet', {
      name: 'production-us-data',
      namespace: 'argocd',
    });
    expect(projectsAdmit(loki({ argocd: [other, set, project()] }))).toEqual([]);
  });

  it('passes with patterns, by cluster name, and without a list of namespaced kinds', () => {
    const patterns = {
      sourceRepos: ['https://charts.example.org', 'https://github.com/example-org/*'],
      destinations: [{ name: 'prod-*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      namespaceResourceWhitelist: undefined,
    };
    const spec = { destination: { name: 'prod-us', namespace: 'loki' } };
    expect(projectsAdmit(loki({ argocd: [project(patterns)], spec }))).toEqual([]);
  });

  it('reports a project that the overlay does not build', () => {
    expect(projectsAdmit(loki({ argocd: [] }))).toEqual([
      {
        ...denied,
        path: 'spec.project',
        object: 'Application argocd/production-us-loki',
        reason:
          'production-us-loki belongs to AppProject production-us-data, which the overlay does not build.',
        fix: `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: data
spec:
  sourceRepos:
    - REPOSITORY
  destinations:
    - server: CLUSTER
      namespace: loki
  clusterResourceWhitelist:
    - group: ""
      kind: Namespace
      name: loki
    - group: rbac.authorization.k8s.io
      kind: ClusterRole
      name: loki-loki
  namespaceResourceWhitelist:
    - group: apps
      kind: StatefulSet
    - group: ""
      kind: Service`,
      },
    ]);
  });

  it.each([[['https://github.com/example-org/other.git']], [['https://github.com/*']], [['!*']]])(
    'reports a repository outside of %j',
    (sourceRepos) => {
      expect(projectsAdmit(loki({ argocd: [project({ sourceRepos })] }))).toEqual([
        {
          ...denied,
          path: 'spec.sourceRepos',
          reason: `production-us-loki is read from ${repoURL}, which its project does not list.`,
          fix: `spec:\n  sourceRepos:\n    - ${repoURL}`,
        },
      ]);
    },
  );

  it('reports each of several sources', () => {
    const other = 'https://charts.example.org';
    expect(
      projectsAdmit(loki({ spec: { source: undefined, sources: [{ repoURL }, { repoURL: other }] } })),
    ).toEqual([
      {
        ...denied,
        path: 'spec.sourceRepos',
        reason: `production-us-loki is read from ${other}, which its project does not list.`,
        fix: `spec:\n  sourceRepos:\n    - ${other}`,
      },
    ]);
  });

  it.each([
    { destinations: [{ server, namespace: 'tempo' }] },
    { destinations: [{ server: 'https://elsewhere', namespace: 'loki' }] },
    { destinations: [] },
  ])('reports a destination outside of %j', (spec) => {
    expect(projectsAdmit(loki({ argocd: [project(spec)] }))).toEqual([
      {
        ...denied,
        path: 'spec.destinations',
        reason: `production-us-loki deploys to namespace loki of ${server}, which its project does not list.`,
        fix: 'spec:\n  destinations:\n    - {server: CLUSTER, namespace: loki}',
      },
    ]);
  });

  it('reports that the namespace may not be made, unless Argo CD does not make it', () => {
    const argocd = [project({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'tempo' }] })];
    expect(projectsAdmit(loki({ argocd, resources: [] }))).toEqual([
      {
        ...denied,
        path: 'spec.clusterResourceWhitelist',
        reason: 'production-us-loki makes Namespace loki, which its project does not admit.',
        fix: 'spec:\n  clusterResourceWhitelist:\n    - {group: "", kind: Namespace, name: loki}',
      },
    ]);
    expect(projectsAdmit(loki({ argocd, resources: [], spec: { syncPolicy: {} } }))).toEqual([]);
  });

  it('reports an object of the cluster by its name', () => {
    const resources = [
      clusterRole,
      resource('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'admin' }),
    ];
    expect(projectsAdmit(loki({ resources }))).toEqual([
      {
        ...denied,
        path: 'spec.clusterResourceWhitelist',
        reason: 'production-us-loki makes ClusterRole admin, which its project does not admit.',
        fix: 'spec:\n  clusterResourceWhitelist:\n    - {group: "rbac.authorization.k8s.io", kind: ClusterRole, name: admin}',
      },
    ]);
  });

  it('reports a kind of the namespace once', () => {
    const secret = (name: string) => resource('v1', 'Secret', { name, namespace: 'loki' });
    const expected = [
      {
        ...denied,
        path: 'spec.namespaceResourceWhitelist',
        reason: 'production-us-loki makes objects of kind Secret, which its project does not admit.',
        fix: 'spec:\n  namespaceResourceWhitelist:\n    - {group: "", kind: Secret}',
      },
    ];
    const resources = [secret('one'), secret('two')];
    const blacklist = {
      namespaceResourceWhitelist: null,
      namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }],
    };
    expect(projectsAdmit(loki({ resources }))).toEqual(expected);
    expect(projectsAdmit(loki({ resources, argocd: [project({ namespaceResourceWhitelist: [] })] }))).toEqual(
      expected,
    );
    expect(projectsAdmit(loki({ resources, argocd: [project(blacklist)] }))).toEqual(expected);
  });
});
