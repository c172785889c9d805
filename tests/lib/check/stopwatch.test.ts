import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { stopwatch } from '../../../scripts/lib/check/stopwatch.ts';

test('hands back what the work returns', async () => {
  const watch = stopwatch();
  expect(await watch.measure('lint', () => 1)).toBe(1);
  expect(await watch.measure('lint', async () => 2)).toBe(2);
});

test('a stage lasts from its first start to its last end, overlaps counted once', async () => {
  const watch = stopwatch();
  await Promise.all([
    watch.measure('render', () => setTimeout(50)),
    watch.measure('render', () => setTimeout(100)),
    watch.measure('policy', () => setTimeout(10)),
  ]);
  await watch.measure('render', () => setTimeout(50));
  const { render = 0, policy = 0 } = watch.durations();
  expect(render).toBeGreaterThanOrEqual(145);
  expect(policy).toBeLessThan(render);
});

test('work that fails is measured, and its failure handed on', async () => {
  const watch = stopwatch();
  await expect(watch.measure('validate', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(Object.keys(watch.durations())).toEqual(['validate']);
});

test('a stage that did not run has no duration', () => {
  expect(stopwatch().durations()).toEqual({});
});
