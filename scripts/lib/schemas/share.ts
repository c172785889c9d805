// placeholder
import type { Schema, Definitions } from './schema.ts';
export function shareRepeated(schema: Schema): { schema: Schema; definitions: Definitions } {
  return { schema, definitions: {} };
}
