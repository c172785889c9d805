// Values as Helm merges them.
import { isMap } from '../yaml/map.ts';

export type Values = { [key: string]: unknown };

/** Values laid over others: maps are merged, everything else is replaced, and null removes a key. */
export function mergeValues(base: Values, over: Values): Values {
  const merged = withoutNulls(base);
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === null && key in merged) delete merged[key];
    else merged[key] = isMap(value) ? mergeValues(isMap(below) ? below : {}, value) : value;
  }
  return merged;
}

// A null default is no value to begin with.
function withoutNulls(values: Values): Values {
  const entries = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, isMap(value) ? withoutNulls(value) : value]));
}
