// Converts the OpenAPI v2 document of Kubernetes to one closed, self-contained JSON schema for each kind.
import { addSchema, manifestSchema } from './kind.ts';
import { definitionOverrides } from './overrides.ts';
import {
  type Definitions,
  type GroupVersionKind,
  isObject,
  mapValues,
  orNull,
  type Schema,
} from './schema.ts';

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const metaPrefix = 'io.k8s.apimachinery.pkg.apis.meta.';
const refPrefix = '#/definitions/';

export interface OpenapiSchemas {
  /** File name → schema of a whole manifest. */
  readonly files: ReadonlyMap<string, Schema>;
  /** What a schema outside the document needs to refer to ObjectMeta. */
  readonly objectMeta: { readonly ref: Schema; readonly definitions: Definitions };
}

/**
 * Converts a parsed swagger.json. Lists and the kinds of the API machinery (DeleteOptions, Status, WatchEvent)
 * get no schema of their own.
 * @throws Error when the document is not the OpenAPI v2 document of Kubernetes.
 */
export function openapiSchemas(document: unknown): OpenapiSchemas {
  const source = readDefinitions(document);
  const definitions = mapValues(source, (schema, name) => definitionOverrides[name] ?? convert(schema, name));
  const files = new Map<string, Schema>();
  for (const [name, schema] of Object.entries(source)) {
    if (name.startsWith(metaPrefix)) continue;
    for (const gvk of kindsOf(schema)) {
      if (isList(gvk, schema)) continue;
      const root = manifestSchema(gvk, withInlineStatus(definitions[name] ?? {}, definitions));
      addSchema(files, gvk, { ...root, definitions: closure(root, definitions) });
    }
  }
  const ref = { $ref: refPrefix + objectMeta };
  return { files, objectMeta: { ref, definitions: closure(ref, definitions) } };
}

function readDefinitions(document: unknown): Definitions {
  const definitions = isObject(document) ? document.definitions : undefined;
  if (!isObject(definitions) || !isObject(definitions[objectMeta])) {
    throw new Error(
      `This is not the OpenAPI document of Kubernetes: it does not define ${objectMeta}. ` +
        'Check the path of the swagger.json in scripts/lib/schemas/sources.ts.',
    );
  }
  return definitions as Definitions;
}

function convert(schema: Schema, name?: string): Schema {
  const { $ref, type, format, required, properties, items, additionalProperties } = schema;
  // Draft 4 ignores everything next to a $ref.
  if ($ref !== undefined) return { $ref };
  if (format === 'int-or-string') return { type: ['integer', 'string'] };
  return {
    ...(type && { type }),
    ...(format && { format }),
    ...(schema.enum !== undefined && { enum: schema.enum }),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(required?.length && { required }),
    ...(items && { items: convert(items) }),
    ...(isObject(additionalProperties) && { additionalProperties: convert(additionalProperties as Schema) }),
    ...(properties && { properties: mapValues(properties, (property) => convert(property)) }),
    ...(properties && !schema['x-kubernetes-preserve-unknown-fields'] && { additionalProperties: false }),
    ...(name === objectMeta && properties && { properties: metadataProperties(properties) }),
  };
}

function metadataProperties(properties: Definitions): Definitions {
  const converted = mapValues(properties, (property) => convert(property));
  // Written as null by every generator that prints a Go struct.
  return { ...converted, creationTimestamp: orNull({ type: 'string', format: 'date-time' }) };
}

// In place of the $ref, so that null can be allowed here without allowing it wherever else it is used.
function withInlineStatus(root: Schema, definitions: Definitions): Schema {
  const ref = root.properties?.status?.$ref;
  const status = ref === undefined ? undefined : definitions[ref.slice(refPrefix.length)];
  return status ? { ...root, properties: { ...root.properties, status } } : root;
}

function kindsOf(schema: Schema): GroupVersionKind[] {
  const kinds = schema['x-kubernetes-group-version-kind'];
  return Array.isArray(kinds) ? kinds : [];
}

function isList({ kind }: GroupVersionKind, { properties }: Schema): boolean {
  return kind.endsWith('List') && properties?.items !== undefined;
}

function closure(root: Schema, definitions: Definitions): Definitions {
  const found = new Map<string, Schema>();
  const pending = [root];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    for (const name of refsIn(schema)) {
      const definition = definitions[name];
      if (!definition) throw new Error(`The OpenAPI document refers to ${name}, which it does not define.`);
      if (!found.has(name)) pending.push(definition);
      found.set(name, definition);
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (!isObject(value)) return [];
  const { $ref } = value;
  if (typeof $ref === 'string') return [$ref.slice(refPrefix.length)];
  return Object.values(value).flatMap(refsIn);
}
