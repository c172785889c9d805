// JSON Schema over YAML files: each violation becomes a finding with its line and the YAML to write.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { hash } from '../cache/hash.ts';
import type { Finding } from '../findings/finding.ts';
import type { YamlFile } from './document.ts';
import { pathText, pointerPath } from './path.ts';
import { fix } from './violation/fix.ts';
import { reason } from './violation/reason.ts';
import { relevantViolations } from './violation/relevant.ts';

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
  return relevantViolations(validate.errors ?? []).flatMap((error) => {
    const path = [...pointerPath(error.instancePath), ...namedKey(error)];
    const text = pathText(path);
    if (seen.has(text)) return [];
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
