// Rules on a securityContext: what is wrong with which of its fields.
import { stringify } from 'yaml';
import type { Fields } from '../kubernetes/guards.ts';

/** A field of a securityContext that breaks a rule. */
export type Breach = {
  /** Path of the field below the securityContext. */
  field: string[];
  /** What the field must be instead. */
  wanted: unknown;
  /** What it does, to follow "Container loki …" */
  reason: string;
};

/** Values for `key` (podSecurityContext or securityContext) that mend a breach. */
export function mend(key: string, { field, wanted }: Breach): Fields {
  return { [key]: field.reduceRight<unknown>((inner, part) => ({ [part]: inner }), wanted) };
}

/** A value in one line: `spc_t`, `[SYS_ADMIN, NET_RAW]`. */
export function inline(value: unknown): string {
  return Array.isArray(value) ? value.map(inline).join(', ') : stringify(value ?? null).trim();
}
