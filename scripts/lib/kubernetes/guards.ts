// Guards for rendered data, whose fields are `unknown`.
import { isMap } from '../yaml/map.ts';

/** A YAML mapping. */
export type Fields = Record<string, unknown>;

/** The mapping itself, or an empty one for anything else. */
export function fields(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** The list itself, or an empty one for anything else. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text itself, or an empty one for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
