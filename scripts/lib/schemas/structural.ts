// Converts the structural schema of a CRD version to a closed draft 4 schema: what the API server would accept.
import { isObject, mapValues, orNull, type Schema } from './schema.ts';

const validations = [
  ...['enum', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

/**
 * Converts a structural schema. Objects are closed unless they preserve unknown fields or are maps.
 * @param metadata schema for the metadata of embedded resources
 */
export function convertStructural(schema: Schema, metadata: Schema): Schema {
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  const type = intOrString ? ['integer', 'string'] : schema.type;
  const converted: Schema = {
    ...(type && { type }),
    ...keepValidations(schema),
    ...requiredOf(schema),
    // An int-or-string may have no other anyOf than the one that says so again.
    ...junctors(schema, intOrString ? ['allOf', 'oneOf'] : ['allOf', 'anyOf', 'oneOf']),
    ...(schema.items && { items: convertStructural(schema.items, metadata) }),
    ...members(schema, metadata),
  };
  return schema.nullable === true ? orNull(converted) : converted;
}

function members(schema: Schema, metadata: Schema): Schema {
  const { additionalProperties } = schema;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const properties = {
    ...mapValues(schema.properties ?? {}, (property) => convertStructural(property, metadata)),
    ...(embedded && { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata }),
  };
  const known = Object.keys(properties).length > 0 && { properties };
  if (isObject(additionalProperties)) {
    return { ...known, additionalProperties: convertStructural(additionalProperties as Schema, metadata) };
  }
  const open = schema.type !== 'object' || preserves || additionalProperties === true;
  return { ...known, ...(!open && { additionalProperties: false }) };
}

// The API server fills in defaults before it validates: a field with a default is never missing.
function requiredOf(schema: Schema): Schema {
  const hasDefault = (name: string) => schema.properties?.[name]?.default !== undefined;
  const required = (schema.required ?? []).filter((name) => !hasDefault(name));
  return required.length > 0 ? { required } : {};
}

function junctors(schema: Schema, names: readonly string[]): Schema {
  const lists = names.flatMap((name) => {
    const alternatives = schema[name];
    return Array.isArray(alternatives) ? [[name, alternatives.map(valueValidation)]] : [];
  });
  return { ...Object.fromEntries(lists), ...(isObject(schema.not) && { not: valueValidation(schema.not) }) };
}

// Inside allOf, anyOf, oneOf and not, properties only restrict: closing such an object would forbid the others.
function valueValidation(schema: Schema): Schema {
  const { type, required, properties, items, additionalProperties } = schema;
  return {
    ...(type && { type }),
    ...keepValidations(schema),
    ...(required?.length && { required }),
    ...junctors(schema, ['allOf', 'anyOf', 'oneOf']),
    ...(items && { items: valueValidation(items) }),
    ...(properties && { properties: mapValues(properties, valueValidation) }),
    ...(isObject(additionalProperties) && {
      additionalProperties: valueValidation(additionalProperties as Schema),
    }),
  };
}

function keepValidations(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => validations.includes(keyword)));
}
