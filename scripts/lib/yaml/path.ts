// YAML paths as text, and YAML that shows them.
import { stringify } from 'yaml';

/** `spec.containers[0].image`; a key with a dot or a slash is quoted: `metadata.labels["a/b"]`. */
export function pathText(path: (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (/[^\w-]/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** The parts of a JSON pointer such as `/spec/ports/0/port`. */
export function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** YAML that sets `value` at `path`: `image:\n  tag: 1.2.3`. A list index becomes a one-element list. */
export function yamlAt(path: (string | number)[], value: unknown): string {
  const nested = path.reduceRight<unknown>(
    (inner, part) => (typeof part === 'number' ? [inner] : { [part]: inner }),
    value,
  );
  return stringify(nested, { lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
}
