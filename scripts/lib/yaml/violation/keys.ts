// Keys that a schema knows.
import type { ErrorObject } from 'ajv';

/** Names of the properties of the object that a violation is about. */
export function knownKeys(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema?.properties ?? {}) as object);
}
