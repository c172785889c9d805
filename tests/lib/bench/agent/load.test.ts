import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, type TestContext, test } from 'vitest';
import { loadScript, loadSeconds, phases, titleOf } from '../../../../scripts/lib/bench/agent/load.ts';

describe('what a pod of the load prints', () => {
  test('says how long it took by its own clock', () => {
    expect(loadSeconds('done 1 9.00 9.10\ndone 100 10.25 12.75\n', 100)).toBe(2.5);
  });

  test('says nothing before it has done as much, nor in the middle of a line', () => {
    expect(loadSeconds('done 1 9.00 9.10\n', 100)).toBeUndefined();
    expect(loadSeconds('done 100 10.25 12', 100)).toBeUndefined();
  });
});

test('the shell acts as often as each line says', (context) => {
  needsProc(context);
  const script = loadScript('opens').replace(': < /tmp/file', 'echo acted');
  const printed = execFileSync('sh', ['-c', script], { input: '3\n20\n', encoding: 'utf8' });
  expect(printed.match(/^acted$/gm)).toHaveLength(23);
  expect(printed.match(/^done \d+/gm)).toEqual(['done 3', 'done 20']);
  expect(loadSeconds(printed, 20)).toBeGreaterThanOrEqual(0);
});

test.each(phases)('the shell understands its script: %s', (phase) => {
  execFileSync('sh', ['-n', '-c', loadScript(phase)]);
});

test('a phase is called after what it does, and how often', () => {
  expect(phases.map(titleOf)).toEqual([
    '100000 opens',
    '20000 opens, 1000 a second',
    '50000 signals',
    '2000 execs',
    '2000 connects',
  ]);
});

test('the paced shell rests after each thousand', (context) => {
  needsProc(context);
  const script = loadScript('paced')
    .replace('[ $((i % 1000)) -ne 999 ]', '[ $((i % 5)) -ne 4 ]')
    .replace('read -r -t 1 _', 'echo rest');
  const printed = execFileSync('sh', ['-c', script], { input: '10\n', encoding: 'utf8' });
  expect(printed.match(/^rest$/gm)).toHaveLength(2);
});

// The script reads the time from there.
function needsProc(context: TestContext): void {
  if (!existsSync('/proc/uptime')) context.skip('not run: no /proc/uptime');
}
