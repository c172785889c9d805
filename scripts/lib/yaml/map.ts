// What YAML calls a mapping.

/** A mapping whose values are not known yet. */
export type YamlMap = { [key: string]: unknown };

/** Whether a value is a mapping: no list, no scalar, not null. */
export function isMap(value: unknown): value is YamlMap {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
