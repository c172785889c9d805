import { expect, test } from 'vitest';
import { summaryOf } from '../../../../scripts/lib/bench/agent/summary.ts';
import { sample, withAgent } from './sample.ts';

const summary = summaryOf([
  sample('none', 2),
  sample('none', 4),
  sample('none', 3),
  sample('tier 3', 5, withAgent),
  sample('tier 3', 8, withAgent),
  sample('tier 3', 6, { ...withAgent, counted: { ...withAgent.counted, opens: 100_000 } }),
]);

const cells = (name: string, unit: string) =>
  summary.find((row) => row.name === name && row.unit === unit)?.cells;

test('the median of the rounds, their spread, and the difference to no agent', () => {
  expect(cells('100000 opens', 's')).toEqual({
    none: { median: 3, least: 2, most: 4 },
    'tier 3': { median: 6, least: 5, most: 8, change: 100 },
  });
  expect(cells('node, all containers', 'CPU s')?.['tier 3']?.change).toBe(100);
});

test('what others did on the machine is no cost of the agent', () => {
  expect(cells('others on the machine', 'CPU s')?.['tier 3']).toEqual({ median: 1, least: 1, most: 1 });
});

test('events that were lost are those that were done and not counted, of gadgets that ran', () => {
  expect(cells('100000 opens: lost', 'events')).toEqual({ 'tier 3': { median: 10, least: 0, most: 10 } });
  expect(cells('2000 execs: lost', 'events')).toBeUndefined();
});

test('the agent: per container, at rest in percent of a core, and for each event', () => {
  expect(cells('tracer agent', 'CPU s')).toEqual({ 'tier 3': { median: 2, least: 2, most: 2 } });
  expect(cells('tracer agent, no load', '% of a core')?.['tier 3']?.median).toBe(2);
  expect(cells('tracer agent, at the end', 'MB')?.['tier 3']?.median).toBe(60);
  expect(cells('agent for each event', 'CPU µs')?.['tier 3']?.median).toBe(20);
  expect(cells('counted of the load', 'events/s')?.['tier 3']?.most).toBeCloseTo(100_000 / 25);
});
