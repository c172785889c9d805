// YAML that would fit.
import type { ErrorObject } from 'ajv';
import { closest } from '../closest.ts';
import { pathText, yamlAt } from '../path.ts';
import { knownKeys } from './keys.ts';

type Schema = { [key: string]: unknown };

/**
 * What to write instead: the value that was probably meant, else the default, else one that the schema accepts.
 *
 * @param defaults values that are known to be good
 */
export function fix(error: ErrorObject, path: (string | number)[], defaults: unknown): string {
  const keys = knownKeys(error);
  const parent = path.slice(0, -1);
  if (error.keyword === 'additionalProperties') {
    const near = closest(String(path.at(-1)), keys);
    const given = (error.data as Record<string, unknown>)[String(path.at(-1))];
    return near
      ? yamlAt([...parent, near], given)
      : `# remove ${pathText(path)}; known keys: ${keys.join(', ')}`;
  }
  const target =
    error.keyword === 'required' ? propertySchema(error, String(path.at(-1))) : (error.parentSchema ?? {});
  if (error.keyword === 'keys')
    return `# ${pathText(path)}: one of ${(error.params.known as string[]).join(', ')}`;
  return yamlAt(path, meantValue(error) ?? valueAt(defaults, path) ?? asText(error) ?? example(target));
}

// What was probably meant, where the value says it: `"true"`, `4711`, `Allways`, one item instead of a list.
function meantValue({ keyword, data, params }: ErrorObject): unknown {
  if (keyword === 'const') return params.allowedValue;
  if (keyword === 'enum' && typeof data === 'string')
    return closest(data, (params.allowedValues as unknown[]).map(String));
  if (keyword !== 'type') return undefined;
  if (params.type === 'boolean') return { true: true, false: false, yes: true, no: false }[String(data)];
  if (params.type === 'integer' && /^\d+$/.test(String(data))) return Number(data);
  return params.type === 'array' && data !== null && typeof data === 'object' ? [data] : undefined;
}

// A number or boolean where any text is welcome. A default is better: `3.10` has become 3.1 already.
function asText({ keyword, data, params, parentSchema }: ErrorObject): string | undefined {
  const scalar = typeof data === 'number' || typeof data === 'boolean';
  const fits = keyword === 'type' && params.type === 'string' && !parentSchema?.pattern;
  return scalar && fits ? String(data) : undefined;
}

function propertySchema(error: ErrorObject, key: string): Schema {
  return ((error.parentSchema?.properties ?? {}) as Record<string, Schema>)[key] ?? {};
}

function valueAt(data: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Schema | undefined)?.[key], data);
}

/** A value that the schema would accept, or a placeholder that names the type. */
function example(schema: Schema): unknown {
  const { enum: values, examples, default: standard, type } = schema;
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(examples)) return examples[0];
  if (standard !== undefined) return standard;
  if (schema.const !== undefined) return schema.const;
  if (type === 'object' && Array.isArray(schema.required))
    return Object.fromEntries(
      schema.required.map((key) => [key, example((schema.properties as Record<string, Schema>)[key] ?? {})]),
    );
  return `<${[type].flat().filter(Boolean).join(' or ') || 'value'}>`;
}
