import { expect, test } from 'vitest';
import { agentText, gadgetLines, summaryTable } from '../../../../scripts/lib/bench/agent/print.ts';
import { summaryOf } from '../../../../scripts/lib/bench/agent/summary.ts';
import { sample, withAgent } from './sample.ts';

const samples = [sample('none', 2), sample('tier 3', 3, { ...withAgent, window: 91 })];

test('each level says once which gadgets ran, and why others did not', () => {
  expect(gadgetLines([...samples, ...samples])).toEqual([
    'none: no gadget',
    'tier 3: trace_open; without trace_exec: the kernel has no kprobes',
  ]);
});

test('the table has a row for each figure and a dash where a level has none', () => {
  const lines = summaryTable(summaryOf(samples));
  expect(lines[0]).toMatch(/^ +none +tier 1 +tier 2 +tier 3$/);
  expect(lines[1]).toMatch(/^100000 opens +s +2 \(2…2\) +- +- +3 \(3…3\) \+50 %$/);
  expect(lines.find((line) => line.startsWith('100000 opens: lost'))).toMatch(
    / events +- +- +- +10 \(10…10\)$/,
  );
});

test('the text says what it was measured on, and which runs took too long to compare', () => {
  const machine = {
    processor: 'A Processor',
    cores: 2,
    memoryGigabytes: 8,
    platform: 'linux x64',
    node: '24.0.0',
    tools: {},
  };
  const text = agentText({
    date: '2026-01-02T03:04:05.000Z',
    machine,
    kernel: '6.18.0',
    load: { start: 0.5, end: 2 },
    counts: { opens: 1, paced: 1, signals: 1, execs: 1, connects: 1 },
    rounds: 1,
    differs: ['agent: profiling.enabled=false (no image a)'],
    samples,
    summary: summaryOf(samples),
  });
  expect(text).toContain('Measured 2026-01-02 03:04 UTC on 2 cores (A Processor), 8 GB, kernel 6.18.0');
  expect(text).toContain('\nagent: profiling.enabled=false (no image a)\n');
  expect(text).toContain('Longer than 75 s, so that CPU seconds are too high: tier 3 91 s');
});
