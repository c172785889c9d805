// Moves repeated subschemas to definitions: kubeconform then reads and compiles each of them once.
import { type Definitions, isObject, mapValues, type Schema } from './schema.ts';

// In characters of JSON: shorter ones cost less than the reference.
const minimumLength = 80;

/** The same schema with `$ref` in place of each larger subschema that occurs twice, and those subschemas. */
export function shareRepeated(root: Schema): { schema: Schema; definitions: Definitions } {
  const uses = countUses(root);
  const definitions: Record<string, Schema> = {};
  const names = new Map<string, string>();
  const share = (schema: Schema): Schema => {
    const key = JSON.stringify(schema);
    if (key.length < minimumLength || (uses.get(key) ?? 0) < 2) return mapSubschemas(schema, share);
    const name = names.get(key) ?? `shared${names.size + 1}`;
    if (!names.has(key)) {
      names.set(key, name);
      definitions[name] = mapSubschemas(schema, share);
    }
    return { $ref: `#/definitions/${name}` };
  };
  return { schema: mapSubschemas(root, share), definitions };
}

// Below a repeated subschema only its first occurrence counts, the others will be references to it.
function countUses(root: Schema): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (schema: Schema): Schema => {
    const key = JSON.stringify(schema);
    const before = uses.get(key) ?? 0;
    uses.set(key, before + 1);
    return before === 0 ? mapSubschemas(schema, count) : schema;
  };
  mapSubschemas(root, count);
  return uses;
}

function mapSubschemas(schema: Schema, convert: (schema: Schema) => Schema): Schema {
  const { properties, items, additionalProperties, not } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, convert) }),
    ...(items && { items: convert(items) }),
    ...(isObject(additionalProperties) && { additionalProperties: convert(additionalProperties as Schema) }),
    ...mapAlternatives(schema, convert),
    ...(isObject(not) && { not: convert(not) }),
  };
}

function mapAlternatives(schema: Schema, convert: (schema: Schema) => Schema): Schema {
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => {
    const alternatives = schema[name];
    return Array.isArray(alternatives) ? [[name, alternatives.map(convert)]] : [];
  });
  return Object.fromEntries(lists);
}
