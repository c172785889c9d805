// Keeps what all charts share in their values schemas the same, from one source: charts/common/values.schema.json.
import { parse } from 'yaml';

export type JsonSchema = { [key: string]: unknown };

/**
 * The schema of a chart with its shared part brought up to date: every key of values.yaml that the library defines
 * refers to the library's definition, and all definitions are embedded, because Helm resolves no relative reference.
 * Keys that only this chart has keep the schema they have.
 *
 * @param chartSchema text of the chart's values.schema.json
 * @param commonSchema text of the library's values.schema.json
 * @param values text of the chart's values.yaml: its keys give the order
 */
export function withSharedSchema(chartSchema: string, commonSchema: string, values: string): string {
  const schema = JSON.parse(chartSchema) as JsonSchema;
  const definitions = (JSON.parse(commonSchema) as { definitions: JsonSchema }).definitions;
  const own = (schema.properties ?? {}) as JsonSchema;
  const keys = Object.keys(parse(values) as object);
  const properties = Object.fromEntries(
    keys.map((key) => [key, key in definitions ? { $ref: `#/definitions/${key}` } : own[key]]),
  );
  const { title } = schema;
  return `${JSON.stringify(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title,
      type: 'object',
      additionalProperties: false,
      // Helm adds the (empty) values of the library under its name.
      properties: { ...properties, common: { type: 'object' } },
      definitions,
    },
    null,
    2,
  )}\n`;
}
