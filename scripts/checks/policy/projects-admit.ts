// Each Application may do what it does, by its own project.
import { stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { fields, list, text } from '../../lib/kubernetes/guards.ts';
import {
  admitsClusterKind,
  admitsDestination,
  admitsNamespacedKind,
  admitsSource,
  type NamedKind,
} from '../../lib/kubernetes/project.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import { groupOf, isClusterScoped } from '../../lib/kubernetes/scope.ts';
import type { PolicyCheck, RenderedApplication } from '../../lib/policy/types.ts';

type Problem = Pick<Finding, 'path' | 'reason' | 'fix'>;

/**
 * The AppProject of each Application exists and admits its repositories, its destination, the creation of its
 * namespace and every kind that it renders. What a project does not admit, Argo CD refuses only in the cluster.
 */
export const projectsAdmit: PolicyCheck = (input) =>
  input.applications.flatMap((application) => {
    const name = text(fields(application.manifest.spec).project);
    const project = input.argocd.find((each) => each.kind === 'AppProject' && each.metadata.name === name);
    const short = name.startsWith(`${input.environment}-`) ? name.slice(input.environment.length + 1) : name;
    const problems = project ? denied(application, project) : [missing(application, name, short)];
    return problems.map(
      (problem): Finding => ({
        code: 'E_PROJECT_DENIES',
        file: `argocd/base/projects/${short}.yaml`,
        object: project ? describe(project) : describe(application.manifest),
        environment: input.environment,
        application: application.name,
        ...problem,
      }),
    );
  });

function denied(application: RenderedApplication, project: Resource): Problem[] {
  const { name, manifest } = application;
  const { destination } = fields(manifest.spec);
  const { server, name: cluster, namespace } = fields(destination);
  const sources = repositories(manifest)
    .filter((repository) => !admitsSource(project, repository))
    .map((repository) => ({
      path: 'spec.sourceRepos',
      reason: `${name} is read from ${repository}, which its project does not list.`,
      fix: `spec:\n  sourceRepos:\n    - ${repository}`,
    }));
  const destinations = admitsDestination(project, destination)
    ? []
    : [
        {
          path: 'spec.destinations',
          reason: `${name} deploys to namespace ${namespace} of ${server ?? cluster}, which its project does not list.`,
          // The overlay writes its cluster over CLUSTER.
          fix: `spec:\n  destinations:\n    - {server: CLUSTER, namespace: ${namespace}}`,
        },
      ];
  return [...sources, ...destinations, ...deniedKinds(application, project)];
}

function deniedKinds(application: RenderedApplication, project: Resource): Problem[] {
  const { cluster, namespaced } = kindsOf(application);
  return [
    ...cluster
      .filter((kind) => !admitsClusterKind(project, kind))
      .map((kind) => ({
        path: 'spec.clusterResourceWhitelist',
        reason: `${application.name} makes ${kind.kind} ${kind.name}, which its project does not admit.`,
        fix: `spec:\n  clusterResourceWhitelist:\n    - {group: "${kind.group}", kind: ${kind.kind}, name: ${kind.name}}`,
      })),
    ...namespaced
      .filter((kind) => !admitsNamespacedKind(project, kind))
      .map(({ group, kind }) => ({
        path: 'spec.namespaceResourceWhitelist',
        reason: `${application.name} makes objects of kind ${kind}, which its project does not admit.`,
        fix: `spec:\n  namespaceResourceWhitelist:\n    - {group: "${group}", kind: ${kind}}`,
      })),
  ];
}

// Every object of the cluster, one of each kind of the namespace.
function kindsOf({ manifest, resources }: RenderedApplication): {
  cluster: NamedKind[];
  namespaced: NamedKind[];
} {
  const spec = fields(manifest.spec);
  const creates = list(fields(spec.syncPolicy).syncOptions).includes('CreateNamespace=true');
  const own = { group: '', kind: 'Namespace', name: text(fields(spec.destination).namespace) };
  const named = (resource: Resource) => ({
    group: groupOf(resource),
    kind: resource.kind,
    name: resource.metadata.name,
  });
  const cluster = [...(creates ? [own] : []), ...resources.filter(isClusterScoped).map(named)];
  const namespaced = resources.filter((resource) => !isClusterScoped(resource)).map(named);
  return {
    cluster: distinct(cluster, ({ group, kind, name }) => `${group}/${kind}/${name}`),
    namespaced: distinct(namespaced, ({ group, kind }) => `${group}/${kind}`),
  };
}

function distinct<Item>(items: Item[], key: (item: Item) => string): Item[] {
  return [...Map.groupBy(items, key).values()].flatMap((group) => group.slice(0, 1));
}

function repositories({ spec }: Resource): string[] {
  const { source, sources } = fields(spec);
  return [...new Set([source, ...list(sources)].map((each) => text(fields(each).repoURL)))].filter(Boolean);
}

// The whole project, with the names that overlays replace.
function missing(application: RenderedApplication, project: string, short: string): Problem {
  const { cluster, namespaced } = kindsOf(application);
  return {
    path: 'spec.project',
    reason: `${application.name} belongs to AppProject ${project}, which the overlay does not build.`,
    fix: stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: short },
      spec: {
        sourceRepos: ['REPOSITORY'],
        destinations: [{ server: 'CLUSTER', namespace: application.namespace }],
        clusterResourceWhitelist: cluster,
        namespaceResourceWhitelist: namespaced.map(({ group, kind }) => ({ group, kind })),
      },
    }).trimEnd(),
  };
}
