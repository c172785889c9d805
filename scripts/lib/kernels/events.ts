// What a gadget printed, and whether it is what its probe did.
import type { Expected } from './gadgets.ts';

type Event = Record<string, unknown>;

export type Count = { expected: Expected; seen: number };

/** For each expectation what was seen of it. Lines that `ig` did not finish writing are no events. */
export function countEvents(output: string, expectations: Expected[]): Count[] {
  const events = parseEvents(output);
  return expectations.map((expected) => {
    const matching = events.filter((event) => matches(event, expected.fields));
    const amounts = matching.map((event) => (expected.sum ? amount(field(event, expected.sum)) : 1));
    return { expected, seen: amounts.reduce((sum, value) => sum + value, 0) };
  });
}

/** The event that agrees in most fields, and where it differs: for the message of a failure. */
export function nearest(output: string, { fields }: Expected): string {
  const wrong = (event: Event) =>
    Object.entries(fields).filter(([path, value]) => !agrees(field(event, path), value));
  const [best] = parseEvents(output).sort((a, b) => wrong(a).length - wrong(b).length);
  if (!best) return 'no event at all';
  return wrong(best)
    .map(([path, value]) => `${path} is ${JSON.stringify(field(best, path))}, not ${value}`)
    .join('; ');
}

function parseEvents(output: string): Event[] {
  return output.split('\n').flatMap((line) => {
    try {
      const parsed = JSON.parse(line) as Event | Event[];
      return Array.isArray(parsed) ? parsed : [parsed];
    } catch {
      return [];
    }
  });
}

function matches(event: Event, fields: Expected['fields']): boolean {
  return Object.entries(fields).every(([path, value]) => agrees(field(event, path), value));
}

function agrees(found: unknown, wanted: unknown): boolean {
  return wanted instanceof RegExp ? typeof found === 'string' && wanted.test(found) : found === wanted;
}

function field(event: Event, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}

function amount(value: unknown): number {
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.reduce((sum: number, slot: unknown) => sum + amount(slot), 0) : 0;
}
