// Keeps what all charts share in their values schemas the same, from one source: charts/common/values.schema.json.
import { parse } from 'yaml';
import type { Values } from '../helm/values.ts';
import { isMap } from '../yaml/map.ts';

type Schema = { [key: string]: unknown };

/**
 * The schema of a chart with its shared part brought up to date: every key of values.yaml that the library defines
 * refers to the library's definition, and all definitions are embedded, because Helm resolves no relative reference.
 * Keys that only this chart has keep the schema they have. Every key with a default is required, so that a `null`,
 * which removes a default, is refused by the schema and never reaches a template.
 *
 * @param chartSchema text of the chart's values.schema.json
 * @param commonSchema text of the library's values.schema.json
 * @param values text of the chart's values.yaml: its keys give the order
 */
export function withSharedSchema(chartSchema: string, commonSchema: string, values: string): string {
  const schema = JSON.parse(chartSchema) as Schema & { properties?: Schema };
  const { definitions } = JSON.parse(commonSchema) as { definitions: Schema };
  const defaults = parse(values) as Values;
  const keys = Object.keys(defaults);
  const properties = keys.map((key) => [
    key,
    key in definitions ? { $ref: `#/definitions/${key}` } : required(schema.properties?.[key], defaults[key]),
  ]);
  const shared = Object.entries(definitions).map(([key, definition]) => [
    key,
    required(definition, defaults[key]),
  ]);
  const result = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: schema.title,
    type: 'object',
    additionalProperties: false,
    required: keys,
    // Helm adds the (empty) values of the library under its name.
    properties: {
      ...Object.fromEntries(properties),
      common: { type: 'object', additionalProperties: false, properties: { global: { type: 'object' } } },
    },
    definitions: Object.fromEntries(shared),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The schema with every key of the defaults required, at every level of closed objects. */
function required(schema: unknown, defaults: unknown): unknown {
  if (!isMap(schema) || !isMap(schema.properties) || !isMap(defaults)) return schema;
  const { properties } = schema;
  const keys = Object.keys(defaults).filter((key) => key in properties);
  const inner = Object.entries(properties).map(([key, value]) => [key, required(value, defaults[key])]);
  const { required: _, ...rest } = schema;
  return { ...rest, ...(keys.length > 0 ? { required: keys } : {}), properties: Object.fromEntries(inner) };
}
