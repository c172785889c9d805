// JSON Schema over YAML files: each violation becomes a finding with its line and the YAML to write.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { hash } from '../cache/hash.ts';
import type { Finding } from '../findings/finding.ts';
import { closest } from './closest.ts';
import type { YamlFile } from './document.ts';
import { pathText, pointerPath, yamlAt } from './path.ts';

type Schema = { [key: string]: unknown };

// Without optimizing and inlining the schemas compile twice as fast, and each file is checked only once.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  inlineRefs: false,
  code: { optimize: false },
});
const compiled = new Map<string, ValidateFunction>();
const shared = new Set<string>();

/**
 * Findings of one file against one schema. One finding for each place; of several violations at one place the first.
 *
 * @param code code of the findings
 * @param defaults values that are known to be good: what a fix proposes
 */
export function schemaFindings(
  code: string,
  file: string,
  yaml: YamlFile,
  schema: Schema,
  defaults: unknown = {},
): Finding[] {
  const validate = compile(schema);
  if (validate(yaml.data ?? {})) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap((error) => {
    const path = [...pointerPath(error.instancePath), ...namedKey(error)];
    const text = pathText(path);
    if (seen.has(text) || error.keyword === 'if') return [];
    seen.add(text);
    return [
      {
        code,
        file,
        path: text,
        line: yaml.lineOf(path),
        reason: reason(error, text),
        fix: fix(error, path, defaults),
      },
    ];
  });
}

// Compiling is the slow part, and 250 environments share a handful of schemas.
function compile(schema: Schema): ValidateFunction {
  const key = hash(JSON.stringify(schema));
  const known = compiled.get(key) ?? ajv.compile(withSharedDefinitions(schema));
  compiled.set(key, known);
  return known;
}

/** The schema with references to definitions that are compiled once, though every chart embeds the same ones. */
function withSharedDefinitions({ definitions = {}, ...schema }: Schema): Schema {
  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer);
    if (value === null || typeof value !== 'object') return value;
    const { $ref, ...rest } = value as Schema;
    if (typeof $ref === 'string')
      return { $ref: share((definitions as Schema)[$ref.replace('#/definitions/', '')]) };
    return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, refer(item)]));
  };
  const share = (definition: unknown): string => {
    const content = refer(definition) as Schema;
    const id = hash(JSON.stringify(content));
    if (!shared.has(id)) ajv.addSchema(content, id);
    shared.add(id);
    return id;
  };
  return refer(schema) as Schema;
}

function namedKey(error: ErrorObject): string[] {
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>;
  return [additionalProperty ?? missingProperty].filter((key) => key !== undefined);
}

function reason(error: ErrorObject, path: string): string {
  const params = error.params as Record<string, unknown>;
  const value = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const near = closest(String(params.additionalProperty), knownKeys(error));
      return `there is no key \`${path}\`${near ? `; did you mean \`${near}\`?` : ''}`;
    }
    case 'required':
      return `\`${path}\` is missing`;
    case 'enum':
      return `\`${path}\` is ${value}, allowed are ${(params.allowedValues as unknown[]).join(', ')}`;
    case 'type':
      return `\`${path}\` is ${value}, which is not of type ${[params.type].flat().join(' or ')}`;
    case 'pattern':
      return `\`${path}\` is ${value}, which does not match ${params.pattern}`;
    default:
      return `\`${path || 'the file'}\` is ${value}, which ${error.message}`;
  }
}

function fix(error: ErrorObject, path: (string | number)[], defaults: unknown): string {
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
  return yamlAt(path, valueAt(defaults, path) ?? example(target));
}

function knownKeys(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema?.properties ?? {}) as object);
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
  return `<${[type].flat().filter(Boolean).join(' or ') || 'value'}>`;
}
