// The subset of Go templates that the ApplicationSet may use: `{{ .a.b }}` and `{{ .a | toJson }}`. Anything else is an error.

/** Thrown for a template outside the subset or a field that is not there. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

export type Parameters = { [key: string]: unknown };

/**
 * What Argo CD's controller makes of one string with `missingkey=error`.
 *
 * @throws TemplateError
 */
export function fillTemplate(template: string, parameters: Parameters): string {
  return template.replace(/\{\{(.*?)\}\}|\{\{.*$/gs, (action, body = '') => {
    const match = /^\s*((?:\.[A-Za-z_]\w*)+)\s*(?:\|\s*(\w+)\s*)?$/.exec(body);
    if (!match?.[1])
      throw new TemplateError(`${action} is not of the form {{ .field }} or {{ .field | toJson }}`);
    const value = lookUp(match[1], parameters, action);
    if (match[2] === 'toJson') return toJson(value);
    if (match[2])
      throw new TemplateError(`${action} uses the function ${match[2]}, only toJson is supported`);
    if (typeof value === 'object') throw new TemplateError(`${action} is not a single value`);
    return typeof value === 'number' ? goNumber(value) : String(value);
  });
}

/** Every string in a value filled, as the controller does it: keys and values. */
export function fillDeep<T>(value: T, parameters: Parameters): T {
  if (typeof value === 'string') return fillTemplate(value, parameters) as T;
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, parameters)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [
    fillTemplate(key, parameters),
    fillDeep(item, parameters),
  ]);
  return Object.fromEntries(entries) as T;
}

function lookUp(path: string, parameters: Parameters, action: string): unknown {
  let value: unknown = parameters;
  for (const key of path.slice(1).split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key)) {
      throw new TemplateError(`${action}: there is no ${key}`);
    }
    value = (value as Parameters)[key];
  }
  if (value === null || value === undefined) throw new TemplateError(`${action} is empty`);
  return value;
}

// As Go prints a float64, which every number is that was read from YAML: 1e+06, but 100000.
function goNumber(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 21 && !(Number.isInteger(value) && exponent >= 6)) return String(value);
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

// As Go's encoding/json: keys sorted as text, no spaces, and the characters that could end an HTML script escaped.
function toJson(value: unknown): string {
  return unescaped(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Written by hand because objects in JavaScript put keys that look like numbers first.
function unescaped(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unescaped).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${unescaped(item)}`).join(',')}}`;
}
