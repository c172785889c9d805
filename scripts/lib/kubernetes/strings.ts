// Every text in rendered data, with its YAML path.
import { isMap } from '../yaml/map.ts';

/** A text and where it stands: `spec.template.spec.containers[0].args[1]`. */
export type Located = { text: string; path: string };

/** All texts below `value`. Mappings under a key of `skip` are left out. */
export function strings(value: unknown, path = '', skip: string[] = []): Located[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => strings(item, `${path}[${index}]`, skip));
  if (!isMap(value)) return [];
  return Object.entries(value)
    .filter(([key]) => !skip.includes(key))
    .flatMap(([key, item]) => strings(item, childPath(path, key), skip));
}

/** The path of a key below a path; a key that is not a plain word is quoted: `data["config.yaml"]`. */
export function childPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
