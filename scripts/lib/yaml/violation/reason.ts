// Why a value does not fit, in words.
import type { ErrorObject } from 'ajv';
import { closest } from '../closest.ts';
import { knownKeys } from './keys.ts';

/** The reason of one violation; `path` is its place as text. */
export function reason(error: ErrorObject, path: string): string {
  const params = error.params as Record<string, unknown>;
  const value = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const near = closest(String(params.additionalProperty), knownKeys(error));
      return `there is no key \`${path}\`${near ? `; did you mean \`${near}\`?` : ''}`;
    }
    case 'required':
      return `\`${path}\` is missing`;
    case 'enum':
      return `\`${path}\` is ${value}, allowed are ${(params.allowedValues as unknown[]).join(', ')}`;
    case 'type':
      return `\`${path || 'the file'}\` is ${value}, which is not of type ${[params.type].flat().join(' or ')}`;
    case 'const':
      return `\`${path}\` is ${value}, allowed is ${JSON.stringify(params.allowedValue)}`;
    case 'keys':
      return `\`${path}\` has the keys ${Object.keys(error.data as object).join(', ')}, allowed is one of ${(params.known as string[]).join(', ')}`;
    case 'pattern':
      return `\`${path}\` is ${value}, which does not match ${params.pattern}`;
    default:
      return `\`${path || 'the file'}\` is ${value}, which ${error.message}`;
  }
}
