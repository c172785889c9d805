// The type of a value in words, as its JSON schema has it.
import type { Values } from '../helm/values.ts';
import { isMap } from '../yaml/map.ts';

const names: Record<string, string> = { object: 'map', array: 'list' };
// Definitions that say more by their name than by their type.
const named = ['quantity', 'duration'];

/** `integer`, `list of strings`, `duration`, or the values of an enum; where the schema says nothing, the default does. */
export function typeText(schema: Values, path: string[], value: unknown): string {
  const { name, found } = path.reduce<{ name?: string; found: unknown }>(
    ({ found }, key) =>
      step(schema, isMap(found) && isMap(found.properties) ? found.properties[key] : undefined),
    { found: schema },
  );
  if (name && named.includes(name)) return name;
  if (!isMap(found)) return typeOf(value);
  if (Array.isArray(found.enum)) return choice(found.enum.map((item) => `\`${item}\``));
  if (found.type === 'array') return listText(schema, found.items);
  if (typeof found.type === 'string') return names[found.type] ?? found.type;
  if (Array.isArray(found.type)) return choice(found.type.map((type: string) => names[type] ?? type));
  return typeOf(value);
}

// One step down, through a reference to a definition.
function step(schema: Values, next: unknown): { name?: string; found: unknown } {
  const reference = isMap(next) ? next.$ref : undefined;
  if (typeof reference !== 'string') return { found: next };
  const name = reference.replace('#/definitions/', '');
  return { name, found: isMap(schema.definitions) ? schema.definitions[name] : undefined };
}

function listText(schema: Values, items: unknown): string {
  const { found } = step(schema, items);
  const type =
    isMap(found) && typeof found.type === 'string' ? found.type : isMap(found) && found.enum ? 'string' : '';
  return type ? `list of ${names[type] ?? type}s` : 'list';
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (isMap(value)) return 'map';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

function choice(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
