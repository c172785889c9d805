// Guards for rendered data, whose fields are `unknown`.

/** A YAML mapping. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping itself, or an empty one for anything else. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The list itself, or an empty one for anything else. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text itself, or an empty one for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
