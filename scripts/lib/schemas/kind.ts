// What every schema of a whole Kubernetes kind has in common: its file name and its exact apiVersion and kind.
import { type GroupVersionKind, orNull, type Schema } from './schema.ts';

/**
 * The file name kubeconform computes from `{{.ResourceKind}}{{.KindSuffix}}.json`: the lower-case kind, the
 * first label of the group (nothing for the core group) and the version.
 */
export function schemaFileName({ group, version, kind }: GroupVersionKind): string {
  const label = group.split('.')[0] ?? '';
  return `${[kind, label, version].filter((part) => part !== '').join('-')}.json`.toLowerCase();
}

/**
 * Makes the schema of a whole manifest: requires the exact apiVersion and kind, and lets the status be null,
 * as generators of manifests write it.
 */
export function manifestSchema(gvk: GroupVersionKind, schema: Schema): Schema {
  const { status } = schema.properties ?? {};
  const apiVersion = gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
  return {
    ...schema,
    required: [...new Set(['apiVersion', 'kind', ...(schema.required ?? [])])],
    properties: {
      ...schema.properties,
      apiVersion: { enum: [apiVersion] },
      kind: { enum: [gvk.kind] },
      ...(status && { status: orNull(status) }),
    },
  };
}

/**
 * Adds a schema to the files of a folder.
 * @throws Error when another kind already has that file name, because kubeconform could not tell them apart.
 */
export function addSchema(files: Map<string, Schema>, gvk: GroupVersionKind, schema: Schema): void {
  const name = schemaFileName(gvk);
  if (files.has(name)) {
    throw new Error(
      `Two kinds need the schema file ${name} (the second is ${gvk.kind} of ${gvk.group}/${gvk.version}). ` +
        'kubeconform cannot tell them apart: remove one of them from scripts/lib/schemas/sources.ts.',
    );
  }
  files.set(name, schema);
}
