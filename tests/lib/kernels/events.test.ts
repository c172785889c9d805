import { describe, expect, test } from 'vitest';
import { countEvents, nearest } from '../../../scripts/lib/kernels/events.ts';

const open = (pid: number, fname = '/probes/opened') => JSON.stringify({ fname, proc: { pid } });
const expected = { fields: { fname: '/probes/opened', 'proc.pid': 7 }, count: 2 };
const seen = (output: string, expectation: Parameters<typeof countEvents>[1][number]) =>
  countEvents(output, [expectation])[0]?.seen;

describe('counting', () => {
  test('counts events whose every field is equal', () => {
    expect(seen([open(7), open(8), open(7, '/other'), open(7)].join('\n'), expected)).toBe(2);
  });

  test('takes a number and its text for different', () => {
    expect(seen('{"fname":"/probes/opened","proc":{"pid":"7"}}', expected)).toBe(0);
  });

  test('leaves out a line that was cut', () => {
    expect(seen(`${open(7)}\n${open(7).slice(0, -3)}`, expected)).toBe(1);
  });

  test('compares texts with patterns', () => {
    const fields = { fname: /opened$/ };
    expect(seen(open(7), { fields, count: 1 })).toBe(1);
    expect(seen(open(7, '/other'), { fields, count: 1 })).toBe(0);
    expect(seen('{"fname":7}', { fields: { fname: /7/ }, count: 1 })).toBe(0);
  });

  test('sums numbers, and the slots of histograms, of all lists', () => {
    const output = '[{"latency":[0,20,3]},{"latency":[1]}]\n[]\n[{"latency":[0,2]}]';
    expect(seen(output, { fields: {}, count: 26, sum: 'latency' })).toBe(26);
    expect(seen('[{"samples":7},{"samples":3}]', { fields: {}, count: 10, sum: 'samples' })).toBe(10);
  });
});

describe('nearest', () => {
  test('names the fields in which the most similar event differs', () => {
    expect(nearest([open(8, '/other'), open(8)].join('\n'), expected)).toBe('proc.pid is 8, not 7');
  });

  test('says that there was none', () => {
    expect(nearest('', expected)).toBe('no event at all');
  });
});
