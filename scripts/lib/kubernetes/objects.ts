// Looking up rendered objects of an environment, and what its pods are.
import { fields, list, text } from './guards.ts';
import type { Resource } from './resource.ts';

/** What an Application renders and where. */
export type Rendered = { namespace: string; resources: Resource[] };

/** The namespace of an object: its own, else that of the Application that renders it. */
export function namespaceOf(resource: Resource, application: { namespace: string }): string {
  return resource.metadata.namespace ?? application.namespace;
}

/** A lookup by kind, namespace and name in everything that the Applications render. */
export function objectIndex(
  applications: Rendered[],
): (kind: string, namespace: string, name: string) => Resource | undefined {
  const index = new Map(
    applications.flatMap((application) =>
      application.resources.map((resource): [string, Resource] => [
        key(resource.kind, namespaceOf(resource, application), resource.metadata.name),
        resource,
      ]),
    ),
  );
  return (kind, namespace, name) => index.get(key(kind, namespace, name));
}

function key(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

/** A component of the ApplicationSet's table. */
export type Component = { name: string; namespace: string; wave: string };

/** The table of components: the elements of the list generator, however deep the matrix nests it. */
export function componentTable(argocd: Resource[]): Component[] {
  return argocd
    .filter(({ kind }) => kind === 'ApplicationSet')
    .flatMap(({ spec }) => list(fields(spec).generators).flatMap(elements))
    .map((element) => {
      const { name, namespace, wave } = fields(fields(element).component);
      return { name: text(name), namespace: text(namespace), wave: text(wave) };
    });
}

function elements(generator: unknown): unknown[] {
  const { list: table, matrix, merge } = fields(generator);
  const nested = [matrix, merge].flatMap((each) => list(fields(each).generators).flatMap(elements));
  return [...list(fields(table).elements), ...nested];
}
