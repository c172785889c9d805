import { expect, test } from 'vitest';
import { gadgetTable } from '../../../scripts/lib/charts/agentchart.ts';
import { kernelNeeds } from '../../../scripts/lib/charts/kernelneeds.ts';
import { privilegesTable } from '../../../scripts/lib/charts/privileges.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

test('a row for the tracer and each of its features, with what the feature adds', async () => {
  const rows = (await privilegesTable(toolkitRoot)).split('\n').map((line) => line.split(' | '));
  const row = (start: string) => rows.find(([name = '']) => name.startsWith(`| ${start}`));
  expect(row('the tracer itself')?.[1]).toBe('`SYS_ADMIN` `SYS_PTRACE`');
  expect(row('the tracer itself')?.[2]).toContain('`/etc` ');
  expect(row('the tracer itself')?.[2]).toContain('`/run` (written)');
  expect(row('`dns`')?.slice(1)).toEqual(['`SYSLOG` `NET_RAW`', '', '', '5.10, BTF, kprobes |']);
  expect(row('`file`')?.slice(1)).toEqual(['', '', '', '5.10, BTF, tracepoints |']);
  for (const { feature } of Object.values(gadgetTable()))
    expect(row(`\`${feature}\``), feature).toBeDefined();
});

test('what a kernel must have, and what is better', () => {
  expect(kernelNeeds({ engine: 'profiler', features: ['CPU profiles'] })).toBe('5.10');
  expect(kernelNeeds({ engine: 'instrumentation', features: ['requests and traces'] })).toBe(
    '5.8, BTF, kprobes; better with uprobes',
  );
  expect(kernelNeeds({ engine: 'gpu', features: ['GPU metrics'] })).toBe('');
});
