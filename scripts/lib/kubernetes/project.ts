// What an AppProject admits, as Argo CD evaluates it. Patterns that deny (`!…`) are not read and admit nothing.
import { fields, list, text } from './guards.ts';
import type { Resource } from './resource.ts';

/** A kind and the name of its object. */
export type NamedKind = { group: string; kind: string; name: string };

/** Whether a repository is among `sourceRepos`. */
export function admitsSource(project: Resource, repository: string): boolean {
  return list(fields(project.spec).sourceRepos).some((pattern) => glob(pattern, repository, '[^/]*'));
}

/** Whether a destination, by server or name, is among `destinations`. */
export function admitsDestination(project: Resource, destination: unknown): boolean {
  const { server, name, namespace } = fields(destination);
  return list(fields(project.spec).destinations)
    .map(fields)
    .some(
      (each) =>
        (glob(each.server, server, '.*') || glob(each.name, name, '.*')) &&
        glob(each.namespace, namespace, '.*'),
    );
}

/** Whether an object of the cluster is admitted: nothing is that no entry lists. */
export function admitsClusterKind(project: Resource, { group, kind, name }: NamedKind): boolean {
  const { clusterResourceWhitelist, clusterResourceBlacklist } = fields(project.spec);
  const listed = (entries: unknown) =>
    list(entries)
      .map(fields)
      .some(
        (each) => isKind(each, group, kind) && (text(each.name) === '' || glob(each.name, name, '[^/]*')),
      );
  return listed(clusterResourceWhitelist) && !listed(clusterResourceBlacklist);
}

/** Whether an object of a namespace is admitted: everything is when there is no list, nothing when it is empty. */
export function admitsNamespacedKind(project: Resource, { group, kind }: NamedKind): boolean {
  const { namespaceResourceWhitelist, namespaceResourceBlacklist } = fields(project.spec);
  const listed = (entries: unknown) => list(entries).some((each) => isKind(fields(each), group, kind));
  const white = namespaceResourceWhitelist === undefined || namespaceResourceWhitelist === null;
  return (white || listed(namespaceResourceWhitelist)) && !listed(namespaceResourceBlacklist);
}

function isKind(entry: Record<string, unknown>, group: string, kind: string): boolean {
  return glob(entry.group, group, '[^/]*') && glob(entry.kind, kind, '[^/]*');
}

function glob(pattern: unknown, value: unknown, star: string): boolean {
  if (typeof pattern !== 'string' || typeof value !== 'string') return false;
  if (pattern === '*') return true;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '.')
    .replaceAll('*', star);
  return new RegExp(`^${expression}$`).test(value);
}
