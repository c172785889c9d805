import { describe, expect, test } from 'vitest';
import { descendants, parseStatus } from '../../../scripts/lib/bench/memory.ts';
import { parseStat } from '../../../scripts/lib/bench/processor.ts';
import { runTimed } from '../../../scripts/lib/bench/timed.ts';

test('a status file gives the memory in megabytes', () => {
  const text = 'Name:\tnode\nPid:\t12\nPPid:\t7\nVmHWM:\t  2000000 kB\nVmRSS:\t 1000000 kB\n';
  expect(parseStatus(text)).toEqual({ pid: 12, parent: 7, resident: 1024, highest: 2048 });
});

test('a process that has ended has no memory', () => {
  expect(parseStatus('Name:\tnode\nState:\tZ (zombie)\nPid:\t12\nPPid:\t7\n')).toMatchObject({ resident: 0 });
});

test('descendants are found at every depth, others are not', () => {
  const status = (pid: number, parent: number) => ({ pid, parent, resident: 1, highest: 1 });
  const all = [status(1, 0), status(2, 1), status(3, 2), status(4, 3), status(5, 1)];
  expect(descendants(all, 2).map(({ pid }) => pid)).toEqual([2, 3, 4]);
  expect(descendants(all, 9)).toEqual([]);
});

test('processor time is read behind a name with brackets', () => {
  const fields = ['S', ...Array.from({ length: 12 }, () => '0'), '150', '50', '20'];
  expect(parseStat(`7 (a) b) ${fields.join(' ')}`)).toBe(2);
});

describe('a timed run', () => {
  const node = (code: string, memory = false) =>
    runTimed(process.execPath, ['-e', code], { cwd: import.meta.dirname, memory });

  test('hands back what was printed and the exit code', async () => {
    const run = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(run).toMatchObject({ stdout: 'out\n', stderr: 'err\n', exitCode: 3 });
    expect(run.peak).toBeUndefined();
  });

  test('takes at least as long as the program', async () => {
    expect((await node('setTimeout(() => {}, 200)')).seconds).toBeGreaterThan(0.2);
  });

  test('a program that is not there is an error', async () => {
    await expect(runTimed('/no/such/program', [], { cwd: '/' })).rejects.toThrow('ENOENT');
  });

  test.runIf(process.platform === 'linux')('counts the memory of what the program starts', async () => {
    const child = 'const b = Buffer.alloc(200e6, 1); setTimeout(() => b, 500)';
    const { peak } = await node(
      `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(child)}])`,
      true,
    );
    expect(peak?.processes).toBe(2);
    expect(peak?.tree).toBeGreaterThan(200);
    expect(peak?.process).toBeLessThan(200);
  });

  test.runIf(process.platform === 'linux')('counts the processor time of the program', async () => {
    const { processor } = await node('const end = Date.now() + 300; while (Date.now() < end);');
    expect(processor).toBeGreaterThan(0);
  });
});
